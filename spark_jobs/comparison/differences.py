"""Which regions can be told apart: pairwise tests, ranks as a range, and groups in place of a ranking.

Small differences are not ranked. Every pair is tested (normal approximation, two standard errors), with Holm's
correction for all pairs: S. Holm (1979), "A Simple Sequentially Rejective Multiple Test Procedure", Scandinavian
Journal of Statistics 6, 65-70. A region's rank is a range: it stands behind those that are surely better, and before
those that are surely worse: M. Klein, T. Wright, J. Wieczorek (2020), "A joint confidence region for an overall
ranking of populations", Journal of the Royal Statistical Society C 69, 589-606. Regions that share a letter can't be
told apart: H.-P. Piepho (2004), "An Algorithm for a Letter-Based Representation of All-Pairwise Comparisons", Journal
of Computational and Graphical Statistics 13, 456-466.
"""

from itertools import combinations
from string import ascii_lowercase
from typing import NamedTuple

import numpy as np
from scipy.stats import norm

from spark_jobs.comparison.scores import Array

ERROR = 0.05


class Standing(NamedTuple):
    """The first and the last rank that a region may have, 1 the highest figure, and the letters of its groups."""

    first: int
    last: int
    letters: str


def told_apart(values: Array, deviations: Array, error: float = ERROR) -> Array:
    """For each pair whether their figures differ, all pairs being tested at once with Holm's correction."""
    number = len(values)
    pairs = list(combinations(range(number), 2))
    differ = np.zeros((number, number), dtype=bool)
    if not pairs:
        return differ
    one, other = np.array(pairs).T
    spread = np.sqrt(deviations[one] ** 2 + deviations[other] ** 2)
    with np.errstate(divide="ignore", invalid="ignore"):
        p = 2 * norm.sf(np.abs(values[one] - values[other]) / spread)
    order = np.argsort(p, kind="stable")
    passed = p[order] <= error / np.arange(len(pairs), 0, -1)
    # Stepping down from the smallest, the first that fails ends it.
    rejected = order[: len(pairs) if passed.all() else int(np.argmin(passed))]
    differ[one[rejected], other[rejected]] = differ[other[rejected], one[rejected]] = True
    return differ


def standings(values: Array, deviations: Array, error: float = ERROR) -> list[Standing]:
    """Each figure's range of ranks and letters; the standard deviation of a figure is its standard error."""
    values, deviations = np.asarray(values, dtype=float), np.asarray(deviations, dtype=float)
    differ = told_apart(values, deviations, error)
    better = differ & (values[:, None] < values[None, :])
    worse = differ & (values[:, None] > values[None, :])
    letters = _letters(values, ~differ)
    number = len(values)
    return [Standing(1 + int(better[i].sum()), number - int(worse[i].sum()), letters[i]) for i in range(number)]


def _letters(values: Array, alike: Array) -> list[str]:
    """A letter for each largest group of which no two can be told apart, `a` being that of the highest figure."""
    neighbours = [set(np.flatnonzero(row)) - {i} for i, row in enumerate(alike)]
    groups = sorted(_largest(set(), set(range(len(values))), set(), neighbours), key=lambda g: -_height(g, values))
    return ["".join(_letter(n) for n, group in enumerate(groups) if i in group) for i in range(len(values))]


def _height(group: frozenset[int], values: Array) -> float:
    return float(np.mean([values[i] for i in group]))


def _letter(number: int) -> str:
    return ascii_lowercase[number] if number < len(ascii_lowercase) else f"({number + 1})"


def _largest(chosen: set[int], open_: set[int], closed: set[int], neighbours: list[set[int]]) -> list[frozenset[int]]:
    """The largest groups that are all alike (Bron and Kerbosch 1973, with a pivot)."""
    if not open_ and not closed:
        return [frozenset(chosen)]
    pivot = max(open_ | closed, key=lambda i: len(neighbours[i] & open_))
    found = []
    for i in sorted(open_ - neighbours[pivot]):
        found += _largest(chosen | {i}, open_ & neighbours[i], closed & neighbours[i], neighbours)
        open_, closed = open_ - {i}, closed | {i}
    return found
