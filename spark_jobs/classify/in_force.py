"""Which version of dated reference data counts on a day: days between two changes are alike, so one stands for all."""

from collections.abc import Iterable
from datetime import date, timedelta

from pyspark.sql import Column
from pyspark.sql import functions as F


def turning_days(spans: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """Days (YYYY-MM-DD, sorted) from which something else is in force than the day before.

    `spans` are pairs of first and last day, both included, empty where open.
    """
    found = set()
    for first, last in spans:
        if first:
            found.add(first)
        if last:
            found.add((date.fromisoformat(last) + timedelta(days=1)).isoformat())
    return tuple(sorted(found))


def valid(first: str, last: str, day: str) -> bool:
    """Whether a day lies in a span whose ends may be open."""
    return first <= day and (not last or day <= last)


def stand_in(day: Column, turns: tuple[str, ...]) -> Column:
    """The last turning day up to `day` as text: it stands for every day until the next turn; empty before the first."""
    if not turns:
        return F.lit("")
    chain = F.when(day >= F.lit(turns[-1]).cast("date"), F.lit(turns[-1]))
    for turn in reversed(turns[:-1]):
        chain = chain.when(day >= F.lit(turn).cast("date"), F.lit(turn))
    return chain.otherwise(F.lit(""))
