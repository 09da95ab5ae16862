"""Open feedback counted by theme and sentiment, in slices of at most one dimension. Pure transforms.

Regions' months are counted from silver; quarters and years are sums of months, and the country is a sum of regions.
"""

from pyspark.sql import Column, DataFrame
from pyspark.sql import functions as F

from lake_layout.gold import ALL, DIMENSION_NAMES
from lake_layout.open_feedback import KEY_SUM, MONTH_THEMES, SENTIMENTS, THEMES
from spark_jobs import one_dimension
from spark_jobs.disclosure.result_set import ResultSet
from spark_jobs.disclosure.sets import Former, key_sum, protect

SET = ResultSet("theme", SENTIMENTS)
KEYS = ("period_kind", *THEMES.key)


def month_themes(labels: DataFrame, feedback: DataFrame) -> DataFrame:
    """Rows of MONTH_THEMES from silver's labels and the feedback that they are of."""
    own = feedback.select("feedback_id", "delivery_id", "record_key", *DIMENSION_NAMES)
    mentions = labels.select("feedback_id", "delivery_id", "period", "region", F.explode(_mentions()).alias("mention"))
    every = mentions.select("feedback_id", "delivery_id", "period", "region", "mention.*").distinct()
    sliced = one_dimension.by_slice(every.join(own, ["feedback_id", "delivery_id"]))
    counts = [F.count(F.when(F.col("sentiment") == name, 1)).cast("int").alias(name) for name in SENTIMENTS]
    counted = sliced.groupBy(*MONTH_THEMES.key).agg(*counts, key_sum("record_key").alias(KEY_SUM))
    return counted.select(*MONTH_THEMES.column_names)


def _mentions() -> Column:
    """What a label's row counts for: its theme, and the whole text, which each of its rows tells again."""
    of_theme = F.struct(F.col("theme"), F.col("sentiment"))
    of_text = F.struct(F.lit(ALL).alias("theme"), F.col("text_sentiment").alias("sentiment"))
    return F.array(of_theme, of_text)


def of_periods(months: DataFrame, periods: tuple[str, ...]) -> DataFrame:
    """The slices of these months, quarters and years, from MONTH_THEMES of at least their months."""
    return one_dimension.of_periods(months, periods, KEYS, SENTIMENTS, KEY_SUM)


def protected_themes(slices: DataFrame, before: Former | None = None) -> DataFrame:
    """Regions' and country's slices as they may be published; withheld ones have nulls."""
    return protect(slices, KEYS, (SET,), before, DIMENSION_NAMES)
