"""Aggregate of sampling bases: invitations and service events by service class and age group, protected as results are.

An invitation and a service event count as a respondent does: under ten nothing is told, every count carries noise by
the keys of the rows that it sums, and the country needs three regions of ten.
"""

from collections.abc import Iterable

from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F

from expectations.catalogue import delivers_feedback
from lake_layout import audit, gold, ledger, silver
from lake_layout.denominator_fields import COUNTS
from lake_layout.gold import ALL
from spark_jobs import delta
from spark_jobs.disclosure.result_set import ResultSet
from spark_jobs.disclosure.sets import protect
from spark_jobs.periods import KINDS, months_of, period_of, periods_of

SETS = tuple(ResultSet(field.name, (field.name,)) for field in COUNTS)
NOT_GIVEN = "-"


def region_slices(rows: DataFrame) -> DataFrame:
    """Counts and sums of keys by month, quarter and year, of all, each service class, each age group and both."""
    kinds = [F.struct(F.lit(kind).alias("period_kind"), period_of(kind).alias("period")) for kind in KINDS]
    age = F.coalesce("age_group", F.lit(NOT_GIVEN))
    slices = F.array(*(F.struct(c.alias("service_class"), a.alias("age_group"))
                       for c in (F.lit(ALL), F.col("service_class")) for a in (F.lit(ALL), age)))  # fmt: skip
    spread = rows.withColumn("_period", F.explode(F.array(*kinds))).withColumn("_slice", F.explode(slices))
    keys = ("_period.period_kind", "_period.period", "region", "_slice.service_class", "_slice.age_group")
    counts = [F.coalesce(F.sum(one.name), F.lit(0)).cast("int").alias(one.name) for one in SETS]
    # A row that counts nobody has no part in a set's key.
    sums = [F.coalesce(F.sum(F.when(F.col(one.name) > 0, F.col("record_key"))), F.lit(0)).cast("bigint").alias(one.key)
            for one in SETS]  # fmt: skip
    return spread.groupBy(*(F.col(key) for key in keys)).agg(*counts, *sums).where(F.col("age_group") != NOT_GIVEN)


def protected(slices: DataFrame) -> DataFrame:
    """What may be told of the slices of regions and country: a withheld count is null, a row of none is left out."""
    shown = protect(slices, ("period_kind", *gold.DENOMINATORS.key), SETS).select(*gold.DENOMINATORS.column_names)
    return shown.where(" OR ".join(f"{one.name} IS NOT NULL" for one in SETS))


def aggregate_denominators(spark: SparkSession, regions: Iterable[str], periods: tuple[str, ...]) -> None:
    """Rewrite gold's denominators for these periods, and enter which deliveries they count.

    Where no region has ever delivered a sampling base, nothing is read or written.
    """
    regions = tuple(regions)
    if not any(delta.exists(silver.DENOMINATORS, region) for region in regions):
        return
    months = months_of(periods)
    rows = delta.read_regions(spark, silver.DENOMINATORS, regions, months)
    shown = protected(region_slices(rows)).where(F.col("period").isin(list(periods)))
    delta.replace(spark, shown, gold.DENOMINATORS, f"period IN ({delta.quoted(periods)})")
    _enter(rows.where(F.col("period").isin([month for month in months if touched(month, periods)])))


def touched(month: str, periods: tuple[str, ...]) -> bool:
    """Whether one of the periods counts the month."""
    return not set(periods_of((month,))).isdisjoint(periods)


def _enter(rows: DataFrame) -> None:
    """RuntimeError where silver holds other rows of a sampling base than the ledger says."""
    counted = {row["delivery_id"]: row["count"] for row in rows.groupBy("delivery_id").count().collect()}
    for row in ledger.read(audit.DELIVERIES, delivery_id=list(counted), status=("refined", "published")):
        name = row["delivery_id"]
        if delivers_feedback(row["region"], row["source"]) or row["rows_silver"] != counted[name]:
            raise RuntimeError(f"silver and the ledger disagree on the deliveries {[name]}")
        ledger.change(audit.DELIVERIES, {"rows_gold": counted[name]}, delivery_id=name)
        ledger.tell(name, "counted_in_gold", name, rows=counted[name])
