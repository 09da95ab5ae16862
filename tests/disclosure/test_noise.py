"""The change of one count: what the table of probabilities promises, and that a key decides it for good."""

from collections import Counter
from math import log

import numpy as np
import pytest

from lake_layout.disclosure import KEY_SPACE, NOISE_BOUND
from spark_jobs.disclosure.noise import changes, draw, published_count, published_counts, thresholds

TABLE = """
    true | -2    | -1    | 0     | +1    | +2
    0    | 0     | 0     | 1     | 0     | 0
    1    | 0     | 0.398 | 0.306 | 0.194 | 0.102
    2    | 0.064 | 0.245 | 0.383 | 0.245 | 0.064
    9    | 0.064 | 0.245 | 0.383 | 0.245 | 0.064
"""


def test_the_table_at_bound_two_and_variance_one():
    for line in TABLE.strip().splitlines()[1:]:
        true, *wanted = (cell.strip() for cell in line.split("|"))
        found = changes(int(true), 2, 1.0)
        assert [round(found.get(d, 0), 3) for d in range(-2, 3)] == [float(share) for share in wanted]


@pytest.mark.parametrize("bound, variance", [(1, 0.5), (2, 1.0), (2, 1.5), (3, 2.0), (4, 2.5)])
@pytest.mark.parametrize("true", [1, 2, 3, 4, 5, 40])
def test_a_change_has_mean_zero_the_variance_and_never_makes_a_count_negative(true, bound, variance):
    if variance >= min(true, bound) * bound:
        with pytest.raises(ValueError, match="can't have a variance"):
            changes(true, bound, variance)
        return
    chances = changes(true, bound, variance)
    assert sum(chances.values()) == pytest.approx(1)
    assert sum(d * p for d, p in chances.items()) == pytest.approx(0, abs=1e-9)
    assert sum(d * d * p for d, p in chances.items()) == pytest.approx(variance)
    assert min(chances) == -min(true, bound) and max(chances) == bound


def test_no_other_table_of_that_mean_and_variance_has_greater_entropy():
    chances = changes(1, 2, 1.0)
    entropy = -sum(p * log(p) for p in chances.values())
    # -1, 0, 1, 2 moved by 1, -3, 3, -1 times a little: neither sum, mean nor variance changes.
    for little in (-0.01, -0.001, 0.001, 0.01):
        other = [p + little * step for p, step in zip(chances.values(), (1, -3, 3, -1))]
        assert -sum(p * log(p) for p in other) < entropy


def test_zero_stays_zero_whatever_the_key():
    assert {published_count(0, key, "nps_promoters") for key in range(0, KEY_SPACE, KEY_SPACE // 997)} == {0}


def test_counts_up_to_the_bound_may_become_zero_and_no_other():
    keys = range(0, KEY_SPACE, KEY_SPACE // 9973)
    least = [min(published_count(true, key, "c") for key in keys) for true in range(NOISE_BOUND + 3)]
    assert least == [0] * (NOISE_BOUND + 1) + [1, 2]


def test_the_same_key_gives_the_same_count_and_so_does_the_key_modulo_the_key_space():
    assert published_count(17, 123_456, "nps_passives") == published_count(17, 123_456 + 5 * KEY_SPACE, "nps_passives")


def test_keys_draw_as_often_as_the_table_says_and_categories_draw_apart():
    keys = [draw(number, "a key of its own") for number in range(40_000)]
    for category in ("nps_detractors", "statement_access_5"):
        drawn = Counter(published_count(12, key, category) - 12 for key in keys)
        for change, share in changes(12).items():
            assert drawn[change] / len(keys) == pytest.approx(share, abs=0.012)
    both = Counter((published_count(12, key, "x_1") - 12, published_count(12, key, "x_2") - 12) for key in keys)
    for (one, other), number in both.items():
        assert number / len(keys) == pytest.approx(changes(12)[one] * changes(12)[other], abs=0.012)


def test_neighbouring_keys_draw_apart():
    """Sums of keys that differ by little must not change alike."""
    pairs = Counter((published_count(12, key, "c"), published_count(12, key + 1, "c")) for key in range(40_000))
    for (one, other), number in pairs.items():
        assert number / 40_000 == pytest.approx(changes(12)[one - 12] * changes(12)[other - 12], abs=0.012)


def test_thresholds_part_all_draws():
    assert thresholds(1)[: NOISE_BOUND - 1] == (0,) * (NOISE_BOUND - 1)
    assert thresholds(0) == (0,) * NOISE_BOUND + (KEY_SPACE,) * NOISE_BOUND
    assert list(thresholds(5)) == sorted(thresholds(5))


def test_many_counts_at_once_are_published_as_each_alone():
    rng = np.random.default_rng(2026)
    counts = rng.choice([0, 1, 2, 3, 9, 10, 500], 4000)
    keys = np.concatenate([rng.integers(0, KEY_SPACE * 300_000, 3996), [0, KEY_SPACE - 1, KEY_SPACE, 2**62 + 1]])
    for category in ("nps_detractors", "statement_access_5", "feedback"):
        alone = [published_count(int(n), int(key), category) for n, key in zip(counts, keys)]
        assert list(published_counts(counts, keys, category)) == alone
