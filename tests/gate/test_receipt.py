"""The receipt tells a supplier what to mend, in the contract's languages, and holds no value."""

import io
import json
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from expectations import receipt_workbook
from expectations.judge import judge
from expectations.reading.read import read_file
from expectations.reasons import reasons
from expectations.reasons_page import page
from expectations.receipt import make_receipt
from expectations.receipt_page import line_ranges, to_html, words
from expectations.receipt_workbook import to_workbook, write_receipt

SECRET = "Salaisuus"
ALL = ("fi", "sv", "en")
PROJECT = Path(__file__).parents[2]


@pytest.fixture
def receipt(judged, delivery, contract):
    lines = {3: f"3;;18-2001;{SECRET};03.01.2026;{SECRET};{SECRET}", 5: f"{SECRET};181007;;Käynti;05.01.2026;9;x"}
    return make_receipt(judged(delivery(lines)), contract, "18_koe_2026-01_1", "2026-01")


def cells(workbook: bytes) -> list[list[tuple]]:
    return [list(sheet.iter_rows(values_only=True)) for sheet in openpyxl.load_workbook(io.BytesIO(workbook))]


def test_it_names_line_and_the_column_as_the_supplier_calls_it(receipt):
    found = {(f.reason, f.column, f.lines) for f in receipt.findings}
    assert ("COST_CENTRE_MISSING", "Kustannuspaikka", (4,)) in found
    assert ("PLACE_MISSING", "Paikka", (6,)) in found
    assert ("CODE_UNKNOWN", "Yhteystapa", (4,)) in found


def test_its_figures_add_up(receipt):
    told = json.loads(receipt.to_json())
    assert told["received"] == told["accepted"] + told["quarantined"] + told["rejected"] + told["duplicates"]


def test_it_speaks_the_contracts_languages(receipt):
    page = to_html(receipt, ("fi", "sv"))
    assert "Kustannuspaikka puuttuu." in page and "Kostnadsstället saknas." in page
    assert "The cost centre is missing." not in page


def test_it_says_what_was_agreed_and_perhaps_meant(judged, delivery, contract):
    lines = {3: "3;181007;18-2001;käynti;2026-01-03;99;x"}
    receipt = make_receipt(judged(delivery(lines)), contract, "18_koe_2026-01_1", "2026-01")
    assert {f.column: f.hint for f in receipt.findings} == {"Yhteystapa": "Käynti", "Vastattu": None, "NPS": None}
    assert receipt.agreed == {"Yhteystapa": "Käynti · Etä", "Vastattu": "31.01.2026", "NPS": "0–10"}
    assert 'Tarkoititko: <span class="meant">Käynti</span>' in to_html(receipt, ("fi",))


def test_the_workbook_has_a_line_for_each_finding(receipt):
    summary, findings = cells(to_workbook(receipt, ("fi",)))
    assert summary[0][:2] == ("Toimituskuittaus", "Toimitus on hyväksytty, osa riveistä odottaa korjausta")
    assert [row[:3] for row in findings[1:]] == [
        (4, "Kustannuspaikka", "COST_CENTRE_MISSING"),
        (4, "NPS", "OUT_OF_SCALE"),
        (4, "Yhteystapa", "CODE_UNKNOWN"),
        (6, "Paikka", "PLACE_MISSING"),
    ]


def test_the_workbook_runs_no_formula_and_is_bounded(judged, delivery, contract, monkeypatch):
    monkeypatch.setattr(receipt_workbook, "MOST_FINDINGS", 1000)
    columns = tuple(c.model_copy(update={"physical_name": f"={c.physical_name}"}) for c in contract.columns)
    odd = contract.model_copy(update={"columns": columns, "quarantined_share_most": 1.0})
    header = ";".join(odd.header)
    empty = {n: f"{n};;;;{n % 28 + 1:02}.01.2026;;" for n in range(1, 601)}
    receipt = make_receipt(judged(delivery(empty, rows=600, header=header), odd), odd, "18_koe_2026-01_1", "2026-01")
    book = openpyxl.load_workbook(io.BytesIO(to_workbook(receipt, ("fi",))))
    assert book.worksheets[1].max_row == 1001 < sum(f.rows for f in receipt.findings)
    assert book.worksheets[1]["B2"].value == "=Kustannuspaikka"
    assert "f" not in {cell.data_type for sheet in book for row in sheet.iter_rows(max_row=50) for cell in row}


def test_page_workbook_and_json_lie_together_under_the_deliverys_id(receipt, tmp_path):
    write_receipt(receipt, ("fi", "sv"), tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "18_koe_2026-01_1.html", "18_koe_2026-01_1.json", "18_koe_2026-01_1.xlsx"
    ]  # fmt: skip
    assert 'href="18_koe_2026-01_1.xlsx"' in (tmp_path / "18_koe_2026-01_1.html").read_text(encoding="utf-8")


def test_line_numbers_are_said_as_a_person_would():
    assert line_ranges((4, 7, 8, 9, 12)) == ("4, 7–9, 12", 0)
    assert line_ranges((4, 7, 8, 9, 12, 20), most=2) == ("4, 7–9", 2)


def test_a_page_needs_nothing_from_elsewhere(receipt):
    html = to_html(receipt, ALL)
    assert "http" not in html.replace("http-equiv", "") and "<script" not in html


# A token that no sentence, code or column name of a receipt has in it.
TOKENS = st.text(st.characters(whitelist_categories=("Lu", "Ll", "Nd")), min_size=4, max_size=12).map("Qz{}".format)
CELLS = st.one_of(TOKENS, TOKENS.map("={}".format), TOKENS.map("{}@posti.example".format))


@settings(max_examples=25, deadline=None)
@given(st.lists(st.lists(CELLS, min_size=7, max_size=9), min_size=1, max_size=6), st.booleans())
def test_no_cell_gets_into_any_form_of_a_receipt(planted, headless):
    from tests.gate.conftest import HEADER, small_contract

    contract = small_contract()
    sound = [f"{n};181007;18-2001;Käynti;{n:02}.01.2026;9;Hyvä" for n in range(1, 29)]
    head = ";".join(planted[0][:7]) if headless else HEADER
    data = "\n".join([head, *sound, *map(";".join, planted)]).encode()
    receipt = make_receipt(judge(read_file(data, contract), contract, "2026-01"), contract, "18_koe_2026-01_1", "x")
    said = receipt.to_json() + to_html(receipt, ALL) + str(cells(to_workbook(receipt, ALL)))
    assert not [cell for line in planted for cell in line if cell in said]


def test_every_reason_is_worded_in_three_languages():
    for reason in reasons().values():
        for language in ALL:
            assert reason.wording(language).wrong and reason.wording(language).mend
    fi, sv, en = (set(words()[language]) for language in ALL)
    assert fi == sv == en


def test_it_says_what_was_agreed_and_what_came(judged, delivery, contract):
    judgement = judged(delivery().replace(b";", b"\t"))
    receipt = make_receipt(judgement, contract, "18_koe_2026-01_1", "2026-01")
    assert [(f.reason, f.agreed, f.seen) for f in receipt.findings] == [("DELIMITER", ";", "\t")]
    assert "Erotinmerkki ei ole sovittu. (sovittu ;, tuli TAB)" in to_html(receipt, ("fi",))


def test_the_page_of_reason_codes_is_up_to_date():
    assert (PROJECT / "docs" / "reason_codes.md").read_text(encoding="utf-8") == page(), "run `make docs`"
