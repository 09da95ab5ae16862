"""Facts of JSON lines, Excel and Parquet: formats whose columns need no delimiter."""

import io
import json
from collections.abc import Sequence

import openpyxl
import pandas as pd
import pyarrow.parquet

from expectations.contract import Contract
from expectations.reading.decode import UnreadableFile
from expectations.reading.delimited import rows_by_field
from expectations.reading.facts import Facts, file_facts, no_lines, no_rows


def _as_text(value: object, date_format: str | None) -> str | None:
    """A typed cell as the text that a delimited file of the same contract would hold."""
    if value is None or value == "" or (isinstance(value, float) and value != value):
        return None
    if hasattr(value, "strftime"):
        return value.strftime(date_format or "%Y-%m-%d")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


Numbered = Sequence[tuple[int, dict[str, object] | None]]


def _facts(numbered: Numbered, names: set[str], contract: Contract) -> Facts:
    """Facts of line numbers with records, mappings by physical name; None stands for a line that is no record."""
    numbers, records = [number for number, _ in numbered], [record for _, record in numbered]
    missing = tuple(name for name in contract.header if name not in names)
    unknown = len(names - set(contract.header))
    dates = {c.physical_name: contract.date_format_of(c.field) for c in contract.columns}
    texts = [
        None if record is None else {name: _as_text(record.get(name), dates[name]) for name in contract.header}
        for record in records
    ]
    width = len(contract.header)
    lines = pd.DataFrame(
        {
            "line_number": numbers,
            "field_count": [0 if record is None else width for record in texts],
            "quotes_well_formed": [True] * len(texts),
            "other_delimiter": [False] * len(texts),
            "repeats": pd.Series([None if t is None else tuple(t.values()) for t in texts], dtype=object).duplicated()
            & pd.Series([t is not None for t in texts], dtype=bool),
        }
    )
    facts = file_facts(missing_columns=len(missing), unknown_columns=unknown, empty=not records, records=len(records))
    if missing or unknown:
        return Facts(facts, lines, no_rows(contract.fields), missing)
    kept = [(n, t) for n, t, again in zip(numbers, texts, lines["repeats"]) if t is not None and not again]
    columns = {name: [text[name] for _, text in kept] for name in contract.header}
    return Facts(facts, lines, rows_by_field(columns, [number for number, _ in kept], contract))


def _json_record(line: str) -> dict[str, object] | None:
    try:
        value = json.loads(line)
    except ValueError:
        return None
    return value if isinstance(value, dict) else None


def read_json_lines(text: str, contract: Contract) -> Facts:
    """Facts of JSON lines; a line that is no JSON object has no fields."""
    # Split at line feeds alone: a JSON text may hold the other characters that Unicode counts as line ends.
    lines = enumerate(text.split("\n"), start=1)
    found = [(number, _json_record(line)) for number, line in lines if line.strip()]
    records = [record for _, record in found if record]
    # A key that no record has is a missing column; a key left out of some records is an empty value there.
    names = {name for record in records for name in record} if records else set(contract.header)
    return _facts(found, names, contract)


def read_excel(data: bytes, contract: Contract) -> Facts:
    """Facts of a workbook's first sheet; line numbers are its row numbers."""
    try:
        sheet = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True).worksheets[0]
        table = [list(row) for row in sheet.iter_rows(values_only=True)]
    except Exception:
        raise UnreadableFile("no Excel workbook") from None
    if not table:
        return Facts(file_facts(empty=True), no_lines(), no_rows(contract.fields))
    names = ["" if name is None else str(name).strip() for name in table[0]]
    numbered = enumerate(table[1:], start=2)
    rows = [(number, dict(zip(names, row))) for number, row in numbered if any(cell not in (None, "") for cell in row)]
    return _facts(rows, {name for name in names if name}, contract)


def read_parquet(data: bytes, contract: Contract) -> Facts:
    """Facts of a Parquet file; line numbers count its rows from 1."""
    try:
        table = pyarrow.parquet.read_table(io.BytesIO(data))
    except Exception:
        raise UnreadableFile("no Parquet file") from None
    return _facts(list(enumerate(table.to_pylist(), start=1)), set(table.column_names), contract)

