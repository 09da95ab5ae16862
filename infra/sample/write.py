"""A contract turned round: national fields and codes become a file as the region would have written it."""

import codecs
import csv
import gzip
import io
import json
import re
import zipfile
from pathlib import Path

import pandas as pd

from expectations.contract import Contract
from lake_layout.records import KNOWN

FIXED_TIME = (2026, 1, 1, 0, 0, 0)
_PLAIN = {"–": "-", "—": "-", "−": "-", "‑": "-", "‘": "'", "’": "'", "“": '"', "”": '"', "…": "...", "\u00a0": " "}
codecs.register_error(
    "plain", lambda error: ("".join(_PLAIN.get(c, "?") for c in error.object[error.start : error.end]), error.end)
)


def within(text: str, encoding: str) -> str:
    """The text in characters that the encoding has: others become their plain counterpart or a question mark."""
    return text.encode(encoding, "plain").decode(encoding)


def file_name(contract: Contract, period: str, suffix: str = "") -> str:
    """The name of a delivery's file: `<source>_<period><suffix>.<format>`, plus .gz or .zip where compressed."""
    compressed = {"none": "", "gzip": ".gz", "zip": ".zip"}[contract.dialect.compression]
    return f"{contract.source}_{period}{suffix}.{contract.dialect.format}{compressed}"


def own_values(contract: Contract, rows: pd.DataFrame) -> pd.DataFrame:
    """The rows under the region's column names, with its own codes; dates and scales stay typed."""
    frame = pd.DataFrame(index=rows.index)
    for column in contract.columns:
        values = rows[column.field]
        if column.codes:
            own = pd.Series({national: code for code, national in column.codes.items()}, dtype=object)
            values = values.map(own).where(values.isin(own.index), values)
        frame[column.physical_name] = values
    return frame


def _lists(contract: Contract, frame: pd.DataFrame, dates_as_text: bool) -> list[list[object]]:
    """Column values as plain Python values, None where there is none."""
    lists = []
    for column in contract.columns:
        values = frame[column.physical_name]
        if KNOWN[column.field].kind == "date" and dates_as_text and values.dtype.kind == "M":
            values = values.dt.strftime(contract.date_format_of(column.field))
        lists.append([None if pd.isna(value) else value for value in values.astype(object).tolist()])
    return lists


def _scales_with_comma(contract: Contract, lists: list[list[object]]) -> list[list[object]]:
    if contract.dialect.decimalChar != ",":
        return lists
    scale = [KNOWN[field].kind == "scale" for field in contract.fields]
    return [
        [None if v is None else f"{v},0" for v in values] if is_scale else values
        for values, is_scale in zip(lists, scale)
    ]


def write_csv(contract: Contract, header: list[str], records: list[tuple[object, ...]]) -> bytes:
    """Header and records in the contract's dialect and encoding, quoted where needed."""
    dialect, out = contract.dialect, io.StringIO()
    writer = csv.writer(
        out, delimiter=dialect.delimiter, quotechar=dialect.quoteChar, lineterminator=dialect.lineTerminator
    )
    writer.writerow(header)
    writer.writerows(records)
    return out.getvalue().encode(dialect.encoding, "plain")


def _write_jsonl(header: list[str], records: list[tuple[object, ...]]) -> bytes:
    lines = (json.dumps(dict(zip(header, record)), ensure_ascii=False) for record in records)
    return "".join(line + "\n" for line in lines).encode("utf-8")


def _write_xlsx(header: list[str], records: list[tuple[object, ...]]) -> bytes:
    from openpyxl import Workbook

    book, out, fixed = Workbook(write_only=True), io.BytesIO(), io.BytesIO()
    sheet = book.create_sheet("palaute")
    for record in (header, *records):
        sheet.append(record)
    book.save(out)
    with zipfile.ZipFile(out) as made, zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as kept:
        for name in made.namelist():
            content = made.read(name)
            if name == "docProps/core.xml":
                content = re.sub(rb">\d{4}-\d\d-\d\dT[^<]*Z<", b">2026-01-01T00:00:00Z<", content)
            kept.writestr(zipfile.ZipInfo(name, FIXED_TIME), content, zipfile.ZIP_DEFLATED)
    return fixed.getvalue()


def encode(contract: Contract, rows: pd.DataFrame) -> bytes:
    """The file's bytes before compression. Excel and Parquet hold typed dates and numbers, CSV and JSON their text."""
    frame, kind, out = own_values(contract, rows), contract.dialect.format, io.BytesIO()
    if kind == "parquet":
        frame.to_parquet(out, index=False)
        return out.getvalue()
    lists = _lists(contract, frame, dates_as_text=kind != "xlsx")
    header, records = list(frame.columns), list(zip(*_scales_with_comma(contract, lists)))
    if kind == "csv":
        return write_csv(contract, header, records)
    return _write_jsonl(header, records) if kind == "jsonl" else _write_xlsx(header, records)


def compress(contract: Contract, content: bytes, name: str) -> bytes:
    """The content as the contract compresses it; `name` is the compressed file's own name."""
    if contract.dialect.compression == "gzip":
        return gzip.compress(content, mtime=0)
    if contract.dialect.compression == "zip":
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            archive.writestr(zipfile.ZipInfo(name.removesuffix(".zip"), FIXED_TIME), content, zipfile.ZIP_DEFLATED)
        return out.getvalue()
    return content


def write_delivery(contract: Contract, rows: pd.DataFrame, path: Path) -> None:
    """Write national rows as the contract agrees."""
    path.write_bytes(compress(contract, encode(contract, rows), path.name))
