"""Load: a checked delivery's accepted rows to its region's bronze table, as text."""

from pyspark.sql import functions as F

from lake_layout import audit, bronze, folders, ledger
from lake_layout.delivery import DeliveryId
from spark_jobs import delta
from spark_jobs.session import session
from spark_jobs.stages import timed


class Superseded(RuntimeError):
    """The ledger knows a newer delivery of the same region, source and period: this one may not come back."""


def slot(delivery: DeliveryId) -> str:
    """The rows that a delivery replaces: those of its source and period."""
    return f"source = {delta.quoted([delivery.source])} AND period = {delta.quoted([delivery.period])}"


def load(delivery_id: str) -> int:
    """Write bronze, replacing the delivery that this one corrects; the rows written. Can run again."""
    delivery = DeliveryId.parse(delivery_id)
    must_be_newest(delivery)
    if not folders.staged(delivery).exists():
        return _loaded_already(delivery)
    spark = session()
    with timed(delivery_id, "load") as stage:
        rows = spark.read.parquet(str(folders.staged(delivery))).select(
            F.lit(delivery_id).alias("delivery_id"),
            F.lit(delivery.region).alias("region"),
            F.lit(delivery.source).alias("source"),
            F.lit(delivery.period).alias("period"),
            "*",
        )
        delta.replace(spark, rows, bronze.FEEDBACK, slot(delivery), delivery.region)
        written = delta.read(spark, bronze.FEEDBACK, delivery.region).where(slot(delivery)).count()
        stage.rows = written
    accepted = ledger.delivery(delivery_id)["rows_accepted"]
    if written != accepted:
        raise RuntimeError(f"{delivery_id}: bronze holds {written} rows, {accepted} were accepted")
    ledger.change(audit.DELIVERIES, {"status": "loaded", "rows_bronze": written}, delivery_id=delivery_id)
    let_landing_go(delivery)
    return written


def must_be_newest(delivery: DeliveryId) -> None:
    """Superseded where a later delivery of the slot has been taken in; what it left in landing is let go."""
    same_slot = ledger.read(audit.DELIVERIES, region=delivery.region, source=delivery.source, period=delivery.period)
    newer = [
        r for r in same_slot if r["sequence"] > delivery.sequence and r["status"] in ("loaded", "refined", "published")
    ]
    if newer:
        let_landing_go(delivery)
        raise Superseded(f"{delivery}: {newer[-1]['delivery_id']} has replaced it already")


def _loaded_already(delivery: DeliveryId) -> int:
    written = ledger.delivery(str(delivery))["rows_bronze"]
    if written is None:
        raise FileNotFoundError(f"{delivery} has no staged rows: run its check first")
    return written


def let_landing_go(delivery: DeliveryId) -> None:
    """Bronze has the rows: the files as delivered, personal data included, are no longer kept."""
    folders.staged(delivery).unlink(missing_ok=True)
    landed = folders.landed(delivery)
    if landed.exists():
        for path in landed.iterdir():
            path.unlink()
        landed.rmdir()
