"""Facts of formats whose columns need no delimiter: their cells are typed, and become the text a CSV would hold."""

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from zoneinfo import ZoneInfo

from expectations.contract import Contract
from expectations.reading.delimited import rows_by_field
from expectations.reading.dialects import is_header
from expectations.reading.facts import Facts, file_facts, line_facts, no_rows, repeats

PLATFORM_ZONE = ZoneInfo("Europe/Helsinki")
MOST_ROWS = 1_000_000
"""Rows of one workbook or Parquet file that are still taken."""
EXACT_UNTIL = 1e15
"""Spreadsheets keep 15 digits of a number."""
SPREADSHEET_ERRORS = frozenset(("#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A"))

Numbered = Sequence[tuple[int, dict[str, object] | None]]


class NotAValue(ValueError):
    """A cell that holds no single value: a list, an object, bytes, no number, or characters that no text has."""


def as_text(value: object, date_format: str) -> str | None:
    """A typed cell as the text that a delimited file of the same contract would hold; NotAValue for anything else."""
    try:
        return _as_text(value, date_format)
    except (ValueError, ArithmeticError):
        # A number without end, a date outside the calendar.
        raise NotAValue from None


def _as_text(value: object, date_format: str) -> str | None:
    if value is None or value == "":
        return None
    if isinstance(value, dt.datetime) and value.tzinfo:
        value = value.astimezone(PLATFORM_ZONE)
    if isinstance(value, dt.date):
        return value.strftime(date_format)
    if isinstance(value, float | Decimal) and value == int(value):
        # A float has lost the last digits of a long id: written out in full it would look whole.
        return str(int(value)) if isinstance(value, Decimal) or abs(value) < EXACT_UNTIL else f"{value:E}"
    if not isinstance(value, str | int | float | Decimal) or isinstance(value, bool) or value in SPREADSHEET_ERRORS:
        raise NotAValue
    text = str(value)
    if "\x00" in text or not text.isascii() and any("\ud800" <= sign <= "\udfff" for sign in text):
        raise NotAValue
    return text


def _texts(record: dict[str, object] | None, dates: dict[str, str]) -> dict[str, str | None] | None:
    """The record's cells as texts by physical name; None for what is no record."""
    try:
        return None if record is None else {name: as_text(record.get(name), form) for name, form in dates.items()}
    except NotAValue:
        return None


def facts_of(
    numbered: Numbered, names: Sequence[str], contract: Contract, too_long: frozenset[int] = frozenset()
) -> Facts:
    """Facts of line numbers with records, mappings by physical name; None stands for a line that is no record."""
    numbers, width, agreed = [number for number, _ in numbered], len(contract.header), frozenset(contract.header)
    missing = tuple(name for name in contract.header if name not in names)
    unknown = len(set(names) - set(contract.header)) + len(names) - len(set(names))
    dates = {c.physical_name: contract.date_format_of(c.field) for c in contract.columns}
    texts = [_texts(record, dates) for _, record in numbered]
    rows = [None if text is None else tuple(text.values()) for text in texts]
    identity = contract.physical_name_of("source_row_id")
    again = repeats(rows, contract.header.index(identity) if identity else None)
    long = [number in too_long for number in numbers]
    is_record = [row is not None or far for row, far in zip(rows, long)]
    header_again = [row is not None and is_header(row, agreed) for row in rows]
    lines = line_facts(numbers, width, is_record=is_record, repeats=again, too_long=long, repeats_header=header_again)
    facts = file_facts(missing_columns=len(missing), unknown_columns=unknown, empty=not numbers, records=len(numbers))
    if missing or unknown:
        return Facts(facts, lines, no_rows(contract.fields), missing, header=tuple(names))
    kept = [(number, row) for number, row, twice in zip(numbers, rows, again) if row is not None and not twice]
    columns = dict(zip(dates, zip(*(row for _, row in kept))))
    rows = rows_by_field(columns, [number for number, _ in kept], contract)
    return Facts(facts, lines, rows, header=tuple(names))
