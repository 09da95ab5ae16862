"""Writes the serving files of the audit layer from the ledger: what came, what the gate found, how texts were verified.

The ledger is small; both files are written whole, each under a new versioned name, whenever it tells of a delivery.
"""

import os
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pandas as pd

from expectations.reasons import reasons
from lake_layout import audit, folders, ledger
from lake_layout.serving import LOCALES, view_sql
from lake_layout.serving_audit import (
    AUDITED_DELIVERIES,
    AUDITED_FINDINGS,
    AUDITED_PROBES,
    AUDITED_TEXTS,
    DELIVERY_STATES,
    FINER_ROUNDED_TO,
    TABLES,
)
from lake_layout.table import Table
from spark_jobs.comparison.names import named

VERSIONS_KEPT = 2
"""The file in use and the one before, which a query that is under way may still read."""


def write_audit_files() -> None:
    """Bring both files to what the ledger says."""
    frames, place = audit_tables(), Path(str(folders.serving()))
    place.mkdir(parents=True, exist_ok=True)
    for file, tables in TABLES.items():
        write_file(file, tables, frames, place)


def write_file(file: str, tables: tuple[Table, ...], frames: dict[str, pd.DataFrame], place: Path) -> None:
    """Write the tables and their views under a new versioned name; older versions go."""
    name = f"{file}-{datetime.now(UTC):%Y%m%dT%H%M%S%f}.duckdb"
    partial = place / f".{name}.partial"
    with duckdb.connect(str(partial)) as connection:
        for table in tables:
            _create(connection, table, frames[table.name])
    os.replace(partial, place / name)
    for old in sorted(place.glob(f"{file}-*.duckdb"))[:-VERSIONS_KEPT]:
        old.unlink(missing_ok=True)


def _create(connection: duckdb.DuckDBPyConnection, table: Table, frame: pd.DataFrame) -> None:
    connection.execute(f"CREATE TABLE {table.name} ({table.ddl.replace('`', '').replace(' STRING', ' VARCHAR')})")
    connection.register("incoming", frame[list(table.column_names)])
    connection.execute(f"INSERT INTO {table.name} SELECT * FROM incoming ORDER BY {', '.join(table.key)}")
    connection.unregister("incoming")
    for locale in LOCALES:
        connection.execute(view_sql(table, locale))


def audit_tables() -> dict[str, pd.DataFrame]:
    """Every table of both files, by name."""
    deliveries = _deliveries()
    of_delivery = deliveries[["delivery_id", "region", "source", "period", *(f"region_{one}" for one in LOCALES)]]

    def beside(rows: list[dict], table: Table) -> pd.DataFrame:
        frame = pd.DataFrame(rows, columns=None if rows else ["delivery_id"])
        frame = of_delivery.merge(frame, on="delivery_id")
        return frame.reindex(columns=[*frame.columns, *(c for c in table.column_names if c not in frame)])

    findings = _rounded(beside(ledger.read(audit.FINDINGS), AUDITED_FINDINGS), {"rows": "lines"})
    for locale in LOCALES:
        findings[f"reason_{locale}"] = [
            getattr(reasons()[code], locale).wrong if code in reasons() else code for code in findings["reason"]
        ]
    return {
        DELIVERY_STATES.name: deliveries,
        AUDITED_DELIVERIES.name: deliveries,
        AUDITED_FINDINGS.name: findings,
        AUDITED_TEXTS.name: _texts(beside(ledger.read(audit.VERIFICATIONS), AUDITED_TEXTS)),
        AUDITED_PROBES.name: beside(_probes(), AUDITED_PROBES),
    }


def _deliveries() -> pd.DataFrame:
    due = {(row["region"], row["source"], row["period"]): row for row in ledger.read(audit.TIMELINESS)}
    rows = []
    for row in ledger.read(audit.DELIVERIES):
        owed = due.get((row["region"], row["source"], row["period"]), {})
        dates = {"due_on": owed.get("due_on"), "days_late": owed.get("days_late")}
        days = {"received_on": _day(row["received_at"]), "published_on": _day(row["published_at"])}
        rows.append({**row, **dates, **days, "state": row["status"]})
    frame = pd.DataFrame(rows, columns=None if rows else DELIVERY_STATES.column_names)
    return named(frame, {"region": "regions", "state": "delivery_states"})


def _day(moment: datetime | None) -> str | None:
    return moment and f"{moment:%Y-%m-%d}"


def _texts(frame: pd.DataFrame) -> pd.DataFrame:
    if "withheld_failed" in frame:
        frame["texts_withheld"] = frame["withheld_failed"] + frame["withheld_residue"]
    rounded = _rounded(frame, dict.fromkeys(("texts", "texts_missed", "texts_withheld")))
    return named(rounded, {"language": "languages"})


def _probes() -> list[dict]:
    """Languages together: what the run finds of each type."""
    rows = pd.DataFrame(ledger.read(audit.PROBES))
    if rows.empty:
        return []
    return rows.groupby(["delivery_id", "removal_type"], as_index=False)[["probes", "found"]].sum().to_dict("records")


def _rounded(frame: pd.DataFrame, columns: dict[str, str | None]) -> pd.DataFrame:
    """Counts to the nearest ten, an exact five upwards; under a new name where one is given."""
    for name, shown in columns.items():
        if name in frame:
            counts = pd.to_numeric(frame[name]).astype("Int64")
            frame[shown or name] = (counts + FINER_ROUNDED_TO // 2) // FINER_ROUNDED_TO * FINER_ROUNDED_TO
    return frame
