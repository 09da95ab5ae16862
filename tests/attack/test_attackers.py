"""Attackers who know the method and its parameters. The build fails where one of them learns too much.

docs/attackers_report.md has the same attacks on more data, with and without each protection.
"""

import numpy as np
import pandas as pd
import pytest

from lake_layout.disclosure import FEWEST_FEASIBLE, MOST_GAIN, NOISE_BOUND, NOISE_VARIANCE
from lake_layout.gold import ALL, CATEGORIES
from lake_layout.slices import COUNTS
from spark_jobs.disclosure.noise import published_count
from tests.attack import country, joint, margins, persons, releases
from tests.attack.publisher import FULL, PLACE, SUPPRESSION_ONLY, Protection, category_keys, lattice, noisy, publish

REGIONS, MONTHS = ("10", "14", "18"), ("2026-01", "2026-02")
STEPS = np.arange(1, 6)
CODES = {
    "service_class": (("A", 12), ("B", 6), ("C", 2)),
    "contact_type": (("R10", 9), ("R52", 3)),
    "age_group": (("18-29", 5), ("65-74", 8), ("85+", 1)),
}


@pytest.fixture(scope="module")
def exact():
    return lattice(country.feedback(REGIONS, MONTHS, 400))


@pytest.fixture(scope="module")
def answers():
    return persons.answers_of(country.feedback(REGIONS, MONTHS, 400))


@pytest.fixture(scope="module")
def published(exact):
    return publish(exact)


def test_the_attackers_copy_of_the_noise_is_the_platforms():
    rng = np.random.default_rng(1)
    counts, keys = rng.integers(0, 8, 500), rng.integers(0, 2**50, 500)
    assert list(noisy(counts, keys, "nps_passives", FULL)) == [
        published_count(int(n), int(key), "nps_passives") for n, key in zip(counts, keys)
    ]


def test_subtracting_parts_from_wholes_leaves_three_values_at_least(exact, published):
    """Along every dimension, months of quarters, quarters of years, regions of the country."""
    found = margins.pinned(exact, published, FULL)
    assert set(found.index) >= {"language", "production_mode", "contact_type", "months"}
    assert found["rests"].sum() > 2000
    # Of lines with one published part none can be; of longer ones, hardly any chance takes to the end of its range.
    assert found["alone"].sum() == 0
    assert found["pinned"].sum() < found["rests"].sum() / 1000


def test_without_noise_every_rest_is_told(exact):
    found = margins.pinned(exact, publish(exact, SUPPRESSION_ONLY), SUPPRESSION_ONLY)
    assert (found["pinned"] == found["rests"]).all()


def test_no_part_shows_more_than_its_whole(exact, published):
    assert margins.exceeding(exact, published) == 0
    assert margins.exceeding(exact, publish(exact, Protection(nested=False))) > 100


def gain(found: pd.DataFrame) -> pd.Series:
    """How many times surer the attacker is of the true answers, by pairs."""
    means = found.groupby("pairs")[["belief", "before"]].mean()
    return means["belief"] / means["before"]


LONE = Protection(fewest_left=0)
"""All but one protection: sets may leave one or two of a wider one."""


def test_no_two_published_sets_differ_by_one_person(exact, published):
    assert len(persons.exposed(exact, published)) == 0
    assert len(persons.exposed(exact, publish(exact, LONE))) > 50


def test_where_they_did_the_noise_alone_would_hide_most_of_that_persons_answers(exact, answers):
    found = persons.gains(exact, publish(exact, LONE), answers, LONE, most=60)
    assert len(found) > 200
    assert gain(found).loc[1:2].max() < MOST_GAIN
    assert gain(found[found["before"] < 0.25]).loc[1:2].max() < MOST_GAIN, "those that few give, too"


def test_without_noise_all_of_them_are_told(exact, answers):
    found = persons.gains(exact, publish(exact, SUPPRESSION_ONLY), answers, SUPPRESSION_ONLY, most=20)
    assert found["belief"].mean() == 1


def test_noise_by_each_categorys_own_key_would_tell_them():
    feedback = country.feedback(("18",), MONTHS[:1], 500)
    protection = Protection(keyed_by="category", nested=False, fewest_left=0)
    exact = lattice(feedback)
    shown = publish(exact, protection, keys=category_keys(feedback))
    found = persons.gains(exact, shown, persons.answers_of(feedback), protection)
    by_set = persons.gains(exact, publish(exact, LONE), persons.answers_of(feedback), LONE)
    assert (found["belief"] > 0.95).mean() > 0.5 > 0.25 > (by_set["belief"] > 0.95).mean()


@pytest.fixture(scope="module")
def month():
    return country.feedback(("18",), MONTHS[:1], 300)


CHANGES = {
    "added": lambda rows, key: (releases.without(rows, key), rows),
    "removed": lambda rows, key: (rows, releases.without(rows, key)),
    "corrected": lambda rows, key: (rows, releases.corrected(rows, key, "nps", 0)),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_second_release_with_one_feedback_changed_shows_the_same_numbers(month, change):
    first, second = releases.two_releases(*CHANGES[change](month, month["record_key"].iloc[0]), FULL)
    assert first["respondents"].notna().sum() > 50 and not len(releases.differing(first, second))


def test_without_holding_changes_back_a_second_release_would_tell_the_person(month):
    protection = Protection(fewest_changed=0, nested=False)
    key = month["record_key"].iloc[0]
    first, second = releases.two_releases(releases.without(month, key), month, protection)
    truth = persons.answers_of(month).loc[key]
    found = releases.belief_from_difference(first, second, truth, protection)
    told = found[found["sets"] >= 10]
    assert len(told) > 5 and told["belief"].mean() > 0.8 > 2 * told["before"].mean()


def test_what_has_changed_by_enough_is_published_anew(month):
    first, second = releases.two_releases(month[:220].reset_index(drop=True), month, FULL)
    changed = releases.differing(first, second)
    assert len(changed) > 20
    moved = (second.loc[changed, [f"of_{n}" for n in COUNTS]] - first.loc[changed, [f"of_{n}" for n in COUNTS]]).abs()
    assert (moved.max(axis=1)[moved.max(axis=1) > 0] >= 1).all()


@pytest.mark.parametrize("seed", range(4))
def test_all_published_numbers_of_a_small_table_together_leave_three_values(seed):
    """Integer programming over a month by three dimensions, two at a time."""
    feedback = country.tiny(seed, 90, CODES)
    exact = lattice(feedback)
    exact = exact[(exact["period"] == "2026-01") & (exact["region"] == "18")]
    left = joint.narrowest(publish(exact), exact, tuple(CODES), "nps", FULL)
    assert len(left) > 15 and min(left) >= FEWEST_FEASIBLE


def test_without_noise_some_withheld_counts_are_told():
    exact = lattice(country.tiny(0, 90, CODES))
    exact = exact[(exact["period"] == "2026-01") & (exact["region"] == "18")]
    left = joint.narrowest(publish(exact, SUPPRESSION_ONLY), exact, tuple(CODES), "nps", SUPPRESSION_ONLY)
    assert left.count(1) > 5


def test_a_mean_times_n_tells_no_more_than_the_published_counts(exact, published):
    """Means are made of published counts: their product with n is the published sum, as far from the truth as those."""
    at = exact.set_index(PLACE)
    names = list(CATEGORIES["statement_access"])
    shown = published[names].dropna()
    mean = (shown * STEPS).sum(axis=1) / shown.sum(axis=1)
    told = mean * shown.sum(axis=1)
    true = (at.loc[shown.index, names] * STEPS).sum(axis=1)
    off = (told - true)[shown.sum(axis=1) < 60]
    assert len(off) > 300 and np.allclose(told, (shown * STEPS).sum(axis=1))
    assert off.std() > np.sqrt(NOISE_VARIANCE) and (off.abs() > NOISE_BOUND).mean() > 0.3


@pytest.mark.parametrize("rows", [12, 20, 29])
def test_where_all_answered_alike_a_zero_may_be_others(rows):
    """Zeros stay zero, but so may small counts become: each category shown as zero may have up to the bound."""
    counted = [publish(lattice(country.tiny(seed, rows, {}, alike=10))) for seed in range(5)]
    shown = [frame.xs((ALL,) * 8, level=PLACE[2:])[list(CATEGORIES["nps"])].dropna() for frame in counted]
    zeros = pd.concat(shown)[["nps_detractors", "nps_passives"]]
    assert len(zeros) and (zeros == 0).all().all()
    table = np.array([[persons.chances(NOISE_BOUND, NOISE_VARIANCE, 8)[n, 0]] for n in range(8)])
    assert (table[: NOISE_BOUND + 1] > 0.02).all() and (table[NOISE_BOUND + 1 :] == 0).all()
    assert NOISE_BOUND + 1 >= FEWEST_FEASIBLE
