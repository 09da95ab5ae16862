"""A series taken apart: its season is learned, planted changes are found, false alarms are as set, intervals cover."""

import numpy as np
import pytest
import statsmodels.api as sm

from spark_jobs.changing.structural import FEWEST_MONTHS, chance_of, decompose

CHANCE = 1.5**2
"""Variance of one month's figure by its counts."""


def made(random, months=36, wandering=0.0, change=0.0, last=3):
    """A series of 20 with a season, and a change in its last months."""
    season = random.normal(0, 2, 12)
    level = 20 + np.cumsum(random.normal(0, wandering, months))
    values = level + (season - season.mean())[np.arange(months) % 12] + random.normal(0, 1.5, months)
    values[months - last :] += change
    return values


def test_trend_and_season_are_taken_apart():
    months = np.arange(48)
    season = 3 * np.sin(months * np.pi / 6)
    parts, _ = decompose(20 + 0.1 * months + season + np.random.default_rng(1).normal(0, 0.3, 48), 0.09)
    assert np.allclose(parts.season, season, atol=0.6)
    assert np.allclose(parts.trend, 20 + 0.1 * months, atol=0.6)


def test_a_withheld_month_is_a_gap_with_an_expectation():
    values = made(np.random.default_rng(2), 40)
    values[[5, 30]] = np.nan
    parts, forecast = decompose(values, CHANCE, ahead=3)
    assert np.isnan(parts.surprise[30]) and np.isfinite(parts.expected[30]) and np.isfinite(parts.trend[5])
    assert len(forecast.expected) == 3 and (forecast.low < forecast.high).all()


@pytest.mark.parametrize("months", [4, 12, FEWEST_MONTHS - 1])
def test_a_short_series_shows_its_trend_only(months):
    parts, forecast = decompose(made(np.random.default_rng(3), months), CHANCE, ahead=3)
    assert np.isfinite(parts.trend).all() and forecast is None
    assert np.isnan(parts.season).all() and np.isnan(parts.expected).all() and np.isnan(chance_of(parts)[0])


def test_three_months_are_no_series():
    with pytest.raises(ValueError, match="a trend needs 4 months"):
        decompose(np.array([1.0, 2.0, np.nan, 3.0]), CHANCE)


@pytest.mark.parametrize("wandering", [0.0, 0.3])
def test_false_alarms_are_as_rare_as_set(wandering):
    random = np.random.default_rng(4)
    chances = [chance_of(decompose(made(random, wandering=wandering), CHANCE)[0])[0] for _ in range(200)]
    # 20 of 200 would be right at one in ten; counting both tests twice makes it fewer.
    assert 4 <= sum(chance < 0.1 for chance in chances) <= 30


@pytest.mark.parametrize("change, last", [(12, 1), (-12, 1), (6, 3), (-6, 3)])
def test_planted_changes_are_found_with_their_direction(change, last):
    random = np.random.default_rng(5)
    found = [chance_of(decompose(made(random, change=change, last=last), CHANCE)[0]) for _ in range(20)]
    assert sum(chance < 0.01 and np.sign(size) == np.sign(change) for chance, size in found) >= 16


def coverage(series, variance, months, ahead=3):
    """The share of held-back months that lie in their forecast's interval."""
    inside = []
    for values in series:
        _, forecast = decompose(values[:months], variance(values[:months]), ahead)
        held_back = values[months : months + ahead]
        inside += list((forecast.low <= held_back) & (held_back <= forecast.high))
    return np.mean(inside)


def test_forecast_intervals_cover_the_held_back_months():
    random = np.random.default_rng(6)
    series = [made(random, 39, wandering=0.3) for _ in range(100)]
    assert 0.92 <= coverage(series, lambda values: CHANCE, 36) <= 0.99


@pytest.mark.parametrize("name, least", [("co2", 0.9), ("elnino", 0.8)])
def test_forecast_intervals_cover_a_real_public_series(name, least):
    """Carbon dioxide at Mauna Loa, and the sea's temperature in the Pacific, as statsmodels ships them, by month. El
    Niño's swings of years are no steps of a level: there 95 % intervals cover somewhat less than they promise.
    """
    data = getattr(sm.datasets, name).load_pandas().data
    if name == "co2":
        values = data["co2"].resample("MS").mean().interpolate().to_numpy()
    else:
        values = data.iloc[:, 1:].to_numpy().ravel()
    windows = [values[start : start + 63] for start in range(0, len(values) - 63, 17)]

    def chance(own):
        # No counts tell how far chance goes here: next to nothing, so that the data alone decide.
        return np.var(np.diff(own[12:] - own[:-12])) / 60

    assert least <= coverage(windows, chance, 60) <= 0.995
