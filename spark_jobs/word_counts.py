"""Words by region and quarter: how many feedback share one in the same written form. Pure transforms."""

from pyspark.sql import DataFrame, Window
from pyspark.sql import functions as F

from spark_jobs.disclosure.result_set import ResultSet
from spark_jobs.disclosure.sets import key_of, key_sum

_WORD = ("period_kind", "period", "region", "text_language", "word")
WORD_KEYS = (*_WORD, "lemma")
WORD_SETS = (ResultSet("feedback", ("feedback",)),)


def words_by_quarter(text_words: DataFrame) -> DataFrame:
    """Feedback that hold a word, and the sum of their keys, by region and quarter: before protection."""
    quarter = F.concat(
        F.substring("period", 1, 4), F.lit("-Q"), F.ceil(F.substring("period", 6, 2).cast("int") / 3).cast("string")
    )
    counted = (
        text_words.withColumns({"period": quarter, "period_kind": F.lit("quarter")})
        .groupBy(*_WORD, "feedback_id")
        .agg(F.min("lemma").alias("lemma"))
        .groupBy(*_WORD)
        .agg(
            F.min("lemma").alias("lemma"),
            F.count("*").cast("int").alias("feedback"),
            key_sum(key_of("feedback_id")).alias("feedback_key"),
        )
    )
    # A word has one dictionary form a language, in whatever region; min() only says so to the engine.
    same_everywhere = F.min("lemma").over(Window.partitionBy("text_language", "word"))
    return counted.withColumn("lemma", same_everywhere).select(*WORD_KEYS, "feedback", "feedback_key")
