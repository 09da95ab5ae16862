"""Months, quarters and years: `2026-05` is in `2026-Q2` and in `2026`."""

from collections.abc import Iterable

from pyspark.sql import Column
from pyspark.sql import functions as F

KINDS = ("month", "quarter", "year")


def quarter_of(month: str) -> str:
    """`2026-05` is in `2026-Q2`."""
    year, number = month.split("-")
    return f"{year}-Q{(int(number) + 2) // 3}"


def periods_of(months: tuple[str, ...]) -> tuple[str, ...]:
    """The months themselves and the quarters and years that they touch."""
    return tuple(sorted({period for month in months for period in (month, quarter_of(month), month[:4])}))


def quarters_of(months: tuple[str, ...]) -> tuple[str, ...]:
    """The quarters that the months are in, once each."""
    return tuple(sorted({quarter_of(month) for month in months}))


def months_of(periods: Iterable[str]) -> list[str]:
    """All months of the years that the periods are in: named, so that files of other years are never opened."""
    years = sorted({period[:4] for period in periods})
    return [f"{year}-{number:02}" for year in years for number in range(1, 13)]


def kind_of(period: str) -> str:
    """Which of KINDS the period is."""
    return "quarter" if "Q" in period else "month" if "-" in period else "year"


def period_of(kind: str) -> Column:
    """The month, quarter or year that the month in a frame's `period` is in."""
    year = F.substring("period", 1, 4)
    quarter = F.concat(year, F.lit("-Q"), F.ceil(F.substring("period", 6, 2).cast("int") / 3).cast("string"))
    return {"month": F.col("period"), "quarter": quarter, "year": year}[kind]
