"""The attacker who subtracts: a whole minus its published parts is what the rest has together.

Lines: a slice and its parts along one dimension, a quarter and its months, a year and its quarters, the country and
its regions. What the attacker knows: the method, the bound, and that the parts make up the whole.
"""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from lake_layout.disclosure import FEWEST_FEASIBLE, FEWEST_RESPONDENTS
from lake_layout.gold import ALL
from lake_layout.slices import QUESTIONS
from tests.attack.publisher import DIMS, PLACE, Protection

Sets = Mapping[str, tuple[str, ...]]
"""Result sets by name, with their categories."""


def wholes(place: pd.DataFrame) -> dict[str, np.ndarray]:
    """For each kind of line, where in `place` each part's whole stands; -1 where it is no part."""
    index = pd.MultiIndex.from_frame(place[PLACE])
    period = place["period"]
    month, quarter = period.str.match(r"\d{4}-\d\d$"), period.str.contains("Q")
    number = (pd.to_numeric(period.str[5:7], errors="coerce") + 2) // 3
    of_month = period.str[:4] + "-Q" + number.map("{:.0f}".format)
    lines = {name: ({name: ALL}, place[name] != ALL) for name in DIMS}
    lines |= {"months": ({"period": of_month}, month), "quarters": ({"period": period.str[:4]}, quarter)}
    lines |= {"regions": ({"region": ALL}, place["region"] != ALL)}
    found = {}
    for kind, (wider, is_part) in lines.items():
        part = np.flatnonzero(is_part)
        at = np.full(len(place), -1)
        at[part] = index.get_indexer(pd.MultiIndex.from_frame(place.assign(**wider)[PLACE].iloc[part]))
        found[kind] = at
    return found


def _per_whole(at: np.ndarray, values: np.ndarray) -> np.ndarray:
    part = at >= 0
    return np.bincount(at[part], weights=values[part], minlength=len(at))


def lines(
    exact: pd.DataFrame, published: pd.DataFrame, names: list[str], within: dict[str, np.ndarray] | None = None
) -> pd.DataFrame:
    """Each published whole of a set with these categories, with its parts: sums over the published ones, and what is
    truly left (`rest`)."""
    true = exact[names].sum(axis=1).to_numpy(float)
    shown = published[names].sum(axis=1, skipna=False).to_numpy(float)
    told = ~np.isnan(shown)
    found = []
    for kind, at in (within or wholes(exact)).items():
        frame = pd.DataFrame(
            {
                "kind": kind,
                "whole": shown,
                "parts": _per_whole(at, told.astype(float)),
                "shown": _per_whole(at, np.where(told, shown, 0)),
                "rest": true - _per_whole(at, np.where(told, true, 0)),
            }
        )
        found.append(frame[told & (frame["parts"] > 0)])
    return pd.concat(found, ignore_index=True)


def feasible(line: pd.DataFrame, categories: int, protection: Protection) -> pd.Series:
    """How many values the attacker must leave open for the rest, where there is one: at least one feedback (a whole
    without a rest shows the same numbers as its only part), at most what a single withheld part may have."""
    slack = protection.bound * categories
    # A part that shows as many as its whole may have been held to it: it says nothing about how many more it had.
    least = (line["whole"] - line["shown"] - slack * (1 + line["parts"])).clip(lower=1)
    most = line["whole"] - line["shown"] + slack * (1 + line["parts"])
    most = most.clip(upper=FEWEST_RESPONDENTS - 1 + slack)
    return (most - least + 1).where(line["rest"] > 0)


def pinned(
    exact: pd.DataFrame, published: pd.DataFrame, protection: Protection, sets: Sets = QUESTIONS
) -> pd.DataFrame:
    """By kind of line: wholes with a rest under ten, and how many of those rests have fewer than three values left.

    `alone` are those of them whose whole has one published part. `published` has the rows of `exact`, in their order.
    """
    told, within = [], wholes(exact)
    for categories in sets.values():
        line = lines(exact, published, list(categories), within)
        small = line[line["rest"].between(1, FEWEST_RESPONDENTS - 1)]
        left = feasible(small, len(categories), protection)
        few = left < FEWEST_FEASIBLE
        told.append(small.assign(pinned=few, rests=1, alone=few & (small["parts"] == 1)))
    return pd.concat(told).groupby("kind")[["rests", "pinned", "alone"]].sum()


def exceeding(exact: pd.DataFrame, published: pd.DataFrame) -> int:
    """Published counts of parts along a dimension that are more than their whole's."""
    counts = published[[name for categories in QUESTIONS.values() for name in categories]].to_numpy()
    lines_of = {kind: at for kind, at in wholes(exact).items() if kind in DIMS}
    return sum(int(np.nansum(counts[at >= 0] > counts[at[at >= 0]])) for at in lines_of.values())
