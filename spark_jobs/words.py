"""Words: gold's words of the quarters that a publication or a withdrawal touches."""

from pyspark.sql import DataFrame, SparkSession

from lake_layout import gold, silver
from lake_layout.slices import WORDS_MADE_OF
from spark_jobs import delta
from spark_jobs.pending import published_regions
from spark_jobs.periods import months_of, quarter_of
from spark_jobs.published import Publication
from spark_jobs.word_counts import SET, protected_words, words_by_quarter

WORDS = Publication(gold.WORDS, WORDS_MADE_OF, (SET,), protected_words)


def publish_words(spark: SparkSession, quarters: tuple[str, ...], forget: bool = False) -> None:
    """Rewrite what gold says of these quarters; with `forget` as `Publication.rewrite` has it."""
    if not forget:  # what is withdrawn goes at once
        waiting = quarters_in_between(spark, quarters)
        quarters = tuple(quarter for quarter in quarters if quarter not in waiting)
    if not quarters:
        return
    WORDS.rewrite(spark, words_of(spark, quarters), quarters, forget)


def words_of(spark: SparkSession, quarters: tuple[str, ...], but: str = "false") -> DataFrame:
    """The slices of these quarters as silver holds them, before protection, without the rows that match `but`."""
    return words_by_quarter(*(rows.where(f"NOT ({but})") for rows in _words_and_feedback(spark, quarters)))


def quarters_in_between(spark: SparkSession, quarters: tuple[str, ...]) -> set[str]:
    """Quarters of which silver holds words of a delivery that was replaced, and not yet those of its replacement: they
    stand as they are until the publication that brings it."""
    words, feedback = (rows.select("delivery_id", "period").distinct() for rows in _words_and_feedback(spark, quarters))
    return {quarter_of(row["period"]) for row in words.join(feedback, "delivery_id", "left_anti").collect()}


def _words_and_feedback(spark: SparkSession, quarters: tuple[str, ...]) -> list[DataFrame]:
    months = [month for month in months_of(quarters) if quarter_of(month) in quarters]
    return [
        delta.read_regions(spark, table, published_regions(), months) for table in (silver.TEXT_WORDS, silver.FEEDBACK)
    ]
