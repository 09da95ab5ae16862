"""Disclosure control on Spark: what was published before is found again, and the attackers' copy tells the same."""

import numpy as np
import pytest
from pyspark.sql import functions as F

from lake_layout.gold import CATEGORIES
from spark_jobs.disclosure.result_set import ResultSet
from spark_jobs.disclosure.sets import Former, made_of, protect, tally
from tests.disclosure.test_protection import made
from tests.spark.conftest import as_table

pytestmark = pytest.mark.spark
NPS = ResultSet("nps", ("nps_detractors", "nps_passives", "nps_promoters"))
KEYS = ("period", "region")


@pytest.fixture
def shown(frame):
    """Published counts of region slices given as `region | key | detractors | passives | promoters`."""

    def make(table):
        schema = "region STRING, nps_key BIGINT, nps_detractors INT, nps_passives INT, nps_promoters INT"
        slices = frame(schema, table).withColumn("period", F.lit("2026-01"))
        return protect(slices, KEYS, (NPS,))

    return make


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


def test_a_set_stands_as_it_was_until_ten_have_changed_though_they_came_one_by_one(releases):
    lines = [f"{2**54 + n} | 10 | 10 | {20 + n}" for n in (0, 9, 10)]
    assert releases(*lines) == [made(2**54, 10, 10, 20)] * 2 + [made(2**54 + 10, 10, 10, 30)]


def test_what_is_withheld_is_counted(shown):
    counted = tally(shown("""
        region | nps_key | nps_detractors | nps_passives | nps_promoters
        10     | 1       | 1              | 2            | 6
        18     | 2       | 1              | 2            | 70
        14     | 0       | 0              | 0            | 0
    """), (NPS,))  # fmt: skip
    # told: region 18; withheld: region 10 and the country; nobody was asked in 14
    assert as_table(counted, "period", "cells_published", "cells_withheld") == [("2026-01", 1, 2)]


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
