"""The attacker who takes all published numbers of a small table together: integer programming over what may be true.

Unknown are the finest cells, an answer category each. Known is the method: a published count is off by the bound at
most and zero only where the true one is small; a published set has at least ten, a withheld one nine and what the
noise may hide; a slice may have been held down to a wider one.
"""

from dataclasses import dataclass
from itertools import product

import numpy as np
import pandas as pd
from scipy.optimize import Bounds, LinearConstraint, milp

from lake_layout.disclosure import FEWEST_RESPONDENTS, SMALL_SET
from lake_layout.gold import ALL
from lake_layout.slices import QUESTIONS
from tests.attack.publisher import DIMS, PLACE, Protection


@dataclass(frozen=True)
class Joint:
    """The constraints on the finest cells of one region's month and one question: low <= matrix @ cells <= high."""

    matrix: np.ndarray
    low: np.ndarray
    high: np.ndarray

    def values(self, wanted: np.ndarray) -> int:
        """How many values the sum of the `wanted` cells may have, from the least to the most; 0 where none fits."""
        ends = []
        for sign in (1, -1):
            found = milp(
                sign * wanted,
                constraints=LinearConstraint(self.matrix, self.low, self.high),
                integrality=np.ones(len(wanted)),
                bounds=Bounds(0, np.inf),
                options={"time_limit": 5},
            )
            if not found.success:
                return 0
            ends.append(round(sign * found.fun))
        return ends[1] - ends[0] + 1


def small_table(
    published: pd.DataFrame, exact: pd.DataFrame, dims: tuple[str, ...], question: str, protection: Protection
) -> tuple[Joint, dict[tuple, np.ndarray], pd.DataFrame]:
    """Constraints, the cells of each target (slice and category, None for the whole set), and the slices.

    The slices are those by `dims` of the only region and month; a feedback without a code has the code `-`.
    """
    own = exact[(exact[[d for d in DIMS if d not in dims]] == ALL).all(axis=1)]
    names = list(QUESTIONS[question])
    codes = [[*sorted(set(own[dim]) - {ALL}), "-"] for dim in dims]
    cells = pd.MultiIndex.from_product([*codes, names]).to_frame(index=False)
    rows, low, high, targets = [], [], [], {}
    bound = protection.bound
    for place in own[PLACE].itertuples(index=False):
        at = dict(zip(PLACE, place))
        held = np.logical_and.reduce([(cells[i] == at[d]) | (at[d] == ALL) for i, d in enumerate(dims)])
        shown = published.loc[tuple(place), names].to_numpy(float)
        whole = held.astype(float)
        targets[tuple(place), None] = whole
        if np.isnan(shown).any():
            rows.append(whole)
            low.append(0)
            high.append(FEWEST_RESPONDENTS - 1 + bound * len(names))
            continue
        rows.append(whole)
        low.append(FEWEST_RESPONDENTS)
        high.append(np.inf)
        for name, count in zip(names, shown):
            one = (held & (cells[len(dims)] == name).to_numpy()).astype(float)
            targets[tuple(place), name] = one
            rows.append(one)
            low.append(max(count - bound, 1 if count else 0))
            # What was held down to a wider slice may have been more.
            capped = protection.nested and _is_at_a_wider_ones(published, at, dims, name, count)
            high.append(np.inf if capped else count + bound)
    return Joint(np.array(rows), np.array(low, float), np.array(high, float)), targets, own


def _is_at_a_wider_ones(published: pd.DataFrame, at: dict, dims: tuple[str, ...], name: str, count: float) -> bool:
    by = [dim for dim in dims if at[dim] != ALL]
    for some in product((False, True), repeat=len(by)):
        if not all(some):
            wider = {**at, **{dim: ALL for dim, kept in zip(by, some) if not kept}}
            if published.loc[tuple(wider[p] for p in PLACE), name] == count:
                return True
    return False


def narrowest(
    published: pd.DataFrame, exact: pd.DataFrame, dims: tuple[str, ...], question: str, protection: Protection
) -> list[int]:
    """How many values are left for each withheld set that has any feedback, and for each category's count of a
    published set under thirty."""
    joint, targets, own = small_table(published, exact, dims, question, protection)
    sizes = own.set_index(PLACE)[list(QUESTIONS[question])].sum(axis=1)
    left = []
    for (place, category), cells in targets.items():
        withheld = np.isnan(published.loc[place, QUESTIONS[question][0]])
        wanted = (category is None and withheld and sizes[place] > 0) or (category and sizes[place] < SMALL_SET)
        if wanted:
            left.append(joint.values(cells))
    return left
