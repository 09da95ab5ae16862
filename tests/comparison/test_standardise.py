"""Direct standardisation: the same mix for all, from published strata only."""

import numpy as np
import pytest
from scipy.optimize import approx_fprime

from spark_jobs.comparison.scores import NPS_SCORES, means
from spark_jobs.comparison.standardise import standardise

WITHHELD = [np.nan] * 3
YOUNG, OLD = [20, 20, 60], [5, 5, 90]
"""NPS 40 and 85: older customers are more content."""


def result(strata, weights, total=None, noise=0.0):
    return standardise(np.array(strata, dtype=float), np.array(weights, dtype=float), total, NPS_SCORES, noise)


def test_two_regions_alike_in_every_stratum_are_alike_whatever_their_mix():
    young_region = result([np.array(YOUNG) * 9, OLD], [500, 500, 0])
    old_region = result([YOUNG, np.array(OLD) * 9], [500, 500, 0])
    assert young_region.value == pytest.approx(62.5) == old_region.value


def test_the_figure_is_the_countrys_mix_of_the_regions_strata():
    assert result([YOUNG, OLD], [750, 250, 0]).value == pytest.approx(0.75 * 40 + 0.25 * 85)


def test_a_withheld_stratum_is_pooled_into_other():
    """Total minus the published stratum tells 15 answers, NPS 100."""
    found = result([np.array(OLD), WITHHELD], [900, 100, 0], total=np.array([5, 5, 105]))
    assert found.covered == pytest.approx(0.9)
    assert found.other_told
    assert found.value == pytest.approx(0.9 * 85 + 0.1 * 100)


def test_where_other_cannot_be_told_the_published_strata_stand_for_it():
    for total in (None, np.array([5, 5, 94])):
        found = result([OLD, WITHHELD], [900, 100, 0], total=total)
        assert not found.other_told
        assert found.value == pytest.approx(85)


@pytest.mark.parametrize("withheld, given", [(190, True), (210, False)])
def test_no_figure_is_given_below_eighty_per_cent(withheld, given):
    found = result([OLD, WITHHELD], [1000 - withheld, withheld, 0], total=np.array([25, 25, 150]))
    assert found.covered == pytest.approx(1 - withheld / 1000)
    assert np.isnan([found.value, found.low, found.high]).all() != given


def test_what_the_country_itself_withholds_counts_as_not_covered():
    assert result([OLD], [850, 150]).covered == pytest.approx(0.85)
    assert np.isnan(result([OLD], [np.nan, 150]).value)


def test_the_noises_part_of_the_interval_agrees_with_numeric_derivatives():
    strata, total = np.array([YOUNG, OLD], dtype=float), np.array([40.0, 40, 200])
    weights = np.array([0.5, 0.35, 0.15])

    def figure(counts):
        own, whole = counts[:6].reshape(2, 3), counts[6:]
        return float(weights @ means(np.vstack([own, whole - own.sum(axis=0)]), NPS_SCORES))

    slopes = approx_fprime(np.concatenate([strata.ravel(), total]), figure, 1e-6)
    with_noise, without = (result(strata, weights, total, noise) for noise in (1.0, 0.0))
    parts = [((one.high - one.low) / 2 / 1.959964) ** 2 for one in (with_noise, without)]
    assert parts[0] - parts[1] == pytest.approx((slopes**2).sum(), rel=1e-4)
