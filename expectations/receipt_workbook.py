"""The receipt as an Excel workbook: a summary, and a line for each finding, to sort, filter and tick off."""

import datetime as dt
import io
from itertools import chain, islice
from pathlib import Path

import openpyxl
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from expectations.reasons import Language, reasons
from expectations.receipt import WHOLE_FILE, Receipt
from expectations.receipt_page import to_html, words_for

MOST_FINDINGS = 20_000
"""Lines of the findings sheet; a file that is wrong everywhere needs no million of them."""

_HEAD = {"font": Font(bold=True, color="FFFFFF"), "fill": PatternFill("solid", fgColor="1B2733")}
_WIDTHS = {"summary": (34, 60), "findings": (9, 26, 26, 24, 52, 60, 26)}


def _cell(sheet: Worksheet, value: object, **style: object) -> WriteOnlyCell:
    """A cell that no spreadsheet runs: text stays text, whatever it begins with."""
    cell = WriteOnlyCell(sheet, value=value)
    if isinstance(value, str):
        cell.data_type = "s"
        cell.quotePrefix = value[:1] in "=+-@\t\r"
    for name, setting in style.items():
        setattr(cell, name, setting)
    return cell


def _write(sheet: Worksheet, rows, widths: tuple[int, ...], head: int = 1) -> None:
    for at, width in enumerate(widths):
        sheet.column_dimensions[chr(ord("A") + at)].width = width
    wrapped = Alignment(wrap_text=True, vertical="top")
    for number, row in enumerate(rows):
        style = _HEAD if number < head else {}
        sheet.append([_cell(sheet, value, alignment=wrapped, **style) for value in row])


def _summary(receipt: Receipt, word: dict[str, str]):
    yield word["title"], word[receipt.outcome]
    yield word["delivery"], receipt.delivery_id
    yield word["source"], receipt.source_name
    yield word["period"], receipt.period
    yield word["contract"], receipt.contract_version
    yield "", word[f"next_{receipt.outcome}"]
    figures = ("received", "accepted", "quarantined", "rejected", "duplicates")
    for figure in figures:
        yield (
            word[{"accepted": "accepted_rows", "rejected": "rejected_rows"}.get(figure, figure)],
            getattr(receipt, figure),
        )
    for column, agreed in receipt.agreed.items():
        yield f"{word['agreed']}: {column}", agreed
    if sum(finding.rows for finding in receipt.findings) > MOST_FINDINGS:
        yield "", word["cut"].format(n=MOST_FINDINGS)
    yield "", word["values"]


def _findings(receipt: Receipt, language: Language, word: dict[str, str]):
    yield tuple(word[name] for name in ("line", "column", "code", "severity", "what", "mend", "meant"))
    lines = chain.from_iterable(((line, finding) for line in finding.lines) for finding in receipt.findings)
    for line, finding in sorted(islice(lines, MOST_FINDINGS), key=lambda pair: (pair[0], pair[1].column)):
        wording = reasons()[finding.reason].wording(language)
        column = word["whole_file"] if finding.column == WHOLE_FILE else finding.column
        yield line, column, finding.reason, word[finding.severity], wording.wrong, wording.mend, finding.hint or ""


def to_workbook(receipt: Receipt, languages: tuple[Language, ...]) -> bytes:
    """The workbook's bytes: both sheets in each language."""
    book = openpyxl.Workbook(write_only=True)
    book.properties.creator = "Aspa"
    book.properties.created = book.properties.modified = dt.datetime(2026, 1, 1)
    for language in languages:
        word = words_for(receipt, language)
        _write(book.create_sheet(word["summary_sheet"]), _summary(receipt, word), _WIDTHS["summary"])
        sheet = book.create_sheet(word["findings_sheet"])
        sheet.freeze_panes = "A2"
        _write(sheet, _findings(receipt, language, word), _WIDTHS["findings"])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def write_receipt(receipt: Receipt, languages: tuple[Language, ...], folder: Path) -> None:
    """The receipt as page, workbook and JSON in a folder, under the delivery's id."""
    folder.mkdir(parents=True, exist_ok=True)
    name = receipt.delivery_id
    (folder / f"{name}.json").write_text(receipt.to_json(), encoding="utf-8")
    (folder / f"{name}.xlsx").write_bytes(to_workbook(receipt, languages))
    (folder / f"{name}.html").write_text(to_html(receipt, languages, f"{name}.xlsx"), encoding="utf-8")
