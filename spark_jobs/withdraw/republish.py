"""Republish: gold, the serving file and THL's part without the withdrawn delivery, and no older version of them."""

from lake_layout import changing, gold, open_feedback, silver, slices
from lake_layout.delivery import DeliveryId
from spark_jobs import delta
from spark_jobs.aggregate import rebuild
from spark_jobs.serve import write_serving
from spark_jobs.session import session
from spark_jobs.thl.let_go import let_go_of
from spark_jobs.thl.pseudonymise import without
from spark_jobs.withdraw.preview import of_delivery, periods_touched
from spark_jobs.withdraw.remove import OF_THE_REGION


def republish(delivery_id: str, run: str) -> tuple[str, ...]:
    """Rewrite the periods that counted the delivery; the periods. Can run again."""
    delivery = DeliveryId.parse(delivery_id)
    spark = session()
    for table in silver.TABLES:
        if table not in OF_THE_REGION:
            delta.remove(spark, table, of_delivery(delivery), delivery.region)
            delta.destroy_old_versions(spark, table, delivery.region)
    without(spark, delivery)
    let_go_of(delivery)
    periods = periods_touched(delivery)
    if periods:
        rebuild(run, (delivery.period,), forget=True)
        write_serving(run, keep=1)
        for table in (*slices.TABLES, *gold.TABLES, *open_feedback.TABLES, *changing.TABLES):
            delta.destroy_old_versions(spark, table)
    return periods
