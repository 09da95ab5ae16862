"""A rule: one condition on one column, written once. Great Expectations evaluates it, and it yields the findings."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from expectations.reasons import Reason, reasons

Scope = Literal["file", "header", "lines", "event_file", "event_header", "event_lines", "rows", "verdict"]
Predicate = Callable[[pd.Series], pd.Series]


@dataclass(frozen=True)
class Rule:
    """`holds` takes the column and says for each value whether it satisfies; `meaning` says it to a reviewer.

    `scope` is the frame that holds the column. A finding points to `points_to`, the column itself by default, and
    brings what `hint` makes of the failing values: allowed values only, never anything of the delivery.
    """

    reason_code: str
    scope: Scope
    column: str
    holds: Predicate
    meaning: str
    points_to: str | None = None
    hint: Callable[[pd.Series], list[str | None]] | None = None

    @property
    def id(self) -> str:
        return f"{self.scope}.{self.column}.{self.reason_code}"

    @property
    def reason(self) -> Reason:
        return reasons()[self.reason_code]


def present(values: pd.Series) -> pd.Series:
    return values.notna()


def is_true(values: pd.Series) -> pd.Series:
    return values.astype(bool)


def is_false(values: pd.Series) -> pd.Series:
    return ~values.astype(bool)


def equals(wanted: object) -> Predicate:
    return lambda values: values == wanted


def empty_or_in(allowed: frozenset[str]) -> Predicate:
    return lambda values: values.isna() | values.isin(allowed)


def none_of(told: frozenset[str]) -> Predicate:
    return lambda values: ~values.isin(told)


def empty_or_once(values: pd.Series) -> pd.Series:
    return values.isna() | ~values.duplicated(keep=False)


def empty_or_whole_between(least: int, most: int, decimal: str = ".") -> Predicate:
    """A whole number, plain or with zeros behind the agreed decimal sign: `7`, `7,0`; not `7,5` or `seitsemän`."""
    written = (f"{step}{zeros}" for step in range(least, most + 1) for zeros in ("", f"{decimal}0", f"{decimal}00"))
    return empty_or_in(frozenset(written))


def empty_or_count(values: pd.Series) -> pd.Series:
    """A whole number, zero or more, of at most nine digits."""
    return values.isna() | values.str.fullmatch(r"\d{1,9}").fillna(False).astype(bool)


def empty_or_at_most(characters: int) -> Predicate:
    return lambda values: values.isna() | (values.str.len() <= characters)


def either(one: Predicate, other: Predicate) -> Predicate:
    return lambda values: one(values) | other(values)


def both(one: Predicate, other: Predicate) -> Predicate:
    return lambda values: one(values) & other(values)
