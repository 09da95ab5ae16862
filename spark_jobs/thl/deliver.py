"""Deliver: the packages of the agreed periods, a new revision where there is anything new, entered into the ledger."""

from collections.abc import Iterable, Mapping

import pandas as pd
from pyspark.sql import SparkSession
from pyspark.sql import functions as F

from lake_layout import audit, folders, ledger
from lake_layout.disclosure import FEWEST_ALIKE
from lake_layout.thl_packages import Package
from spark_jobs import delta
from spark_jobs.published import with_dimensions
from spark_jobs.session import session
from spark_jobs.stages import timed
from spark_jobs.thl.agreed import NotSettled, legal_basis, months_in, package_of, revisions_of, settled_deliveries
from spark_jobs.thl.coarsen import fewest_alike, were_coarsened
from spark_jobs.thl.codes import codes_of
from spark_jobs.thl.package import checksum_of, typed, write
from spark_jobs.thl.pseudonymise import pseudonymise, rows_held, rows_of_silver
from spark_jobs.thl.revision import Changes, Revision, changes, is_new
from spark_jobs.thl.signature import fingerprint, signing_key


def deliver(package_name: str, periods: Iterable[str], run: str) -> dict[str, str | None]:
    """Make what is new; by period the revision's name, None where nothing has changed. The caller holds gold's pool.

    Can run again: a revision is one once the ledger has it, and until then is written anew.
    """
    package = package_of(package_name)
    made = {}
    for period in periods:
        with timed(f"{run} {package.name} {period}", "thl_delivery") as stage:
            revision = _deliver(package, period, run)
            stage.rows = revision.rows if revision else 0
            made[period] = revision.name if revision else None
    return made


def _deliver(package: Package, period: str, run: str) -> Revision | None:
    spark = session()
    silver_rows = settled_deliveries(package, period)
    tables = _rows(spark, package, period, silver_rows)
    if settled_deliveries(package, period) != silver_rows:
        raise NotSettled(f"{period}: its deliveries changed while it was read: clear this")
    former = (revisions_of(package, period) or [None])[-1]
    checksum = checksum_of(tables)
    if not is_new(former, checksum, silver_rows):
        return None
    key = signing_key()
    revision = _revision(package, period, former, silver_rows, tables)
    write(folders.thl(package.name, period, revision.number), revision, tables, codes_of(package), key)
    _enter(revision, run, checksum, fingerprint(key.public_key()))
    return revision


def _rows(
    spark: SparkSession, package: Package, period: str, silver_rows: Mapping[str, int]
) -> dict[str, pd.DataFrame]:
    """The package's tables; RuntimeError where rows of feedback are not as they must be, before any is written."""
    if not package.of_rows:
        return {
            table.name: typed(
                with_dimensions(delta.read(spark, table), table).where(F.col("period") == period).toPandas(), table
            )
            for table in package.tables
        }
    (table,) = package.tables
    pseudonymise(spark, months_in(period))
    if rows_of_silver(spark, months_in(period)) != {name: rows for name, rows in silver_rows.items() if rows}:
        raise NotSettled(f"{period}: silver is being written: clear this")
    rows = typed(rows_held(spark, months_in(period)).toPandas(), table)
    fewest = fewest_alike(rows)
    if fewest is not None and fewest < FEWEST_ALIKE:
        raise RuntimeError(f"gold/pseudonymised holds rows of which fewer than {FEWEST_ALIKE} are alike: {period}")
    return {table.name: rows}


def _revision(
    package: Package, period: str, former: dict | None, silver_rows: Mapping[str, int], tables: dict[str, pd.DataFrame]
) -> Revision:
    rows = sum(map(len, tables.values()))
    of_rows = package.of_rows and next(iter(tables.values()))
    return Revision(
        package=package,
        period=period,
        number=former["revision"] + 1 if former else 1,
        made_at=ledger.now(),
        changes=_changes(period, former, silver_rows),
        rows=rows,
        rows_coarsened=were_coarsened(of_rows) if package.of_rows else None,
        rows_left_out=sum(silver_rows.values()) - rows if package.of_rows else None,
        legal_basis=legal_basis() if package.of_rows else None,
    )


def _changes(period: str, former: dict | None, now: Iterable[str]) -> Changes:
    rows = ledger.read(audit.DELIVERIES, period=months_in(period))
    told = ledger.read(audit.EVENTS, event="reharmonised", delivery_id=list(now)) if former else []
    anew = {event["delivery_id"] for event in told if event["at"] >= former["made_at"]}
    return changes(former["deliveries"].split() if former else (), now, rows, anew)


def _enter(revision: Revision, run: str, checksum: str, key_fingerprint: str) -> None:
    told = revision.changes
    row = {
        "package": revision.package.name,
        "period": revision.period,
        "revision": revision.number,
        "made_at": revision.made_at,
        "run": run,
        "rows": revision.rows,
        "rows_coarsened": revision.rows_coarsened,
        "rows_left_out": revision.rows_left_out,
        "checksum": checksum,
        "key_fingerprint": key_fingerprint,
        "legal_basis": revision.legal_basis,
        "deliveries": " ".join(told.held),
        "added": " ".join(told.added),
        "replaced": " ".join(f"{former}>{new}" for former, new in told.replaced.items()),
        "withdrawn": " ".join(told.withdrawn),
    }
    for name in told.added:
        ledger.tell(name, "packed_for_thl", revision.name, why=revision.name)
    ledger.put(audit.THL_DELIVERIES, [row])
