"""Which result sets may be published, and their counts as published: Spark columns over frames of slices.

A frame of slices has a row a slice (`region` among its keys), and for each result set a true count a category and
`<set>_key`, the sum of the record keys of the set's feedback: of those that answered the question, hold the word or
mention the theme. Both add up: a quarter's are the sums of its months'.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from operator import add

from pyspark.sql import Column, DataFrame
from pyspark.sql import functions as F

from lake_layout.disclosure import FEWEST_REGIONS, FEWEST_RESPONDENTS, KEY_SPACE, NOISE_BOUND
from lake_layout.gold import ALL
from spark_jobs.disclosure.noise import LAST_SHIFT, ROUNDS, seed, thresholds


@dataclass(frozen=True)
class ResultSet:
    """One question, theme or word: `categories` are its count columns, each feedback of the set in exactly one."""

    name: str
    categories: tuple[str, ...]

    @property
    def key(self) -> str:
        """Column of the sum of the set's record keys."""
        return f"{self.name}_key"

    @property
    def size(self) -> Column:
        """Feedback of the set."""
        return reduce(add, (F.col(category) for category in self.categories))


def key_of(feedback_id: str) -> Column:
    """A record key from a feedback's id, where the table doesn't hold `record_key`: 32 of its 128 bits."""
    return F.conv(F.substring(feedback_id, 1, 8), 16, 10).cast("bigint")


def key_sum(key: Column | str, belongs: Column | None = None) -> Column:
    """The sum of the record keys of those that belong to a set: an aggregation."""
    key = F.col(key) if isinstance(key, str) else key
    return F.coalesce(F.sum(key if belongs is None else F.when(belongs, key)), F.lit(0)).cast("bigint")


def draw(key: Column, category: str) -> Column:
    """`noise.draw` as a column."""
    mixed = F.pmod(key, F.lit(KEY_SPACE)).bitwiseXOR(F.lit(seed(category)).cast("bigint"))
    for shift, factor in ROUNDS:
        mixed = (mixed.bitwiseXOR(F.shiftright(mixed, shift)) * F.lit(factor).cast("bigint")).bitwiseAND(
            F.lit(KEY_SPACE - 1)
        )
    return mixed.bitwiseXOR(F.shiftright(mixed, LAST_SHIFT))


def published_count(count: Column, drawn: Column) -> Column:
    """`noise.published_count` as a column."""

    def changed(true: int) -> Column:
        passed = ((F.lit(limit) <= drawn).cast("int") for limit in thresholds(true))
        return (count - NOISE_BOUND + reduce(add, passed)).cast("int")

    # From the bound on all counts change alike.
    first = F.when(count == 0, F.lit(0))
    few = reduce(lambda case, true: case.when(count == true, changed(true)), range(1, NOISE_BOUND), first)
    return few.otherwise(changed(NOISE_BOUND))


def country(regions: DataFrame, keys: Iterable[str], sets: Iterable[ResultSet]) -> DataFrame:
    """The country's slices from the regions', with `<set>_regions`: how many regions have enough of the set."""
    keys, sets = [name for name in keys if name != "region"], tuple(sets)
    counts = [F.sum(category).cast("int").alias(category) for one in sets for category in one.categories]
    sums = [F.sum(one.key).alias(one.key) for one in sets]
    enough = [F.count(F.when(one.size >= FEWEST_RESPONDENTS, 1)).alias(f"{one.name}_regions") for one in sets]
    return regions.groupBy(*keys).agg(*counts, *sums, *enough).withColumn("region", F.lit(ALL))


def protect(regions: DataFrame, keys: Iterable[str], sets: Iterable[ResultSet]) -> DataFrame:
    """The slices of regions and country as they may be published: `keys`, then each set's counts, and
    `<set>_answered`, whether it has any feedback at all. A withheld set's counts are null.
    """
    keys, sets = tuple(keys), tuple(sets)
    own = regions.withColumns({f"{one.name}_regions": F.lit(FEWEST_REGIONS) for one in sets})
    columns = own.columns
    both = own.unionByName(country(regions, keys, sets).select(*(c for c in columns)))
    with_counts = both.select(
        *keys,
        *(f"{one.name}_regions" for one in sets),
        *(one.size.alias(f"_{one.name}_true") for one in sets),
        *(
            published_count(F.col(category), draw(F.col(one.key), category)).alias(category)
            for one in sets
            for category in one.categories
        ),
    )
    return with_counts.select(
        *keys,
        *(F.when(_may_show(one), F.col(category)).alias(category) for one in sets for category in one.categories),
        *((F.col(f"_{one.name}_true") > 0).alias(f"{one.name}_answered") for one in sets),
    )


def _may_show(one: ResultSet) -> Column:
    """Enough in truth, enough as published, and for the country enough in enough regions."""
    return (
        (F.col(f"_{one.name}_true") >= FEWEST_RESPONDENTS)
        & (one.size >= FEWEST_RESPONDENTS)
        & (F.col(f"{one.name}_regions") >= FEWEST_REGIONS)
    )


def tally(protected: DataFrame, sets: Iterable[ResultSet]) -> DataFrame:
    """Result sets published and withheld, by period: period, cells_published, cells_withheld."""
    sets = tuple(sets)
    told = F.sum(reduce(add, (F.col(one.categories[0]).isNotNull().cast("int") for one in sets)))
    answered = F.sum(reduce(add, (F.col(f"{one.name}_answered").cast("int") for one in sets)))
    return protected.groupBy("period").agg(
        told.cast("int").alias("cells_published"), (answered - told).cast("int").alias("cells_withheld")
    )
