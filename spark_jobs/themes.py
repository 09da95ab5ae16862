"""Themes: gold's counts of open feedback."""

from pyspark.sql import DataFrame, SparkSession

from lake_layout import silver
from lake_layout.open_feedback import MONTH_THEMES, THEMES, THEMES_MADE_OF
from spark_jobs import delta
from spark_jobs.counted_by_month import CountedByMonth
from spark_jobs.pending import published_regions
from spark_jobs.published import Publication
from spark_jobs.theme_counts import SET, month_themes, of_periods, protected_themes


def _count(spark: SparkSession, months: tuple[str, ...], but: str) -> DataFrame:
    """MONTH_THEMES of these months as silver holds them, without the rows that match `but`."""
    labels, feedback = (
        delta.read_regions(spark, table, published_regions(), months).where(f"NOT ({but})")
        for table in (silver.TEXT_LABELS, silver.FEEDBACK)
    )
    return month_themes(labels, feedback)


COUNTED = CountedByMonth(
    MONTH_THEMES, _count, of_periods, Publication(THEMES, THEMES_MADE_OF, (SET,), protected_themes)
)
