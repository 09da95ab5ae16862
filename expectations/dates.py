"""Dates in the agreed form: read alike by every engine, within the period, not in the future."""

import datetime as dt
import re

import pandas as pd

from expectations.rules import Predicate

_DIGITS = {
    "%Y": "20[0-9]{2}", "%m": "[0-9]{2}", "%d": "[0-9]{2}", "%H": "[0-9]{2}", "%M": "[0-9]{2}", "%S": "[0-5][0-9]",
}  # fmt: skip
DIRECTIVES = tuple(_DIGITS)
"""What a contract's date format may hold; every engine of the platform reads these alike."""


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


def empty_or_date(date_format: str) -> Predicate:
    return lambda values: values.isna() | dates(values, date_format).notna()


def empty_or_in_month(period: str, date_format: str) -> Predicate:
    """Dates that can be read and lie in the month `period`; unreadable ones are another rule's business."""

    def holds(values: pd.Series) -> pd.Series:
        parsed = dates(values, date_format)
        return parsed.isna() | (parsed.dt.strftime("%Y-%m") == period)

    return holds


def empty_or_until(day: dt.date, date_format: str, period: str | None = None) -> Predicate:
    """Dates no later than `day`; of a `period`, only those within it: others are outside it, and told so already."""

    def holds(values: pd.Series) -> pd.Series:
        parsed = dates(values, date_format)
        future = parsed >= pd.Timestamp(day) + pd.Timedelta(days=1)
        return ~(future & (parsed.dt.strftime("%Y-%m") == period) if period else future)

    return holds
