"""What a withdrawal looks for afterwards: fingerprints that find a copy anywhere, and hold nothing of it themselves."""

import json

import pytest
from upath import UPath

from spark_jobs.withdraw.evidence import Evidence

TEXT = "Hoitaja Aada kuunteli minua rauhassa ja selitti kaiken kahteen kertaan, kiitos siitä koko vastaanotolle!"


@pytest.fixture
def evidence():
    made = Evidence()
    made.add_text(TEXT)
    made.add_id("roi2601-000017")
    made.add_id("17")  # too short to tell: it would be found in any log
    return made


@pytest.mark.parametrize(
    "copy, kind",
    [
        (f"INFO value was {TEXT}", "text"),
        (TEXT.upper(), "text"),
        ("... kuunteli minua rauhassa ja selitti kaiken kahteen kertaan, kiitos siitä koko vasta", "text"),  # a part
        (json.dumps({"text": TEXT}), "text"),  # ä as \\u00e4
        ("row roi2601-000017, column 3", "id"),
        ('{"id": "roi2601-000017"}', "id"),
        ("row roi2601-000018, line 17", None),
        ("selitti kaiken kahteen kertaan", None),  # four words are anybody's
        ("", None),
    ],
)
def test_it_finds_copies_and_parts_of_copies(evidence, copy, kind):
    assert evidence.found_in(copy) == kind


def test_what_is_kept_until_the_proof_tells_nothing(evidence, tmp_path):
    place = UPath(tmp_path / "x.json")
    evidence.save(place)
    kept = place.read_text()
    assert not any(word in kept for word in ("Aada", "kuunteli", "roi2601"))
    assert Evidence.load(place).found_in(TEXT) == "text"


def test_two_withdrawals_do_not_share_fingerprints(evidence):
    other = Evidence()
    other.add_text(TEXT)
    assert not other.windows & evidence.windows
