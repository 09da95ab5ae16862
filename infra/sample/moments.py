"""Moments of one feedback: service, invitation, answer; local time, in this order, the answer within the month."""

from calendar import monthrange

import numpy as np

_HOURS = np.arange(6, 24)
_HOUR_SHARES = np.array([2, 4, 6, 8, 9, 8, 7, 6, 6, 6, 7, 8, 8, 7, 6, 5, 3, 1], dtype=float)
_DAY = 24 * 3600
_OPENS, _CLOSES, _LAST_INVITATION = 8 * 3600, 16 * 3600, 19 * 3600


def _between(rng: np.random.Generator, low: np.ndarray | int, high: np.ndarray | int, size: int) -> np.ndarray:
    return (low + rng.random(size) * (high - low)).astype(np.int64)


def draw_moments(rng: np.random.Generator, period: str, weekends: np.ndarray) -> dict[str, np.ndarray]:
    """Columns serviced_at, invited_at, answered_at; `weekends` says which rows' service is open on weekends."""
    size = len(weekends)
    year, month = map(int, period.split("-"))
    first, days = np.datetime64(f"{period}-01", "D"), monthrange(year, month)[1]
    answered_day = rng.integers(0, days, size)
    hours = rng.choice(_HOURS, size, p=_HOUR_SHARES / _HOUR_SHARES.sum())
    answered_second = hours * 3600 + rng.integers(0, 3600, size)

    wait = np.minimum(rng.geometric(0.5, size) - 1, 14)
    wait[(wait == 0) & (answered_second < 10 * 3600)] = 1
    invited_day = answered_day - wait
    latest = np.where(wait == 0, np.minimum(answered_second, _LAST_INVITATION), _LAST_INVITATION)
    invited_second = _between(rng, 9 * 3600, latest, size)

    since = rng.choice([0, 1, 2, 3], size, p=[0.45, 0.35, 0.12, 0.08])
    weekday = (first.astype(int) + 3 + invited_day - since) % 7
    since = since + np.where(weekends, 0, np.maximum(weekday - 4, 0))
    latest = np.where(since == 0, np.minimum(invited_second, _CLOSES), _CLOSES)
    serviced_second = _between(rng, _OPENS, latest, size)

    start = first.astype("datetime64[s]")
    return {
        "serviced_at": start + (invited_day - since) * _DAY + serviced_second,
        "invited_at": start + invited_day * _DAY + invited_second,
        "answered_at": start + answered_day * _DAY + answered_second,
    }
