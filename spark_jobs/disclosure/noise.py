"""The change of one count: a table of transition probabilities, and the draw from it that a key decides.

The change is bounded, has mean zero and a given variance, never makes a count negative and leaves zero at zero; among
all such distributions the table holds the one of greatest entropy, which says least beyond that.
"""

from functools import cache
from math import exp
from zlib import crc32

import numpy as np

from lake_layout.disclosure import KEY_SPACE, NOISE_BOUND, NOISE_VARIANCE

_MASK = KEY_SPACE - 1
ROUNDS = ((16, 0x7FEB352D), (15, 0x31848BAB))
"""Shift and factor of each round that mixes a key; factors below 2^31, so that no product leaves 64 bits."""
LAST_SHIFT = 16


@cache
def changes(count: int, bound: int = NOISE_BOUND, variance: float = NOISE_VARIANCE) -> dict[int, float]:
    """The probability of each change of a true count; ValueError where bound and variance can't be had together."""
    if count == 0 or not variance:
        return {0: 1.0}
    support = range(-min(count, bound), bound + 1)
    # The widest distribution with mean zero sits at both ends.
    if variance >= -support[0] * support[-1]:
        raise ValueError(f"a change of {count} between {support[0]} and {bound} can't have a variance of {variance}")
    return _of_greatest_entropy(tuple(support), variance)


def _of_greatest_entropy(support: tuple[int, ...], variance: float) -> dict[int, float]:
    """exp(a d + b d²), normed, with mean zero and the variance: found by Newton's method with halved steps."""
    a, b = 0.0, 0.0

    def moments(a: float, b: float) -> tuple[list[float], list[float]]:
        weights = [exp(a * d + b * d * d) for d in support]
        shares = [weight / sum(weights) for weight in weights]
        return shares, [sum(share * d**power for share, d in zip(shares, support)) for power in range(5)]

    def miss(m: list[float]) -> float:
        return abs(m[1]) + abs(m[2] - variance)

    shares, m = moments(a, b)
    for _ in range(200):
        if miss(m) < 1e-13:
            break
        # The moments' slopes are their covariances.
        aa, ab, bb = m[2] - m[1] ** 2, m[3] - m[1] * m[2], m[4] - m[2] ** 2
        det = aa * bb - ab * ab
        step_a = (bb * -m[1] - ab * (variance - m[2])) / det
        step_b = (aa * (variance - m[2]) - ab * -m[1]) / det
        part = 1.0
        while miss((tried := moments(a + part * step_a, b + part * step_b))[1]) >= miss(m) and part > 1e-9:
            part /= 2
        a, b, (shares, m) = a + part * step_a, b + part * step_b, tried
    return dict(zip(support, shares))


@cache
def thresholds(count: int, bound: int = NOISE_BOUND, variance: float = NOISE_VARIANCE) -> tuple[int, ...]:
    """Where the draws 0 … 2^32-1 are parted: the change is -bound plus the number of thresholds not above the draw."""
    chances = changes(count, bound, variance)
    cumulated = [sum(chances.get(d, 0.0) for d in range(-bound, upper + 1)) for upper in range(-bound, bound)]
    return tuple(min(KEY_SPACE, round(share * KEY_SPACE)) for share in cumulated)


def seed(category: str) -> int:
    """What makes the draws of a set's categories differ."""
    return crc32(category.encode())


def draw(key: int, category: str) -> int:
    """A number from 0 to 2^32-1, as good as random, that the key of the set and the category decide."""
    mixed = (key % KEY_SPACE) ^ seed(category)
    for shift, factor in ROUNDS:
        mixed = ((mixed ^ (mixed >> shift)) * factor) & _MASK
    return mixed ^ (mixed >> LAST_SHIFT)


def published_count(
    count: int, key: int, category: str, bound: int = NOISE_BOUND, variance: float = NOISE_VARIANCE
) -> int:
    """The count as it is published, in a set of this key."""
    drawn = draw(key, category)
    return count - bound + sum(limit <= drawn for limit in thresholds(count, bound, variance))


def draws(keys: np.ndarray, category: str) -> np.ndarray:
    """`draw` of many keys."""
    mixed = (keys % KEY_SPACE).astype(np.uint64) ^ np.uint64(seed(category))
    for shift, factor in ROUNDS:
        mixed = ((mixed ^ (mixed >> np.uint64(shift))) * np.uint64(factor)) & np.uint64(_MASK)
    return mixed ^ (mixed >> np.uint64(LAST_SHIFT))


def published_counts(counts: np.ndarray, keys: np.ndarray, category: str) -> np.ndarray:
    """`published_count` of many, with the platform's bound and variance."""
    drawn, made = draws(keys, category), counts.copy()
    for true in range(1, NOISE_BOUND + 1):
        # From the bound on all counts change alike.
        alike = counts >= true if true == NOISE_BOUND else counts == true
        limits = np.array(thresholds(true), dtype=np.uint64)
        made[alike] += np.searchsorted(limits, drawn[alike], side="right") - NOISE_BOUND
    return made
