"""Files of reference data: CSV, JSON and Excel, the code server's form and the platform's own; and what is wrong."""

import io
import json

import openpyxl
import pytest

from lake_layout.reference import rows_of
from lake_layout.reference.sets import SETS
from spark_jobs.reference.incoming import completed, understood
from spark_jobs.reference.tabular import Unreadable, read_table
from spark_jobs.reference.validate import problems_of

EXPORT = [
    ["CodeId", "Abbreviation", "ShortName", "LongName", "BeginningDate", "ExpiringDate", "Status", "OID"],
    ["R10", "", "Käynti", "Asiakkaan käynti", "1.1.2007", "31.12.2099", "1", "1.2.3.10"],
    ["R61", "", "Viesti", "", "2026-01-01", "", "1", "1.2.3.61"],
]
CONTACTS = SETS["contact_types"]


def as_csv(delimiter=";", encoding="utf-8"):
    return "\r\n".join(delimiter.join(line) for line in EXPORT).encode(encoding)


def as_xlsx():
    book, stream = openpyxl.Workbook(), io.BytesIO()
    for line in EXPORT:
        book.active.append(line)
    book.save(stream)
    return stream.getvalue()


def as_json():
    codes = [
        {"conceptCodeId": code, "status": "ACTIVE", "beginDate": "2007-01-01T00:00:00",
         "attributes": [{"attributeName": "ShortName", "attributeValue": [name]},
                        {"attributeName": "ShortName", "attributeValue": ["Besök"], "language": "sv"}]}
        for code, name in (("R10", "Käynti"), ("R61", "Viesti"))
    ]  # fmt: skip
    return json.dumps({"page": 1, "totalItems": 2, "conceptCodes": codes}).encode()


@pytest.mark.parametrize(
    "name, content",
    [("a.csv", as_csv()), ("b.csv", as_csv("\t", "cp1252")), ("c.xlsx", as_xlsx()), ("d.json", as_json())],
    ids=["csv", "tabs, windows-1252", "xlsx", "json"],
)
def test_an_export_of_the_code_server_is_understood_in_every_form(name, content):
    incoming = understood(CONTACTS, read_table(content, name), "2026-2", "official", name)
    assert [(one.row["code"], one.row["name_fi"]) for one in incoming] == [("R10", "Käynti"), ("R61", "Viesti")]
    assert incoming[0].row["valid_from"] == "2007-01-01"
    assert {(one.row["version"], one.row["status"], one.row["source"]) for one in incoming} == {
        ("2026-2", "official", name)
    }


def test_an_old_excel_export_is_read(request):
    """`export.xls` holds the lines of EXPORT as Excel 97 writes them, days as dates and R10's date as a day."""
    content = (request.path.parent / "export.xls").read_bytes()
    incoming = understood(CONTACTS, read_table(content, "export.xls"), "2026-2", "official", "export.xls")
    told = [(one.row["code"], one.row["name_fi"], one.row["valid_from"]) for one in incoming]
    assert told == [("R10", "Käynti", "2007-01-01"), ("R61", "Viesti", "2026-01-01")]


@pytest.mark.parametrize(
    "name, content, told",
    [
        ("a.pdf", b"%PDF", "must end with one of csv"),
        ("a.xlsx", b"no workbook", "no readable xlsx file"),
        ("a.xls", b"no workbook", "no readable xls file"),
        ("a.csv", b"code;name_fi\nR10;K;more\n", "line 2 has 3 fields, the header has 2"),
        ("a.csv", b"code;name_fi\n", "no rows"),
        ("a.json", b'{"codes": []}', "neither a list of codes"),
        ("a.json", b"{", "no readable json file"),
        ("a.csv", b"code;name_fi;name_fi\nR10;K;L\n", "the column name_fi stands twice in the header"),
        ("a.json", b'{"totalItems": 0, "conceptCodes": []}', "no rows"),
        (
            "a.json",
            b'{"totalItems": 1201, "page": 3, "conceptCodes": [{"conceptCodeId": "R10"}]}',
            "holds 1 codes of the 1201 that the server tells of: save all pages",
        ),
    ],
)
def test_a_file_that_cant_be_read_says_why(name, content, told):
    with pytest.raises(Unreadable, match=told):
        read_table(content, name)


def test_what_a_spreadsheet_leaves_behind_is_no_mistake():
    """A column without a name and values, and Excel's own "Unicode text"."""
    assert read_table(b"code;name_fi;\nR10;K;\n", "a.csv") == [(2, {"code": "R10", "name_fi": "K"})]
    text = "code\tname_fi\nR10\tKäynti\n".encode("utf-16")
    assert read_table(text, "a.txt") == [(2, {"code": "R10", "name_fi": "Käynti"})]
    with_value = read_table(b"code;name_fi;\nR10;K;x\n", "a.csv")
    told = problems_of(CONTACTS, understood(CONTACTS, with_value, "2", "official", "test"))
    assert any("(a column without a name)" in str(one) for one in told)


def lines(text: str):
    header, *body = [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]
    return [(number, dict(zip(header, cells))) for number, cells in enumerate(body, 2)]


def problems(name: str, text: str) -> list[str]:
    known = SETS[name]
    return [str(one) for one in problems_of(known, understood(known, lines(text), "2", "official", "test"))]


MISTAKES = [
    ("contact_types", "code|valid_from\nR10|", ["name_fi: a file of contact_types must have the column"]),
    ("contact_types", "code|name_fi\n|Käynti", ["line 2, code: is missing"]),
    ("contact_types", "code|name_fi\nR10|", ["line 2, name_fi: is missing"]),
    ("contact_types", "code|name_fi|valid_from\nR10|K|soon", ["line 2, valid_from: is no day"]),
    ("contact_types", "code|name_fi|valid_from|valid_to\nR10|K|2.1.2026|1.1.2026", ["line 2, valid_to: lies before"]),
    ("contact_types", "code|name_fi\nR10|K\nR11|L\nR10|M", ["line 4, code: stands on line 2 too, for the same days"]),
    (
        "contact_types",
        "code|name_fi|valid_from|valid_to\nR10|K||2026-03-31\nR10|L|2026-03-31|",
        ["line 3, code: stands on line 2 too"],
    ),
    ("contact_types", "code|name_fi|valid_from|valid_to\nR10|K||2026-03-31\nR10|L|2026-04-01|", []),
    ("contact_types", "code|name_fi|colour\nR10|K|red", ["colour: is no column of contact_types"]),
    ("specialties", "code|name_fi|parent\n10|Sisätaudit|\n10A|Allergologia|1O", ["line 3, parent: '1O' is no code"]),
    ("cost_centres", "region|cost_centre|service_class\n18|1|PL-X", ["line 2, service_class: 'PL-X' is no code"]),
    ("service_class_rules", "rule|service_class|service_form\n10|PL-AVO|", ["rule 10 asks nothing"]),
    (
        "professional_groups",
        "code|name_fi|profession_prefixes\nLAAK|Lääkärit|2221\nHOIT|Hoitajat|323 2221",
        ["line 3, profession_prefixes: '2221' is a group's on line 2 too"],
    ),
    ("service_class_rules", "rule|service_class|postcode\n10|PL-AVO|1", ["postcode: is no column of"]),
    (
        "service_class_rules",
        "rule|service_class|service_form|profession\n10|PL-AVO|T6O T60|22*\n20|PL-AVO||88* 2222",
        ["line 2, service_form: 'T6O' is no code of service_forms", "line 3, profession: '88*' is no code of profess"],
    ),
]


@pytest.mark.parametrize("name, text, told", MISTAKES, ids=[f"{name}-{n}" for n, (name, *_) in enumerate(MISTAKES)])
def test_what_is_wrong_is_told_with_line_and_column(name, text, told):
    found = problems(name, text)
    assert len(found) >= len(told) and bool(found) == bool(told)
    assert all(any(part in one for one in found) for part in told), found


def test_names_that_a_national_list_lacks_stay_as_they_are():
    known = SETS["channels"]
    incoming = understood(known, lines("code|name_fi\nSMS|Tekstiviesti\nUUSI|Uusi"), "2", "official", "test")
    filled, kept = completed(known, incoming, rows_of("channels"))
    assert [(one.row["name_fi"], one.row["name_sv"]) for one in filled] == [
        ("Tekstiviesti", "Enkät via textmeddelande"), ("Uusi", ""),
    ]  # fmt: skip
    assert set(kept) == {"name_sv", "name_en"}


def test_the_platforms_own_codes_go_on_beside_a_national_list():
    known = SETS["service_classes"]
    incoming = understood(known, lines("code|name_fi\n1.1|Vastaanotto"), "2026", "official", "test")
    filled, _ = completed(known, incoming, rows_of("service_classes"))
    assert [one.row["code"] for one in filled] == ["1.1", "EI-LUOK"]
