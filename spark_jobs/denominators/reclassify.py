"""Sampling bases whose cost centres lead to another class than silver holds: found and rewritten, nothing else."""

from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F

from lake_layout import silver
from spark_jobs import delta
from spark_jobs.denominators.refine import class_of_month


def bases_anew(spark: SparkSession, region: str, since: str = "") -> DataFrame:
    """The region's rows whose class is new, with the new one; of months that begin on the day `since` or later, or all.

    A month's mapping is that of its first day, so a version from the middle of a month counts from the next one on.
    """
    held = delta.read(spark, silver.DENOMINATORS, region)
    if since:
        held = held.where(F.concat("period", F.lit("-01")) >= since)
    named = held.select("delivery_id", "period", "cost_centre", F.col("service_class").alias("_held"))
    anew = named.withColumn("service_class", class_of_month(region))
    return anew.where("service_class <> _held").drop("_held")


def rewrite_bases(spark: SparkSession, anew: DataFrame, region: str) -> None:
    """One commit. The class follows from month and cost centre alone, so these tell which rows are meant."""
    classes = anew.select("period", "cost_centre", "service_class").distinct()
    view = f"bases_anew_{region}"
    classes.createOrReplaceTempView(view)
    spark.sql(
        f"MERGE INTO delta.`{delta.location(silver.DENOMINATORS, region)}` held USING {view} anew "
        "ON held.period = anew.period AND held.cost_centre = anew.cost_centre "
        "WHEN MATCHED THEN UPDATE SET held.service_class = anew.service_class"
    )
    spark.catalog.dropTempView(view)
