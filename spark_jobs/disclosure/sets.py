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

from lake_layout.disclosure import (
    FEWEST_CHANGED,
    FEWEST_LEFT,
    FEWEST_REGIONS,
    FEWEST_RESPONDENTS,
    KEY_SPACE,
    NOISE_BOUND,
)
from lake_layout.gold import ALL
from spark_jobs.disclosure.nested import beside_wider
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
) -> DataFrame:
    """The slices of regions and country as they may be published: `keys`, then each set's counts (null where it is
    withheld), `<set>_answered`, whether it has any feedback at all, and `_of_<category>`, the true counts that the
    published ones were made of.

    A set of which fewer than `FEWEST_CHANGED` feedback have changed since it was published stands as it was: whoever
    keeps the former figures must not read a single person's answers from the difference. `nested` names the dimensions
    by which slices lie within others.
    """
    keys, sets = tuple(keys), tuple(sets)
    slices = _of_regions_and_country(regions, keys, sets)
    slices = slices.withColumns({f"_{one.name}_held": F.lit(False) for one in sets})
    # A column of its own each: as part of larger expressions a draw would be made again for every threshold.
    slices = slices.withColumns(
        {f"_drawn_{category}": draw(F.col(one.key), category) for one in sets for category in one.categories}
    )
    if former:
        slices = _beside_former(slices, keys, sets, former)
    counts = {
        category: _count(one, category, bool(former)).alias(category) for one in sets for category in one.categories
    }
    of = [
        _either(one, f"_was_{category}", category, bool(former)).alias(f"_of_{category}")
        for one in sets
        for category in one.categories
    ]
    rules = [_may_be_shown(one).alias(f"_{one.name}_enough") for one in sets]
    rules += [one.size.alias(f"_{one.name}_size") for one in sets]
    answered = [(one.size > 0).alias(f"{one.name}_answered") for one in sets]
    held = [f"_{one.name}_held" for one in sets]
    published = slices.select(*keys, *counts.values(), *of, *rules, *answered, *held)
    if nested:
        published = _within_wider(published, keys, nested, sets)
    shown = [
        F.when(F.col(f"_{one.name}_enough") & (one.size >= FEWEST_RESPONDENTS), F.col(category)).alias(category)
        for one in sets
        for category in one.categories
    ]
    kept = [name for name in published.columns if name.startswith("_of_") or name.endswith("_answered")]
    return published.select(*keys, *shown, *kept)


def _within_wider(
    published: DataFrame, keys: tuple[str, ...], nested: Iterable[str], sets: tuple[ResultSet, ...]
) -> DataFrame:
    counts = [category for one in sets for category in one.categories]
    beside = beside_wider(published, keys, nested, counts, (f"_{one.name}_size" for one in sets))
    least = {
        category: F.when(F.col(f"_{one.name}_held"), F.col(category)).otherwise(
            F.least(F.col(category), F.col(f"_most_{category}"))
        )
        for one in sets
        for category in one.categories
    }
    lone = {one.name: F.coalesce(F.col(f"_left__{one.name}_size") < FEWEST_LEFT, F.lit(False)) for one in sets}
    enough = {f"_{name}_enough": F.col(f"_{name}_enough") & ~few_left for name, few_left in lone.items()}
    return beside.withColumns({**least, **enough}).select(*published.columns)


def _of_regions_and_country(regions: DataFrame, keys: tuple[str, ...], sets: tuple[ResultSet, ...]) -> DataFrame:
    own = regions.withColumns({f"{one.name}_regions": F.lit(FEWEST_REGIONS) for one in sets})
    return own.unionByName(country(regions, keys, sets).select(*own.columns))


def _beside_former(slices: DataFrame, keys: tuple[str, ...], sets: tuple[ResultSet, ...], former: Former) -> DataFrame:
    """The slices with what was shown (`_shown_<category>`), of which true counts (`_was_…`), and `_<set>_held`."""
    categories = [category for one in sets for category in one.categories]
    was = former.of.select(*keys, *(F.col(category).alias(f"_was_{category}") for category in categories))
    shown = former.shown.select(*keys, *(F.col(category).alias(f"_shown_{category}") for category in categories))
    both = slices.join(was, list(keys), "left").join(shown, list(keys), "left")
    return both.withColumns({f"_{one.name}_held": _held(one) for one in sets})


def _held(one: ResultSet) -> Column:
    """Whether the set was published, and too few of its feedback have changed since. Fewest that can have: those that
    some categories gained, or others lost."""
    moves = [F.col(category) - F.col(f"_was_{category}") for category in one.categories]
    gained = reduce(add, (F.greatest(move, F.lit(0)) for move in moves))
    lost = reduce(add, (F.greatest(-move, F.lit(0)) for move in moves))
    before = reduce(add, (F.col(f"_was_{category}") for category in one.categories))
    few = (before >= FEWEST_RESPONDENTS) & (F.greatest(gained, lost) < FEWEST_CHANGED)
    return F.coalesce(few, F.lit(False))


def _either(one: ResultSet, former: str, now: str, has_former: bool) -> Column:
    return F.when(F.col(f"_{one.name}_held"), F.col(former)).otherwise(F.col(now)) if has_former else F.col(now)


def _count(one: ResultSet, category: str, has_former: bool) -> Column:
    made = published_count(F.col(category), F.col(f"_drawn_{category}"))
    return F.when(F.col(f"_{one.name}_held"), F.col(f"_shown_{category}")).otherwise(made) if has_former else made


def _may_be_shown(one: ResultSet) -> Column:
    """Enough in truth, and for the country enough in enough regions."""
    return (one.size >= FEWEST_RESPONDENTS) & (F.col(f"{one.name}_regions") >= FEWEST_REGIONS)


def made_of(protected: DataFrame, keys: Iterable[str], sets: Iterable[ResultSet]) -> DataFrame:
    """The true counts that what is published was made of, to be kept for the next time: of slices with enough."""
    sets = tuple(sets)
    counts = [F.col(f"_of_{category}").alias(category) for one in sets for category in one.categories]
    return protected.select(*keys, *counts).where(sets[0].size >= FEWEST_RESPONDENTS)


def tally(protected: DataFrame, sets: Iterable[ResultSet]) -> DataFrame:
    """Result sets published and withheld, by period: period, cells_published, cells_withheld."""
    sets = tuple(sets)
    told = F.sum(reduce(add, (F.col(one.categories[0]).isNotNull().cast("int") for one in sets)))
    answered = F.sum(reduce(add, (F.col(f"{one.name}_answered").cast("int") for one in sets)))
    return protected.groupBy("period").agg(
        told.cast("int").alias("cells_published"), (answered - told).cast("int").alias("cells_withheld")
    )
