"""A rule: one condition on one column, written once. Great Expectations evaluates it, and it yields the findings."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from expectations.reasons import Reason, reasons

Scope = Literal["file", "lines", "event_file", "event_lines", "rows", "verdict"]


@dataclass(frozen=True)
class Rule:
    """`holds` takes the column and says for each value whether it satisfies; `meaning` says it to a reviewer.

    `scope` is the frame of `Facts` that holds the column; `mends` is the national field that a finding points to.
    """

    reason_code: str
    scope: Scope
    column: str
    holds: Callable[[pd.Series], pd.Series]
    meaning: str

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


def equals(wanted: object) -> Callable[[pd.Series], pd.Series]:
    return lambda values: values == wanted


def empty_or_in(allowed: frozenset[str]) -> Callable[[pd.Series], pd.Series]:
    return lambda values: values.isna() | values.isin(allowed)


def empty_or_whole_between(least: int, most: int, decimal: str = ".") -> Callable[[pd.Series], pd.Series]:
    """A whole number, plain or with zeros behind the agreed decimal sign: `7`, `7,0`; not `7,5` or `seitsemän`."""
    written = (f"{step}{zeros}" for step in range(least, most + 1) for zeros in ("", f"{decimal}0", f"{decimal}00"))
    return empty_or_in(frozenset(written))


def empty_or_date(date_format: str) -> Callable[[pd.Series], pd.Series]:
    return lambda values: values.isna() | dates(values, date_format).notna()


def empty_or_in_month(period: str, date_format: str) -> Callable[[pd.Series], pd.Series]:
    """Dates that can be read and lie in the month `period`; unreadable ones are another rule's business."""

    def holds(values: pd.Series) -> pd.Series:
        parsed = dates(values, date_format)
        return parsed.isna() | (parsed.dt.strftime("%Y-%m") == period)

    return holds


def empty_or_once(values: pd.Series) -> pd.Series:
    return values.isna() | ~values.duplicated(keep=False)


_DIGITS = {
    "%Y": "20[0-9]{2}", "%m": "[0-9]{2}", "%d": "[0-9]{2}", "%H": "[0-9]{2}", "%M": "[0-9]{2}", "%S": "[0-5][0-9]",
}  # fmt: skip


def date_pattern(date_format: str) -> str:
    """A strptime format as a pattern of plain digits, of this century: Python reads more than Spark does after it.

    Day, month and hour may be written with one digit where the date is Finnish (15.1.2026 9:05).
    """
    pattern = re.escape(date_format).replace("\\ ", " ")
    for directive, digits in _DIGITS.items():
        short = "." in date_format and directive in ("%d", "%m", "%H")
        pattern = pattern.replace(directive, "[0-9]{1,2}" if short else digits)
    return pattern


def dates(values: pd.Series, date_format: str) -> pd.Series:
    """Timestamps of texts in the agreed format; NaT where they are not in it."""
    exact = values.where(values.astype("str").str.fullmatch(date_pattern(date_format)))
    return pd.to_datetime(exact, format=date_format, errors="coerce")
