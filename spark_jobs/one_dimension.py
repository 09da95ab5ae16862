"""Slices of at most one dimension, and their quarters and years: what themes and own statements are counted by."""

from collections.abc import Iterable
from functools import reduce

from pyspark.sql import Column, DataFrame
from pyspark.sql import functions as F

from lake_layout.gold import ALL, DIMENSION_NAMES
from spark_jobs.periods import KINDS, period_of


def slices() -> Column:
    """The slices that a feedback is in: that of all, and one for each dimension that it has a code of."""

    def chosen(name: str | None) -> Column:
        codes = (F.col(n) if n == name else F.lit(ALL) for n in DIMENSION_NAMES)
        return F.struct(*(code.alias(n) for code, n in zip(codes, DIMENSION_NAMES)))

    of_one = (F.when(F.col(name).isNotNull(), chosen(name)) for name in DIMENSION_NAMES)
    return F.array_compact(F.array(chosen(None), *of_one))


def by_slice(rows: DataFrame) -> DataFrame:
    """A row for each slice that the rows are in, its codes in place of their own."""
    sliced = rows.withColumn("_slice", F.explode(slices()))
    return sliced.withColumns({name: F.col(f"_slice.{name}") for name in DIMENSION_NAMES}).drop("_slice")


def of_periods(
    months: DataFrame, periods: tuple[str, ...], keys: Iterable[str], counts: Iterable[str], key_sum: str
) -> DataFrame:
    """The slices of these months, quarters and years, from those of at least their months: `keys`, among them
    `period_kind` and `period`, the `counts` and `key_sum`, all summed up."""
    sums = [F.sum(name).cast("int").alias(name) for name in counts]
    parts = [
        months.withColumns({"period": period_of(kind), "period_kind": F.lit(kind)})
        .where(F.col("period").isin(list(periods)))
        .groupBy(*keys)
        .agg(*sums, F.sum(key_sum).alias(key_sum))
        for kind in KINDS
    ]
    return reduce(lambda one, other: one.unionByName(other), parts)
