"""Open feedback counted by theme and sentiment, in slices of at most one dimension. Pure transforms.

Regions' months are counted from silver; quarters and years are sums of months, and the country is a sum of regions.
"""

from functools import reduce

from pyspark.sql import Column, DataFrame
from pyspark.sql import functions as F

from lake_layout.gold import ALL, DIMENSION_NAMES
from lake_layout.open_feedback import KEY_SUM, MONTH_THEMES, SENTIMENTS, THEMES
from spark_jobs.disclosure.result_set import ResultSet
from spark_jobs.disclosure.sets import Former, key_sum, protect

SET = ResultSet("theme", SENTIMENTS)
KEYS = ("period_kind", *THEMES.key)


def month_themes(labels: DataFrame, feedback: DataFrame) -> DataFrame:
    """Rows of MONTH_THEMES from silver's labels and the feedback that they are of."""
    own = feedback.select("feedback_id", "delivery_id", "record_key", *DIMENSION_NAMES)
    mentions = labels.select("feedback_id", "delivery_id", "period", "region", F.explode(_mentions()).alias("mention"))
    every = mentions.select("feedback_id", "delivery_id", "period", "region", "mention.*").distinct()
    sliced = every.join(own, ["feedback_id", "delivery_id"]).withColumn("slice", F.explode(_slices()))
    counts = [F.count(F.when(F.col("sentiment") == name, 1)).cast("int").alias(name) for name in SENTIMENTS]
    keys = ("period", "region", *(F.col(f"slice.{name}").alias(name) for name in DIMENSION_NAMES), "theme")
    counted = sliced.groupBy(*keys).agg(*counts, key_sum("record_key").alias(KEY_SUM))
    return counted.select(*MONTH_THEMES.column_names)


def _mentions() -> Column:
    """What a label's row counts for: its theme, and the whole text, which each of its rows tells again."""
    of_theme = F.struct(F.col("theme"), F.col("sentiment"))
    of_text = F.struct(F.lit(ALL).alias("theme"), F.col("text_sentiment").alias("sentiment"))
    return F.array(of_theme, of_text)


def _slices() -> Column:
    """The slices that a feedback is in: that of all, and one for each dimension that it has a code of."""

    def chosen(name: str | None) -> Column:
        codes = (F.col(n) if n == name else F.lit(ALL) for n in DIMENSION_NAMES)
        return F.struct(*(code.alias(n) for code, n in zip(codes, DIMENSION_NAMES)))

    of_one = (F.when(F.col(name).isNotNull(), chosen(name)) for name in DIMENSION_NAMES)
    return F.array_compact(F.array(chosen(None), *of_one))


def _period(kind: str) -> Column:
    year = F.substring("period", 1, 4)
    quarter = F.concat(year, F.lit("-Q"), F.ceil(F.substring("period", 6, 2).cast("int") / 3).cast("string"))
    return {"month": F.col("period"), "quarter": quarter, "year": year}[kind]


def of_periods(months: DataFrame, periods: tuple[str, ...]) -> DataFrame:
    """The slices of these months, quarters and years, from MONTH_THEMES of at least their months."""
    sums = [F.sum(name).cast("int").alias(name) for name in SENTIMENTS]
    parts = [
        months.withColumns({"period": _period(kind), "period_kind": F.lit(kind)})
        .where(F.col("period").isin(list(periods)))
        .groupBy(*KEYS)
        .agg(*sums, F.sum(KEY_SUM).alias(KEY_SUM))
        for kind in ("month", "quarter", "year")
    ]
    return reduce(lambda one, other: one.unionByName(other), parts)


def protected_themes(slices: DataFrame, before: Former | None = None) -> DataFrame:
    """Regions' and country's slices as they may be published; withheld ones have nulls."""
    return protect(slices, KEYS, (SET,), before, DIMENSION_NAMES)
