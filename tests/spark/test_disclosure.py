"""Disclosure control on Spark: the same counts as plain Python's, and which result sets are published."""

import random

import numpy as np
import pytest
from pyspark.sql import functions as F

from lake_layout.disclosure import KEY_SPACE
from lake_layout.gold import CATEGORIES
from spark_jobs.disclosure import noise
from spark_jobs.disclosure.sets import Former, ResultSet, draw, key_of, made_of, protect, published_count, tally
from tests.spark.conftest import as_table

pytestmark = pytest.mark.spark
NPS = ResultSet("nps", ("nps_detractors", "nps_passives", "nps_promoters"))
KEYS = ("period", "region")


def test_spark_and_plain_python_publish_the_same_counts(spark):
    rng = random.Random(2026)
    given = [(rng.choice((0, 1, 2, 3, 9, 10, 500)), rng.randrange(KEY_SPACE * 300_000)) for _ in range(4000)]
    given += [(true, key) for true in range(4) for key in (0, 1, KEY_SPACE - 1, KEY_SPACE, KEY_SPACE**2 // 2 - 1)]
    frame = spark.createDataFrame(given, "n INT, key BIGINT")
    names = ("nps_detractors", "statement_access_5", "feedback")
    made = frame.select(
        "n", "key", *(published_count(F.col("n"), draw(F.col("key"), name)).alias(name) for name in names)
    )
    for row in made.collect():
        for name in names:
            assert row[name] == noise.published_count(row["n"], row["key"], name), row


@pytest.fixture
def shown(frame):
    """Published counts of region slices given as `region | key | detractors | passives | promoters`."""

    def make(table):
        schema = "region STRING, nps_key BIGINT, nps_detractors INT, nps_passives INT, nps_promoters INT"
        slices = frame(schema, table).withColumn("period", F.lit("2026-01"))
        return protect(slices, KEYS, (NPS,))

    return make


def sizes(protected):
    rows = protected.collect()
    return {row["region"]: row["nps_detractors"] + row["nps_passives"] + row["nps_promoters"]
            for row in rows if row["nps_passives"] is not None}  # fmt: skip


def test_nine_are_withheld_whatever_their_key_and_twenty_are_told(shown):
    # The least that 20 may become is 11, the most that 9 may is 18.
    table = "region | nps_key | nps_detractors | nps_passives | nps_promoters\n" + "\n".join(
        f"{n:02} | {n * 7919} | 3 | 3 | {14 if n > 10 else 3}" for n in range(1, 21)
    )
    assert set(sizes(shown(table))) == {*(f"{n}" for n in range(11, 21)), "*"}


def size_by(key, counts):
    return sum(noise.published_count(n, key, category) for n, category in zip(counts, NPS.categories))


def test_a_set_that_the_noise_takes_below_ten_is_withheld(shown):
    below = next(key for key in range(10_000) if size_by(key, (3, 4, 3)) < 10)
    above = next(key for key in range(10_000) if size_by(key, (3, 4, 3)) > 10)
    told = sizes(shown(f"""
        region | nps_key | nps_detractors | nps_passives | nps_promoters
        10     | {below} | 3              | 4            | 3
        18     | {above} | 3              | 4            | 3
    """))  # fmt: skip
    assert set(told) == {"18"} and told["18"] > 10


def test_the_country_needs_three_regions_of_ten(shown):
    two = """
        region | nps_key | nps_detractors | nps_passives | nps_promoters
        10     | 11      | 5              | 5            | 15
        14     | 12      | 5              | 5            | 15
        18     | 13      | 0              | 0            | 9
    """
    assert "*" not in sizes(shown(two))
    three = two.replace("18     | 13      | 0              | 0            | 9", "18 | 13 | 0 | 0 | 25")
    assert sizes(shown(three))["*"] == size_by(36, (10, 10, 55))


def test_a_set_that_differs_by_one_person_changes_in_every_category_alike(shown):
    """Whoever subtracts one from the other must not see in which category the person is."""
    moved = dict.fromkeys(NPS.categories, 0)
    table = "region | nps_key | nps_detractors | nps_passives | nps_promoters\n"
    table += "\n".join(f"{n} | {n * 104_729} | 9 | 9 | {20 + n % 2}" for n in range(100, 500))
    rows = {int(r["region"]): r for r in shown(table).where("region != '*'").collect()}
    for n in range(100, 500, 2):
        for name in NPS.categories:
            moved[name] += rows[n + 1][name] - (n % 2 == 0 and name == "nps_promoters") != rows[n][name]
    assert all(0.6 < moves / 200 < 0.85 for moves in moved.values()), moved


@pytest.fixture
def releases(spark, frame):
    """Region 18's published counts after each publication, given as `key | detractors | passives | promoters`."""

    def written(made):
        """The frame as if read from a table: not computed anew."""
        return spark.createDataFrame(made.collect(), made.schema)

    def make(*lines):
        former, told = None, []
        for line in lines:
            table = f"region | nps_key | nps_detractors | nps_passives | nps_promoters\n 18 | {line}"
            schema = "region STRING, nps_key BIGINT, nps_detractors INT, nps_passives INT, nps_promoters INT"
            slices = frame(schema, table).withColumn("period", F.lit("2026-01"))
            protected = written(protect(slices, KEYS, (NPS,), former))
            former = Former(protected.select(*KEYS, *NPS.categories), made_of(protected, KEYS, (NPS,)))
            told += as_table(protected.where("region = '18'"), *NPS.categories)
        return told

    return make


def made(key, *counts):
    return tuple(noise.published_count(n, key, category) for n, category in zip(counts, NPS.categories))


def test_a_set_of_which_few_have_changed_stands_as_it_was(releases):
    first, one_more, one_changed = releases("500 | 10 | 10 | 20", "501 | 10 | 10 | 21", "777 | 9 | 10 | 21")
    assert first == one_more == one_changed == made(500, 10, 10, 20)


def test_a_set_of_which_ten_have_changed_is_published_anew_though_they_came_one_by_one(releases):
    lines = [f"{500 + n} | 10 | 10 | {20 + n}" for n in (0, 4, 9, 10, 11)]
    assert releases(*lines) == [made(500, 10, 10, 20)] * 3 + [made(510, 10, 10, 30)] * 2


def test_a_set_that_has_shrunk_below_ten_is_withheld_and_comes_back_when_enough_have_changed(releases):
    told = releases("500 | 4 | 4 | 6", "501 | 4 | 4 | 1", "502 | 4 | 4 | 3", "503 | 9 | 9 | 6")
    assert told == [made(500, 4, 4, 6), (None, None, None), (None, None, None), made(503, 9, 9, 6)]


def test_a_slice_never_shows_more_than_a_wider_one(frame):
    """Of 46 feedback all but three of a class, and all but three of them of an age: noise alone would often exceed."""
    lines = [
        f"{n} | {cls} | {age} | {n * 104_729 + less} | 9 | 9 | {28 - 3 * less}"
        for n in range(100, 300)
        for less, (cls, age) in enumerate((("*", "*"), ("A", "*"), ("A", "9")))
    ]
    table = "region | cls | age | nps_key | nps_detractors | nps_passives | nps_promoters\n" + "\n".join(lines)
    schema = "region STRING, cls STRING, age STRING, nps_key BIGINT, " + ", ".join(f"{c} INT" for c in NPS.categories)
    keys = (*KEYS, "cls", "age")
    slices = frame(schema, table).withColumn("period", F.lit("2026-01"))
    exceeding = []
    for nested in ((), ("cls", "age")):
        rows = protect(slices, keys, (NPS,), nested=nested).where("region != '*'").collect()
        found = {(row["region"], row["cls"], row["age"]): row for row in rows}
        exceeding.append(
            sum(
                found[region, "A", age][name] > found[region, wider, "*"][name]
                for region in {region for region, *_ in found}
                for wider, age in (("*", "*"), ("*", "9"), ("A", "9"))
                for name in NPS.categories
            )
        )
    assert exceeding[0] > 100 and exceeding[1] == 0


def test_a_slice_that_leaves_one_or_two_of_a_wider_one_is_withheld(frame):
    table = "region | cls | nps_key | nps_detractors | nps_passives | nps_promoters\n" + "\n".join(
        f"{left + 10} | {cls} | {left * 7919 + n} | 9 | 9 | {40 - n}"
        for left in range(5)
        for cls, n in (("*", 0), ("A", left))
    )
    schema = "region STRING, cls STRING, nps_key BIGINT, " + ", ".join(f"{c} INT" for c in NPS.categories)
    slices = frame(schema, table).withColumn("period", F.lit("2026-01"))
    shown = protect(slices, (*KEYS, "cls"), (NPS,), nested=("cls",)).where("cls = 'A' AND nps_passives IS NOT NULL")
    assert as_table(shown.where("region != '*'"), "region") == [("10",), ("13",), ("14",)]


def test_what_is_withheld_is_counted(shown):
    counted = tally(shown("""
        region | nps_key | nps_detractors | nps_passives | nps_promoters
        10     | 1       | 1              | 2            | 6
        18     | 2       | 1              | 2            | 70
        14     | 0       | 0              | 0            | 0
    """), (NPS,))  # fmt: skip
    # told: region 18; withheld: region 10 and the country; nobody was asked in 14
    assert as_table(counted, "period", "cells_published", "cells_withheld") == [("2026-01", 1, 2)]


def test_a_key_from_an_id_is_as_many_bits_of_it(spark):
    made = spark.createDataFrame([("00ff00ff" + "0" * 24,), ("ffffffff" + "a" * 24,)], "feedback_id STRING")
    assert [row[0] for row in made.select(key_of("feedback_id")).collect()] == [0x00FF00FF, KEY_SPACE - 1]


def test_the_attackers_copy_of_the_method_publishes_what_spark_does(spark):
    """Three regions' months by all dimensions, protected by Spark and by tests/attack/publisher.py."""
    from spark_jobs.lattice import KEYS as PLACES
    from spark_jobs.lattice import SETS, month_slices, of_periods
    from tests.attack import country
    from tests.attack.publisher import PLACE, lattice, publish

    feedback = country.feedback(("10", "14", "18"), ("2026-01", "2026-02"), 300)
    rows = feedback.astype(object).where(feedback.notna(), None).drop(columns="source")
    months = month_slices(spark.createDataFrame(rows, _schema(rows))).persist()
    slices = of_periods(months, ("2026-01", "2026-02", "2026-Q1", "2026")).persist()
    made = protect(slices, PLACES, SETS, nested=PLACES[3:])
    found = made.toPandas().set_index(PLACE)
    copy = publish(lattice(feedback))
    counts = [category for one in SETS for category in one.categories]
    assert len(found) == len(copy) and copy[counts].notna().any(axis=1).sum() > 1000
    same = found.loc[copy.index, counts].astype(float).to_numpy()
    np.testing.assert_array_equal(same, copy[counts].to_numpy())


def _schema(rows):
    numbers = {"record_key": "BIGINT", **dict.fromkeys(CATEGORIES, "INT")}
    return ", ".join(f"{name} {numbers.get(name, 'STRING')}" for name in rows.columns)
