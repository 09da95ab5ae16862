"""A 95 % interval holds the true figure in about 95 of 100 cases, the noise of protection included; by simulation."""

import numpy as np
import pytest

from bench.coverage import MEASURES, SEED, coverage, standardised

DRAWS = 4000
CHANCE = 3 * np.sqrt(0.95 * 0.05 / DRAWS)
"""Three standard errors of the simulation itself."""


@pytest.mark.parametrize("measure", MEASURES, ids=lambda one: one.name)
@pytest.mark.parametrize("n", [15, 30, 100, 1000])
def test_intervals_cover_what_they_promise(measure, n):
    ours, _ = coverage(np.random.default_rng(SEED), measure, n, DRAWS)
    assert ours >= 0.95 - CHANCE - 0.01
    # Never much too wide either, where many answer.
    assert ours <= 0.95 + CHANCE + (0.005 if n >= 1000 else 0.05)


@pytest.mark.parametrize("measure", MEASURES, ids=lambda one: one.name)
def test_the_smallest_published_sets_are_covered_too(measure):
    ours, plain = coverage(np.random.default_rng(SEED), measure, 10, DRAWS)
    assert ours >= 0.91
    assert plain < 0.87, "the textbook's interval, which knows of no noise, would promise too much"


def test_a_standardised_figures_interval_covers_although_strata_are_withheld():
    held, _, results = standardised(np.random.default_rng(SEED), 3000, 400)
    given = [one for one in results if not np.isnan(one.value)]
    assert len(given) > 0.9 * len(results)
    assert min(one.covered for one in given) >= 0.80
    assert np.mean([one.other_told for one in given]) > 0.9
    assert 0.93 <= held <= 0.99
