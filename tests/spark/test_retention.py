"""Retention: what has lain its time is really deleted, the salt with the last of its source; a dry run only counts."""

from datetime import datetime, timedelta

import pytest

from lake_layout import audit, bronze, folders, ledger, silver, story
from lake_layout.delivery import DeliveryId
from spark_jobs.retention import expire_country, expire_region, months_before
from tests.spark.steps import arrive

pytestmark = pytest.mark.spark


@pytest.mark.parametrize(
    "moment, months, wanted",
    [
        ("2026-11-25", 13, "2025-10-25"),
        ("2026-01-31", 13, "2024-12-31"),
        ("2026-03-31", 13, "2025-02-28"),
        ("2026-12-01", 12, "2025-12-01"),
    ],
)
def test_months_are_calendar_months(moment, months, wanted):
    assert months_before(datetime.fromisoformat(moment), months) == datetime.fromisoformat(wanted)


def came_long_ago(delivery_id, days):
    ledger.change(audit.DELIVERIES, {"received_at": ledger.now() - timedelta(days=days)}, delivery_id=delivery_id)


@pytest.fixture(scope="module")
def of_region(spark):
    """A delivery of 14 months ago with quarantined rows, a rejected one of 7, and a new one.

    The lake is all Spark tests' own: no other delivers from this region.
    """
    old = arrive("16", "webropol", "2025-08", 60, [("missing_places", 0.03)])
    rejected = arrive("16", "webropol", "2026-03", 40, [("missing_cost_centres", 0.6)])
    new = arrive("16", "webropol", "2026-09", 40, [("missing_places", 0.03)])
    came_long_ago(old, 430)
    came_long_ago(rejected, 210)
    return old, rejected, new


def rows_of(spark, table):
    from spark_jobs import delta

    return {row["delivery_id"] for row in delta.read(spark, table, "16").collect()}


def test_a_dry_run_counts_and_destroys_nothing(of_region, spark):
    old, rejected, new = of_region
    before = ledger.read(audit.DELIVERIES)
    assert expire_region("16", "dry", dry_run=True) == {"quarantine": 2, "refused": 0, "landing": 0, "bronze": 1}
    assert ledger.read(audit.DELIVERIES) == before and rows_of(spark, bronze.FEEDBACK) == {old, new}
    told = {row["kind"]: (row["removed"], row["dry_run"]) for row in ledger.read(audit.RETENTIONS, run="dry")}
    assert told == {"quarantine": (2, 1), "bronze": (1, 1)}


def test_the_old_are_destroyed_and_the_new_stay(of_region, spark, lake):
    import pyarrow.parquet as pq

    old, rejected, new = of_region
    assert expire_region("16", "night")["quarantine"] == 2
    assert rows_of(spark, bronze.FEEDBACK) == {new} and rows_of(spark, silver.FEEDBACK) == {old, new}
    files = (lake / "bronze" / "16" / "feedback").rglob("*.parquet")
    on_disk = {name for path in files if "_delta_log" not in path.parts
               for name in pq.ParquetFile(path).read(["delivery_id"]).column(0).to_pylist()}  # fmt: skip
    assert on_disk == {new}, "old versions' files are gone too"
    left = {name: folders.quarantined(DeliveryId.parse(name)).exists() for name in of_region}
    assert left == {old: False, rejected: False, new: True}
    assert folders.salt("16", "webropol").exists()
    assert all(story.conserved(ledger.delivery(name)) for name in of_region)
    assert ledger.delivery(old)["bronze_left"] == ledger.delivery(rejected)["quarantine_left"] == "expired"


def test_the_salt_goes_with_the_last_row_of_its_source(of_region, spark):
    came_long_ago(of_region[2], 430)
    counts = expire_region("16", "next night")
    assert (counts["bronze"], counts["salts"]) == (1, 1)
    assert not folders.salt("16", "webropol").exists()


def test_a_second_night_finds_nothing(of_region, spark):
    assert not any(expire_region("16", "third night").values())
    assert not ledger.read(audit.RETENTIONS, run="third night")


def test_the_countrys_part_keeps_the_newest_two_serving_files(of_region, spark, lake):
    from pathlib import Path

    serving = Path(str(folders.serving()))
    serving.mkdir(exist_ok=True)
    before = {path.name for path in serving.glob("report_users-*.duckdb")}
    made = [f"report_users-2020010{n}T000000000000.duckdb" for n in (1, 2, 3)]
    for name in made:
        (serving / name).write_bytes(b"")
    assert expire_country("night", ["16"])["serving_files"] == len(before) + 1
    assert len(list(serving.glob("report_users-*.duckdb"))) == 2
    for path in serving.glob("report_users-2020*"):
        path.unlink()
