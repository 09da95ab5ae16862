"""Refine of a sampling base: counts as numbers, national age groups, the cost centre's service class, a key a row."""

from pyspark.sql import Column, DataFrame, SparkSession
from pyspark.sql import functions as F

from expectations.contract import Contract
from lake_layout import bronze, denominator_fields, silver
from lake_layout.delivery import DeliveryId
from spark_jobs import delta
from spark_jobs.classify.grouper import UNCLASSIFIED
from spark_jobs.classify.service_class import by_cost_centre
from spark_jobs.identity import salt_of, with_identity
from spark_jobs.lookup import looked_up


def class_of_month(region: str) -> Column:
    """The class of the row's cost centre on the first day of its month; a base has no codes for the grouper."""
    day = F.to_date(F.concat("period", F.lit("-01")))
    return F.coalesce(by_cost_centre(region, day), F.lit(UNCLASSIFIED))


def to_silver(rows: DataFrame, contract: Contract, period: str, salt: bytes) -> DataFrame:
    """Bronze rows of a sampling base as silver rows."""
    ages = next((column.codes for column in contract.columns if column.field == "age_group" and column.codes), None)
    # The month is in the key: were it not, a group's noise would be the same every month, and go from differences.
    group = F.concat_ws("|", "period", "cost_centre", "age_group").alias("source_row_id")
    typed = rows.select(
        "delivery_id",
        "region",
        "source",
        "period",
        "cost_centre",
        class_of_month(contract.region).alias("service_class"),
        (looked_up("age_group", ages) if ages else F.col("age_group")).alias("age_group"),
        *(F.col(field.name).cast("int").alias(field.name) for field in denominator_fields.COUNTS),
        group,
    )
    return with_identity(typed, salt).select(*silver.DENOMINATORS.column_names)


def write_silver(spark: SparkSession, delivery: DeliveryId, contract: Contract) -> int:
    """Write the delivery's rows, replacing those of the delivery that it corrects; how many silver holds then."""
    own = f"source = {delta.quoted([delivery.source])} AND period = {delta.quoted([delivery.period])}"
    rows = delta.read(spark, bronze.DENOMINATORS, delivery.region).where(
        f"{own} AND delivery_id = {delta.quoted([str(delivery)])}"
    )
    refined = to_silver(rows, contract, delivery.period, salt_of(delivery.region, delivery.source))
    delta.replace(spark, refined, silver.DENOMINATORS, own, delivery.region)
    return delta.read(spark, silver.DENOMINATORS, delivery.region).where(own).count()
