"""Excel workbooks that a region gets: written row by row, and safe to open."""

import datetime as dt
import io

import openpyxl
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

_HEAD = {"font": Font(bold=True, color="FFFFFF"), "fill": PatternFill("solid", fgColor="1B2733")}


def new_book() -> openpyxl.Workbook:
    """A workbook to which rows are only appended, with nothing in it of who wrote it and when."""
    book = openpyxl.Workbook(write_only=True)
    book.properties.creator = "Aspa"
    book.properties.created = book.properties.modified = dt.datetime(2026, 1, 1)
    return book


def _cell(sheet: Worksheet, value: object, **style: object) -> WriteOnlyCell:
    """A cell that no spreadsheet runs: text stays text, whatever it begins with."""
    cell = WriteOnlyCell(sheet, value=value)
    if isinstance(value, str):
        cell.data_type = "s"
        cell.quotePrefix = value[:1] in "=+-@\t\r"
    for name, setting in style.items():
        setattr(cell, name, setting)
    return cell


def write_rows(sheet: Worksheet, rows, widths: tuple[int, ...], head: int = 1) -> None:
    """Append the rows, the first `head` of them as a header; `widths` are the columns', in characters."""
    for at, width in enumerate(widths):
        sheet.column_dimensions[chr(ord("A") + at)].width = width
    wrapped = Alignment(wrap_text=True, vertical="top")
    for number, row in enumerate(rows):
        style = _HEAD if number < head else {}
        sheet.append([_cell(sheet, value, alignment=wrapped, **style) for value in row])


def content_of(book: openpyxl.Workbook) -> bytes:
    """The workbook's bytes."""
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
