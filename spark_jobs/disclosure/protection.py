"""Which result sets of a period's slices may be published, and their counts as published. Pure transforms of frames.

A frame of slices has a row a slice (`region` among its keys), and for each result set a true count a category and
`<set>_key`, the sum of the record keys of the set's feedback.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from lake_layout.disclosure import FEWEST_CHANGED, FEWEST_LEFT, FEWEST_REGIONS, FEWEST_RESPONDENTS
from lake_layout.gold import ALL
from spark_jobs.disclosure.nested import beside_wider
from spark_jobs.disclosure.noise import published_counts
from spark_jobs.disclosure.result_set import ResultSet


class Counts(NamedTuple):
    """A result set's counts of all slices, a column a category; nan where there are none."""

    true: np.ndarray
    made: np.ndarray
    of: np.ndarray
    held: np.ndarray
    """Whether the slice's set stands as it was."""


def with_country(regions: pd.DataFrame, keys: Sequence[str], sets: Sequence[ResultSet]) -> pd.DataFrame:
    """The regions' slices and below them the country's, with `<set>_regions`: how many regions have enough of it."""
    own = [name for name in keys if name != "region"]
    counts = [name for one in sets for name in (*one.categories, one.key)]
    enough = {f"{one.name}_regions": one.sizes(regions) >= FEWEST_RESPONDENTS for one in sets}
    summed = regions.assign(**enough).groupby(own, sort=False, as_index=False)[[*counts, *enough]].sum()
    return pd.concat(
        [regions.assign(**dict.fromkeys(enough, FEWEST_REGIONS)), summed.assign(region=ALL)], ignore_index=True
    )


def protect_slices(
    regions: pd.DataFrame,
    keys: Sequence[str],
    sets: Sequence[ResultSet],
    was: pd.DataFrame | None = None,
    shown: pd.DataFrame | None = None,
    nested: Sequence[str] = (),
) -> pd.DataFrame:
    """The slices of regions and country as they may be published; see `sets.protect`."""
    slices = with_country(regions, keys, sets)
    found = {one: _counts(one, slices, _beside(slices, keys, one, was), _beside(slices, keys, one, shown))
             for one in sets}  # fmt: skip
    # Of what is shown now, which is what can be subtracted: a set that stands as it was counts as it was.
    sizes = np.column_stack([counts.of.sum(axis=1) for counts in found.values()])
    left = np.full(sizes.shape, np.nan)
    if nested:
        others = tuple(name for name in keys if name not in nested)
        made = np.hstack([counts.made for counts in found.values()])
        most, left = beside_wider(slices, others, tuple(nested), made, sizes)
        ends = np.cumsum([len(one.categories) for one in sets])[:-1]
        found = {one: _capped(counts, own) for (one, counts), own in zip(found.items(), np.split(most, ends, axis=1))}
    columns = {}
    for (one, counts), rest in zip(found.items(), left.T):
        columns |= _told(one, counts, slices[f"{one.name}_regions"].to_numpy(), rest)
    return slices[list(keys)].assign(**columns)


def _beside(
    slices: pd.DataFrame, keys: Sequence[str], one: ResultSet, former: pd.DataFrame | None
) -> np.ndarray | None:
    """The former counts of the same slices."""
    if former is None or former.empty:
        return None
    aligned = slices[list(keys)].merge(former[[*keys, *one.categories]], how="left", on=list(keys))
    return aligned[list(one.categories)].to_numpy(dtype=float, na_value=np.nan)


def _counts(one: ResultSet, slices: pd.DataFrame, was: np.ndarray | None, shown: np.ndarray | None) -> Counts:
    keys = slices[one.key].to_numpy(dtype=np.int64)
    true = slices[list(one.categories)].to_numpy(dtype=np.int64)
    made = np.column_stack([published_counts(true[:, i], keys, name) for i, name in enumerate(one.categories)])
    made, of = made.astype(float), true.astype(float)
    if was is None:
        return Counts(true, made, of, np.zeros(len(true), dtype=bool))
    held = _held(true, was)
    if shown is None:
        shown = np.full(made.shape, np.nan)
    return Counts(true, np.where(held[:, None], shown, made), np.where(held[:, None], was, of), held)


def _held(true: np.ndarray, was: np.ndarray) -> np.ndarray:
    """Whether the set was published, and too few of its feedback have changed since. Fewest that can have: those that
    some categories gained, or others lost."""
    moves = true - was
    changed = np.maximum(np.maximum(moves, 0).sum(axis=1), np.maximum(-moves, 0).sum(axis=1))
    return (was.sum(axis=1) >= FEWEST_RESPONDENTS) & (changed < FEWEST_CHANGED)


def _capped(counts: Counts, most: np.ndarray) -> Counts:
    """Held down to the wider slices' counts; what stands as it was stays so."""
    return counts._replace(made=np.where(counts.held[:, None], counts.made, np.fmin(counts.made, most)))


def _told(one: ResultSet, counts: Counts, regions: np.ndarray, left: np.ndarray) -> dict[str, object]:
    """The set's columns: counts, null where it is withheld, what they were made of, and whether there is any."""
    size = counts.true.sum(axis=1)
    enough = (size >= FEWEST_RESPONDENTS) & (regions >= FEWEST_REGIONS) & ~(left < FEWEST_LEFT)
    enough &= counts.made.sum(axis=1) >= FEWEST_RESPONDENTS
    made = np.where(enough[:, None], counts.made, np.nan)
    told = {name: pd.array(made[:, i], dtype="Int32") for i, name in enumerate(one.categories)}
    of = {f"_of_{name}": pd.array(counts.of[:, i], dtype="Int32") for i, name in enumerate(one.categories)}
    return {**told, **of, f"{one.name}_answered": size > 0}
