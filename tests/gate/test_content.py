"""What the gate says of columns and cells, by example; a hint is always one of the agreed values or names."""

import datetime as dt

import pytest

from expectations.contract import ContractColumn
from expectations.events import rhythm
from expectations.judge import judge
from expectations.reading.read import read_file
from tests.tables import rows

HEADER = "Id;Tapahtuma;Kustannuspaikka;Paikka;Yhteystapa;Kanava;Palvelumuoto;Vastattu;NPS;Palaute"
TODAY = dt.date(2026, 1, 20)


@pytest.fixture
def wide(contract):
    """The small contract with a service event, a mapped channel and national service forms besides."""
    event = ContractColumn(field="service_event_id", physical_name="Tapahtuma")
    channel = ContractColumn(
        field="channel", physical_name="Kanava", codes={"Tekstiviesti": "SMS", "Verkkolomake": "VERKKO"}
    )
    form = ContractColumn(field="service_form", physical_name="Palvelumuoto")
    own = contract.columns
    columns = (own[0], event, *own[1:4], channel, form, *own[4:])
    return contract.model_copy(update={"columns": columns, "text_length_most": 50})


@pytest.fixture
def told(wide):
    """Findings of a delivery of January 2026, judged on the 20th, in which lines stand in place of sound rows."""

    def tell(lines: dict[int, str] | None = None, header: str = HEADER) -> list[tuple]:
        body = [
            (lines or {}).get(n, f"{n};T{n};181007;18-2001;Käynti;Tekstiviesti;T11;{n:02}.01.2026;9;Hyvä")
            for n in range(1, 11)
        ]
        data = "\n".join([header, *body]).encode()
        found = judge(read_file(data, wide), wide, "2026-01", today=TODAY).all_findings
        found = found.astype(object).where(found.notna(), None)
        names = ["line_number", "column", "reason", "shown", "hint"]
        return sorted(map(tuple, found[names].itertuples(index=False)), key=str)

    return tell


CELLS = """
| cell of line 4                              | column           | reason              | hint         |
| 3;T3;181007;18-2001;käynti;*                | contact_type     | CODE_UNKNOWN        | Käynti       |
| 3;T3;181007;18-2001;Kaynti;*                | contact_type     | CODE_UNKNOWN        | Käynti       |
| 3;T3;181007;18-2001;Käyntii;*               | contact_type     | CODE_UNKNOWN        | Käynti       |
| 3;T3;181007;18-2001;R10;*                   | contact_type     | CODE_UNKNOWN        | Käynti       |
| 3;T3;181007;18-2001;R20;*                   | contact_type     | CODE_UNKNOWN        | -            |
| 3;T3;181007;18-2001;jotain muuta;*          | contact_type     | CODE_UNKNOWN        | -            |
| 3;T3;181007;18-2001;010203-9002;*           | contact_type     | CONTACT_DETAIL      | -            |
| 3;T3;181007;18-2001;Käynti;tekstiviestit;T11;03.01.2026;9;x | channel | CODE_UNKNOWN | Tekstiviesti |
| 3;T3;181007;18-2001;Käynti;Tekstiviesti;t11;03.01.2026;9;x  | service_form | CODE_UNKNOWN | T11     |
| 3;T3;181007;18-2001;Käynti;Tekstiviesti;T12;03.01.2026;9;x  | service_form | CODE_UNKNOWN | -       |
| 3;T3;181008;18-2001;*                       | cost_centre      | COST_CENTRE_UNKNOWN | -            |
| 3;T3;181028;18-2001;*                       | cost_centre      | COST_CENTRE_UNMAPPED | -           |
| 3;T3;181007.0;18-2001;*                     | cost_centre      | COST_CENTRE_UNKNOWN | 181007       |
| 3;T3;181 007;18-2001;*                      | cost_centre      | COST_CENTRE_UNKNOWN | 181007       |
| 3;T3;=181007;18-2001;*                      | cost_centre      | COST_CENTRE_UNKNOWN | 181007       |
| 3;T3;0181007;18-2001;*                      | cost_centre      | COST_CENTRE_UNKNOWN | 181007       |
| 3;T3;181007;18–2001;*                       | place            | PLACE_UNKNOWN       | 18-2001      |
| 3;T3;010203-9002;18-2001;*                  | cost_centre      | CONTACT_DETAIL      | -            |
| 3;T3;181007;matti@posti.example;*           | place            | CONTACT_DETAIL      | -            |
| 010203A901B;T3;181007;18-2001;*             | source_row_id    | CONTACT_DETAIL      | -            |
| 120390 999L;T3;181007;18-2001;*             | source_row_id    | CONTACT_DETAIL      | -            |
| 120390 - 999L;T3;181007;18-2001;*           | source_row_id    | CONTACT_DETAIL      | -            |
| 3;+358 40 123 4567;181007;18-2001;*         | service_event_id | CONTACT_DETAIL      | -            |
| 3;040 123 4567;181007;18-2001;*             | service_event_id | CONTACT_DETAIL      | -            |
| =1+1;T3;181007;18-2001;*                    | source_row_id    | FORMULA_CELL        | -            |
| 3;@SUM(A1);181007;18-2001;*                 | service_event_id | FORMULA_CELL        | -            |
| 3;T3;181007;18-2001;Käynti;Tekstiviesti;T11;21.01.2026;9;x  | answered_at | DATE_IN_FUTURE      | - |
| 3;T3;181007;18-2001;Käynti;Tekstiviesti;T11;21.02.2026;9;x  | answered_at | DATE_OUTSIDE_PERIOD | - |
| 3;T3;181007;18-2001;Käynti;Tekstiviesti;T11;21.12.2025;9;x  | answered_at | DATE_OUTSIDE_PERIOD | - |
| 3;T3;181007;18-2001;Käynti;Tekstiviesti;T11;32.01.2026;9;x  | answered_at | DATE_FORM           | - |
| 3;T3;181007;18-2001;Käynti;Tekstiviesti;T11;03.01.2026;9;=HYPERLINK("x")  | open_text | FORMULA_TEXT | - |
| 3;T3;181007;18-2001;Käynti;Tekstiviesti;T11;03.01.2026;9;-2+3              | open_text | FORMULA_TEXT | - |
| 3;T3;181007;18-2001;Käynti;Tekstiviesti;T11;03.01.2026;9;Hyv� palvelu      | open_text | CHARACTERS_LOST | - |
"""


@pytest.mark.parametrize("cell", rows(CELLS.replace('"', "'")), ids=lambda cell: f"{cell['reason']} {cell['column']}")
def test_a_cell_at_fault_is_told_once_by_line_column_and_reason(told, cell):
    rest = {4: ";Käynti;Tekstiviesti", 5: ";Tekstiviesti"}
    line = cell["cell of line 4"]
    if line.endswith(";*"):
        line = line.removesuffix(";*")
        line += rest[line.count(";") + 1] + ";T11;03.01.2026;9;x"
    assert told({3: line}) == [(4, cell["column"], cell["reason"], None, cell["hint"])]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("3;T3;181007;18-2001;Käynti;Tekstiviesti;T11;20.01.2026;9;x", "today is no future"),
        ("-3;T3;181007;18-2001;Käynti;Tekstiviesti;T11;03.01.2026;9;x", "a negative number is no formula"),
        ("3;T3;181007;18-2001;Käynti;Tekstiviesti;T11;03.01.2026;9;- hyvä", "a list begins with a dash"),
        ("3;T3;181007;18-2001;Käynti;Tekstiviesti;T11;03.01.2026;9;-", "a dash alone says nothing"),
        ("010126-0001;T3;181007;18-2001;Käynti;Tekstiviesti;T11;03.01.2026;9;x", "a date and a running number"),
        ("0401234567;T3;181007;18-2001;Käynti;Tekstiviesti;T11;03.01.2026;9;x", "ten digits may be an id"),
    ],
)
def test_what_only_looks_at_fault_is_let_through(told, line, why):
    assert told({3: line}) == [], why


def test_a_text_over_the_agreed_length_waits_for_correction(told):
    line = "3;T3;181007;18-2001;Käynti;Tekstiviesti;T11;03.01.2026;9;"
    assert told({3: line + "x" * 50}) == []
    assert told({3: line + "x" * 51}) == [(4, "open_text", "TOO_LONG", None, None)]
    assert told({3: "x" * 101 + line[1:]}) == [(4, "source_row_id", "TOO_LONG", None, None)]


HEADERS = """
| header instead of                  | comes             | findings |
| ;NPS;                              | ;Nps ;            | RENAMED NPS <- #9 |
| ;Kustannuspaikka;                  | ;Kustannus_paikka;| RENAMED Kustannuspaikka <- Kustannus_paikka |
| ;Paikka;                           | ;toimipaikka;     | RENAMED Paikka <- toimipaikka |
| ;Vastattu;                         | ;answered_at;     | RENAMED Vastattu <- answered_at |
| ;Vastattu;                         | ;Kuuma;           | MISSING Vastattu, UNKNOWN Kuuma |
| ;Palaute                           | ;Palaute;Sää      | UNKNOWN Sää |
| ;Palaute                           | ;Palaute;Palaute  | UNKNOWN Palaute |
| ;Palaute                           | ;Palaute;x 1      | UNKNOWN #11 |
| ;Palaute                           | ;Palaute;Hetu     | CONTACT Hetu |
| ;Palaute                           | ;Palaute;Asiakkaan nimi | CONTACT #11 |
| ;Palaute                           | ;Palaute;asiakasEmail   | CONTACT asiakasEmail |
| ;Palaute                           | ;Palaute;Personbeteckning | CONTACT Personbeteckning |
| ;Palaute                           | ;Palaute;phone_number | CONTACT phone_number |
| ;Palaute                           | ;Syntymäaika      | CONTACT Syntymäaika, MISSING Palaute |
"""


@pytest.mark.parametrize("drift", rows(HEADERS), ids=lambda drift: drift["comes"])
def test_columns_that_drifted_are_told_by_their_names(told, drift):
    header = HEADER.replace(drift["header instead of"], drift["comes"].replace("Nps ", "Nps 0-10"))
    assert header != HEADER
    short = {
        "HEADER_RENAMED_COLUMN": "RENAMED",
        "HEADER_MISSING_COLUMN": "MISSING",
        "HEADER_UNKNOWN_COLUMN": "UNKNOWN",
        "CONTACT_COLUMN": "CONTACT",
    }
    found = [
        f"{short[reason]} {hint} <- {shown}" if hint else f"{short[reason]} {shown}"
        for _, _, reason, shown, hint in told(header=header)
    ]
    assert sorted(found) == sorted(drift["findings"].split(", "))


def test_a_row_that_slipped_into_the_header_is_not_repeated(told):
    found = told(header="1;T1;181007;Virtanen;Käynti;Tekstiviesti;Hyvä;hoitaja;9;Salaisuus")
    assert {shown for *_, shown, _ in found} <= {None, *HEADER.split(";"), *(f"#{n}" for n in range(1, 11))}


EVENTS = """
| service form | contact type | findings                     |
| T11          | Käynti       | EVENT_REPEATED of 4 and 5    |
| T60          | Etä          | EVENT_REPEATED of 4 and 5    |
| -            | Käynti       | EVENT_REPEATED of 4 and 5    |
| T43          | Käynti       | EPISODE_REPEATED of 4 and 5  |
| T80          | Käynti       | EPISODE_REPEATED of 4 and 5  |
| T40          | Käynti       | none                         |
| T51          | Etä          | none                         |
"""


@pytest.mark.parametrize("case", rows(EVENTS), ids=lambda case: f"{case['service form']} {case['contact type']}")
def test_a_service_event_has_one_feedback_unless_its_service_is_ongoing(told, case):
    form, contact = case["service form"] or "", case["contact type"]
    lines = {n: f"{n};sama;181007;18-2001;{contact};Tekstiviesti;{form};{n:02}.01.2026;9;x" for n in (3, 4)}
    reason = case["findings"].split()[0]
    expected = [] if reason == "none" else [(line, "service_event_id", reason, None, None) for line in (4, 5)]
    assert told(lines) == expected


def test_an_events_rhythm_is_reference_data():
    assert rhythm("PL-AVO", "T11", "R10") == "point"
    assert rhythm("PL-SOS", "", "R20") == "episode_end"
    assert rhythm("PL-IKA", "", "R10") == "episode_yearly"
    assert rhythm("", "", "") == "point"
