"""The lattice: one pass from silver's rows to counts of every slice that a page may ask for. Pure transforms."""

from itertools import combinations

from pyspark.sql import Column, DataFrame
from pyspark.sql import functions as F

from lake_layout.gold import ALL, CATEGORIES, DIMENSION_NAMES, MOST_DIMENSIONS_AT_ONCE

COUNTS = ("respondents", *(category for categories in CATEGORIES.values() for category in categories))
NOT_GIVEN = "-"
"""A dimension's value where the feedback has none: it counts in the slice of all, in no slice of its own."""


def slices() -> tuple[tuple[str, ...], ...]:
    """The sets of dimensions that are broken down together: none, one, or two of them."""
    return tuple(
        chosen for number in range(MOST_DIMENSIONS_AT_ONCE + 1) for chosen in combinations(DIMENSION_NAMES, number)
    )


def cells(feedback: DataFrame) -> DataFrame:
    """Silver's rows counted in their finest cells: period (month), region, the dimensions, and COUNTS."""
    dimensions = [F.coalesce(F.col(name), F.lit(NOT_GIVEN)).alias(name) for name in DIMENSION_NAMES]
    answers = [
        F.count(F.when(F.col(question).isin(list(steps)), 1)).alias(category)
        for question, categories in CATEGORIES.items()
        for category, steps in categories.items()
    ]
    return feedback.groupBy("period", "region", *dimensions).agg(F.count("*").alias("respondents"), *answers)


def _periods(month: Column) -> Column:
    year = F.substring(month, 1, 4)
    quarter = F.concat(year, F.lit("-Q"), F.ceil(F.substring(month, 6, 2).cast("int") / 3).cast("string"))
    kinds = (("month", month), ("quarter", quarter), ("year", year))
    return F.explode(F.array(*(F.struct(F.lit(kind).alias("kind"), period.alias("period")) for kind, period in kinds)))


def _chosen(chosen: tuple[str, ...]) -> Column:
    values = [F.col(name) if name in chosen else F.lit(ALL) for name in DIMENSION_NAMES]
    return F.struct(*(value.alias(name) for value, name in zip(values, DIMENSION_NAMES)))


def region_slices(finest: DataFrame) -> DataFrame:
    """Counts of every slice of every region, by month, quarter and year: before protection."""
    spread = finest.withColumn("_period", _periods(F.col("period"))).withColumn(
        "_slice", F.explode(F.array(*(_chosen(chosen) for chosen in slices())))
    )
    keys = [
        F.col("_period.kind").alias("period_kind"),
        F.col("_period.period").alias("period"),
        F.col("region"),
        *(F.col(f"_slice.{name}").alias(name) for name in DIMENSION_NAMES),
    ]
    counted = spread.groupBy(*keys).agg(*(F.sum(name).cast("int").alias(name) for name in COUNTS))
    given = [F.col(name) != NOT_GIVEN for name in DIMENSION_NAMES]
    return counted.where(given[0] & given[1] & given[2] & given[3])
