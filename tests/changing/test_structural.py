"""A series taken apart: its season is learned, planted changes are found, false alarms are as set, intervals cover."""

import numpy as np
import pytest
import statsmodels.api as sm
from statsmodels.tsa.statespace.structural import UnobservedComponents

from spark_jobs.changing import structural
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


def family(*series):
    values = np.array(series)
    return values, np.full(len(values), CHANCE)


def test_trend_and_season_are_taken_apart():
    months = np.arange(48)
    season = 3 * np.sin(months * np.pi / 6)
    values = 20 + 0.1 * months + season + np.random.default_rng(1).normal(0, 0.3, (5, 48))
    parts = decompose(values, np.full(5, 0.09))
    assert np.allclose(parts.season, season, atol=0.6)
    assert np.allclose(parts.trend, 20 + 0.1 * months, atol=0.6)


@pytest.mark.parametrize("months, gaps", [(36, ()), (60, (5, 30, 31)), (120, (119,))])
@pytest.mark.parametrize("wandering, drifting", [(0.0, 0.0), (0.15, 0.0), (3.0, 0.001)])
def test_the_same_ratios_give_what_statsmodels_filter_and_smoother_give(monkeypatch, months, gaps, wandering, drifting):
    values = made(np.random.default_rng(7), months, wandering=0.5)
    values[list(gaps)] = np.nan
    monkeypatch.setattr(structural, "_CHANCE", np.array([2.5]))
    monkeypatch.setattr(structural, "_RATIOS", ((wandering, drifting),))
    parts = decompose(*family(values), ahead=3)

    model = UnobservedComponents(
        np.append(values, [np.nan] * 3), level="lltrend", seasonal=12, stochastic_seasonal=False, use_exact_diffuse=True
    )
    filtered = model.smooth([2.5 * CHANCE, 2.5 * CHANCE * wandering, 2.5 * CHANCE * wandering * drifting])
    known = np.isfinite(parts.expected[0])
    assert known[24:].all() and not known[:12].any()
    assert np.allclose(parts.trend[0, :months], filtered.level["smoothed"][:months], atol=1e-3)
    assert np.allclose(parts.season[0, :months], filtered.seasonal["smoothed"][:months], atol=1e-3)
    assert np.allclose(parts.expected[0, known], filtered.forecasts[0, known], atol=1e-3)
    half = structural._reach(parts.degrees) * np.sqrt(filtered.forecasts_error_cov[0, 0])
    assert np.allclose((parts.high - parts.low)[0, known] / 2, half[known], atol=1e-3)


def test_a_series_is_taken_apart_as_it_would_be_alone():
    """The family shares its months, not its figures: each series has chance and ratios of its own."""
    random = np.random.default_rng(8)
    values, variance = family(*(made(random, 40, wandering=wandering) for wandering in (0, 0.5, 2)))
    together = decompose(values, variance, ahead=3)
    for place in range(3):
        alone = decompose(values[place : place + 1], variance[:1], ahead=3)
        for shown, own in zip(together[:-1], alone[:-1]):
            assert np.allclose(shown[place], own[0], equal_nan=True)


def test_a_month_of_the_year_that_was_never_published_pulls_the_trend_nowhere():
    values = 50 + np.random.default_rng(9).normal(0, 1.5, (3, 60))
    values[:, 6::12] = values[:, 7::12] = np.nan
    assert np.allclose(decompose(values, np.full(3, CHANCE)).trend, 50, atol=1)


def test_a_withheld_month_is_a_gap_with_an_expectation():
    values = made(np.random.default_rng(2), 40)
    values[[5, 30]] = np.nan
    parts = decompose(*family(values), ahead=3)
    assert np.isnan(parts.surprise[0, 30]) and np.isfinite(parts.expected[0, 30]) and np.isfinite(parts.trend[0, 5])
    assert np.isfinite(parts.expected[0, 40:]).all() and (parts.low < parts.high)[0, 40:].all()
    assert np.isnan(parts.expected[0, 17]), "no June was ever seen before"


@pytest.mark.parametrize("months", [4, 12, FEWEST_MONTHS - 1])
def test_a_short_series_shows_its_trend_only(months):
    parts = decompose(*family(made(np.random.default_rng(3), months)), ahead=3)
    assert np.isfinite(parts.trend[0, :months]).all() and np.isnan(parts.trend[0, months:]).all()
    assert np.isnan(parts.season).all() and np.isnan(parts.expected).all() and np.isnan(chance_of(parts)[0]).all()


def test_three_months_are_no_series_and_other_gaps_another_family():
    with pytest.raises(ValueError, match="a trend needs 4 months"):
        decompose(*family([1.0, 2.0, np.nan, 3.0]))
    with pytest.raises(ValueError, match="lack the same months"):
        decompose(*family([1.0, 2.0, np.nan, 3.0, 4.0], [1.0, np.nan, 2.0, 3.0, 4.0]))


@pytest.mark.parametrize("wandering", [0.0, 0.3])
def test_false_alarms_are_as_rare_as_set(wandering):
    random = np.random.default_rng(4)
    chances, _ = chance_of(decompose(*family(*(made(random, wandering=wandering) for _ in range(200)))))
    # 20 of 200 would be right at one in ten; counting both tests twice makes it fewer.
    assert 4 <= sum(chances < 0.1) <= 30


@pytest.mark.parametrize("change, last", [(12, 1), (-12, 1), (6, 3), (-6, 3)])
def test_planted_changes_are_found_with_their_direction(change, last):
    random = np.random.default_rng(5)
    series = [made(random, change=change, last=last) for _ in range(20)]
    chances, sizes = chance_of(decompose(*family(*series)))
    assert sum((chances < 0.01) & (np.sign(sizes) == np.sign(change))) >= 16


def coverage(series, variance, months, ahead=3):
    """The share of held-back months that lie in their forecast's interval."""
    known, held_back = series[:, :months], series[:, months : months + ahead]
    parts = decompose(known, np.array([variance(values) for values in known]), ahead)
    return np.mean((parts.low[:, months:] <= held_back) & (held_back <= parts.high[:, months:]))


def test_forecast_intervals_cover_the_held_back_months():
    random = np.random.default_rng(6)
    series = np.array([made(random, 39, wandering=0.3) for _ in range(100)])
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
    windows = np.array([values[start : start + 63] for start in range(0, len(values) - 63, 17)])

    def chance(own):
        # No counts tell how far chance goes here: next to nothing, so that the data alone decide.
        return np.var(np.diff(own[12:] - own[:-12])) / 60

    assert least <= coverage(windows, chance, 60) <= 0.995
