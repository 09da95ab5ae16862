"""Themes: gold's counts of open feedback, for the periods that a publication or a withdrawal touches."""

from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F

from lake_layout import audit, ledger, silver, story
from lake_layout.open_feedback import MONTH_THEMES, THEMES
from spark_jobs import delta
from spark_jobs.pending import periods_of, published_regions
from spark_jobs.theme_counts import month_themes, of_periods, protected_themes, published_themes, theme_tally


def rebuild_themes(spark: SparkSession, months: tuple[str, ...]) -> None:
    """Count these months anew, and rewrite what gold says of them and of the quarters and years they touch.

    A lake that never counted any counts all of its months.
    """
    if not delta.exists(MONTH_THEMES):
        rows = ledger.read(audit.DELIVERIES, status=story.IN_FORCE)
        months = tuple(sorted({*months, *(row["period"] for row in rows)}))
    counted = months_counted(spark, months)
    delta.replace(spark, counted, MONTH_THEMES, f"period IN ({delta.quoted(months)})")
    periods = periods_of(months)
    protected = themes_of(delta.read(spark, MONTH_THEMES), periods).persist()
    delta.replace(spark, published_themes(protected), THEMES, f"period IN ({delta.quoted(periods)})")
    figures = [
        {"table_name": THEMES.name, "published_at": ledger.now(), **row.asDict()}
        for row in theme_tally(protected).collect()
    ]
    ledger.replace(audit.PUBLICATIONS, figures, table_name=THEMES.name, period=periods)
    protected.unpersist()


def months_without(spark: SparkSession, months: tuple[str, ...], gone: str) -> DataFrame:
    """MONTH_THEMES as it would stand if silver's rows of these months that match `gone` were not there."""
    others = delta.read(spark, MONTH_THEMES).where(f"period NOT IN ({delta.quoted(months)})")
    return others.unionByName(months_counted(spark, months, gone))


def months_counted(spark: SparkSession, months: tuple[str, ...], but: str = "false") -> DataFrame:
    """MONTH_THEMES of these months as silver holds them, without the rows that match `but`."""
    of_months = f"period IN ({delta.quoted(months)}) AND NOT ({but})"
    labels, feedback = (
        delta.read_regions(spark, table, published_regions()).where(of_months)
        for table in (silver.TEXT_LABELS, silver.FEEDBACK)
    )
    return month_themes(labels, feedback)


def themes_of(counted: DataFrame, periods: tuple[str, ...]) -> DataFrame:
    """The periods' slices, protected, from MONTH_THEMES."""
    years = sorted({period[:4] for period in periods})
    months = [f"{year}-{number:02}" for year in years for number in range(1, 13)]
    return protected_themes(of_periods(counted.where(F.col("period").isin(months)), periods))
