"""Regions' own statements: counted by slice, protected as all else, and published of the region alone."""

from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F

from expectations.catalogue import asks_own_statements
from lake_layout import silver
from lake_layout.feedback_fields import OWN_STATEMENTS
from lake_layout.gold import ALL, ANSWERS, DIMENSION_NAMES
from lake_layout.gold import OWN_STATEMENTS as TABLE
from lake_layout.slices import OWN_STATEMENTS_MADE_OF
from spark_jobs import delta
from spark_jobs.disclosure.result_set import ResultSet
from spark_jobs.disclosure.sets import Former, key_sum, protect
from spark_jobs.one_dimension import by_slice, of_periods
from spark_jobs.pending import months_of, published_regions
from spark_jobs.published import former, publish, remember

SET = ResultSet("own_statement", ANSWERS)
KEYS = ("period_kind", *TABLE.key)
_ASKED = tuple(field.name for field in OWN_STATEMENTS)


def publish_own_statements(spark: SparkSession, periods: tuple[str, ...], forget: bool = False) -> None:
    """Rewrite what gold says of these periods; with `forget`, as after a withdrawal, nothing but what is published
    keeps the counts of before."""
    slices = own_statements_of_periods(spark, periods).persist()
    protected = protected_own_statements(slices, former(spark, TABLE, OWN_STATEMENTS_MADE_OF, periods)).persist()
    publish(spark, protected, (SET,), (TABLE, OWN_STATEMENTS_MADE_OF), periods)
    if forget:
        remember(spark, protected_own_statements(slices), (SET,), OWN_STATEMENTS_MADE_OF, periods)
    protected.unpersist()
    slices.unpersist()


def own_statements_of_periods(spark: SparkSession, periods: tuple[str, ...], but: str = "false") -> DataFrame:
    """The periods' slices as silver holds them, before protection, without the rows that match `but`."""
    asking = [region for region in published_regions() if asks_own_statements(region)]
    feedback = delta.completed(delta.read_regions(spark, silver.FEEDBACK, asking), silver.FEEDBACK)
    of_months = feedback.where(F.col("period").isin(months_of(periods))).where(f"NOT ({but})")
    return of_periods(count_own_statements(of_months), periods, KEYS, ANSWERS, SET.key)


def count_own_statements(feedback: DataFrame) -> DataFrame:
    """Months' slices: how many of a region gave each answer to each of its statements, and the sum of their keys."""
    each = F.explode(
        F.array(*(F.struct(F.lit(name).alias("statement"), F.col(name).alias("answer")) for name in _ASKED))
    )
    answers = feedback.select("period", "region", "record_key", *DIMENSION_NAMES, each.alias("_"))
    given = by_slice(answers.select("*", "_.*").drop("_").where("answer IS NOT NULL"))
    counts = [F.count(F.when(F.col("answer") == step, 1)).alias(name) for step, name in enumerate(ANSWERS, start=1)]
    return given.groupBy(*TABLE.key).agg(*counts, key_sum("record_key").alias(SET.key))


def protected_own_statements(slices: DataFrame, before: Former | None = None) -> DataFrame:
    """The regions' slices as they may be published; withheld ones have nulls. The country has none: one region's
    statement is another question than the next one's."""
    return protect(slices, KEYS, (SET,), before, DIMENSION_NAMES).where(F.col("region") != ALL)
