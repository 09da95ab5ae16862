"""Words by region and quarter: only those that ten feedback share in the same written form. Pure transforms."""

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

from lake_layout.gold import ALL
from spark_jobs.protect import FEWEST_REGIONS, FEWEST_RESPONDENTS

_KEYS = ("period_kind", "period", "text_language", "word")


def words_by_quarter(text_words: DataFrame) -> DataFrame:
    """Feedback that hold a word, by region and quarter: before protection."""
    quarter = F.concat(
        F.substring("period", 1, 4), F.lit("-Q"), F.ceil(F.substring("period", 6, 2).cast("int") / 3).cast("string")
    )
    # A word has one dictionary form a language; min() only says so to the engine.
    return (
        text_words.withColumns({"period": quarter, "period_kind": F.lit("quarter")})
        .groupBy(*_KEYS, "region")
        .agg(F.countDistinct("feedback_id").cast("int").alias("feedback"), F.min("lemma").alias("lemma"))
    )


def _country(by_region: DataFrame) -> DataFrame:
    """The country's words: in ten feedback of each of at least three regions, and withheld regions not to be told
    by subtraction: none, or two and more that have ten together."""
    few = F.when(F.col("feedback") < FEWEST_RESPONDENTS, F.col("feedback"))
    enough = F.count(F.when(F.col("feedback") >= FEWEST_RESPONDENTS, 1))
    return (
        by_region.groupBy(*_KEYS)
        .agg(
            F.sum("feedback").cast("int").alias("feedback"),
            F.min("lemma").alias("lemma"),
            enough.alias("_regions"),
            F.count(few).alias("_few"),
            F.coalesce(F.sum(few), F.lit(0)).alias("_hidden"),
        )
        .where(F.col("_regions") >= FEWEST_REGIONS)
        .where((F.col("_hidden") == 0) | ((F.col("_few") >= 2) & (F.col("_hidden") >= FEWEST_RESPONDENTS)))
        .drop("_regions", "_few", "_hidden")
        .withColumn("region", F.lit(ALL))
    )


def protected_words(by_region: DataFrame) -> DataFrame:
    """What may be published of the words."""
    return by_region.where(F.col("feedback") >= FEWEST_RESPONDENTS).unionByName(_country(by_region))


def word_tally(by_region: DataFrame) -> DataFrame:
    """The regions' words published and withheld, by period: period, cells_published, cells_withheld."""
    shown = F.count(F.when(F.col("feedback") >= FEWEST_RESPONDENTS, 1)).cast("int")
    return by_region.groupBy("period").agg(
        shown.alias("cells_published"), (F.count("*").cast("int") - shown).alias("cells_withheld")
    )
