"""A delivery that can't be taken in at all, and what the region is told: it has no contract to be judged by yet."""

import json
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path

import openpyxl
import yaml

from expectations.reasons import Language, Wording
from expectations.templating import template

LANGUAGES: tuple[Language, ...] = ("fi", "sv", "en")
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


@lru_cache(maxsize=1)
def _cases() -> dict[str, dict[Language, Wording]]:
    entries = yaml.safe_load((Path(__file__).parent / "refusals.yaml").read_text(encoding="utf-8"))
    return {code: {language: Wording(**entry[language]) for language in LANGUAGES} for code, entry in entries.items()}


class Refused(ValueError):
    """A delivery that can't be taken in. `case` is one of refusals.yaml; `names` are files, roles and sources, made
    safe to show, never a file's content."""

    def __init__(self, case: str, **names: object):
        self.case, self.names = case, {name: str(value) for name, value in names.items()}
        super().__init__(self.wording("en").wrong)

    def wording(self, language: Language) -> Wording:
        """What is wrong and how to mend it."""
        said = _cases()[self.case][language]
        return Wording(wrong=said.wrong.format(**self.names), mend=said.mend.format(**self.names))


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
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "REFUSED"
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 34, 90
    for language in LANGUAGES:
        said = getattr(receipt, language)
        for row in ((TITLES[language]["done"], receipt.manifest), ("", said["wrong"]), ("", said["mend"])):
            sheet.append(row)
            # A file's name may begin as a formula does.
            sheet.cell(sheet.max_row, 2).data_type = "s"
    with (folder / f"{name}.xlsx").open("wb") as stream:
        book.save(stream)
