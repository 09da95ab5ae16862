"""Disclosure control over Spark frames of slices: a period's slices are protected together, by `protection`.

A frame of slices has a row a slice (`region` among its keys), and for each result set a true count a category and
`<set>_key`, the sum of the record keys of the set's feedback: of those that answered the question, hold the word or
mention the theme. Both add up: a quarter's are the sums of its months'.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from operator import add

import pandas as pd
from pyspark.sql import Column, DataFrame
from pyspark.sql import functions as F

from lake_layout.disclosure import FEWEST_RESPONDENTS
from spark_jobs.disclosure.protection import protect_slices
from spark_jobs.disclosure.result_set import ResultSet

_NOW, _WAS, _SHOWN = "now", "was", "shown"


def key_sum(key: Column | str, belongs: Column | None = None) -> Column:
    """The sum of the record keys of those that belong to a set: an aggregation."""
    key = F.col(key) if isinstance(key, str) else key
    return F.coalesce(F.sum(key if belongs is None else F.when(belongs, key)), F.lit(0)).cast("bigint")


@dataclass(frozen=True)
class Former:
    """What was published before of the same slices: the counts as `shown`, and the true ones they were made `of`."""

    shown: DataFrame
    of: DataFrame


def protect(
    regions: DataFrame,
    keys: Iterable[str],
    sets: Iterable[ResultSet],
    former: Former | None = None,
    nested: Iterable[str] = (),
    apart: tuple[Column | str, ...] = ("period",),
) -> DataFrame:
    """The slices of regions and country as they may be published: `keys`, then each set's counts (null where it is
    withheld), `<set>_answered`, whether it has any feedback at all, and `_of_<category>`, the true counts that the
    published ones were made of.

    A set of which fewer than `FEWEST_CHANGED` feedback have changed since it was published stands as it was: whoever
    keeps the former figures must not read a single person's answers from the difference. `nested` names the dimensions
    by which slices lie within others. Slices that differ in `apart`, keys or what is made of them, have nothing to do
    with each other, so that Spark may take them one by one; what is alike in them has room in memory.
    """
    keys, sets, nested = tuple(keys), tuple(sets), tuple(nested)
    counts = [category for one in sets for category in one.categories]
    frames = {_NOW: regions.select(*keys, *counts, *(one.key for one in sets))}
    if former:
        # As none and not as null: sums of keys are beyond what pandas keeps exactly in a column with gaps.
        none = [F.lit(0).cast("bigint").alias(one.key) for one in sets]
        frames |= {_WAS: former.of.select(*keys, *counts, *none), _SHOWN: former.shown.select(*keys, *counts, *none)}
    told = [frame.withColumn("_is", F.lit(name)) for name, frame in frames.items()]
    every = reduce(lambda one, other: one.unionByName(other), told)

    def of_group(rows: pd.DataFrame) -> pd.DataFrame:
        now, was, shown = (rows[rows["_is"] == name] for name in (_NOW, _WAS, _SHOWN))
        # As plain objects: Spark doesn't take texts that pandas keeps in chunks.
        return protect_slices(now, keys, sets, was, shown, nested).astype(dict.fromkeys(keys, object))

    return every.groupBy(*apart).applyInPandas(of_group, _schema(keys, sets))


def _schema(keys: tuple[str, ...], sets: tuple[ResultSet, ...]) -> str:
    parts = [f"{name} STRING" for name in keys]
    for one in sets:
        parts += [f"{name} INT" for name in (*one.categories, *(f"_of_{name}" for name in one.categories))]
        parts.append(f"{one.name}_answered BOOLEAN")
    return ", ".join(parts)


def made_of(protected: DataFrame, keys: Iterable[str], sets: Iterable[ResultSet]) -> DataFrame:
    """The true counts that what is published was made of, to be kept for the next time: of slices with enough."""
    sets = tuple(sets)
    counts = [F.col(f"_of_{category}").alias(category) for one in sets for category in one.categories]
    enough = reduce(add, (F.col(category) for category in sets[0].categories)) >= FEWEST_RESPONDENTS
    return protected.select(*keys, *counts).where(enough)


def tally(protected: DataFrame, sets: Iterable[ResultSet]) -> DataFrame:
    """Result sets published and withheld, by period: period, cells_published, cells_withheld."""
    sets = tuple(sets)
    told = F.sum(reduce(add, (F.col(one.categories[0]).isNotNull().cast("int") for one in sets)))
    answered = F.sum(reduce(add, (F.col(f"{one.name}_answered").cast("int") for one in sets)))
    return protected.groupBy("period").agg(
        told.cast("int").alias("cells_published"), (answered - told).cast("int").alias("cells_withheld")
    )
