"""One monthly series: trend and season taken apart, what was to be expected each month, and the next months.

A structural time series model in statsmodels' state space form (`UnobservedComponents`): a level that may wander and
drift, a season of twelve months, and chance. It was chosen over STL, which needs a figure for every month, because a
month that is withheld is a gap, and because its intervals come from the model itself. How far chance goes is not left
to the data alone: it is at least what the published counts' own variance says. The two ratios that are left are looked
for on a grid, which takes milliseconds and finds the same ones each time.

Sources: A. C. Harvey (1989), Forecasting, Structural Time Series Models and the Kalman Filter; S. Seabold, J. Perktold
(2010), statsmodels: econometric and statistical modeling with Python.
"""

from collections.abc import Callable
from functools import cache
from itertools import product
from typing import NamedTuple

import numpy as np
from scipy import stats
from statsmodels.tsa.statespace.kalman_smoother import SMOOTHER_STATE
from statsmodels.tsa.statespace.structural import UnobservedComponents

SEASON = 12
FEWEST_MONTHS = 24
"""Figures that a season and an expected range need: with fewer a series shows its trend only, and says so."""
FEWEST_FOR_TREND = 4
CONFIDENCE = 0.95
LATEST = 3
"""Months whose surprises are also looked at together: a lasting change that no month alone would show."""
_CHANCE = (1.0, 1.5, 2.5, 5.0, 12.0)
"""Variance of chance, in multiples of the published counts' own."""
_WANDERING = (0.0, 0.01, 0.04, 0.15, 0.6, 3.0)
"""Variance of the level's steps, in multiples of chance."""
_DRIFTING = (0.0, 0.001)
_LEVEL, _SEASON = 0, 2
"""Places in the model's state: level, drift, the season of this month, those of the months before."""


class Decomposed(NamedTuple):
    """A series taken apart, a figure a month; `surprise` is how many standard errors a month lay off what the months
    before it led to expect, nan where there was nothing to expect it from."""

    trend: np.ndarray
    season: np.ndarray
    expected: np.ndarray
    low: np.ndarray
    high: np.ndarray
    surprise: np.ndarray
    degrees: int


class Forecast(NamedTuple):
    """The months after the last, with the interval that each lies in as often as CONFIDENCE says."""

    expected: np.ndarray
    low: np.ndarray
    high: np.ndarray


def decompose(values: np.ndarray, variance: float, ahead: int = 0) -> tuple[Decomposed, Forecast | None]:
    """Take a series apart; nan is a withheld month. `variance` is that of one figure by its published counts.

    With fewer than FEWEST_MONTHS figures there is a trend only; ValueError with fewer than FEWEST_FOR_TREND.
    """
    figures = int(np.isfinite(values).sum())
    if figures < FEWEST_FOR_TREND:
        raise ValueError(f"a trend needs {FEWEST_FOR_TREND} months")
    seasonal = figures >= FEWEST_MONTHS
    # Months to come are months without a figure: the model says of both what it expects.
    model, burn = _model(np.append(values, np.full(ahead if seasonal else 0, np.nan)), seasonal)
    # Judged without the latest months: they may be what is to be found out.
    latest = np.flatnonzero(np.isfinite(values))[-LATEST:]
    trained, _ = _model(np.where(np.isin(np.arange(len(values)), latest), np.nan, values), seasonal)
    params = _likeliest(trained.loglike, variance, seasonal)
    # The filter itself, and no more of it than is used: statsmodels' own results take as long again to put together.
    model.update(params)
    result = model.ssm.smooth(smoother_output=SMOOTHER_STATE)
    degrees = max(1, figures - len(latest) - burn)
    parts = _parts(result, values, burn, degrees, seasonal)
    if not ahead or not seasonal:
        return parts, None
    expected, deviation = (part[-ahead:] for part in _expected(result))
    return parts, Forecast(expected, *_interval(expected, deviation, degrees))


def _model(values: np.ndarray, seasonal: bool) -> tuple[UnobservedComponents, int]:
    model = UnobservedComponents(
        values, level="lltrend" if seasonal else "llevel", seasonal=SEASON if seasonal else None,
        stochastic_seasonal=False, use_exact_diffuse=True,
    )  # fmt: skip
    return model, SEASON + 1 if seasonal else 1


def _likeliest(loglike: Callable[[tuple[float, ...]], float], variance: float, seasonal: bool) -> tuple[float, ...]:
    """The likeliest of the grid: from the best of every other point uphill, one ratio a step at a time."""

    @cache
    def likelihood(place: tuple[int, int, int]) -> float:
        return loglike(_params(place, variance, seasonal))

    sizes = (len(_CHANCE), len(_WANDERING), len(_DRIFTING) if seasonal else 1)
    best = max(product(range(0, sizes[0], 2), range(0, sizes[1], 2), (0,)), key=likelihood)
    while True:
        near = [
            (*best[:axis], best[axis] + step, *best[axis + 1 :])
            for axis in range(3)
            for step in (-1, 1)
            if 0 <= best[axis] + step < sizes[axis]
        ]
        uphill = max(near, key=likelihood)
        if likelihood(uphill) <= likelihood(best):
            return _params(best, variance, seasonal)
        best = uphill


def _params(place: tuple[int, int, int], variance: float, seasonal: bool) -> tuple[float, ...]:
    chance = _CHANCE[place[0]] * variance
    level = chance * _WANDERING[place[1]]
    return (chance, level, level * _DRIFTING[place[2]]) if seasonal else (chance, level)


def _expected(result) -> tuple[np.ndarray, np.ndarray]:
    """What the months before led to expect of each month, and its standard error."""
    return result.forecasts[0], np.sqrt(result.forecasts_error_cov[0, 0])


@cache
def _reach(degrees: int) -> float:
    """Standard errors to either end of an interval."""
    return float(stats.t.ppf(0.5 + CONFIDENCE / 2, degrees))


def _interval(expected: np.ndarray, deviation: np.ndarray, degrees: int) -> tuple[np.ndarray, np.ndarray]:
    half = _reach(degrees) * deviation
    return expected - half, expected + half


def _parts(result, values: np.ndarray, burn: int, degrees: int, seasonal: bool) -> Decomposed:
    months = len(values)
    trend, nothing = result.smoothed_state[_LEVEL, :months], np.full(months, np.nan)
    if not seasonal:
        return Decomposed(trend, nothing, nothing, nothing, nothing, nothing, degrees)
    known = np.cumsum(np.isfinite(values)) - np.isfinite(values) >= burn
    expected, deviation = (np.where(known, part[:months], np.nan) for part in _expected(result))
    low, high = _interval(expected, deviation, degrees)
    season, surprise = result.smoothed_state[_SEASON, :months], (values - expected) / deviation
    return Decomposed(trend, season, expected, low, high, surprise, degrees)


def chance_of(parts: Decomposed) -> tuple[float, float]:
    """How likely so great a surprise is by chance, and its size: that of the last month, or of the last LATEST months
    together, whichever is rarer; counted twice, since two were looked at. (nan, nan) where the last month has none.
    """
    if not np.isfinite(parts.surprise[-1]):
        return float("nan"), float("nan")
    recent = parts.surprise[np.isfinite(parts.surprise)][-LATEST:]
    sizes = (parts.surprise[-1], recent.sum() / np.sqrt(len(recent)))
    chances = [2 * stats.t.sf(abs(size), parts.degrees) for size in sizes]
    place = int(np.argmin(chances))
    return min(1.0, 2 * chances[place]), float(sizes[place])
