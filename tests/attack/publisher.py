"""What the platform publishes, in NumPy: the attackers' copy of the method, with each protection to be switched off.

With all of them on it publishes the same counts as Spark does (tests/spark/test_disclosure.py compares the two).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import numpy as np
import pandas as pd

from lake_layout.disclosure import (
    FEWEST_CHANGED,
    FEWEST_LEFT,
    FEWEST_REGIONS,
    FEWEST_RESPONDENTS,
    NOISE_BOUND,
    NOISE_VARIANCE,
)
from lake_layout.gold import ALL, CATEGORIES, DIMENSION_NAMES, MOST_DIMENSIONS_AT_ONCE
from lake_layout.slices import COUNTS, KEY_SUMS, QUESTIONS
from spark_jobs.disclosure.noise import changes, draw, thresholds
from spark_jobs.lattice import count_slices

DIMS = list(DIMENSION_NAMES)
PLACE = ["period", "region", *DIMS]


@dataclass(frozen=True)
class Protection:
    """The protections; `keyed_by` set or category, `nested` whether a slice is held to wider ones."""

    bound: int = NOISE_BOUND
    variance: float = NOISE_VARIANCE
    keyed_by: str = "set"
    nested: bool = True
    fewest_changed: int = FEWEST_CHANGED
    fewest_left: int = FEWEST_LEFT


FULL = Protection()
SUPPRESSION_ONLY = Protection(bound=0, variance=0.0, nested=False, fewest_changed=0, fewest_left=0)


@cache
def chances(bound: int, variance: float, most: int) -> np.ndarray:
    """The probability of each published count (column) of each true one (row), up to `most`."""
    table = np.zeros((most + 1, most + bound + 1))
    for true in range(most + 1):
        for change, share in changes(true, bound, variance).items():
            table[true, true + change] = share
    return table


def noisy(counts: np.ndarray, keys: np.ndarray, category: str, protection: Protection) -> np.ndarray:
    """`published_count` of many."""
    if not protection.variance:
        return counts
    bound = protection.bound
    limits = np.array([thresholds(true, bound, protection.variance) for true in range(bound + 1)], dtype=np.int64)
    drawn = draw(keys, category)
    return counts - bound + (limits[np.minimum(counts, bound)] <= drawn[:, None]).sum(axis=1)


def lattice(feedback: pd.DataFrame) -> pd.DataFrame:
    """Exact slices of all regions' months, quarters and years, and of the country."""
    months = pd.concat(
        [count_slices(part) for _, part in feedback.groupby(["period", "region"], sort=True)], ignore_index=True
    )
    few = (months[DIMS] != ALL).sum(axis=1) <= MOST_DIMENSIONS_AT_ONCE
    quarter = months["period"].str[:4] + "-Q" + ((months["period"].str[5:7].astype(int) + 2) // 3).astype(str)
    regions = pd.concat([months[few], _summed(months.assign(period=quarter)),
                         _summed(months.assign(period=months["period"].str[:4]))], ignore_index=True)  # fmt: skip
    enough = {f"{q}_regions": (_size(regions, q) >= FEWEST_RESPONDENTS).astype(int) for q in QUESTIONS}
    country = _summed(regions.assign(region=ALL, **enough), tuple(enough))
    regions = regions.assign(**dict.fromkeys(enough, FEWEST_REGIONS))
    return pd.concat([regions, country], ignore_index=True)


def _summed(slices: pd.DataFrame, more: tuple[str, ...] = ()) -> pd.DataFrame:
    return slices.groupby(PLACE, as_index=False)[[*COUNTS, *KEY_SUMS, *more]].sum()


def _size(slices: pd.DataFrame, question: str) -> pd.Series:
    return slices[list(QUESTIONS[question])].sum(axis=1)


def category_keys(feedback: pd.DataFrame) -> pd.DataFrame:
    """Key sums of each category's own feedback, as the method has them elsewhere: `<category>_key`, by place."""
    parts = []
    for at in range(5):
        steps = {question: (*categories.values(), (), ())[at] for question, categories in CATEGORIES.items()}
        only = {question: feedback[question].where(feedback[question].isin(own)) for question, own in steps.items()}
        names = {f"{q}_key": f"{list(own)[at]}_key" for q, own in CATEGORIES.items() if at < len(own)}
        parts.append(lattice(feedback.assign(**only)).set_index(PLACE)[list(names)].rename(columns=names))
    whole = lattice(feedback).set_index(PLACE)["respondents_key"]
    return pd.concat([whole, *parts], axis=1)


def publish(
    slices: pd.DataFrame, protection: Protection = FULL, former: pd.DataFrame | None = None,
    keys: pd.DataFrame | None = None
) -> pd.DataFrame:  # fmt: skip
    """The slices as published, by place: counts (nan where withheld) and `of_<category>`, what they were made of."""
    at = slices.set_index(PLACE)
    made = pd.DataFrame(index=at.index)
    for question, categories in QUESTIONS.items():
        for category in categories:
            own = at[f"{question}_key"] if keys is None else keys[f"{category}_key"].reindex(at.index).fillna(0)
            counts = at[category].to_numpy(np.int64)
            made[category] = noisy(counts, own.to_numpy(np.int64), category, protection).astype(float)
    of, held = at[list(COUNTS)].astype(float), pd.DataFrame(False, index=at.index, columns=list(QUESTIONS))
    if former is not None and protection.fewest_changed:
        of, held, made = _hold(of, held, made, former.reindex(at.index), protection)
    wider = [*_wider(made.index)]
    if protection.nested:
        _hold_to_wider(made, held, wider)
    for question, categories in QUESTIONS.items():
        names = list(categories)
        size = at[names].sum(axis=1).to_numpy()
        enough = (size >= FEWEST_RESPONDENTS) & (at[f"{question}_regions"].to_numpy() >= FEWEST_REGIONS)
        for rows, whole in wider:
            left = size[whole] - size[rows]
            enough[rows] &= (left == 0) | (left >= protection.fewest_left)
        told = made[names].sum(axis=1, skipna=False).to_numpy() >= FEWEST_RESPONDENTS
        made.loc[~(enough & told), names] = np.nan
    return made.join(of.add_prefix("of_"))


def _hold(of, held, made, former, protection):
    for question, categories in QUESTIONS.items():
        names = list(categories)
        was = former[[f"of_{name}" for name in names]].set_axis(names, axis=1)
        moves = of[names] - was
        moved = np.maximum(moves.clip(lower=0).sum(axis=1), -moves.clip(upper=0).sum(axis=1))
        stays = (was.sum(axis=1, skipna=False) >= FEWEST_RESPONDENTS) & (moved < protection.fewest_changed)
        held[question] = stays
        made.loc[stays, names] = former.loc[stays, names]
        of.loc[stays, names] = was.loc[stays, names]
    return of, held, made


def _wider(index: pd.MultiIndex) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Rows of slices, and the rows of a wider slice of each: all pairs there are."""
    places = index.to_frame(index=False)
    broken = (places[DIMS] != ALL).to_numpy() @ (2 ** np.arange(len(DIMS)))
    for mask in np.unique(broken):
        rows = np.flatnonzero(broken == mask)
        for some in (some for some in range(mask) if some & mask == some):
            gone = [name for i, name in enumerate(DIMS) if mask >> i & 1 and not some >> i & 1]
            yield (
                rows,
                index.get_indexer(pd.MultiIndex.from_frame(places.iloc[rows].assign(**dict.fromkeys(gone, ALL)))),
            )


def _hold_to_wider(made: pd.DataFrame, held: pd.DataFrame, wider: list[tuple[np.ndarray, np.ndarray]]) -> None:
    """Every count to the least of the wider slices' of the same period and region."""
    free = made.to_numpy()
    least = free.copy()
    for rows, whole in wider:
        least[rows] = np.fmin(least[rows], free[whole])
    stays = np.column_stack([held[question] for question, names in QUESTIONS.items() for _ in names])
    made[:] = np.where(stays, free, least)
