"""The region is told of a withdrawal in its contract's languages: what went, when, why, and what it may do next."""

import json

import pytest

from expectations.catalogue import contracts
from expectations.withdrawal import WORDS, write_withdrawal
from lake_layout import folders
from lake_layout.delivery import DeliveryId
from lake_layout.settings import settings


@pytest.fixture
def bilingual(tmp_path, monkeypatch):
    """A delivery of a source whose receipts are in Finnish and Swedish, on a lake of its own."""
    monkeypatch.setenv("ASPA_LAKE", str(tmp_path / "lake"))
    settings.cache_clear()
    contract = next(c for c in contracts() if set(c.receipt_languages) == {"fi", "sv"})
    yield DeliveryId(contract.region, contract.source, "2026-01", 2)
    settings.cache_clear()


def test_the_outbox_gets_page_and_json(bilingual):
    write_withdrawal(bilingual, "25.11.2026", "Väärä poiminta", 520, 1400)
    box = folders.outbox(bilingual.region)
    told = json.loads((box / f"{bilingual}_withdrawn.json").read_text())
    assert (told["outcome"], told["rows"], told["files_opened"]) == ("withdrawn", 520, 1400)
    page = (box / f"{bilingual}_withdrawn.html").read_text()
    assert WORDS["fi"]["done"] in page and WORDS["sv"]["done"] in page and WORDS["en"]["done"] not in page
    assert "Väärä poiminta" in page
    assert (folders.data_docs() / "receipts" / f"{bilingual}_withdrawn.html").read_text() == page


def test_every_language_has_every_word():
    assert WORDS["fi"].keys() == WORDS["sv"].keys() == WORDS["en"].keys()
