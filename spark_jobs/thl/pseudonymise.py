"""Gold/pseudonymised: made from silver for the months that THL receives, and emptied of what may not be there."""

from collections.abc import Iterable

from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F

from lake_layout import silver
from lake_layout.delivery import DeliveryId
from lake_layout.pseudonymised import FEEDBACK
from lake_layout.reference import latest
from spark_jobs import delta
from spark_jobs.aggregate import of_months
from spark_jobs.thl.agreed import legal_basis
from spark_jobs.thl.coarsen import LEFT_OUT, coarsened


def parents() -> dict[str, str]:
    """The parent of each service class that has one."""
    return {row["code"]: row["parent"] for row in latest("service_classes") if row.get("parent")}


def rows_for_thl(feedback: DataFrame) -> DataFrame:
    """Silver's rows as gold/pseudonymised holds them: each region's month is made alike by itself."""
    of_classes = parents()
    made = feedback.select(*FEEDBACK.column_names).groupBy("region", "period").applyInPandas(
        lambda rows: coarsened(rows, of_classes).astype({"period": object, "region": object}),
        f"{FEEDBACK.ddl}, {LEFT_OUT} BOOLEAN",
    )  # fmt: skip
    return made.where(~F.col(LEFT_OUT)).select(*FEEDBACK.column_names)


def pseudonymise(spark: SparkSession, months: Iterable[str]) -> None:
    """Rewrite these months from silver. The caller holds gold's pool and has seen that a legal basis is named."""
    months = tuple(months)
    delta.replace(spark, rows_for_thl(of_months(spark, silver.FEEDBACK, months)), FEEDBACK, _within(months))


def rows_of_silver(spark: SparkSession, months: Iterable[str]) -> dict[str, int]:
    """How many rows silver holds of each delivery of these months."""
    counted = of_months(spark, silver.FEEDBACK, months).groupBy("delivery_id").count().collect()
    return {row["delivery_id"]: int(row["count"]) for row in counted}


def rows_held(spark: SparkSession, months: Iterable[str]) -> DataFrame:
    """What gold/pseudonymised holds of these months."""
    return delta.read(spark, FEEDBACK).where(F.col("period").isin(list(months)))


def without(spark: SparkSession, delivery: DeliveryId) -> None:
    """After a withdrawal: the region's month anew from what silver still holds, old versions destroyed.

    No row says which delivery it came from, so all of the region's month go and come again; where the row-level package
    is off by now they only go.
    """
    if not delta.exists(FEEDBACK):
        return
    of_region = f"{_within((delivery.period,))} AND region = {delta.quoted((delivery.region,))}"
    if legal_basis() and not rows_held(spark, (delivery.period,)).where(of_region).isEmpty():
        left = of_months(spark, silver.FEEDBACK, (delivery.period,)).where(F.col("region") == delivery.region)
        delta.replace(spark, rows_for_thl(left), FEEDBACK, of_region)
    else:
        delta.remove(spark, FEEDBACK, of_region)
    delta.destroy_old_versions(spark, FEEDBACK)


def rows_of(spark: SparkSession) -> int:
    """How many rows there are."""
    return delta.read(spark, FEEDBACK).count()


def empty(spark: SparkSession) -> None:
    """Remove every row, old versions too."""
    delta.remove(spark, FEEDBACK, "true")
    delta.destroy_old_versions(spark, FEEDBACK)


def _within(months: tuple[str, ...]) -> str:
    return f"period IN ({delta.quoted(months)})"
