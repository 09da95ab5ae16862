"""The verification run's receipt: it shows a region what its own anonymisation had missed, in counts and shares."""

import json
from dataclasses import asdict
from functools import lru_cache

import jinja2

from expectations import templating
from expectations.catalogue import contract_of
from expectations.reviewers import moment
from expectations.verification import Verification, verification_of
from expectations.verification_words import TYPES, WORDS
from lake_layout import folders
from lake_layout.delivery import DeliveryId


@lru_cache(maxsize=1)
def environment() -> jinja2.Environment:
    """The templates, with how numbers, shares and words are shown."""
    made = templating.environment()
    made.globals.update(words=WORDS, types=TYPES)
    made.filters.update(share=_share, number=_number, moment=moment)
    return made


def _share(value: float) -> str:
    return f"{100 * value:.1f}".replace(".", ",") + "\u00a0%"


def _number(value: float) -> str:
    text = f"{value:,}" if isinstance(value, int) else f"{value:,.1f}"
    return text.replace(",", "\u202f").replace(".", ",")


def to_json(told: Verification) -> str:
    """The receipt for machines."""
    whole = asdict(told) | {"texts": told.texts, "missed": round(told.missed, 4), "drifted": told.drifted}
    return json.dumps(whole | {"withheld": told.withheld}, ensure_ascii=False, indent=2)


def to_html(told: Verification, languages: tuple[str, ...]) -> str:
    """The receipt as a page, a section for each language."""
    return environment().get_template("verification.html").render(told=told, languages=languages)


def write_verification(delivery: DeliveryId) -> None:
    """Write the receipt to the region's outbox and beside Data Docs."""
    told = verification_of(delivery)
    page = to_html(told, contract_of(delivery.region, delivery.source).receipt_languages)
    for folder in (folders.outbox(delivery.region), folders.data_docs() / "receipts"):
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{delivery}_varmistusajo.html").write_text(page, encoding="utf-8")
    (folders.outbox(delivery.region) / f"{delivery}_varmistusajo.json").write_text(to_json(told), encoding="utf-8")
