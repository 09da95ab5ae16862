"""The receipt of a delivery that could not be taken in. No contract says its languages yet, so it speaks all."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from expectations.refusal import LANGUAGES, Refused
from expectations.templating import template
from expectations.workbook import content_of, new_book, write_rows

TITLES = {
    "fi": {"title": "Toimituskuittaus", "done": "Toimitusta ei voitu ottaa vastaan", "day": "Päivä",
           "manifest": "Saatetiedosto",
           "kept": "Tiedostot ovat tallessa erillään. Mitään niistä ei ole luettu mukaan."},
    "sv": {"title": "Leveranskvitto", "done": "Leveransen kunde inte tas emot", "day": "Dag",
           "manifest": "Följefil",
           "kept": "Filerna är i behåll på en plats för sig. Ingenting av dem har tagits med."},
    "en": {"title": "Delivery receipt", "done": "The delivery could not be taken in", "day": "Day",
           "manifest": "Manifest",
           "kept": "The files are kept apart. Nothing of them was taken in."},
}  # fmt: skip


@dataclass(frozen=True)
class RefusalReceipt:
    """What the region's outbox says of a delivery that was not taken in."""

    manifest: str
    refused_on: str
    case: str
    fi: dict[str, str]
    sv: dict[str, str]
    en: dict[str, str]
    outcome: str = "refused"
    reason: str = "REFUSED"


def receipt_of(refusal: Refused, manifest: str, day: str) -> RefusalReceipt:
    """The receipt; `manifest` is the manifest's name as it may be shown."""
    said = {language: refusal.wording(language).model_dump() for language in LANGUAGES}
    return RefusalReceipt(manifest, day, refusal.case, **said)


def to_html(receipt: RefusalReceipt, workbook: str) -> str:
    """The receipt as a page, a section for each language."""
    return template("refusal.html").render(told=receipt, workbook=workbook, languages=LANGUAGES, words=TITLES)


def write_refusal(receipt: RefusalReceipt, folder: Path, name: str) -> None:
    """The receipt as page, workbook and JSON in a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    content = json.dumps(asdict(receipt), ensure_ascii=False, indent=2)
    (folder / f"{name}.json").write_text(content, encoding="utf-8")
    (folder / f"{name}.html").write_text(to_html(receipt, f"{name}.xlsx"), encoding="utf-8")
    book = new_book()
    said = ((TITLES[language]["done"], getattr(receipt, language)) for language in LANGUAGES)
    rows = (row for done, its in said for row in ((done, receipt.manifest), ("", its["wrong"]), ("", its["mend"])))
    write_rows(book.create_sheet("REFUSED"), rows, (34, 90), head=0)
    (folder / f"{name}.xlsx").write_bytes(content_of(book))
