"""Themes: gold's counts of open feedback, for the periods that a publication or a withdrawal touches."""

from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F

from lake_layout import audit, ledger, silver, story
from lake_layout.open_feedback import MONTH_THEMES, THEMES, THEMES_MADE_OF
from spark_jobs import delta
from spark_jobs.pending import months_of, periods_of, published_regions
from spark_jobs.published import former, publish, remember, within
from spark_jobs.theme_counts import SET, month_themes, of_periods, protected_themes


def publish_themes(spark: SparkSession, months: tuple[str, ...], forget: bool = False) -> None:
    """Count these months anew, and rewrite what gold says of them and of the quarters and years they touch.

    A lake that never counted any counts all of its months. With `forget`, as after a withdrawal, nothing but what is
    published keeps the counts of before.
    """
    if not delta.exists(MONTH_THEMES):
        rows = ledger.read(audit.DELIVERIES, status=story.IN_FORCE)
        months = tuple(sorted({*months, *(row["period"] for row in rows)}))
    delta.replace(spark, months_counted(spark, months), MONTH_THEMES, within(months))
    periods = periods_of(months)
    slices = themes_of(delta.read(spark, MONTH_THEMES), periods).persist()
    protected = protected_themes(slices, former(spark, THEMES, THEMES_MADE_OF, periods)).persist()
    publish(spark, protected, (SET,), (THEMES, THEMES_MADE_OF), periods)
    if forget:
        remember(spark, protected_themes(slices), (SET,), THEMES_MADE_OF, periods)
    protected.unpersist()
    slices.unpersist()


def months_without(spark: SparkSession, months: tuple[str, ...], gone: str) -> DataFrame:
    """MONTH_THEMES as it would stand if silver's rows of these months that match `gone` were not there."""
    others = delta.read(spark, MONTH_THEMES).where(f"period NOT IN ({delta.quoted(months)})")
    return others.unionByName(months_counted(spark, months, gone))


def months_counted(spark: SparkSession, months: tuple[str, ...], but: str = "false") -> DataFrame:
    """MONTH_THEMES of these months as silver holds them, without the rows that match `but`."""
    of_months = f"{within(months)} AND NOT ({but})"
    labels, feedback = (
        delta.read_regions(spark, table, published_regions()).where(of_months)
        for table in (silver.TEXT_LABELS, silver.FEEDBACK)
    )
    return month_themes(labels, feedback)


def themes_of(counted: DataFrame, periods: tuple[str, ...]) -> DataFrame:
    """The periods' slices from MONTH_THEMES, before protection."""
    return of_periods(counted.where(F.col("period").isin(months_of(periods))), periods)
