"""A file of indicators, read and checked line by line: CSV in UTF-8 with the columns of the table `indicators`.

`region`, `year`, `code`, `value`, `source` and `status` stand in every line; `service_class` and `age_group` may be
empty. A status that begins with `illustrative placeholder` says that the figure isn't official.
"""

import csv
import io
import math

import pandas as pd

from lake_layout.gold import ALL, INDICATORS
from lake_layout.reference import code_set, rows_of

COLUMNS = INDICATORS.column_names
FIRST_YEAR, LAST_YEAR = 2000, 2100
MOST_TOLD = 20


class NotIndicators(ValueError):
    """The file can't be taken; each line of the message says where and what to mend, never a value."""


def read(content: bytes) -> pd.DataFrame:
    """The file's rows, `*` where a line names no service class or age group; NotIndicators where it can't be taken."""
    try:
        lines = list(csv.reader(io.StringIO(content.decode("utf-8-sig")), strict=True))
    except (UnicodeDecodeError, csv.Error):
        raise NotIndicators("the file is not CSV in UTF-8 with commas") from None
    if not lines or [name.strip() for name in lines[0]] != list(COLUMNS):
        raise NotIndicators(f"line 1: the header is {','.join(COLUMNS)}")
    rows, mistakes, seen = [], [], {}
    for number, line in enumerate(lines[1:], start=2):
        if len(line) != len(COLUMNS):
            mistakes.append(f"line {number}: {len(COLUMNS)} columns are agreed")
            continue
        row = {name: value.strip() for name, value in zip(COLUMNS, line)}
        mistakes += [f"line {number}, {column}: {what}" for column, what in _mistakes(row)]
        key = tuple(row[name] for name in INDICATORS.key)
        if key in seen:
            mistakes.append(f"line {number}: the same indicator stands on line {seen[key]}")
        seen.setdefault(key, number)
        rows.append(row)
    if not rows and not mistakes:
        mistakes.append("line 2: the file holds no rows")
    if mistakes:
        more = [f"... and {len(mistakes) - MOST_TOLD} more"] if len(mistakes) > MOST_TOLD else []
        raise NotIndicators("\n".join([*mistakes[:MOST_TOLD], *more]))
    return typed(pd.DataFrame(rows))


def typed(rows: pd.DataFrame) -> pd.DataFrame:
    """Texts of a file as the table's values."""
    named = {name: rows[name].where(rows[name] != "", ALL) for name in ("service_class", "age_group")}
    return rows.assign(**named, year=rows["year"].astype(int), value=rows["value"].astype(float))[list(COLUMNS)]


def shipped() -> pd.DataFrame:
    """What the platform ships: official where it could be had, placeholders that say so elsewhere."""
    return typed(pd.DataFrame(rows_of("indicators")))


def _mistakes(row: dict[str, str]) -> list[tuple[str, str]]:
    found = []
    for column, name in (("region", "regions"), ("code", "indicators")):
        if row[column] not in code_set(name):
            found.append((column, f"no code of {name}: {', '.join(code_set(name))}"))
    for column, name in (("service_class", "service_classes"), ("age_group", "age_groups")):
        if row[column] and row[column] not in code_set(name):
            found.append((column, f"empty, or a code of {name}: {', '.join(code_set(name))}"))
    if not (row["year"].isascii() and row["year"].isdigit() and FIRST_YEAR <= int(row["year"]) <= LAST_YEAR):
        found.append(("year", f"a year from {FIRST_YEAR} to {LAST_YEAR}"))
    if row["code"] in code_set("indicators"):
        least, most = _bounds(row["code"])
        if not least <= _number(row["value"]) <= most:
            found.append(("value", f"a number from {least:g} to {most:g}, with a decimal point"))
    return found + [(name, "is missing") for name in ("source", "status") if not row[name]]


def _bounds(code: str) -> tuple[float, float]:
    row = next(row for row in rows_of("codes/indicators") if row["code"] == code)
    return float(row["least"]), float(row["most"])


def _number(text: str) -> float:
    """The number; nan, which lies between no bounds, where it is none."""
    try:
        return float(text) if text.isascii() and "_" not in text else math.nan
    except ValueError:
        return math.nan
