"""What the verification run tells: canaries beside a delivery, figures, receipt and page; counts only."""

import json
import random

import pytest

from expectations.verification import Probe, verification_of, wilson
from expectations.verification_page import write_page
from expectations.verification_receipt import to_json, write_verification
from lake_layout import audit, folders, ledger
from lake_layout.delivery import DeliveryId
from lake_layout.settings import settings
from spark_jobs.anonymise.canaries import Canary, probes, survivors, tally, tripwires
from spark_jobs.anonymise.placeholders import TYPES
from spark_jobs.anonymise.verify import verify


def cleaned(canaries):
    return [result.text for result in verify([(canary.language, canary.text) for canary in canaries])]


def test_no_tripwire_survives():
    assert survivors(tripwires(), cleaned(tripwires())) == []


def test_a_tripwire_tells_when_a_rule_is_lost(monkeypatch):
    from spark_jobs.anonymise import shapes

    monkeypatch.setattr(shapes.contacts, "EMAILS", ())
    cut = survivors(tripwires(), cleaned(tripwires()))
    assert {wire.type for wire in cut} == {"SAHKOPOSTI"}
    assert "fi-8" in {wire.name for wire in cut}


@pytest.mark.parametrize(
    ("text", "survives"),
    [("Kiitos <NIMI>", False), ("Kiitos <NIMI> Korhoselle", True), ("kiitos LIISA <NIMI>", True), (None, True)],
)
def test_a_canary_survives_where_any_part_does_or_its_text_is_withheld(text, survives):
    assert Canary("fi", "Kiitos Liisa Korhoselle", "NIMI", "Liisa Korhoselle").survives(text) is survives


def test_probes_are_fresh_and_of_every_type_and_language():
    one, other = probes(random.Random(1), 3), probes(random.Random(2), 3)
    assert {(canary.language, canary.type) for canary in one} == {
        (lang, t) for lang in ("fi", "sv", "en") for t in TYPES
    }
    assert len(set(one) & set(other)) < len(one) / 4


def test_probes_are_found():
    made = probes(random.Random(20), 60)
    for language, kind, number, found in tally(made, cleaned(made)):
        assert wilson(found, number)[1] > 0.97, (language, kind)


def test_an_alarm_needs_more_than_chance():
    assert [Probe("fi", "NIMI", 40, found, *wilson(found, 40), 0.97).alarm for found in (40, 39, 37, 36, 30)] == [
        False, False, False, True, True,
    ]  # fmt: skip


@pytest.fixture
def lake(monkeypatch, tmp_path):
    monkeypatch.setenv("ASPA_LAKE", str(tmp_path / "lake"))
    settings.cache_clear()
    yield
    settings.cache_clear()


def refined(period: str, texts: int, missed: int) -> DeliveryId:
    """A delivery of Finnish texts in the ledger."""
    delivery = DeliveryId.parse(f"18_roidu_{period}_1")
    ledger.put(
        audit.DELIVERIES,
        [
            {
                "delivery_id": str(delivery), "region": "18", "source": "roidu", "period": period, "sequence": 1,
                "sha256": "0", "file_names": "a.csv", "status": "refined", "received_at": ledger.now(),
            }
        ],
    )  # fmt: skip
    own = {"delivery_id": str(delivery), "language": "fi"}
    ledger.put(
        audit.VERIFICATIONS,
        [
            own
            | {"texts": texts, "words": 20 * texts, "texts_missed": missed, "texts_changed": 2 * missed}
            | {"withheld_failed": 0, "withheld_residue": 1}
        ],
    )
    ledger.put(audit.REMOVALS, [own | {"removal_type": "NIMI", "removals": 2 * missed, "texts": missed}])
    ledger.put(audit.PROBES, [own | {"removal_type": "NIMI", "probes": 40, "found": 30}])
    return delivery


def test_figures_per_text_and_per_thousand_words(lake):
    told = verification_of(refined("2026-01", 100, 10))
    [finnish] = told.languages
    [names] = finnish.removed
    assert (told.missed, names.per_text, names.per_thousand_words) == (0.1, 0.2, 10.0)
    assert (told.withheld, told.history, told.drift) == (1, None, None)
    assert [probe.type for probe in told.alarms] == ["NIMI"]


def test_drift_is_judged_against_the_sources_own_history(lake):
    for month, missed in (("01", 10), ("02", 12), ("03", 11)):
        assert not verification_of(refined(f"2026-{month}", 100, missed)).drifted
    worse = verification_of(refined("2026-04", 100, 40))
    assert worse.drifted and worse.drift > 3 and round(worse.history, 2) == 0.11


def test_receipt_and_page_hold_counts(lake):
    delivery = refined("2026-01", 100, 10)
    write_verification(delivery)
    write_page()
    box = folders.outbox("18")
    told = json.loads((box / f"{delivery}_varmistusajo.json").read_text())
    assert (told["texts"], told["missed"]) == (100, 0.1)
    receipt = (box / f"{delivery}_varmistusajo.html").read_text()
    assert "Tunnisteita jäi 10,0 tekstiin sadasta" in receipt and 'lang="fi"' in receipt
    page = (folders.data_docs() / "verification.html").read_text()
    assert f"receipts/{delivery}_varmistusajo.html" in page and "alle rajan" in page
    assert to_json(verification_of(delivery)) == json.dumps(told, ensure_ascii=False, indent=2)
