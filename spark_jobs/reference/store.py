"""The reference data of the lake: their Delta table, and the copy that readers without Spark see."""

from collections.abc import Mapping, Sequence

from pyspark.sql import SparkSession
from pyspark.sql import functions as F

from lake_layout import audit, ledger
from lake_layout.reference import copy, shipped
from lake_layout.reference.sets import SETS
from lake_layout.reference.table import CODES, from_lake, to_lake
from spark_jobs import delta
from spark_jobs.reference.change import Row

SHIPPED = "shipped"
"""The ledger's status of a set that is as the platform brings it."""


def current(spark: SparkSession, names: Sequence[str]) -> dict[str, tuple[dict[str, str], ...]]:
    """The rows of the sets that the lake holds, in their order; a set that it doesn't hold is left out."""
    kept = delta.read(spark, CODES).where(F.col("code_system").isin(list(names))).collect()
    found: dict[str, list] = {}
    for row in sorted(kept, key=lambda row: row["position"]):
        found.setdefault(row["code_system"], []).append(from_lake(SETS[row["code_system"]], row))
    return {name: tuple(rows) for name, rows in found.items()}


def put(spark: SparkSession, changed: Mapping[str, Sequence[Row]]) -> None:
    """Put the sets' rows in force: in one commit of the table, then for the readers of the copy. Can run again."""
    rows = [to_lake(SETS[name], row, number) for name, own in changed.items() for number, row in enumerate(own)]
    frame = spark.createDataFrame([tuple(row[c.name] for c in CODES.columns) for row in rows], CODES.ddl)
    delta.replace(spark, frame, CODES, f"code_system IN ({delta.quoted(changed)})")
    copy.write(changed)


def seed(spark: SparkSession, run: str) -> tuple[str, ...]:
    """Bring the shipped sets into the lake where it has none, or an older shipment's; the sets brought.

    A set of which a version has been loaded since is never touched.
    """
    told = ledger.read(audit.REFERENCE_VERSIONS)
    loaded = {row["code_system"] for row in told if row["status"] != SHIPPED}
    own = {name: shipped(known.file) for name, known in SETS.items() if name not in loaded}
    held = current(spark, list(own))
    stale = {name: rows for name, rows in own.items() if rows and _plain(rows) != _plain(held.get(name, ()))}
    if stale:
        put(spark, stale)
        ledger.put(audit.REFERENCE_VERSIONS, [_shipment(run, name, rows) for name, rows in stale.items()])
    _restore_copy(spark)
    return tuple(stale)


def _plain(rows: Sequence[Row]) -> list[dict[str, str]]:
    return [{name: value for name, value in row.items() if value} for row in rows]


def _restore_copy(spark: SparkSession) -> None:
    """Write the copy of sets whose files are missing beside the table."""
    lacking = [name for name in SETS if name not in copy.files()]
    if lacking and (held := current(spark, lacking)):
        copy.write(held)


def _shipment(run: str, name: str, rows: Sequence[Row]) -> dict:
    return {
        "run": run, "code_system": name, "version": rows[-1]["version"], "at": ledger.now(), "who": "platform",
        "why": "shipped with the platform", "takes_effect": "", "status": SHIPPED, "source": None, "rows": len(rows),
        "added": len(rows), "changed": 0, "ended": 0, "deliveries": 0, "feedback": 0,
    }  # fmt: skip
