"""Small differences are not ranked: ranks are ranges, and regions that share a letter can't be told apart."""

from itertools import combinations

import numpy as np
import pytest
from scipy.stats import norm
from statsmodels.stats.multitest import multipletests

from spark_jobs.comparison.differences import standings, told_apart
from tests.tables import rows


def standing(table):
    given = rows(table)
    found = standings([float(row["figure"]) for row in given], [float(row["deviation"]) for row in given])
    return [(row["region"], f"{one.first}-{one.last}", one.letters) for row, one in zip(given, found)]


def test_regions_within_chance_share_a_letter_and_a_range_of_ranks():
    assert standing("""
        region | figure | deviation
        07     | 80     | 1
        10     | 79     | 1
        18     | 70     | 1
        04     | 60     | 1
    """) == [("07", "1-2", "a"), ("10", "1-2", "a"), ("18", "3-3", "b"), ("04", "4-4", "c")]


def test_a_region_between_two_groups_belongs_to_both():
    assert standing("""
        region | figure | deviation
        07     | 80     | 1
        18     | 77     | 1
        04     | 74     | 1
    """) == [("07", "1-2", "a"), ("18", "1-3", "ab"), ("04", "2-3", "b")]


def test_one_that_is_not_sure_at_all_may_stand_anywhere():
    assert standing("""
        region | figure | deviation
        07     | 80     | 1
        14     | 75     | 20
        04     | 60     | 1
    """) == [("07", "1-2", "a"), ("14", "1-3", "ab"), ("04", "2-3", "b")]


def test_a_single_region_is_first_and_last():
    assert standing("region | figure | deviation\n 07 | 80 | 1") == [("07", "1-1", "a")]


def test_all_pairs_are_tested_at_once_as_statsmodels_does():
    rng = np.random.default_rng(2026)
    values, deviations = rng.normal(70, 4, 23), rng.uniform(0.5, 3, 23)
    pairs = list(combinations(range(23), 2))
    p = [2 * norm.sf(abs(values[i] - values[j]) / np.hypot(deviations[i], deviations[j])) for i, j in pairs]
    found = told_apart(values, deviations)
    assert [bool(found[pair]) for pair in pairs] == list(multipletests(p, 0.05, "holm")[0])


@pytest.mark.parametrize("seed", range(5))
def test_letters_say_exactly_which_pairs_can_be_told_apart(seed):
    rng = np.random.default_rng(seed)
    values, deviations = rng.normal(70, 5, 23), rng.uniform(0.5, 4, 23)
    letters = [set(one.letters) for one in standings(values, deviations)]
    differ = told_apart(values, deviations)
    for i, j in combinations(range(23), 2):
        assert bool(letters[i] & letters[j]) != differ[i, j]
