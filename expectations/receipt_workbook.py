"""The receipt as an Excel workbook: a summary, and a line for each finding, to sort, filter and tick off."""

from itertools import chain, islice
from pathlib import Path

from expectations.reasons import Language, reasons
from expectations.receipt import WHOLE_FILE, Receipt
from expectations.receipt_page import to_html, words_for
from expectations.workbook import content_of, new_book, write_rows

MOST_FINDINGS = 20_000
"""Lines of the findings sheet; a file that is wrong everywhere needs no million of them."""

_WIDTHS = {"summary": (34, 60), "findings": (9, 26, 26, 24, 52, 60, 26)}


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
    book = new_book()
    for language in languages:
        word = words_for(receipt, language)
        write_rows(book.create_sheet(word["summary_sheet"]), _summary(receipt, word), _WIDTHS["summary"])
        sheet = book.create_sheet(word["findings_sheet"])
        sheet.freeze_panes = "A2"
        write_rows(sheet, _findings(receipt, language, word), _WIDTHS["findings"])
    return content_of(book)


def write_receipt(receipt: Receipt, languages: tuple[Language, ...], folder: Path) -> None:
    """The receipt as page, workbook and JSON in a folder, under the delivery's id."""
    folder.mkdir(parents=True, exist_ok=True)
    name = receipt.delivery_id
    (folder / f"{name}.json").write_text(receipt.to_json(), encoding="utf-8")
    (folder / f"{name}.xlsx").write_bytes(to_workbook(receipt, languages))
    (folder / f"{name}.html").write_text(to_html(receipt, languages, f"{name}.xlsx"), encoding="utf-8")
