"""Files of reference data as plain rows: CSV in any usual dialect, JSON, Excel old and new. Each row with its line."""

import codecs
import csv
import io
import json
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

import openpyxl
import xlrd

DELIMITERS = ";,\t|"
Line = tuple[int, dict[str, str]]


class Unreadable(ValueError):
    """A file that can't be read as a table; the message says why and what to do."""


def read_table(content: bytes, name: str) -> list[Line]:
    """(line, row) of a file, by the ending of its name; JSON's lines are the places of its entries."""
    ending = name.rpartition(".")[2].lower()
    readers = {"csv": _csv, "txt": _csv, "json": _json, "xlsx": _xlsx, "xls": _xls}
    if ending not in readers:
        raise Unreadable(f"{name}: the file's name must end with one of {', '.join(readers)}")
    try:
        found = list(readers[ending](content))
    except Unreadable as error:
        raise Unreadable(f"{name}: {error}") from None
    except Exception as error:  # whatever a parser finds in a damaged file
        raise Unreadable(f"{name}: the file is no readable {ending} file ({type(error).__name__})") from None
    if not found:
        raise Unreadable(f"{name}: the file has no rows")
    return _without_empty(found)


def _without_empty(found: list[Line]) -> list[Line]:
    """Without columns that have neither a name nor a value, which spreadsheets leave behind."""
    if any(row.get("") for _, row in found):
        return found
    return [(line, {name: value for name, value in row.items() if name}) for line, row in found]


def _names(cells: Iterable[Any]) -> list[str]:
    names = [text(cell) for cell in cells]
    if twice := sorted({name for name in names if name and names.count(name) > 1}):
        raise Unreadable(f"the column {', '.join(twice)} stands twice in the header")
    return names


def _csv(content: bytes) -> Iterator[Line]:
    text = _decoded(content)
    header = text.partition("\n")[0]
    delimiter = max(DELIMITERS, key=header.count)
    reader = csv.reader(io.StringIO(text), delimiter=delimiter)
    names = _names(next(reader))
    last = 1
    for cells in reader:
        line, last = last + 1, reader.line_num
        if any(cell.strip() for cell in cells):
            if len(cells) != len(names):
                raise Unreadable(f"line {line} has {len(cells)} fields, the header has {len(names)}")
            yield line, {name: cell.strip() for name, cell in zip(names, cells)}


def _decoded(content: bytes) -> str:
    marked = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unreadable("the file is neither UTF-8, UTF-16 nor windows-1252: save it as UTF-8")


def _json(content: bytes) -> Iterator[Line]:
    """A list of rows, or the code server's answer with its `conceptCodes`."""
    answer = json.loads(content.decode("utf-8-sig"))
    entries = answer.get("conceptCodes") if isinstance(answer, dict) else answer
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise Unreadable("the file holds neither a list of codes nor an answer of the code server (conceptCodes)")
    total = answer.get("totalItems") if isinstance(answer, dict) else None
    if total not in (None, len(entries)):
        # One page taken for the whole list would end every code of the other pages.
        raise Unreadable(f"the file holds {len(entries)} codes of the {total} that the server tells of: save all pages")
    for number, entry in enumerate(entries, 1):
        yield number, concept(entry) if "conceptCodeId" in entry else {k: text(v) for k, v in entry.items()}


def concept(entry: dict[str, Any]) -> dict[str, str]:
    """A code of the code server's answer as a row: its attributes become columns, `ShortName_sv` where a language is
    named that isn't Finnish."""
    row = {"CodeId": text(entry["conceptCodeId"]), "ParentId": text(entry.get("parentConceptCodeId"))}
    for own in ("beginDate", "expirationDate"):
        if entry.get(own):
            row[own] = text(entry[own])
    for attribute in entry.get("attributes") or ():
        language = text(attribute.get("language")).lower()
        suffix = f"_{language}" if language and language != "fi" else ""
        row[f"{attribute['attributeName']}{suffix}"] = text(attribute.get("attributeValue"))
    return row


def _xlsx(content: bytes) -> Iterator[Line]:
    workbook = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    yield from _of_cells(workbook.worksheets[0].iter_rows(values_only=True))


def _xls(content: bytes) -> Iterator[Line]:
    workbook = xlrd.open_workbook(file_contents=content)
    sheet = workbook.sheet_by_index(0)

    def value(cell: xlrd.sheet.Cell) -> Any:
        if cell.ctype == xlrd.XL_CELL_DATE:
            return xlrd.xldate_as_datetime(cell.value, workbook.datemode)
        return cell.value

    yield from _of_cells([value(cell) for cell in sheet.row(number)] for number in range(sheet.nrows))


def _of_cells(rows: Iterable[Iterable[Any]]) -> Iterator[Line]:
    cells = iter(rows)
    names = _names(next(cells, ()))
    for number, row in enumerate(cells, 2):
        values = [text(cell) for cell in row]
        if any(values):
            yield number, dict(zip(names, values))


def text(value: Any) -> str:
    """A cell as text: whole numbers without a fraction, moments as days, the first of several values."""
    if isinstance(value, list):
        value = value[0] if value else None
    if value is None:
        return ""
    if isinstance(value, datetime | date):
        return value.strftime("%Y-%m-%d")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()
