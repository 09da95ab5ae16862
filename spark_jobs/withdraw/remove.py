"""Remove: a withdrawn delivery leaves landing, quarantine, bronze and silver, old versions included."""

from expectations import known_rows
from lake_layout import audit, bronze, folders, ledger, silver, story
from lake_layout.delivery import DeliveryId
from spark_jobs import delta, quarantine
from spark_jobs.load import let_landing_go
from spark_jobs.session import session
from spark_jobs.stages import timed
from spark_jobs.withdraw.evidence import gather
from spark_jobs.withdraw.preview import of_delivery

OF_THE_REGION = (bronze.FEEDBACK, silver.FEEDBACK, bronze.DENOMINATORS, silver.DENOMINATORS)
"""Tables that the region's pool writes; what analysis lays beside silver is written, and removed, by gold's."""


def remove(delivery_id: str, run: str, who: str, why: str) -> None:
    """Delete the delivery's rows and files for good. Can run again; whoever reads an old version begins anew."""
    delivery = DeliveryId.parse(delivery_id)
    spark = session()
    with timed(delivery_id, "withdraw") as stage:
        gather(delivery)
        let_landing_go(delivery)
        quarantine.empty(delivery, "withdrawn", run, who)
        known_rows.forget(delivery)
        stage.rows = ledger.delivery(delivery_id)["rows_silver"]
        for table in OF_THE_REGION:
            delta.remove(spark, table, of_delivery(delivery), delivery.region)
            delta.destroy_old_versions(spark, table, delivery.region)
    row = ledger.delivery(delivery_id)
    if row["status"] != "withdrawn":
        ledger.change(audit.DELIVERIES, story.withdrawn(row), delivery_id=delivery_id)
    ledger.tell(delivery_id, "withdrawn", run, who, why, rows=stage.rows)
    destroy_unused_salt(delivery.region, delivery.source)


def destroy_unused_salt(region: str, source: str) -> bool:
    """Destroy a source's salt when bronze holds nothing of it any more; whether it was."""
    salt = folders.salt(region, source)
    rows = ledger.read(audit.DELIVERIES, region=region, source=source)
    used = any(row["status"] in (*story.UNDER_WAY, *story.IN_FORCE) and not row["bronze_left"] for row in rows)
    if used or not salt.exists():
        return False
    salt.unlink()
    return True
