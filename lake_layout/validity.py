"""Which version of dated reference data counts on a day: the one rule by which the gate, the jobs and the pages judge.

Days are texts (YYYY-MM-DD). A span has a first and a last day, both included, empty where it is open.
"""

from collections.abc import Iterable
from datetime import date, timedelta

NEVER_ENDS = "9999-12-31"
"""Stands for an open last day where days are compared."""


def valid_on(first: str, last: str, day: str) -> bool:
    """Whether a day lies in a span."""
    return first <= day <= (last or NEVER_ENDS)


class Dated:
    """What is valid from a day to a day: a code, a rule, a mapping."""

    valid_from: str
    valid_to: str

    def valid_on(self, day: str) -> bool:
        """Whether it is in force on the day."""
        return valid_on(self.valid_from, self.valid_to, day)


def overlap(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Whether two spans share a day."""
    return one[0] <= (other[1] or NEVER_ENDS) and other[0] <= (one[1] or NEVER_ENDS)


def day_before(day: str) -> str:
    """The last day of what ends when something else begins on `day`."""
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()


def day_after(day: str) -> str:
    """The first day of what begins when something else has ended on `day`."""
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()


def last_day_of(period: str) -> str:
    """The last day of a month, quarter or year: `2026-02`, `2026-Q1`, `2026`."""
    year, _, part = period.partition("-")
    month = 12 if not part else 3 * int(part[1:]) if part.startswith("Q") else int(part)
    return day_before(f"{int(year) + month // 12:04}-{month % 12 + 1:02}-01")


def turning_days(spans: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """Days, sorted, from which something else is in force than the day before: days between two are all alike."""
    found = set()
    for first, last in spans:
        if first:
            found.add(first)
        if last and last < NEVER_ENDS:
            found.add(day_after(last))
    return tuple(sorted(found))
