"""Confidence intervals of NPS, shares and means, which hold both chance in who answers and the noise of protection.

Sources:
- NPS: adjusted Wald interval of a difference of two multinomial shares. Three answers are added, 3/4 to the
  detractors, 3/2 to the passives and 3/4 to the promoters, before share and variance are taken: B. Rocks (2016),
  "Interval Estimation for the Net Promoter Score", The American Statistician 70(4), 365-372. The plain Wald interval
  covers too seldom where a month has few answers and nearly all of them are promoters.
- Shares: score interval, E. B. Wilson (1927), "Probable Inference, the Law of Succession, and Statistical Inference",
  Journal of the American Statistical Association 22, 209-212.
- Means on a bounded scale: the same score interval on the scale stretched to 0-1, with the answers' own spread in
  place of a yes-or-no's: a design effect as in E. L. Korn, B. I. Graubard (1998), "Confidence intervals for
  proportions with small expected number of positive counts estimated from survey data", Survey Methodology 24,
  193-201. It stays on the scale and isn't symmetric where nearly all answer 5, as a t interval would be.
- Noise: every published count carries noise of mean zero and known variance, independent of chance in who answers, so
  the variances add (scores.noise_variances). G. Thompson, S. Broadfoot, D. Elazar (2013), "Methodology for the
  Automatic Confidentialisation of Statistical Outputs from Remote Servers at the Australian Bureau of Statistics".

That they cover what they promise is shown by simulation: tests/comparison/test_coverage.py, docs/comparison.md.
"""

from typing import NamedTuple

import numpy as np
from scipy.stats import norm

from spark_jobs.comparison.scores import NPS_SCORES, Array, means, noise_variances, totals, variances

CONFIDENCE = 0.95
ADDED_TO_NPS = np.array([0.75, 1.5, 0.75])


class Interval(NamedTuple):
    """A figure and the bounds between which the true one lies, as often as the confidence says."""

    value: Array
    low: Array
    high: Array

    @property
    def width(self) -> Array:
        return self.high - self.low


def z_of(confidence: float) -> float:
    """How many standard errors lie on either side: 1.96 for 0.95."""
    return float(norm.ppf(0.5 + confidence / 2))


def nps_interval(counts: Array, noise: float, confidence: float = CONFIDENCE) -> Interval:
    """NPS of (detractors, passives, promoters) in the last axis, -100 to 100, with its interval."""
    counts = np.asarray(counts, dtype=float)
    added = counts + ADDED_TO_NPS
    middle = means(added, NPS_SCORES)
    variance = variances(added, NPS_SCORES) / totals(added) + noise_variances(added, NPS_SCORES, noise)
    half = z_of(confidence) * np.sqrt(variance)
    value = means(counts, NPS_SCORES)
    answered = ~np.isnan(value)
    low, high = (np.where(answered, np.clip(bound, -100, 100), np.nan) for bound in (middle - half, middle + half))
    # The bounds are put about the adjusted figure: with ten promoters of ten, the figure itself lies at the end.
    return Interval(value, np.minimum(low, value), np.maximum(high, value))


def share_interval(counts: Array, of: tuple[int, ...], noise: float, confidence: float = CONFIDENCE) -> Interval:
    """The share of the categories `of` among all, 0 to 1, with Wilson's interval."""
    counts = np.asarray(counts, dtype=float)
    scores = np.zeros(counts.shape[-1])
    scores[list(of)] = 1.0
    return _score_interval(counts, tuple(scores), noise, confidence, np.ones(counts.shape[:-1]))


def mean_interval(counts: Array, scores: tuple[float, ...], noise: float, confidence: float = CONFIDENCE) -> Interval:
    """The mean of a scale's answers, on that scale, with its interval."""
    counts = np.asarray(counts, dtype=float)
    low, span = min(scores), max(scores) - min(scores)
    stretched = tuple((score - low) / span for score in scores)
    n = totals(counts)
    with np.errstate(invalid="ignore", divide="ignore"):
        # An answer more at either end keeps the spread from vanishing where nearly all answer alike.
        around = counts.copy()
        around[..., 0] += 0.5
        around[..., -1] += 0.5
        mean = means(around, stretched)
        spread = variances(around, stretched) / (mean * (1 - mean)) * np.where(n > 1, n / (n - 1), 1.0)
    found = _score_interval(counts, stretched, noise, confidence, np.minimum(spread, 1.0))
    return Interval(*(low + span * part for part in found))


def _score_interval(
    counts: Array, scores: tuple[float, ...], noise: float, confidence: float, spread: Array
) -> Interval:
    """Where (p - true)^2 = z^2 (spread x true (1 - true) / n + noise): a quadratic in the true share."""
    n, p = totals(counts), means(counts, scores)
    with np.errstate(invalid="ignore", divide="ignore"):
        z2 = z_of(confidence) ** 2
        a = 1 + z2 * spread / n
        b = 2 * p + z2 * spread / n
        c = p**2 - z2 * noise_variances(counts, scores, noise)
        root = np.sqrt(np.maximum(b**2 - 4 * a * c, 0))
        return Interval(p, np.clip((b - root) / (2 * a), 0, 1), np.clip((b + root) / (2 * a), 0, 1))
