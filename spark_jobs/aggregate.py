"""Aggregate: from silver to gold's protected tables, for the periods that unpublished deliveries touch."""

from collections.abc import Iterable

from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F

from expectations.catalogue import delivers_feedback
from lake_layout import audit, gold, ledger, silver
from lake_layout.table import Table
from spark_jobs import delta
from spark_jobs.changing.rewrite import rewrite_changes
from spark_jobs.denominators.aggregate import aggregate_denominators
from spark_jobs.lattice import cells, region_slices
from spark_jobs.pending import pending, periods_of, published_regions, quarter_of
from spark_jobs.protect import protect, published, tally
from spark_jobs.session import session
from spark_jobs.stages import timed
from spark_jobs.themes import rebuild_themes
from spark_jobs.word_counts import protected_words, word_tally, words_by_quarter


def aggregate(run: str, deliveries: Iterable[str]) -> int:
    """Rewrite the touched periods of gold; the feedback counted. Can run again with the same result."""
    months = pending(deliveries).months
    return rebuild(run, months) if months else 0


def rebuild(run: str, months: tuple[str, ...]) -> int:
    """Rewrite gold for these months and the quarters and years that they touch; the feedback counted.

    A period that silver no longer holds anything of disappears from gold.
    """
    periods = periods_of(months)
    spark = session()
    with timed(run, "aggregate") as stage:
        feedback = of_periods(spark, silver.FEEDBACK, periods)
        finest = cells(feedback).persist()
        stage.rows = _conserve(feedback, finest, periods)
        protected = protected_results(finest, periods).persist()
        _write(spark, published(protected), tally(protected), gold.RESULTS, periods)
        protected.unpersist()
        finest.unpersist()
        aggregate_denominators(spark, published_regions(), periods)
        _aggregate_words(spark, quarters_of(months))
        rebuild_themes(spark, months)
        rewrite_changes(spark, run)
    return stage.rows


def quarters_of(months: tuple[str, ...]) -> tuple[str, ...]:
    """The quarters that the months are in, once each."""
    return tuple(sorted({quarter_of(month) for month in months}))


def protected_results(finest: DataFrame, periods: tuple[str, ...]) -> DataFrame:
    """The periods' slices of regions and country with what may not be told withheld."""
    return protect(region_slices(finest).where(F.col("period").isin(list(periods))))


def of_periods(spark: SparkSession, table: Table, periods: tuple[str, ...]) -> DataFrame:
    """The regions' rows of the years that the periods touch: a year's figures need all its months."""
    years = tuple(sorted({period[:4] for period in periods}))
    rows = delta.read_regions(spark, table, published_regions())
    # Named months, not a function of the partition: so that files of other years are never opened.
    months = [f"{year}-{number:02}" for year in years for number in range(1, 13)]
    return rows.where(F.col("period").isin(months))


def _conserve(feedback: DataFrame, finest: DataFrame, periods: tuple[str, ...]) -> int:
    """Enter what gold counts of each delivery; RuntimeError where silver, ledger and lattice disagree."""
    counted = {row["delivery_id"]: int(row["count"]) for row in feedback.groupBy("delivery_id").count().collect()}
    years = {period[:4] for period in periods}
    rows = [
        row
        for row in ledger.read(audit.DELIVERIES, status=("refined", "published"))
        if row["period"][:4] in years and delivers_feedback(row["region"], row["source"])
    ]
    told = {row["delivery_id"]: row["rows_silver"] for row in rows if row["rows_silver"]}
    if told != counted:
        differing = sorted(name for name in {*told, *counted} if told.get(name) != counted.get(name))
        raise RuntimeError(f"silver and the ledger disagree on the deliveries {differing}")
    total = int(finest.agg(F.sum("respondents")).collect()[0][0] or 0)
    if total != sum(counted.values()):
        raise RuntimeError(f"the lattice counts {total} feedback, silver holds {sum(counted.values())}")
    for row in rows:
        ledger.change(
            audit.DELIVERIES, {"rows_gold": counted.get(row["delivery_id"], 0)}, delivery_id=row["delivery_id"]
        )
        ledger.tell(row["delivery_id"], "counted_in_gold", row["delivery_id"], rows=counted.get(row["delivery_id"]))
    return total


def _write(spark: SparkSession, rows: DataFrame, counted: DataFrame, table: Table, periods: tuple[str, ...]) -> None:
    delta.replace(spark, rows, table, f"period IN ({delta.quoted(periods)})")
    figures = [
        {"table_name": table.name, "published_at": ledger.now(), **row.asDict()}
        for row in counted.where(F.col("period").isin(list(periods))).collect()
    ]
    ledger.replace(audit.PUBLICATIONS, figures, table_name=table.name, period=periods)


def _aggregate_words(spark: SparkSession, quarters: tuple[str, ...]) -> None:
    counted = words_of_quarters(of_periods(spark, silver.TEXT_WORDS, quarters), quarters).persist()
    _write(spark, protected_words(counted), word_tally(counted), gold.WORDS, quarters)
    counted.unpersist()


def words_of_quarters(text_words: DataFrame, quarters: tuple[str, ...]) -> DataFrame:
    """The regions' words of these quarters: before protection."""
    return words_by_quarter(text_words).where(F.col("period").isin(list(quarters)))
