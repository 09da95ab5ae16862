"""A slice within another one: its counts are never more than the wider slice's, and never all but one or two of it.

By chance the noise may take a set above a wider one that has just a few feedback more. Whoever knows the bound would
then know the rest: it can't be any less. With the narrower count held down to the wider one's, every rest may be
anything from none to twice the bound, and a reader finds no part that exceeds its whole.
"""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from lake_layout.gold import ALL


def wider_pairs(
    slices: pd.DataFrame, others: tuple[str, ...], dimensions: tuple[str, ...]
) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Rows of slices and, beside each, the row of a wider one, until every wider one has come once.

    Wider is a slice that is alike in the `others` and has `*` in one or more of the narrower one's dimensions.
    """
    parts, place = _coded(slices, others, dimensions)
    number = place + parts.sum(axis=0)
    order = np.argsort(number, kind="stable")
    ordered = number[order]
    # The dimensions that a slice breaks down by, as the bits of a number; a wider one has some of them.
    bits = ((parts > 0) * (1 << np.arange(len(parts)))[:, None]).sum(axis=0)
    for pattern in np.unique(bits[bits > 0]):
        rows = np.flatnonzero(bits == pattern)
        for some in (one for one in range(pattern) if one & pattern == one):
            kept = [i for i in range(len(parts)) if some >> i & 1]
            wanted = place[rows] + parts[kept][:, rows].sum(axis=0)
            at = np.minimum(np.searchsorted(ordered, wanted), len(ordered) - 1)
            there = ordered[at] == wanted
            yield rows[there], order[at[there]]


def _coded(slices: pd.DataFrame, others: tuple[str, ...], dimensions: tuple[str, ...]) -> tuple[np.ndarray, np.ndarray]:
    """Each dimension's code as a whole number, none for `*`, and the number of the `others`: they add up to a slice."""
    step, parts = 1, []
    for name in dimensions:
        codes, known = pd.factorize(slices[name].where(slices[name] != ALL))
        parts.append((codes.astype(np.int64) + 1) * step)
        step *= len(known) + 1
    places = slices.groupby(list(others), sort=False).ngroup().to_numpy(dtype=np.int64)
    return np.array(parts), places * step


def beside_wider(
    slices: pd.DataFrame,
    others: tuple[str, ...],
    dimensions: tuple[str, ...],
    counts: np.ndarray,
    sizes: np.ndarray,
) -> tuple[np.ndarray, np.ndarray]:
    """The least of each count (column) in all slices wider than a row's, and the fewest (but any) that the row leaves
    of a wider one's size; nan where there is none."""
    most, left = np.full(counts.shape, np.nan), np.full(sizes.shape, np.nan)
    for rows, wider in wider_pairs(slices, others, dimensions):
        most[rows] = np.fmin(most[rows], counts[wider])
        rest = sizes[wider] - sizes[rows]
        left[rows] = np.fmin(left[rows], np.where(rest > 0, rest, np.nan))
    return most, left
