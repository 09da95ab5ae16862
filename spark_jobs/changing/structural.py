"""Monthly series: trend and season taken apart, what was to be expected each month, and the next months.

A structural time series model: a level that may wander and drift, a season of twelve months, and chance. It was chosen
over STL, which needs a figure for every month, because a month that is withheld is a gap, and because its intervals
come from the model itself. How far chance goes is not left to the data alone: it is at least what the published counts'
own variance says. The ratios that are left are the likeliest of a grid, so that the same ones are found each time.

It is written as the covariance of all months rather than as a state that is filtered from month to month, which gives
the same figures (a test holds it to statsmodels'): what is expected is then linear in the figures, by weights that
depend on the months and the ratios alone. Thousands of series that lack the same months, a family, are taken apart
together, by one root of a small matrix for each choice of ratios.

Sources: A. C. Harvey (1989), Forecasting, Structural Time Series Models and the Kalman Filter; C. E. Rasmussen,
C. K. I. Williams (2006), Gaussian Processes for Machine Learning, chapter 2.
"""

from functools import cache
from itertools import product
from typing import NamedTuple

import numpy as np
from scipy import stats
from scipy.linalg import solve_triangular

SEASON = 12
FEWEST_MONTHS = 24
"""Figures that a season and an expected range need: with fewer a series shows its trend only, and says so."""
FEWEST_FOR_TREND = 4
CONFIDENCE = 0.95
LATEST = 3
"""Months whose surprises are also looked at together: a lasting change that no month alone would show."""
_CHANCE = np.array([1.0, 1.5, 2.5, 5.0, 12.0])
"""Variance of chance, in multiples of the published counts' own."""
_RATIOS = ((0.0, 0.0), *product((0.01, 0.04, 0.15, 0.6, 3.0), (0.0, 0.001)))
"""Variance of the level's steps, in multiples of chance's, and of the drift's, in multiples of the level's."""
_UNKNOWN = 1e7
"""Variance, in multiples of chance, of what nothing is known of at first: where a series begins, how it drifts, its
season. So great that it makes no difference, and small enough to reckon with."""
_TOLD = 1e4
"""A variance above this says that the months before tell nothing of a month: its season was never seen, say."""


class Decomposed(NamedTuple):
    """A family taken apart: a row a series, a column a month, those to come last; nan where nothing can be said.

    `surprise` is how many standard errors a month lay off what the months before it led to expect.
    """

    trend: np.ndarray
    season: np.ndarray
    expected: np.ndarray
    low: np.ndarray
    high: np.ndarray
    surprise: np.ndarray
    degrees: int


class _Covariances(NamedTuple):
    """Those of a family's months by a choice of ratios, in multiples of chance's variance: of their levels and seasons,
    and the root of those of the figures (the months `at`), whose inverse makes of the figures their own parts: what the
    figures before them did not tell, each of variance one.
    """

    level: np.ndarray
    season: np.ndarray
    at: np.ndarray
    root: np.ndarray


class _Weights(NamedTuple):
    """Sums of the figures' own parts by these weights are all else: what is `expected` of a month, of the parts before
    it; its `trend` and `season`, of all of them."""

    expected: np.ndarray
    trend: np.ndarray
    season: np.ndarray
    variance: np.ndarray
    """Of each month about what was expected of it."""


def decompose(values: np.ndarray, variance: np.ndarray, ahead: int = 0) -> Decomposed:
    """Take a family apart: `values` has a row a series and a column a month, nan where withheld, in the same months of
    all. `variance` is that of one figure by its published counts, a number a series. Months to come have what is
    expected of them only.

    With fewer than FEWEST_MONTHS figures there is a trend only, and nothing of months to come; ValueError with fewer
    than FEWEST_FOR_TREND, or where gaps differ.
    """
    there = np.isfinite(values[0])
    figures, passed = int(there.sum()), values.shape[1]
    if figures < FEWEST_FOR_TREND:
        raise ValueError(f"a trend needs {FEWEST_FOR_TREND} months")
    if (np.isfinite(values) != there).any():
        raise ValueError("the series of a family lack the same months")
    seasonal = figures >= FEWEST_MONTHS
    models = [_covariances(there, passed + ahead, seasonal, *one) for one in _RATIOS if seasonal or not one[1]]
    around = np.nanmean(values, axis=1, keepdims=True)
    parts = [solve_triangular(one.root, (values - around)[:, there].T, lower=True) for one in models]
    # Judged without the latest months, which may be what is to be found out, and without those that nothing was to be
    # expected of, whichever the ratios.
    judged = (models[0].root.diagonal() ** 2 < _TOLD) & (np.arange(figures) < figures - LATEST)
    chosen, chance = _likeliest(models, parts, judged, variance)

    trend, season, expected, deviation = (np.full((len(values), passed + ahead), np.nan) for _ in range(4))
    for number in np.unique(chosen):
        own, weights = chosen == number, _weights(models[number])
        sums = parts[number][:, own].T
        trend[own], season[own], expected[own] = sums @ weights.trend, sums @ weights.season, sums @ weights.expected
        told = np.where(weights.variance < _TOLD, weights.variance, np.nan)
        deviation[own] = np.sqrt(chance[own, None] * told)
    trend, expected = trend + around, np.where(np.isnan(deviation), np.nan, expected + around)
    trend[:, passed:] = season[:, passed:] = np.nan
    if not seasonal:
        season[:] = expected[:] = np.nan
    surprise = (values - expected[:, :passed]) / deviation[:, :passed]
    degrees = max(1, int(judged.sum()))
    half = _reach(degrees) * deviation
    return Decomposed(trend, season, expected, expected - half, expected + half, surprise, degrees)


def _covariances(there: np.ndarray, months: int, seasonal: bool, wandering: float, drifting: float) -> _Covariances:
    month = np.arange(months)
    since = month[:, None] - month
    # A step of the level is in every month after it; one of the drift from the second on, each time once more.
    steps, drifts = (since > 0).astype(float), np.maximum(since - 1, 0)
    level = _UNKNOWN + wandering * (steps @ steps.T + drifting * drifts @ drifts.T)
    season = np.zeros_like(level)
    if seasonal:
        years = month / SEASON
        level = level + _UNKNOWN * np.outer(years, years)
        season = _UNKNOWN * ((since % SEASON == 0) - 1 / SEASON)  # twelve of them, which add up to nothing
    at = np.flatnonzero(there)
    return _Covariances(level, season, at, np.linalg.cholesky((level + season)[np.ix_(at, at)] + np.eye(len(at))))


def _weights(model: _Covariances) -> _Weights:
    whole = model.level + model.season
    told, trend, season = (
        solve_triangular(model.root, one[model.at], lower=True) for one in (whole, model.level, model.season)
    )
    expected = np.where(model.at[:, None] < np.arange(len(whole)), told, 0)
    return _Weights(expected, trend, season, whole.diagonal() + 1 - (expected**2).sum(axis=0))


def _likeliest(
    models: list[_Covariances], parts: list[np.ndarray], judged: np.ndarray, variance: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Which of the models each series takes, and its variance of chance."""
    chances = variance[:, None] * _CHANCE
    likelihoods = []
    for one, own in zip(models, parts):
        squares = (own[judged] ** 2).sum(axis=0)[:, None] / chances
        size = judged.sum() * np.log(chances) + 2 * np.log(one.root.diagonal()[judged]).sum()
        likelihoods.append(-(squares + size) / 2)
    best = np.argmax(np.hstack(likelihoods), axis=1)
    return best // len(_CHANCE), chances[np.arange(len(variance)), best % len(_CHANCE)]


@cache
def _reach(degrees: int) -> float:
    """Standard errors to either end of an interval."""
    return float(stats.t.ppf(0.5 + CONFIDENCE / 2, degrees))


def chance_of(parts: Decomposed) -> tuple[np.ndarray, np.ndarray]:
    """How likely so great a surprise is by chance, and its size, for each series: that of the last month, or of the
    last LATEST months together, whichever is rarer; counted twice, since two were looked at. nan where the last month
    has none.
    """
    last = parts.surprise[:, -1]
    recent = parts.surprise[:, np.isfinite(parts.surprise).any(axis=0)][:, -LATEST:]
    sizes = np.column_stack([last, recent.sum(axis=1) / np.sqrt(max(1, recent.shape[1]))])
    chances = 2 * stats.t.sf(np.abs(sizes), parts.degrees)
    rarer = np.arange(len(sizes)), np.argmin(chances, axis=1)
    known = np.isfinite(last)
    return np.where(known, np.minimum(1, 2 * chances[rarer]), np.nan), np.where(known, sizes[rarer], np.nan)
