"""The receipt tells a supplier what to mend, in the contract's languages, and holds no value."""

import json

import pytest

from expectations.reasons import reasons
from expectations.receipt import make_receipt, to_html

SECRET = "Salaisuus"


@pytest.fixture
def receipt(judged, delivery, contract):
    lines = {3: f"3;;18-2001;{SECRET};03.01.2026;{SECRET};{SECRET}", 5: f"{SECRET};181007;;Käynti;05.01.2026;9;x"}
    return make_receipt(judged(delivery(lines)), contract, "18_koe_2026-01_1", "2026-01")


def test_it_names_line_and_the_column_as_the_supplier_calls_it(receipt):
    found = {(f.reason, f.column, f.lines) for f in receipt.findings}
    assert ("COST_CENTRE_MISSING", "Kustannuspaikka", (4,)) in found
    assert ("PLACE_MISSING", "Paikka", (6,)) in found
    assert ("CODE_UNKNOWN", "Yhteystapa", (4,)) in found


def test_it_holds_no_value(receipt):
    for page in (receipt.to_json(), to_html(receipt, ("fi", "sv", "en"))):
        assert SECRET not in page


def test_its_figures_add_up(receipt):
    told = json.loads(receipt.to_json())
    assert told["received"] == told["accepted"] + told["quarantined"] + told["rejected"] + told["duplicates"]


def test_it_speaks_the_contracts_languages(receipt):
    page = to_html(receipt, ("fi", "sv"))
    assert "Kustannuspaikka puuttuu." in page and "Kostnadsstället saknas." in page
    assert "The cost centre is missing." not in page


def test_every_reason_is_worded_in_three_languages():
    for reason in reasons().values():
        for language in ("fi", "sv", "en"):
            assert reason.wording(language).wrong and reason.wording(language).mend


def test_it_says_what_was_agreed_and_what_came(judged, delivery, contract):
    judgement = judged(delivery().replace(b";", b"\t"))
    receipt = make_receipt(judgement, contract, "18_koe_2026-01_1", "2026-01")
    assert [(f.reason, f.agreed, f.seen) for f in receipt.findings] == [("DELIMITER", ";", "\t")]
    assert "Erotinmerkki ei ole sovittu. (sovittu ;, tuli TAB)" in to_html(receipt, ("fi",))
