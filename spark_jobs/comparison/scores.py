"""What a measure makes of its answers: a score for each answer category, of which the figure is the mean.

The recommendation index is such a mean (detractor -100, passive 0, promoter 100), a statement's mean is one (1 to 5),
and a share is one (0 or 1). So all figures, their variances and their differences are computed by the same lines.
"""

import numpy as np

NPS_SCORES = (-100.0, 0.0, 100.0)
"""Detractors, passives, promoters: the mean of the scores is the index, a difference of two multinomial shares."""
SCALE_SCORES = (1.0, 2.0, 3.0, 4.0, 5.0)

Array = np.ndarray


def totals(counts: Array) -> Array:
    """Published n: the sum of the published categories (the last axis)."""
    return counts.sum(axis=-1)


def means(counts: Array, scores: tuple[float, ...]) -> Array:
    """The mean score of each set of counts; nan where nothing was answered."""
    n = totals(counts)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(n > 0, counts @ np.asarray(scores) / n, np.nan)


def variances(counts: Array, scores: tuple[float, ...]) -> Array:
    """The variance of one answer's score: the sum of p (score - mean)^2 over the categories."""
    deviations = np.asarray(scores) - means(counts, scores)[..., None]
    with np.errstate(invalid="ignore", divide="ignore"):
        return (counts * deviations**2).sum(axis=-1) / totals(counts)


def noise_variances(counts: Array, scores: tuple[float, ...], of_a_count: float) -> Array:
    """What the noise of disclosure control adds to the mean's variance, `of_a_count` being a published count's.

    The mean is the sum of score x count over n, and a published n is the sum of its counts: its derivative by a count
    is (score - mean) / n. Each category's noise is drawn by itself, so the squares add up (the delta method).
    """
    deviations = np.asarray(scores) - means(counts, scores)[..., None]
    with np.errstate(invalid="ignore", divide="ignore"):
        return of_a_count * (deviations**2).sum(axis=-1) / totals(counts) ** 2
