"""What is published stays as it is until there is a cause: the same rows again, and no cell without a changed row."""

import hashlib

import pytest
from pyspark.sql import functions as F

from lake_layout import audit, gold, ledger, silver
from lake_layout.slices import MONTH_SLICES, RESULTS_MADE_OF
from tests.spark.steps import arrive, publish

pytestmark = pytest.mark.spark
MONTH = "2022-02"  # a year that no other test publishes in
PERIODS = (MONTH, "2022-Q1", "2022")
TABLES = [table for table in gold.TABLES if "period" in table.partition_by]


def rows_of_gold(spark, table=gold.RESULTS):
    from spark_jobs import delta

    own = delta.read(spark, table).where(F.col("period").isin(list(PERIODS)))
    return {tuple(row[name] for name in table.key): tuple(row) for row in own.select(*table.column_names).collect()}


def checksum(rows):
    return hashlib.sha256(repr(sorted(rows.values(), key=repr)).encode()).hexdigest()


@pytest.fixture(scope="module")
def first(spark):
    """A month of one region, some of whose rows wait in quarantine, published."""
    delivery = arrive("07", "palautekanava", MONTH, 400, [("missing_places", 0.04)])
    publish("first")
    return delivery, {table.name: rows_of_gold(spark, table) for table in TABLES}


def test_there_is_something_to_lose(first):
    assert len(first[1]["results"]) > 60


def test_publishing_unchanged_data_again_gives_the_same_rows(first, spark):
    from spark_jobs.aggregate import rebuild

    delivery, before = first
    ledger.change(audit.DELIVERIES, {"status": "refined"}, delivery_id=delivery)
    publish("again")
    rebuild("and again", (MONTH,), forget=True)
    for table in TABLES:
        assert checksum(rows_of_gold(spark, table)) == checksum(before[table.name])


def test_without_what_was_published_before_the_same_rows_follow_from_the_keys_alone(first, spark):
    from spark_jobs import delta
    from spark_jobs.aggregate import rebuild

    for table in (gold.RESULTS, RESULTS_MADE_OF, MONTH_SLICES):
        delta.remove(spark, table, f"period IN ({delta.quoted(PERIODS)})")
    rebuild("from nothing", (MONTH,))
    assert checksum(rows_of_gold(spark)) == checksum(first[1]["results"])


def test_a_redelivery_changes_only_cells_that_hold_a_changed_row(first, spark):
    """The same month again, with the rows that had waited in quarantine."""
    from spark_jobs import delta
    from spark_jobs.lattice import count_slices

    def silver_rows():
        return delta.read(spark, silver.FEEDBACK, "07").where(f"period = '{MONTH}'").toPandas()

    before, known = rows_of_gold(spark), set(silver_rows()["feedback_id"])
    arrive("07", "palautekanava", MONTH, 400, suffix="_b")
    publish("redelivered")
    held = silver_rows()
    added = held[~held["feedback_id"].isin(known)]
    assert known < set(held["feedback_id"]) and 10 <= len(added) < 30
    touched = {tuple(row) for row in count_slices(added)[list(gold.DIMENSION_NAMES)].values.tolist()}
    after = rows_of_gold(spark)
    differing = {key for key in {*before, *after} if before.get(key) != after.get(key)}
    assert {key[2:] for key in differing} <= touched
    assert len({key[2:] for key in after} - touched) > 5, "and there is more than the touched slices"
