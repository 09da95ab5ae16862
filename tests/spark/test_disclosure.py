"""Disclosure control on Spark: the same counts as plain Python's, and which result sets are published."""

import random

import pytest
from pyspark.sql import functions as F

from lake_layout.disclosure import KEY_SPACE
from spark_jobs.disclosure import noise
from spark_jobs.disclosure.sets import ResultSet, draw, key_of, protect, published_count, tally
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
    # The least that 20 may become is 14, the most that 9 may is 15.
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
