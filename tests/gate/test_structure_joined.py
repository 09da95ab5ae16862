"""A delivery in two files: feedback and care records, joined on the service event's id."""

import pytest

from expectations.contract import EVENTS, FEEDBACK, ContractError
from expectations.contract_file import load_contract
from expectations.judge import judge
from expectations.reading.read import read_delivery
from expectations.receipt import make_receipt
from lake_layout.settings import settings
from tests.gate.test_structure import told

FEEDBACK_HEADER = "Id;Tapahtuma;Vastattu;NPS;Palaute"
EVENT_HEADER = "Tapahtuma;Kustannuspaikka;Paikka;Yhteystapa"


@pytest.fixture
def joined(contract):
    """The small contract, its cost centre, place and contact type coming from care records."""
    event = contract.columns[0].model_copy(
        update={"field": "service_event_id", "physical_name": "Tapahtuma", "required": False}
    )
    of_events = contract.columns[1:4]
    columns = (contract.columns[0], event, *contract.columns[4:], *of_events)
    return contract.model_copy(update={"columns": columns, "event_columns": (event, *of_events)})


@pytest.fixture
def both(joined):
    """Judge two files of ten rows each, some lines (by number of their file) replaced or, by None, left out."""

    def run(feedback: dict[int, str | None] | None = None, events: dict[int, str | None] | None = None, change=None):
        answers = [f"{n};T{n};{n:02}.01.2026;9;Hyvä" for n in range(1, 11)]
        visits = [f"T{n};181007;18-2001;Käynti" for n in range(10, 0, -1)]
        files = {}
        for role, table, replaced in (
            (FEEDBACK, [FEEDBACK_HEADER, *answers], feedback),
            (EVENTS, [EVENT_HEADER, *visits], events),
        ):
            lines = [(replaced or {}).get(number, line) for number, line in enumerate(table, 1)]
            files[role] = "\n".join(line for line in lines if line is not None).encode()
        files = change(files) if change else files
        return judge(read_delivery(files, joined), joined, "2026-01")

    return run


def parts(judgement) -> int:
    return len(judgement.accepted_rows) + len(judgement.quarantined) + judgement.rejected + judgement.duplicates


def test_each_feedback_gets_its_service_events_data(both, joined):
    judgement = both(events={11: "T1;181007;18-2001;Etä"})
    assert (judgement.outcome, told(judgement)) == ("accepted", [])
    rows = judgement.accepted_rows
    assert list(rows.columns) == ["line_number", *joined.fields]
    assert dict(zip(rows["service_event_id"], rows["contact_type"]))["T1"] == "Etä"
    assert set(rows["cost_centre"]) == {"181007"} and len(rows) == judgement.received == 10


@pytest.mark.parametrize(
    ("feedback", "events", "found"),
    [
        # Line 4 of the feedback is answer 3; its service event stands on line 9 of the other file.
        ({}, {9: None}, [(4, "EVENT_MISSING")]),
        ({4: "3;;03.01.2026;9;Hyvä"}, {}, [(4, "EVENT_MISSING"), (9, "EVENT_UNUSED")]),
        ({}, {8: "T3;181007;18-2001;Etä"}, [(4, "EVENT_TWICE"), (5, "EVENT_MISSING")]),
        ({}, {8: "T3;181007;18-2001;Käynti"}, [(5, "EVENT_MISSING")]),
        ({4: None}, {}, [(9, "EVENT_UNUSED")]),
        ({}, {9: "T3;181007;18-2001"}, [(4, "EVENT_MISSING"), (9, "FIELD_COUNT")]),
        ({}, {9: "T3;;18-2001;Käynti"}, [(4, "COST_CENTRE_MISSING")]),
    ],
)
def test_what_does_not_match_is_told_by_line(both, feedback, events, found):
    judgement = both(feedback, events)
    assert told(judgement) == sorted(found) and judgement.outcome != "rejected"
    assert judgement.received == parts(judgement) == 10 - list(feedback.values()).count(None)


@pytest.mark.parametrize(
    ("change", "column", "reason"),
    [
        (lambda f: f | {EVENTS: b""}, "event_empty", "EMPTY"),
        (lambda f: f | {EVENTS: f[EVENTS].replace(b";", b",")}, "event_delimiter", "DELIMITER"),
        (lambda f: f | {EVENTS: f[EVENTS].decode().encode("utf-16")}, "event_encoding", "ENCODING"),
        (lambda f: f | {EVENTS: f[EVENTS].replace(b"Paikka;", b"")}, "place", "HEADER_MISSING_COLUMN"),
        (lambda f: f | {EVENTS: f[EVENTS].replace(b"T3;", b'T3;"')}, "event_quotes_well_formed", "QUOTES"),
        (lambda f: f | {FEEDBACK: f[FEEDBACK].replace(b";", b",")}, "delimiter", "DELIMITER"),
        (lambda f: {FEEDBACK: f[EVENTS], EVENTS: f[FEEDBACK]}, "nps", "HEADER_MISSING_COLUMN"),
    ],
)  # fmt: skip
def test_a_file_in_doubt_turns_the_whole_away_and_is_named(both, change, column, reason):
    judgement = both(change=change)
    assert judgement.outcome == "rejected" and judgement.rejected == judgement.received == 10
    assert (column, reason) in set(zip(judgement.findings["column"], judgement.findings["reason"]))


def test_a_finding_on_the_events_header_names_their_file(both, joined):
    judgement = both(change=lambda f: f | {EVENTS: f[EVENTS].replace(b"Paikka", b"Paikka;Muu")})
    (finding,) = make_receipt(judgement, joined, "x", "2026-01").findings
    assert (finding.reason, finding.column) == ("HEADER_UNKNOWN_COLUMN", "palvelutapahtumat: Muu")


def test_great_expectations_decides_the_same_on_both_files(both, joined, tmp_path):
    from expectations.docs_site import data_context
    from expectations.validation import validate

    context = data_context(tmp_path / "validations", tmp_path / "site")
    for judgement, may_go_on in (
        (both(), True),
        (both({}, {8: "T3;181007;18-2001;Etä", 9: "T3;181007;18-2001"}), True),
        (both(change=lambda f: f | {EVENTS: f[EVENTS].replace(b";", b",")}), False),
    ):
        assert validate(context, judgement, joined, "18_koe_2026-01_1")[0] is may_go_on


def test_a_contract_of_two_files_has_the_events_id_in_both(tmp_path):
    path = settings().contracts / "12_palauteportti.yaml"
    bad = tmp_path / path.name
    bad.write_text(path.read_text().replace("{name: service_event_id, ", "{name: specialty, ", 1))
    with pytest.raises(ContractError, match="12_palauteportti.yaml"):
        load_contract(bad)
