"""Every fault that a delivery of the invented data can have, and the exact receipt that it gets.

The delivery is Keski-Pohjanmaa's survey of March 2026, of which a twentieth of the rows may wait for correction.
"""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from expectations.catalogue import contract_of
from expectations.judge import judge
from expectations.reading.read import read_file
from expectations.receipt import Receipt, make_receipt
from infra.sample.deliver import make_delivery
from infra.sample.faults import FAULTS
from tests.tables import rows

ROWS, PERIOD, TODAY = 200, "2026-03", dt.date(2026, 5, 1)
TOLD_OF_EVERY_DELIVERY = "COST_CENTRE_UNMAPPED"
"""Some of the region's cost centres have no service class (see test_content.py): a warning beside the fault's."""
ELSEWHERE = {"answers_of_last_month": "test_known_rows.py: it needs the lake's memory of the month before"}


def receipt_of(fault: str, share: float, region: str = "18", source: str = "roidu") -> tuple[Receipt, int]:
    """The receipt of a delivery with one fault, and the number of lines that it hit."""
    contract = contract_of(region, source)
    made = make_delivery(contract, PERIOD, ROWS, faults=[(fault, share)])
    judgement = judge(read_file(made.content, contract), contract, PERIOD, today=TODAY)
    receipt = make_receipt(judgement, contract, f"{region}_{source}_{PERIOD}_1", PERIOD)
    of_the_fault = tuple(finding for finding in receipt.findings if finding.reason != TOLD_OF_EVERY_DELIVERY)
    return replace(receipt, findings=of_the_fault), made.hits[fault]


RECEIPTS = """
| fault                   | share | outcome                  | accepted | quarantined | rejected | duplicates | findings |
| missing_cost_centres    | 0.02  | accepted_with_quarantine | 196      | 4           | 0        | 0 | 4 COST_CENTRE_MISSING Kustannuspaikka |
| missing_cost_centres    | 0.3   | rejected                 | 0        | 0           | 200      | 0 | 1 TOO_MANY_QUARANTINED -, 60 COST_CENTRE_MISSING Kustannuspaikka |
| missing_places          | 0.02  | accepted_with_quarantine | 196      | 4           | 0        | 0 | 4 PLACE_MISSING Suorituspaikka |
| unknown_cost_centres    | 0.02  | accepted_with_quarantine | 196      | 4           | 0        | 0 | 4 COST_CENTRE_UNKNOWN Kustannuspaikka |
| out_of_scale            | 0.02  | accepted_with_quarantine | 196      | 4           | 0        | 0 | 4 OUT_OF_SCALE Suosittelu |
| dates_outside_period    | 0.02  | accepted_with_quarantine | 196      | 4           | 0        | 0 | 4 DATE_OUTSIDE_PERIOD Vastattu |
| future_dates            | 0.02  | accepted_with_quarantine | 196      | 4           | 0        | 0 | 4 DATE_IN_FUTURE Käyntiaika |
| identity_codes          | 0.02  | accepted_with_quarantine | 196      | 4           | 0        | 0 | 4 CONTACT_DETAIL Palvelutapahtuma |
| formula_cells           | 0.02  | accepted_with_quarantine | 196      | 4           | 0        | 0 | 4 FORMULA_CELL Palvelutapahtuma |
| formula_texts           | 0.02  | accepted                 | 200      | 0           | 0        | 0 | 4 FORMULA_TEXT Avoin palaute |
| long_texts              | 0.02  | accepted_with_quarantine | 196      | 4           | 0        | 0 | 4 TOO_LONG Avoin palaute |
| duplicate_rows          | 0.02  | accepted                 | 200      | 0           | 0        | 4 | 4 DUPLICATE_ROW - |
| renamed_column          | 1     | rejected                 | 0        | 0           | 200      | 0 | 1 HEADER_RENAMED_COLUMN Suorituspaikka_uusi |
| missing_column          | 1     | rejected                 | 0        | 0           | 200      | 0 | 1 HEADER_MISSING_COLUMN Ikäryhmä |
| added_column            | 1     | rejected                 | 0        | 0           | 200      | 0 | 1 HEADER_UNKNOWN_COLUMN kampanja |
| contact_column          | 1     | rejected                 | 0        | 0           | 200      | 0 | 1 CONTACT_COLUMN puhelin |
| unbalanced_quote        | 0     | rejected                 | 0        | 0           | 200      | 0 | 1 QUOTES - |
| mixed_delimiters        | 0.3   | rejected                 | 0        | 0           | 200      | 0 | 55 MIXED_DELIMITERS -, 60 FIELD_COUNT - |
| header_only             | 1     | rejected                 | 0        | 0           | 0        | 0 | 1 EMPTY - |
| empty_file              | 1     | rejected                 | 0        | 0           | 0        | 0 | 1 EMPTY - |
| ragged_lines            | 0.02  | accepted_with_quarantine | 196      | 4           | 0        | 0 | 4 FIELD_COUNT - |
| wrong_delimiter         | 1     | rejected                 | 0        | 0           | 200      | 0 | 1 DELIMITER - |
| wrong_encoding          | 1     | rejected                 | 0        | 0           | 200      | 0 | 1 ENCODING - |
"""  # noqa: E501
TOLD = rows(RECEIPTS)


@pytest.mark.parametrize("told", TOLD, ids=lambda told: f"{told['fault']} {told['share']}")
def test_a_fault_gets_exactly_this_receipt(told):
    receipt, hits = receipt_of(told["fault"], float(told["share"]))
    findings = ", ".join(f"{f.rows} {f.reason} {f.column}" for f in receipt.findings)
    assert (receipt.outcome, findings) == (told["outcome"], told["findings"])
    for figure in ("accepted", "quarantined", "rejected", "duplicates"):
        assert getattr(receipt, figure) == int(told[figure]), figure
    on_lines = [finding for finding in receipt.findings if finding.lines != (1,)]
    if FAULTS[told["fault"]].works_on == "rows":
        assert {finding.rows for finding in on_lines} == {hits}


def test_misspelt_codes_are_told_with_what_was_meant():
    receipt, hits = receipt_of("unknown_codes", 0.02)
    assert receipt.outcome == "accepted_with_quarantine" and receipt.quarantined == hits == 4
    assert {(f.reason, f.column) for f in receipt.findings} == {("CODE_UNKNOWN", "Yhteystapa")}
    agreed = set(next(c.codes for c in contract_of("18", "roidu").columns if c.field == "contact_type"))
    assert {f.hint for f in receipt.findings} <= agreed


def test_repeated_service_events_wait_and_those_of_ongoing_care_pass():
    receipt, hits = receipt_of("repeated_service_events", 0.03)
    assert hits == 6
    told = {(f.reason, f.column): f.rows for f in receipt.findings}
    assert set(told) <= {("EVENT_REPEATED", "Palvelutapahtuma"), ("EPISODE_REPEATED", "Palvelutapahtuma")}
    assert 0 < receipt.quarantined == told["EVENT_REPEATED", "Palvelutapahtuma"] <= 2 * hits


def test_a_changed_format_is_told_column_by_column():
    receipt, _ = receipt_of("changed_format", 1)
    contract = contract_of("18", "roidu")
    assert receipt.outcome == "rejected" and receipt.rejected == ROWS
    assert {f.reason for f in receipt.findings} <= {
        "HEADER_RENAMED_COLUMN", "HEADER_MISSING_COLUMN", "HEADER_UNKNOWN_COLUMN"
    }  # fmt: skip
    named = {f.hint for f in receipt.findings if f.hint} | {f.column for f in receipt.findings}
    assert set(contract.header) <= named


def test_every_fault_has_its_receipt_here():
    source = Path(__file__).read_text(encoding="utf-8")
    assert [name for name in FAULTS if name not in source and name not in ELSEWHERE] == []
