"""Regions' own statements: counted by slice, protected as all else, and published of the region alone."""

from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F

from expectations.catalogue import asks_own_statements
from lake_layout import silver
from lake_layout.feedback_fields import OWN_STATEMENTS
from lake_layout.gold import ALL, ANSWERS, DIMENSION_NAMES
from lake_layout.gold import OWN_STATEMENTS as TABLE
from lake_layout.slices import MONTH_OWN_STATEMENTS, OWN_STATEMENTS_KEY, OWN_STATEMENTS_MADE_OF
from spark_jobs import delta
from spark_jobs.counted_by_month import CountedByMonth
from spark_jobs.disclosure.result_set import ResultSet
from spark_jobs.disclosure.sets import Former, key_sum, protect
from spark_jobs.one_dimension import by_slice, of_periods
from spark_jobs.pending import published_regions
from spark_jobs.published import Publication

SET = ResultSet("own_statement", ANSWERS)
KEYS = ("period_kind", *TABLE.key)


def count_own_statements(feedback: DataFrame) -> DataFrame:
    """Rows of MONTH_OWN_STATEMENTS: how many of a region gave each answer to each of its statements.

    Each statement has a multiple of its own of the record keys: whoever answers two of them is not changed alike in
    both, and their difference is as little known as either.
    """
    each = F.array(
        *(
            F.struct(
                F.lit(field.name).alias("statement"),
                F.col(field.name).alias("answer"),
                (F.col("record_key") * (2 * place + 1)).alias("key"),
            )
            for place, field in enumerate(OWN_STATEMENTS)
        )
    )
    answers = feedback.select("period", "region", *DIMENSION_NAMES, F.explode(each).alias("_"))
    given = by_slice(answers.select("*", "_.*").drop("_").where("answer IS NOT NULL"))
    counts = [F.count(F.when(F.col("answer") == step, 1)).alias(name) for step, name in enumerate(ANSWERS, start=1)]
    return given.groupBy(*TABLE.key).agg(*counts, key_sum("key").alias(OWN_STATEMENTS_KEY))


def own_statements_of(counted: DataFrame, periods: tuple[str, ...]) -> DataFrame:
    """The periods' slices from MONTH_OWN_STATEMENTS of at least their months, before protection."""
    return of_periods(counted, periods, KEYS, ANSWERS, OWN_STATEMENTS_KEY)


def protected_own_statements(slices: DataFrame, before: Former | None = None) -> DataFrame:
    """The regions' slices as they may be published; withheld ones have nulls. The country has none: one region's
    statement is another question than the next one's."""
    return protect(slices, KEYS, (SET,), before, DIMENSION_NAMES).where(F.col("region") != ALL)


def _count(spark: SparkSession, months: tuple[str, ...], but: str) -> DataFrame:
    """MONTH_OWN_STATEMENTS of these months as silver holds them, without the rows that match `but`.

    Of regions whose contracts map some, and of those that were counted before: a contract may have let them go.
    """
    counted = {row["region"] for row in delta.read(spark, MONTH_OWN_STATEMENTS).select("region").distinct().collect()}
    asking = [region for region in published_regions() if region in counted or asks_own_statements(region)]
    feedback = delta.read_regions(spark, silver.FEEDBACK, asking, months)
    return count_own_statements(feedback.where(f"NOT ({but})"))


COUNTED = CountedByMonth(
    MONTH_OWN_STATEMENTS,
    _count,
    own_statements_of,
    Publication(TABLE, OWN_STATEMENTS_MADE_OF, (SET,), protected_own_statements),
)
