"""The receipt as a page that a clerk reads, a section for each of the contract's languages."""

from functools import lru_cache
from pathlib import Path

import jinja2
import yaml

from expectations.reasons import Language, reasons
from expectations.receipt import WHOLE_FILE, Receipt
from expectations.templating import environment

LINES_SHOWN = 20
"""Line numbers that the page names for one finding; Excel and JSON name more."""


@lru_cache(maxsize=1)
def words() -> dict[str, dict[str, str]]:
    """What a receipt says besides its reasons, by language."""
    return yaml.safe_load((Path(__file__).parent / "receipt_words.yaml").read_text(encoding="utf-8"))


def words_for(receipt: Receipt, language: str) -> dict[str, str]:
    """The words of one receipt: those of a dry run say what would become of the file."""
    own = words()[language]
    if receipt.dry_run:
        return own | {name.removeprefix("dry_"): said for name, said in own.items() if name.startswith("dry_")}
    return own


def line_ranges(lines: tuple[int, ...], most: int = LINES_SHOWN) -> tuple[str, int]:
    """Line numbers as a person would say them (`4, 7–9, 12`), at most so many parts; and how many lines are left."""
    parts: list[tuple[int, int]] = []
    for line in lines:
        if parts and line == parts[-1][1] + 1:
            parts[-1] = (parts[-1][0], line)
        else:
            parts.append((line, line))
    said = [f"{first}" if first == last else f"{first}–{last}" for first, last in parts[:most]]
    return ", ".join(said), sum(last - first + 1 for first, last in parts[most:])


def as_came(seen: str, word: dict[str, str]) -> str:
    """What was agreed of a file's form, or came, as a reader sees it: a delimiter that shows, or words."""
    return {"\t": "TAB"}.get(seen) or word.get(f"came_{seen}", seen)


@lru_cache(maxsize=1)
def _page() -> jinja2.Template:
    made = environment()
    made.globals.update(line_ranges=line_ranges, as_came=as_came)
    return made.get_template("receipt.html")


def to_html(receipt: Receipt, languages: tuple[Language, ...], workbook: str | None = None) -> str:
    """The page; `workbook` is the name of the Excel receipt beside it."""
    return _page().render(
        receipt=receipt,
        languages=languages,
        words={language: words_for(receipt, language) for language in languages},
        reasons=reasons(),
        workbook=workbook,
        whole_file=WHOLE_FILE,
        names={"fi": "Suomeksi", "sv": "På svenska", "en": "In English"},
        signs={"accepted": "✓", "accepted_with_quarantine": "!", "rejected": "✕"},
    )
