"""Funnel limits: chance alone, and wider where regions differ throughout."""

import numpy as np
import pytest
from scipy.stats import norm
from statsmodels.stats.meta_analysis import combine_effects

from spark_jobs.comparison import funnel as module
from spark_jobs.comparison.funnel import between_regions, funnel

NPS = (-100, 100)


def test_limits_narrow_as_more_answer():
    found = funnel([70, 70, 70], [16, 4, 1], 70, NPS)
    assert np.allclose(found.low_warning, 70 - 1.959964 * np.array([4, 2, 1]))
    assert np.allclose(found.high_alarm, 70 + 3.090232 * np.array([4, 2, 1]))


def test_a_region_lies_inside_or_outside_by_the_limits():
    values = [70] * 9 + [72.5, 66]
    found = funnel(values, [1] * 11, 70, NPS)
    assert found.position[-2:] == ["outside_95", "outside_998"]
    assert set(found.position[:-2]) == {"inside"}


def test_limits_stay_on_the_scale():
    found = funnel([95, 96, 99], [25, 25, 25], 97, NPS)
    assert found.high_alarm.max() == 100


def test_differences_beyond_chance_widen_the_limits():
    spread = norm.ppf((np.arange(23) + 0.5) / 23)
    chance, far = 70 + spread, 70 + 6 * spread
    assert between_regions(chance, np.full(23, 1.0), 70) == 0
    assert np.sqrt(between_regions(far, np.full(23, 1.0), 70)) == pytest.approx(5, abs=0.5), "the outermost drawn in"
    assert funnel(far, np.full(23, 1.0), 70, NPS).position.count("inside") >= 19
    assert funnel(far, np.full(23, 1.0), 70, NPS).position.count("outside_998") == 0


def test_the_variance_between_regions_agrees_with_statsmodels(monkeypatch):
    """Without drawing in, and about the weighted mean, it is DerSimonian and Laird's."""
    monkeypatch.setattr(module, "DRAWN_IN", 0.0)
    rng = np.random.default_rng(2026)
    values, variances = rng.normal(70, 5, 23), rng.uniform(0.5, 9, 23)
    mean = float(np.average(values, weights=1 / variances))
    other = combine_effects(values, variances, method_re="dl")
    assert between_regions(values, variances, mean) == pytest.approx(other.tau2)
