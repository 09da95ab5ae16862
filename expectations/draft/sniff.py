"""What a sample file seems to be: format, packing, encoding, delimiter; and its columns as text."""

import gzip
import io
import json
import zipfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import openpyxl
import pyarrow.parquet

from expectations.contract_file import DELIMITERS
from expectations.reading.decode import seems_encoded_as
from expectations.reading.records import Record, Signs, records
from expectations.reading.unpack import UnreadableFile, unpack
from expectations.visible import visible

MOST_SAMPLE_ROWS = 5000
EXCEL_DATE = "%d.%m.%Y"
"""How a typed date of a workbook or a Parquet file is written as text."""


@dataclass
class Sample:
    """The dialect as a contract's, how sure each guess is (percent), and the columns in order: name -> texts."""

    dialect: dict[str, str]
    sure: dict[str, int] = field(default_factory=dict)
    columns: dict[str, list[str | None]] = field(default_factory=dict)


def _unpacked(data: bytes) -> tuple[bytes, str]:
    if data[:2] == b"\x1f\x8b":
        return unpack(data, "gzip"), "gzip"
    if data[:4] == b"PK\x03\x04":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if not any(name.startswith("xl/") for name in archive.namelist()):
                return unpack(data, "zip"), "zip"
    return data, "none"


def sniff(path: Path) -> Sample:
    """The sample; ValueError where no table can be found in the file."""
    try:
        data, compression = _unpacked(path.read_bytes())
        if data[:4] == b"PAR1":
            sample = _typed(
                pyarrow.parquet.read_table(io.BytesIO(data)).slice(0, MOST_SAMPLE_ROWS).to_pylist(), "parquet"
            )
        elif data[:4] == b"PK\x03\x04":
            sample = _workbook(data)
        else:
            sample = _text(data)
    except (UnreadableFile, zipfile.BadZipFile, gzip.BadGzipFile, pyarrow.ArrowException):
        raise ValueError(f"{path.name}: no table can be read in it") from None
    if compression != "none":
        sample.dialect["compression"] = compression
    if not sample.columns or not any(sample.columns.values()):
        raise ValueError(f"{path.name}: no table with a header and rows can be found in it")
    return sample


def _written(value: object) -> str | None:
    if value is None or value == "" or value != value:
        return None
    if hasattr(value, "strftime"):
        return value.strftime(EXCEL_DATE)
    if isinstance(value, float) and value == int(value):
        return str(int(value))
    return str(value).strip() or None


def _typed(rows: list[dict], kind: str) -> Sample:
    names = dict.fromkeys(name for row in rows for name in row)
    return Sample(
        {"format": kind}, {"format": 100}, {name: [_written(row.get(name)) for row in rows] for name in names}
    )


def _workbook(data: bytes) -> Sample:
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        table = list(book.worksheets[0].iter_rows(values_only=True, max_row=MOST_SAMPLE_ROWS, max_col=500))
    except Exception:
        # openpyxl raises whatever its parsers raise; what they say may hold a cell.
        raise UnreadableFile("no Excel workbook") from None
    if not table:
        return Sample({"format": "xlsx"})
    names = ["" if name is None else visible(str(name)) for name in table[0]]
    rows = [{name: cell for name, cell in zip(names, row) if name} for row in table[1:]]
    return _typed(rows, "xlsx")


def _text(data: bytes) -> Sample:
    seen = seems_encoded_as(data)
    if seen == "unknown":
        raise UnreadableFile("no text")
    encoding = seen or "utf-8"
    text = data.decode(encoding, "replace")
    sure = {"encoding": {None: 60, "iso-8859-15": 70, "windows-1252": 90}.get(seen, 99)}
    if text.lstrip("\ufeff \r\n\t")[:1] == "{":
        return _json_lines(text, encoding, sure)
    delimiter, found, certain = _delimited(text)
    dialect = {"format": "csv", "delimiter": delimiter, "encoding": encoding}
    if text.count("\r\n") * 2 > text.count("\n"):
        dialect["lineTerminator"] = "\r\n"
    if not found:
        return Sample(dialect, sure)
    names = [visible(name) for name in found[0].fields]
    body = [record.fields for record in found[1:] if len(record.fields) == len(names)]
    columns = {name: [row[at].strip() or None for row in body] for at, name in enumerate(names) if name}
    return Sample(dialect, {**sure, "format": 95, "delimiter": certain}, columns)


def _delimited(text: str) -> tuple[str, list[Record], int]:
    """The delimiter under which the most lines have the header's number of fields, the records, how sure (percent)."""
    best = (";", [], 0.0)
    for delimiter in DELIMITERS:
        found = []
        for record in records(text, Signs(delimiter, '"', None)):
            found.append(record)
            if len(found) > MOST_SAMPLE_ROWS:
                break
        widths = Counter(len(record.fields) for record in found)
        width = len(found[0].fields) if found else 0
        share = widths[width] / max(1, len(found)) if width > 1 else 0.0
        if share > best[2] + 0.01 or (share and share >= best[2] - 0.01 and width > len(best[1][0].fields)):
            best = (delimiter, found, share)
    return best[0], best[1], round(100 * best[2])


def _json_object(line: str) -> dict | None:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


def _json_lines(text: str, encoding: str, sure: dict[str, int]) -> Sample:
    lines = text.strip("\ufeff").split("\n")[:MOST_SAMPLE_ROWS]
    rows = [row for line in lines if (row := _json_object(line))]
    sample = _typed([{k: v for k, v in row.items() if not isinstance(v, list | dict)} for row in rows], "jsonl")
    if encoding != "utf-8":
        sample.dialect["encoding"] = encoding
    sample.sure |= sure
    return sample
