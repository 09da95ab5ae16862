"""Figures and intervals from published counts; what an independent implementation says of the same counts."""

import numpy as np
import pytest
from statsmodels.stats.proportion import proportion_confint
from statsmodels.stats.weightstats import DescrStatsW

from spark_jobs.comparison.intervals import ADDED_TO_NPS, mean_interval, nps_interval, share_interval
from spark_jobs.comparison.scores import NPS_SCORES, SCALE_SCORES, means, noise_variances, variances
from tests.tables import rows

NO_NOISE = 0.0
MONTHS = np.array([[5, 15, 80], [0, 0, 10], [40, 30, 30], [120, 310, 2570]])


def test_nps_is_promoters_minus_detractors_in_a_hundred():
    table = rows("""
        detractors | passives | promoters | nps
        5          | 15       | 80        | 75
        10         | 0        | 0         | -100
        0          | 0        | 10        | 100
        1          | 1        | 1         | 0
    """)
    for row in table:
        counts = np.array([int(row[name]) for name in ("detractors", "passives", "promoters")])
        assert nps_interval(counts, NO_NOISE).value == pytest.approx(float(row["nps"]))


def test_an_interval_holds_its_figure_and_stays_on_the_scale():
    for found in (nps_interval(MONTHS, 1.0), nps_interval(MONTHS, NO_NOISE)):
        assert (found.low <= found.value).all() and (found.value <= found.high).all()
        assert found.low.min() >= -100 and found.high.max() <= 100
        assert (found.width > 0).all(), "ten promoters of ten don't prove that all are"


def test_nothing_answered_has_no_figure_and_no_interval():
    for found in (nps_interval(np.zeros(3), 1.0), mean_interval(np.zeros(5), SCALE_SCORES, 1.0)):
        assert np.isnan([found.value, found.low, found.high]).all()


def test_the_noise_of_protection_makes_an_interval_wider_and_the_less_the_more_answer():
    wider = nps_interval(MONTHS, 1.0).width / nps_interval(MONTHS, NO_NOISE).width
    assert (wider > 1).all()
    assert wider[1] > wider[0] > wider[3]


def test_nps_and_its_variance_agree_with_statsmodels():
    for counts in MONTHS:
        added = DescrStatsW(NPS_SCORES, weights=counts + ADDED_TO_NPS, ddof=0)
        expected = added.mean - 1.959964 * np.sqrt(added.var / added.sum_weights)
        found = nps_interval(counts, NO_NOISE)
        assert found.low == pytest.approx(max(expected, -100), rel=1e-6) or found.low == found.value
        plain = DescrStatsW(NPS_SCORES, weights=counts, ddof=0)
        assert found.value == pytest.approx(plain.mean)
        assert variances(counts, NPS_SCORES) == pytest.approx(plain.var)


@pytest.mark.parametrize("confidence", [0.9, 0.95, 0.998])
@pytest.mark.parametrize("good, n", [(0, 10), (7, 10), (10, 10), (83, 120), (2999, 3000)])
def test_a_share_without_noise_has_statsmodels_wilson_interval(good, n, confidence):
    found = share_interval(np.array([n - good, good]), (1,), NO_NOISE, confidence)
    low, high = proportion_confint(good, n, alpha=1 - confidence, method="wilson")
    assert (found.low, found.high) == pytest.approx((low, high), abs=1e-12)


def test_a_means_interval_is_nearly_statsmodels_t_interval_where_many_answer():
    counts = np.array([40, 60, 160, 500, 1240])
    found = mean_interval(counts, SCALE_SCORES, NO_NOISE)
    other = DescrStatsW(SCALE_SCORES, weights=counts)
    assert found.value == pytest.approx(other.mean)
    assert (found.low, found.high) == pytest.approx(other.tconfint_mean(), abs=0.003)


def test_the_noises_part_is_what_drawing_it_gives():
    """The delta method beside noise that is drawn: the spread of the figure over 20,000 draws."""
    rng = np.random.default_rng(2026)
    counts = np.array([40, 60, 160, 500, 1240])
    drawn = means(counts + rng.normal(0, 1, (20_000, 5)), SCALE_SCORES)
    assert np.sqrt(noise_variances(counts, SCALE_SCORES, 1.0)) == pytest.approx(drawn.std(), rel=0.02)
