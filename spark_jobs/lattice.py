"""The lattice: from silver's rows to the counts of every slice that a page may ask for. Pure transforms.

A slice holds the feedback of a region and period with the same codes in some dimensions, `*` standing for all codes
of the others. Regions count their months side by side; quarters and years are sums of months.
"""

from functools import reduce
from itertools import combinations

import numpy as np
import pandas as pd
from pyspark.sql import Column, DataFrame
from pyspark.sql import functions as F

from lake_layout.gold import ALL, CATEGORIES, DIMENSION_NAMES, MOST_DIMENSIONS_AT_ONCE, TRIPLES
from lake_layout.slices import COUNTS, KEY_SUMS, MONTH_SLICES, QUESTIONS
from spark_jobs.disclosure.result_set import ResultSet
from spark_jobs.disclosure.sets import Former, protect
from spark_jobs.periods import KINDS, kind_of, period_of

SETS = tuple(ResultSet(question, categories) for question, categories in QUESTIONS.items())
KEYS = ("period_kind", "period", "region", *DIMENSION_NAMES)
_READ = ("period", "region", "record_key", *DIMENSION_NAMES, *CATEGORIES)


def slices() -> tuple[tuple[str, ...], ...]:
    """The sets of dimensions that are broken down together: none, one, two, and the named three."""
    few = (chosen for n in range(MOST_DIMENSIONS_AT_ONCE + 1) for chosen in combinations(DIMENSION_NAMES, n))
    return (*few, *(tuple(name for name in DIMENSION_NAMES if name in triple) for triple in TRIPLES))


def count_slices(feedback: pd.DataFrame) -> pd.DataFrame:
    """The slices of one region's month: columns of MONTH_SLICES. A feedback without a dimension's code is in no slice
    of that dimension."""
    figures = _figures(feedback)
    coded = {name: pd.factorize(feedback[name]) for name in DIMENSION_NAMES}
    parts = [_counted(chosen, figures, coded) for chosen in slices()]
    counted = pd.concat(parts, ignore_index=True)
    counted = counted.assign(period=feedback["period"].iat[0], region=feedback["region"].iat[0])
    # As plain objects: Spark doesn't take texts that pandas keeps in chunks.
    texts = dict.fromkeys(("period", "region", *DIMENSION_NAMES), object)
    return counted.astype(texts)[list(MONTH_SLICES.column_names)]


def _figures(feedback: pd.DataFrame) -> np.ndarray:
    """What is summed up, a row a feedback: 0 or 1 a category, then its record key for each question it answered."""
    counts = [np.ones(len(feedback), dtype=np.int64)]
    for question, categories in CATEGORIES.items():
        answers = feedback[question].to_numpy(dtype="float64", na_value=np.nan)
        counts += [np.isin(answers, steps).astype(np.int64) for steps in categories.values()]
    by_name = dict(zip(COUNTS, counts))
    keys = feedback["record_key"].to_numpy(dtype=np.int64)
    answered = [sum(by_name[category] for category in categories) * keys for categories in QUESTIONS.values()]
    return np.column_stack([*counts, *answered])


def _counted(chosen: tuple[str, ...], figures: np.ndarray, coded: dict[str, tuple[np.ndarray, pd.Index]]):
    """The slices of one set of dimensions."""
    given = reduce(np.logical_and, (coded[name][0] >= 0 for name in chosen), np.ones(len(figures), dtype=bool))
    shape = [max(1, len(coded[name][1])) for name in chosen]
    number = np.zeros(given.sum(), dtype=np.int64)
    for name, size in zip(chosen, shape):
        number = number * size + coded[name][0][given]
    order = np.argsort(number, kind="stable")
    found, starts = np.unique(number[order], return_index=True)
    sums = np.add.reduceat(figures[given][order], starts, axis=0) if len(found) else figures[:0]
    counted = pd.DataFrame(sums, columns=[*COUNTS, *KEY_SUMS])
    codes = dict(zip(chosen, np.unravel_index(found, shape))) if chosen else {}
    for name in DIMENSION_NAMES:
        counted[name] = coded[name][1].to_numpy()[codes[name]] if name in codes else ALL
    return counted


def month_slices(feedback: DataFrame) -> DataFrame:
    """Silver's rows counted in every slice of their region and month: rows of MONTH_SLICES, before protection."""
    return feedback.select(*_READ).groupBy("region", "period").applyInPandas(count_slices, MONTH_SLICES.ddl)


def _at_most(number: int) -> Column:
    return reduce(lambda a, b: a + b, ((F.col(name) != ALL).cast("int") for name in DIMENSION_NAMES)) <= number


def of_periods(counted: DataFrame, periods: tuple[str, ...]) -> DataFrame:
    """Slices of these periods, of whatever kind, from MONTH_SLICES: before protection."""
    by_kind = {kind: [period for period in periods if kind_of(period) == kind] for kind in KINDS}
    parts = [_of_kind(counted, kind).where(F.col("period").isin(names)) for kind, names in by_kind.items() if names]
    return reduce(lambda one, other: one.unionByName(other), parts).select(*KEYS, *COUNTS, *KEY_SUMS)


def _of_kind(counted: DataFrame, kind: str) -> DataFrame:
    """Months' slices as they are, of few dimensions; or summed up to quarters or years."""
    if kind == "month":
        return counted.where(_at_most(MOST_DIMENSIONS_AT_ONCE)).withColumn("period_kind", F.lit(kind))
    of_kind = counted.withColumns({"period": period_of(kind), "period_kind": F.lit(kind)})
    counts = [F.sum(name).cast("int").alias(name) for name in COUNTS]
    return of_kind.groupBy(*KEYS).agg(*counts, *(F.sum(name).alias(name) for name in KEY_SUMS))


def protected_results(slices: DataFrame, before: Former | None = None) -> DataFrame:
    """Regions' and country's slices as they may be published; withheld ones have nulls."""
    return protect(slices, KEYS, SETS, before, DIMENSION_NAMES)
