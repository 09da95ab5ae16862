"""Words by region and quarter, in slices of at most one dimension: how many feedback share one in the same written
form. Pure transforms.
"""

import pandas as pd
from pyspark.sql import DataFrame, Window
from pyspark.sql import functions as F

from lake_layout.disclosure import FEWEST_RESPONDENTS
from lake_layout.gold import ALL, DIMENSION_NAMES
from spark_jobs.disclosure.result_set import ResultSet
from spark_jobs.disclosure.sets import Former, protect
from spark_jobs.periods import period_of

SET = ResultSet("feedback", ("feedback",))
_WORD = ("text_language", "word")
WORD_KEYS = ("period_kind", "period", "region", *DIMENSION_NAMES, *_WORD, "lemma")
_COUNTED = ", ".join([*(f"{name} STRING" for name in WORD_KEYS), "feedback INT", f"{SET.key} BIGINT"])
PARTS = 16
"""Words have nothing to do with each other: a quarter's are protected in as many parts, for want of memory."""


def words_by_quarter(text_words: DataFrame, feedback: DataFrame) -> DataFrame:
    """Feedback that hold a word, and the sum of their record keys, by region, quarter and slice: before protection.

    From silver's words and the feedback that they are of. Only of slices of which the country has enough to tell any.
    """
    words = text_words.withColumn("period", period_of("quarter"))
    # Most words and phrases are written once or twice: they go before anything is counted by dimension.
    known = words.groupBy("period", *_WORD).count().where(F.col("count") >= FEWEST_RESPONDENTS).drop("count")
    own = feedback.select("feedback_id", "delivery_id", "record_key", *DIMENSION_NAMES)
    rows = words.join(known, ["period", *_WORD], "left_semi").join(own, ["feedback_id", "delivery_id"])
    needed = ("period", "region", "record_key", *_WORD, "lemma", *DIMENSION_NAMES)
    counted = rows.select(*needed).groupBy("region", "period").applyInPandas(count_words, _COUNTED)
    country = Window.partitionBy("period", *_WORD, *DIMENSION_NAMES)
    # A word has one dictionary form a language, in whatever region; min() only says so to the engine.
    of_country = {"lemma": F.min("lemma").over(country), "_told": F.sum("feedback").over(country)}
    return counted.withColumns(of_country).where(F.col("_told") >= FEWEST_RESPONDENTS).drop("_told")


def count_words(rows: pd.DataFrame) -> pd.DataFrame:
    """One region's quarter: a row a word and slice of none or one dimension. A feedback without a dimension's code is
    in no slice of that dimension."""
    parts = [_counted(rows, None), *(_counted(rows, name) for name in DIMENSION_NAMES)]
    counted = pd.concat(parts, ignore_index=True)
    counted = counted.assign(period_kind="quarter", period=rows["period"].iat[0], region=rows["region"].iat[0])
    columns = [*WORD_KEYS, "feedback", SET.key]
    # As plain objects: Spark doesn't take texts that pandas keeps in chunks.
    return counted.astype(dict.fromkeys(WORD_KEYS, object))[columns]


def _counted(rows: pd.DataFrame, dimension: str | None) -> pd.DataFrame:
    """The slices of one dimension, or that of all."""
    grouped = rows.groupby([*_WORD, *([dimension] if dimension else [])], sort=False, observed=True)
    counted = grouped.agg(lemma=("lemma", "first"), feedback=("word", "size"), key=("record_key", "sum")).reset_index()
    others = {name: ALL for name in DIMENSION_NAMES if name != dimension}
    return counted.rename(columns={"key": SET.key}).assign(**others)


def protected_words(slices: DataFrame, before: Former | None = None) -> DataFrame:
    """Regions' and country's slices as they may be published; withheld ones have nulls."""
    part = F.pmod(F.hash("word"), F.lit(PARTS))
    return protect(slices, WORD_KEYS, (SET,), before, DIMENSION_NAMES, apart=("period", "text_language", part))
