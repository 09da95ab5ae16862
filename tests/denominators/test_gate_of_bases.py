"""A sampling base goes through the gate as feedback does: structure, columns, counts, groups."""

import pytest

from expectations.catalogue import contract_of, contracts, delivers_feedback, denominator_contracts
from expectations.judge import judge
from expectations.reading.read import read_delivery
from infra.sample.deliver import make_delivery
from lake_layout import records

BASES = denominator_contracts()
HEADER = "Kustannuspaikka;Ikäryhmä;Kuukausi;Kutsuja;Palvelutapahtumia"


def judged(*lines, region="10", period="2026-01"):
    contract = contract_of(region, "kutsut")
    content = "".join(f"{line}\n" for line in (HEADER, *lines)).encode("utf-8-sig")
    found = judge(read_delivery({"palaute": content}, contract), contract, period)
    return found.outcome, sorted(zip(found.all_findings["line_number"], found.all_findings["column"],
                                     found.all_findings["reason"]))  # fmt: skip


def test_bases_stand_apart_from_the_contracts_of_feedback():
    assert len(contracts()) == 34
    assert {contract.record for contract in contracts()} == {records.FEEDBACK}
    assert {contract.record for contract in BASES} == {records.DENOMINATORS}
    assert not delivers_feedback("10", "kutsut") and delivers_feedback("10", "webropol")


@pytest.mark.parametrize("contract", BASES, ids=lambda one: one.region)
def test_a_generated_base_is_accepted_as_every_contract_agrees(contract):
    delivery = make_delivery(contract, "2026-01", 4000)
    found = judge(read_delivery(delivery.contents, contract), contract, "2026-01")
    assert found.outcome == "accepted" and found.findings.empty
    assert set(found.accepted_rows.columns) - {"line_number"} == set(contract.fields)


FILLER = tuple(f"101007;{age};2026-01-01;20;40" for age in ("13-17", "18-29", "30-44", "45-64", "65-74", "75-84"))


@pytest.mark.parametrize(
    ("line", "column", "reason"),
    [
        ("101007;85+;2026-01-01;kymmenen;20", "invitations", "NOT_A_COUNT"),
        ("101007;85+;2026-01-01;10;-5", "service_events", "NOT_A_COUNT"),
        ("101007;85+;2026-01-01;10,5;20", "invitations", "NOT_A_COUNT"),
        ("101007;85+;2026-02-01;10;20", "counted_in", "MONTH_OTHER"),
        ("101007;vanhat;2026-01-01;10;20", "age_group", "CODE_UNKNOWN"),
        (";85+;2026-01-01;10;20", "cost_centre", "COST_CENTRE_MISSING"),
        ("999999;85+;2026-01-01;10;20", "cost_centre", "COST_CENTRE_UNKNOWN"),
    ],
)
def test_a_line_at_fault_is_told_by_line_column_and_reason(line, column, reason):
    # One of seven lines is more than the 2 % that the contract tolerates: the base comes anew.
    outcome, findings = judged(*FILLER, line)
    assert outcome == "rejected"
    assert (8, column, reason) in findings


def test_a_group_that_stands_twice_is_not_added_up():
    _, findings = judged(*FILLER, "101007;13-17;2026-01-01;5;9")
    assert [found for found in findings if found[2] == "GROUP_REPEATED"] == [
        (2, "cost_centre", "GROUP_REPEATED"),
        (8, "cost_centre", "GROUP_REPEATED"),
    ]
    # A line without an age is a group of its own.
    assert judged(*FILLER, "101007;;2026-01-01;5;9") == ("accepted", [])


def test_a_contract_of_a_base_that_counts_nothing_is_refused(tmp_path):
    from expectations.contract import ContractError
    from expectations.contract_file import load_contract
    from lake_layout.settings import settings

    text = (settings().contracts / "denominators" / "10_kutsut.yaml").read_text(encoding="utf-8")
    without = "\n".join(line for line in text.splitlines() if "invitations" not in line and "service_ev" not in line)
    (tmp_path / "10.yaml").write_text(without, encoding="utf-8")
    with pytest.raises(ContractError, match="invitations, service_events or both"):
        load_contract(tmp_path / "10.yaml")
    (tmp_path / "10.yaml").write_text(text.replace("extractionRule, value: all", "extractionRule, value: some"))
    with pytest.raises(ContractError, match="no extraction rule"):
        load_contract(tmp_path / "10.yaml")
