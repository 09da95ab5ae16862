"""Facts of an Excel workbook's one visible sheet; line numbers are its row numbers."""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace

import openpyxl

from expectations.contract import Contract
from expectations.reading.dialects import MOST_ABOVE, header_below, is_header
from expectations.reading.facts import Facts, file_facts, no_lines, no_rows
from expectations.reading.typed import MOST_ROWS, facts_of
from expectations.reading.unpack import open_archive
from expectations.reading.unreadable import UnreadableFile
from expectations.visible import visible

MOST_CELLS = 20_000_000
"""Cells, empty ones between filled ones too, that are still looked at: a small file can name a million columns."""
_FORMULA_WITHOUT_VALUE = re.compile(
    rb"<c\b[^>]*\br=\"[A-Z]+(\d+)\"[^>]*>\s*<f\b(?:[^>]*/>|[^>]*>[^<]*</f>)\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>"
)

Row = tuple[int, list[object]]


def read_excel(data: bytes, contract: Contract) -> Facts:
    """Facts of a workbook. Rows on further or hidden sheets would be lost, so a workbook that has them is unreadable;
    a formula whose value Excel hasn't saved makes its row no record."""
    with open_archive(data) as archive:
        _refuse_entities(archive)
        try:
            table, uncalculated = _sheet(data, archive)
        except UnreadableFile:
            raise
        except Exception:
            # openpyxl raises whatever its parsers raise; what they say may hold a cell.
            raise UnreadableFile from None
    if not table:
        return Facts(file_facts(empty=True), no_lines(), no_rows(contract.fields))
    first, *body = table
    at = (
        None
        if is_header(_texts(first[1]), contract.header)
        else header_below([_texts(row) for _, row in body[:MOST_ABOVE]], contract.header)
    )
    if at is not None:
        first, body = body[at], body[at + 1 :]
    number, header = first
    names = _names(header, body)
    rows = [(number, None if number in uncalculated else dict(zip(names, cells))) for number, cells in body]
    facts = facts_of(rows, [name for name in names if name], contract)
    if at is None:
        return facts
    facts.file["header_first"] = False
    facts.agreed_and_seen["HEADER_NOT_FIRST"] = ("1", str(number))
    return replace(facts, rows=no_rows(contract.fields))


def _refuse_entities(archive: zipfile.ZipFile) -> None:
    """Excel writes no document type; one that is there would define entities, to grow in memory or to fetch files."""
    for member in archive.infolist():
        if member.filename.endswith((".xml", ".rels")):
            try:
                with archive.open(member) as part:
                    start = part.read(4096)
            except Exception:
                raise UnreadableFile from None
            if b"<!DOCTYPE" in start or b"<!ENTITY" in start:
                raise UnreadableFile


def _sheet(data: bytes, archive: zipfile.ZipFile) -> tuple[list[Row], frozenset[int]]:
    """The first sheet's rows that hold anything, and the numbers of those with a formula that has no value."""
    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    first, *others = book.worksheets
    if first.sheet_state != "visible" or any(next(_rows(sheet), None) for sheet in others):
        raise UnreadableFile("hidden_rows")
    table = list(_rows(first))
    sheet = archive.read(first._worksheet_path)
    return table, frozenset(int(found[1]) for found in _FORMULA_WITHOUT_VALUE.finditer(sheet))


def _rows(sheet) -> Iterator[Row]:
    """Rows that hold anything, by number. The sheet's own word on its size is left aside: it may be wrong."""
    sheet.reset_dimensions()
    cells = 0
    for number, row in enumerate(sheet.iter_rows(values_only=True), start=1):
        cells += len(row) + 1
        if number > MOST_ROWS or cells > MOST_CELLS:
            raise UnreadableFile("too_large")
        if any(cell is not None and str(cell).strip() for cell in row):
            yield number, list(row)


def _texts(cells: list[object]) -> list[str]:
    return [visible(cell) for cell in cells if isinstance(cell, str)]


def _names(header: list[object], body: list[Row]) -> list[str]:
    """Column names; a column without a name that holds anything gets one that no contract has."""
    names = ["" if name is None else visible(str(name)) for name in header]
    widest = max((len(cells) for _, cells in body), default=0)
    names += [""] * (widest - len(names))
    filled = {at for _, cells in body for at, cell in enumerate(cells) if cell not in (None, "")} if "" in names else ()
    return [name or (f"(column {at + 1})" if at in filled else "") for at, name in enumerate(names)]
