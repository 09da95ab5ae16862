"""Load: a checked delivery's accepted rows to its region's bronze table, as text."""

from pyspark.sql import functions as F

from expectations.catalogue import contract_of
from lake_layout import audit, bronze, folders, ledger, story
from lake_layout.delivery import DeliveryId
from spark_jobs import delta
from spark_jobs.session import session
from spark_jobs.stages import timed


def slot(delivery: DeliveryId) -> str:
    """The rows that a delivery replaces: those of its source and period."""
    return f"source = {delta.quoted([delivery.source])} AND period = {delta.quoted([delivery.period])}"


def load(delivery_id: str) -> int:
    """Write bronze, replacing the delivery that this one corrects; the rows written. Can run again."""
    delivery = DeliveryId.parse(delivery_id)
    must_go_on(delivery)
    if not folders.staged(delivery).exists():
        return _loaded_already(delivery)
    former = story.displaced_in_bronze(ledger.deliveries_of(*delivery.slot), delivery_id)
    table = bronze.OF_RECORD[contract_of(delivery.region, delivery.source).record]
    spark = session()
    with timed(delivery_id, "load") as stage:
        rows = spark.read.parquet(str(folders.staged(delivery))).select(
            F.lit(delivery_id).alias("delivery_id"),
            F.lit(delivery.region).alias("region"),
            F.lit(delivery.source).alias("source"),
            F.lit(delivery.period).alias("period"),
            "*",
        )
        delta.replace(spark, rows, table, slot(delivery), delivery.region)
        if former:
            # Nobody else reads bronze: what the correction displaced is deleted for good, at once.
            delta.destroy_old_versions(spark, table, delivery.region)
        written = delta.read(spark, table, delivery.region).where(slot(delivery)).count()
        stage.rows = written
    accepted = ledger.delivery(delivery_id)["rows_accepted"]
    if written != accepted:
        raise RuntimeError(f"{delivery_id}: bronze holds {written} rows, {accepted} were accepted")
    for name in former:
        ledger.change(audit.DELIVERIES, story.left_bronze("replaced"), delivery_id=name)
    ledger.change(audit.DELIVERIES, {"status": "loaded", "rows_bronze": written}, delivery_id=delivery_id)
    let_landing_go(delivery)
    return written


def must_go_on(delivery: DeliveryId) -> None:
    """Superseded where the delivery has lost its place or was withdrawn; what it left in landing is let go."""
    try:
        story.must_go_on(ledger.deliveries_of(*delivery.slot), str(delivery))
    except story.Superseded:
        let_landing_go(delivery)
        raise


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
