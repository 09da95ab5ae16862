"""Facts of JSON lines, Excel and Parquet: formats whose columns need no delimiter."""

import datetime as dt
import io
import json
import zipfile
from collections.abc import Sequence
from decimal import Decimal
from zoneinfo import ZoneInfo

import openpyxl
import pandas as pd
import pyarrow.parquet

from expectations.contract import Contract
from expectations.reading.decode import MOST_BYTES, UnreadableFile
from expectations.reading.delimited import repeats, rows_by_field
from expectations.reading.facts import Facts, file_facts, no_lines, no_rows

PLATFORM_ZONE = ZoneInfo("Europe/Helsinki")
MOST_ROWS = 1_000_000
"""Rows of one workbook or Parquet file that are still taken."""


class NotAValue(ValueError):
    """A cell that holds no single value: a list, an object, bytes, or characters that no text has."""


def _as_text(value: object, date_format: str) -> str | None:
    """A typed cell as the text that a delimited file of the same contract would hold; NotAValue for anything else."""
    if value is None or value == "" or (isinstance(value, float) and value != value):
        return None
    if isinstance(value, dt.datetime) and value.tzinfo:
        value = value.astimezone(PLATFORM_ZONE)
    if isinstance(value, dt.date):
        return value.strftime(date_format)
    if isinstance(value, float | Decimal) and value == int(value):
        return str(int(value))
    if not isinstance(value, str | int | float | Decimal) or isinstance(value, bool):
        raise NotAValue
    text = str(value)
    if "\x00" in text or any("\ud800" <= sign <= "\udfff" for sign in text):
        raise NotAValue
    return text


def _texts(record: dict[str, object] | None, dates: dict[str, str]) -> dict[str, str | None] | None:
    """The record's cells as texts by physical name; None for what is no record."""
    try:
        return None if record is None else {name: _as_text(record.get(name), form) for name, form in dates.items()}
    except NotAValue:
        return None


Numbered = Sequence[tuple[int, dict[str, object] | None]]


def _facts(numbered: Numbered, names: Sequence[str], contract: Contract) -> Facts:
    """Facts of line numbers with records, mappings by physical name; None stands for a line that is no record."""
    numbers, records = [number for number, _ in numbered], [record for _, record in numbered]
    missing = tuple(name for name in contract.header if name not in names)
    unknown = len(set(names) - set(contract.header)) + len(names) - len(set(names))
    dates = {c.physical_name: contract.date_format_of(c.field) for c in contract.columns}
    texts = [_texts(record, dates) for record in records]
    width = len(contract.header)
    lines = pd.DataFrame(
        {
            "line_number": numbers,
            "field_count": [0 if record is None else width for record in texts],
            "quotes_well_formed": [True] * len(texts),
            "other_delimiter": [False] * len(texts),
        }
    )
    rows = [() if text is None else tuple(text.values()) for text in texts]
    sound = pd.Series([text is not None for text in texts], dtype=bool)
    lines["repeats"] = repeats(rows, sound, list(contract.header), contract)
    facts = file_facts(missing_columns=len(missing), unknown_columns=unknown, empty=not records, records=len(records))
    if missing or unknown:
        return Facts(facts, lines, no_rows(contract.fields), missing, tuple(names))
    kept = [(n, t) for n, t, again in zip(numbers, texts, lines["repeats"]) if t is not None and not again]
    columns = {name: [text[name] for _, text in kept] for name in contract.header}
    rows = rows_by_field(columns, [number for number, _ in kept], contract)
    return Facts(facts, lines, rows, header=tuple(names))


def _unlike(pairs: list[tuple[str, object]]) -> dict[str, object]:
    if len({name for name, _ in pairs}) < len(pairs):
        raise ValueError("a key stands twice")
    return dict(pairs)


def _json_record(line: str) -> dict[str, object] | None:
    try:
        value = json.loads(line, object_pairs_hook=_unlike)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


def read_json_lines(text: str, contract: Contract) -> Facts:
    """Facts of JSON lines; a line that is no JSON object has no fields."""
    # Split at line feeds alone: a JSON text may hold the other characters that Unicode counts as line ends.
    lines = enumerate(text.split("\n"), start=1)
    found = [(number, _json_record(line)) for number, line in lines if line.strip()]
    records = [record for _, record in found if record]
    # A key that no record has is a missing column; a key left out of some records is an empty value there.
    names = dict.fromkeys(name for record in records for name in record) if records else contract.header
    return _facts(found, list(names), contract)


def read_excel(data: bytes, contract: Contract) -> Facts:
    """Facts of a workbook's one sheet; line numbers are its row numbers. Rows on further sheets would be lost, so a
    workbook that has them is unreadable."""
    most_columns = len(contract.header) + 50
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if sum(member.file_size for member in packed.infolist()) > MOST_BYTES:
                raise UnreadableFile("larger than is taken when unpacked")
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        first, *others = book.worksheets
        if (first.max_row or 0) > MOST_ROWS or any(_has_rows(sheet) for sheet in others):
            raise UnreadableFile("too many rows, or rows on a further sheet")
        table = [list(row) for row in first.iter_rows(values_only=True, max_col=most_columns)]
    except UnreadableFile:
        raise
    except Exception:
        # openpyxl raises whatever its parsers raise; what they say may hold a cell.
        raise UnreadableFile("no Excel workbook") from None
    if not table:
        return Facts(file_facts(empty=True), no_lines(), no_rows(contract.fields))
    names = _sheet_names(table)
    rows = [
        (number, dict(zip(names, row)))
        for number, row in enumerate(table[1:], start=2)
        if any(cell not in (None, "") for cell in row)
    ]
    return _facts(rows, [name for name in names if name], contract)


def _has_rows(sheet) -> bool:
    return any(
        cell not in (None, "") for row in sheet.iter_rows(values_only=True, max_row=100, max_col=100) for cell in row
    )


def _sheet_names(table: list[list[object]]) -> list[str]:
    """Column names of a sheet; a column without a name that holds anything gets one that no contract has."""
    names = ["" if name is None else str(name).strip() for name in table[0]]
    return [
        name or (f"(column {at + 1})" if any(row[at] not in (None, "") for row in table[1:]) else "")
        for at, name in enumerate(names)
    ]


def read_parquet(data: bytes, contract: Contract) -> Facts:
    """Facts of a Parquet file; line numbers count its rows from 1."""
    try:
        file = pyarrow.parquet.ParquetFile(io.BytesIO(data))
        groups = (file.metadata.row_group(at) for at in range(file.metadata.num_row_groups))
        if file.metadata.num_rows > MOST_ROWS or sum(group.total_byte_size for group in groups) > MOST_BYTES:
            raise UnreadableFile("larger than is taken when unpacked")
        table = file.read()
        rows = table.to_pylist()
    except UnreadableFile:
        raise
    except Exception:
        raise UnreadableFile("no Parquet file") from None
    return _facts(list(enumerate(rows, start=1)), table.column_names, contract)
