"""Retention: what has lain its time is destroyed, old versions and secrets included; the ledger keeps the counts.

A region's part holds the region's pool, the country's part gold's. A dry run counts and destroys nothing.
"""

import re
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path

from pyspark.sql import SparkSession
from upath import UPath

from expectations import known_rows
from lake_layout import (
    audit,
    bronze,
    changing,
    folders,
    gold,
    ledger,
    open_feedback,
    pseudonymised,
    silver,
    slices,
    story,
)
from lake_layout.delivery import DeliveryId
from lake_layout.settings import settings
from spark_jobs import delta, quarantine
from spark_jobs.load import let_landing_go
from spark_jobs.serve import old_files, remove_old_files
from spark_jobs.session import session
from spark_jobs.thl.retention import expire_thl
from spark_jobs.withdraw.remove import destroy_unused_salt

OLD_VERSION_HOURS = 24
"""Age at which files that only older versions of silver and gold need are deleted: no reader takes that long."""
OF_THE_REGION = (silver.FEEDBACK, silver.DENOMINATORS)
"""Tables of silver that the region's pool writes."""
_REFUSED_AT = re.compile(r"_(\d{8}T\d{6})$")


def months_before(moment: datetime, months: int) -> datetime:
    """The same day so many months earlier; the month's last day where there is no such day."""
    number = moment.year * 12 + moment.month - 1 - months
    year, month = divmod(number, 12)
    first_of_next = datetime(year + (month == 11), (month + 1) % 12 + 1, 1)
    last_day = (first_of_next - timedelta(days=1)).day
    return moment.replace(year=year, month=month + 1, day=min(moment.day, last_day))


def too_old_for_quarantine(rows: Iterable[dict], now: datetime) -> list[dict]:
    """Deliveries whose rows or files have waited in quarantine for their correction long enough."""
    before = now - timedelta(days=settings().quarantine_days)
    return [row for row in rows if row["received_at"] < before and story.in_quarantine(row)]


def too_old_for_bronze(rows: Iterable[dict], now: datetime) -> list[dict]:
    """Deliveries whose rows bronze has held for the agreed time."""
    before = months_before(now, settings().bronze_months)
    return [r for r in rows if r["status"] in story.IN_BRONZE and not r["bronze_left"] and r["received_at"] < before]


def left_in_landing(rows: Iterable[dict], now: datetime) -> list[dict]:
    """Deliveries that a run left half-way so long ago that nobody will go on with it."""
    before = now - timedelta(days=settings().quarantine_days)
    return [row for row in rows if row["status"] in ("received", "checked") and row["received_at"] < before]


def expire_region(region: str, run: str, dry_run: bool = False) -> dict[str, int]:
    """Destroy what of the region has lain its time: quarantine, refused files, landing, bronze, salts."""
    rows, now = ledger.read(audit.DELIVERIES, region=region), ledger.now()
    apart, stale = too_old_for_quarantine(rows, now), left_in_landing(rows, now)
    old, refused = too_old_for_bronze(rows, now), _refused(region, now)
    counts = {
        "quarantine": (len(apart), sum(map(story.in_quarantine, apart))),
        "refused": (len(refused), None),
        "landing": (len(stale), None),
        "bronze": (len(old), sum(row["rows_bronze"] for row in old)),
    }
    if not dry_run:
        for row in apart:
            quarantine.empty(DeliveryId.parse(row["delivery_id"]), "expired", run)
        for folder in refused:
            quarantine.remove_folder(folder)
        for row in stale:
            let_landing_go(DeliveryId.parse(row["delivery_id"]))
        counts["salts"] = (_expire_bronze(region, old, run), None)
        if rows:
            for table in OF_THE_REGION:
                delta.destroy_old_versions(session(), table, region, OLD_VERSION_HOURS)
    _enter(run, region, counts, dry_run)
    return {kind: removed for kind, (removed, _) in counts.items()}


def _expire_bronze(region: str, old: list[dict], run: str) -> int:
    """Delete the rows for good; how many salts went with the last of their source."""
    if not old:
        return 0
    spark = session()
    named = delta.quoted(row["delivery_id"] for row in old)
    for table in bronze.TABLES:
        delta.remove(spark, table, f"delivery_id IN ({named})", region)
        delta.destroy_old_versions(spark, table, region)
    for row in old:
        known_rows.forget(DeliveryId.parse(row["delivery_id"]))
        ledger.change(audit.DELIVERIES, story.left_bronze("expired"), delivery_id=row["delivery_id"])
        ledger.tell(row["delivery_id"], "bronze_left", run, why="expired", rows=row["rows_bronze"])
    return sum(destroy_unused_salt(region, source) for source in sorted({row["source"] for row in old}))


def _refused(region: str, now: datetime) -> list[UPath]:
    """Folders of deliveries that could not be taken in; their names end with the moment of the refusal."""
    folder = folders.lake() / "quarantine" / region / "refused"
    before = now - timedelta(days=settings().quarantine_days)
    found = [(path, _REFUSED_AT.search(path.name)) for path in folder.iterdir()] if folder.exists() else []
    return [path for path, match in found if match and datetime.strptime(match[1], "%Y%m%dT%H%M%S") < before]


def expire_country(run: str, regions: Iterable[str], dry_run: bool = False) -> dict[str, int]:
    """Old versions of gold and of what lies beside silver, serving files that nobody reads any more, THL's packages."""
    serving = Path(str(folders.serving()))
    counts = {"serving_files": (len(old_files(serving)), None), **expire_thl(dry_run)}
    if not dry_run:
        remove_old_files(serving)
        _destroy_old_versions(session(), regions)
    _enter(run, gold.ALL, counts, dry_run)
    return {kind: removed for kind, (removed, _) in counts.items()}


def _destroy_old_versions(spark: SparkSession, regions: Iterable[str]) -> None:
    gold_and_beside = (*slices.TABLES, *gold.TABLES, *open_feedback.TABLES, *changing.TABLES, *pseudonymised.TABLES)
    for table in gold_and_beside:
        delta.destroy_old_versions(spark, table, hours=OLD_VERSION_HOURS)
    for region in regions:
        for table in (table for table in silver.TABLES if table not in OF_THE_REGION):
            delta.destroy_old_versions(spark, table, region, OLD_VERSION_HOURS)


def _enter(run: str, region: str, counts: dict[str, tuple[int, int | None]], dry_run: bool) -> None:
    at = ledger.now()
    rows = [
        {"run": run, "region": region, "kind": kind, "at": at, "dry_run": int(dry_run), "removed": n, "rows": rows}
        for kind, (n, rows) in counts.items()
        if n
    ]
    ledger.replace(audit.RETENTIONS, rows, run=run, region=region)
