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

    value: Array
    low: Array
    high: Array
    covered: Array
    other_told: Array


def standardise(
    strata: Array,
    weights: Array,
    total: Array | None,
    scores: tuple[float, ...],
    noise: float,
    confidence: float = CONFIDENCE,
) -> Standardised:
    """The regions' standardised mean scores; leading axes of `strata` and `total` are regions, or there is none.

    `strata`: published counts by stratum and category, nan where withheld; `weights`: the country's answers of the
    same strata, nan where withheld, and last one number more, the country's answers that are in none of them;
    `total`: the published counts of all by category, nan where withheld.
    """
    strata = np.asarray(strata, dtype=float)
    total = np.full((*strata.shape[:-2], strata.shape[-1]), np.nan) if total is None else np.asarray(total, float)
    weights = np.nan_to_num(np.asarray(weights, dtype=float))
    share = weights / weights.sum() if weights.sum() > 0 else weights
    answered = np.nan_to_num(totals(strata))
    told = (answered > 0) & (share[:-1] > 0)
    covered = (told * share[:-1]).sum(axis=-1)
    own = np.where(told[..., None], strata, 0.0)
    other = np.maximum(np.nan_to_num(total - own.sum(axis=-2)), 0.0)
    other_told = (totals(other) >= FEWEST_IN_OTHER) & (covered < 1)
    with np.errstate(divide="ignore", invalid="ignore"):
        own_share = told * share[:-1] / np.where(other_told, 1.0, covered)[..., None]
    parts = np.concatenate([own, other[..., None, :]], axis=-2)
    part_share = np.concatenate([own_share, np.where(other_told, 1 - covered, 0.0)[..., None]], axis=-1)
    # A part that has no share has no mean either, and adds nothing.
    mean = np.nan_to_num(means(parts, scores))
    value = (part_share * mean).sum(axis=-1)
    spread = np.sqrt(_sampling(parts, part_share, scores) + _noise(parts, part_share, scores, noise, other_told))
    half = z_of(confidence) * spread
    bounds = np.maximum(value - half, min(scores)), np.minimum(value + half, max(scores))
    given = covered >= FEWEST_COVERED
    return Standardised(*(np.where(given, one, np.nan) for one in (value, *bounds)), covered, other_told)


def _sampling(parts: Array, share: Array, scores: tuple[float, ...]) -> Array:
    whole = parts.sum(axis=-2, keepdims=True)
    with np.errstate(divide="ignore", invalid="ignore"):
        borrowed = parts + BORROWED * whole / whole.sum(axis=-1, keepdims=True)
        of_parts = share**2 * variances(borrowed, scores) / totals(parts)
    return np.where(share > 0, of_parts, 0.0).sum(axis=-1)


def _noise(parts: Array, share: Array, scores: tuple[float, ...], of_a_count: float, other_told: Array) -> Array:
    """The noise of every published count that enters, by the figure's derivative by it.

    'Other' is the total minus the strata, so a stratum's noise enters there too, with the sign turned.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        slopes = share[..., None] * (np.asarray(scores) - means(parts, scores)[..., None]) / totals(parts)[..., None]
    slopes = np.where(share[..., None] > 0, slopes, 0.0)
    of_other = np.where(other_told[..., None], slopes[..., -1, :], 0.0)
    entered = share[..., :-1, None] > 0
    of_strata = np.where(entered, slopes[..., :-1, :] - of_other[..., None, :], 0.0)
    return of_a_count * ((of_strata**2).sum(axis=(-2, -1)) + (of_other**2).sum(axis=-1))
