"""Direct standardisation: what a region's figure would be if its customers used services, and were of an age, as the
country's.

Source: N. E. Breslow, N. E. Day (1987), "Statistical Methods in Cancer Research, Volume II", IARC, chapter 2; APHO
Technical Briefing 3 (2008), "Commonly used public health statistics and their confidence intervals".

A stratum is a service class and an age group. Only published strata are used: the weights are the country's published
answers by stratum; of a region, strata that are withheld (or that the country doesn't publish) are pooled into
'other', which is the region's total minus its published strata where the total is told. `covered` is the part of the
country's mix that the region's own published strata stand for; below FEWEST_COVERED no figure is given.

The weights are taken as fixed: the interval tells what chance and noise do to the region's own answers.
"""

from typing import NamedTuple

import numpy as np

from spark_jobs.comparison.intervals import CONFIDENCE, z_of
from spark_jobs.comparison.scores import Array, means, totals, variances

FEWEST_COVERED = 0.80
FEWEST_IN_OTHER = 10
"""Answers that 'other' must hold to stand for what is withheld: as many as any published set."""
BORROWED = 2.0
"""Answers as in the whole region that a stratum borrows for its variance: ten alike don't prove that there is none."""


class Standardised(NamedTuple):
    """The figure is nan where too little is covered; `covered` and whether 'other' could be told are given always."""

    value: float
    low: float
    high: float
    covered: float
    other_told: bool


NONE = Standardised(np.nan, np.nan, np.nan, 0.0, False)


def standardise(
    strata: Array,
    weights: Array,
    total: Array | None,
    scores: tuple[float, ...],
    noise: float,
    confidence: float = CONFIDENCE,
) -> Standardised:
    """One region's standardised mean score.

    `strata`: published counts, a row a stratum, nan where withheld; `weights`: the country's answers of the same
    strata, nan where withheld, and last one number more, those of the country's that are in none of them; `total`:
    the region's published counts of all, None where withheld.
    """
    weights = np.nan_to_num(np.asarray(weights, dtype=float))
    if weights.sum() <= 0:
        return NONE
    share = weights / weights.sum()
    told = ~np.isnan(strata).any(axis=1) & (np.nan_to_num(strata).sum(axis=1) > 0) & (share[:-1] > 0)
    covered = float(share[:-1][told].sum())
    own, own_share = strata[told], share[:-1][told]
    other = None if total is None or np.isnan(total).any() else np.maximum(total - np.nansum(strata[told], axis=0), 0)
    other_told = other is not None and float(other.sum()) >= FEWEST_IN_OTHER and covered < 1
    if covered < FEWEST_COVERED:
        return Standardised(np.nan, np.nan, np.nan, covered, other_told)
    if not other_told:
        own_share = own_share / covered
    parts = np.vstack([own, other]) if other_told else own
    part_share = np.append(own_share, 1 - covered) if other_told else own_share
    value = float(part_share @ means(parts, scores))
    deviation = np.sqrt(_sampling(parts, part_share, scores) + _noise(parts, part_share, scores, noise, other_told))
    half = z_of(confidence) * float(deviation)
    low, high = max(value - half, min(scores)), min(value + half, max(scores))
    return Standardised(value, low, high, covered, other_told)


def _sampling(parts: Array, share: Array, scores: tuple[float, ...]) -> float:
    whole = parts.sum(axis=0)
    borrowed = parts + BORROWED * whole / whole.sum()
    return float((share**2 * variances(borrowed, scores) / totals(parts)).sum())


def _noise(parts: Array, share: Array, scores: tuple[float, ...], of_a_count: float, other_told: bool) -> float:
    """The noise of every published count that enters, by the figure's derivative by it.

    'Other' is the total minus the strata, so a stratum's noise enters there too, with the sign turned.
    """
    slopes = share[:, None] * (np.asarray(scores) - means(parts, scores)[:, None]) / totals(parts)[:, None]
    if not other_told:
        return of_a_count * float((slopes**2).sum())
    of_strata, of_other = slopes[:-1] - slopes[-1], slopes[-1]
    return of_a_count * float((of_strata**2).sum() + (of_other**2).sum())
