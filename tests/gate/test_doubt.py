"""What looks like a row but leaves a doubt is never read as if there were none."""

import io
from datetime import datetime

import openpyxl
import pytest

from expectations.dates import dates


def reasons_of(judgement) -> set[str]:
    return set(judgement.all_findings["reason"])


def test_an_open_quote_never_swallows_the_rows_behind_it(judged, delivery):
    lines = {3: '3;181007;18-2001;Käynti;03.01.2026;9;"Hyvä', 5: '5;181007;18-2001;Käynti;05.01.2026;9;Huono"'}
    judgement = judged(delivery(lines))
    assert judgement.outcome == "rejected" and "QUOTES" in reasons_of(judgement)
    assert judgement.received == 10


def test_a_text_that_a_line_break_cut_is_not_taken_as_whole(judged, delivery):
    broken = "3;181007;18-2001;Käynti;03.01.2026;9;Hyvä paikka\nmutta hidas"
    judgement = judged(delivery({3: broken}))
    assert dict(zip(judgement.findings["line_number"], judgement.findings["reason"])) == {
        4: "TEXT_CONTINUES",
        5: "FIELD_COUNT",
    }
    assert (judgement.received, len(judgement.accepted_rows), judgement.quarantined) == (11, 9, {4, 5})


@pytest.mark.parametrize("whole", ['"Hyvä"', '"Hyvä\npaikka"', ""])
def test_a_text_in_quotes_or_none_has_no_rest_on_the_next_line(judged, delivery, whole):
    judgement = judged(delivery({10: f"3;181007;18-2001;Käynti;03.01.2026;9;{whole}"}) + b"Yhteensa: 10\n")
    assert "TEXT_CONTINUES" not in reasons_of(judgement)


def test_two_equal_lines_of_a_wrong_width_are_counted_once_each(judged, delivery):
    judgement = judged(delivery({10: "10;181007;18-2001;Käynti;10.01.2026;9;"}) + b"Summa;100\nSumma;100\n")
    assert (judgement.received, len(judgement.quarantined), judgement.duplicates) == (12, 2, 0)


def test_answers_without_an_id_are_no_repetitions_of_each_other(judged, delivery):
    alike = ";181007;18-2001;Käynti;03.01.2026;9;Hyvä"
    judgement = judged(delivery({3: alike, 4: alike}))
    assert judgement.duplicates == 0 and len(judgement.quarantined) == 2


def test_a_text_with_many_commas_and_a_stray_delimiter_is_one_faulty_row(judged, delivery):
    judgement = judged(delivery({3: "3;181007;18-2001;Käynti;03.01.2026;9;hyvä, nopea, siisti; a, b, c, d"}))
    assert judgement.outcome == "accepted_with_quarantine" and reasons_of(judgement) == {"FIELD_COUNT"}


def test_a_lone_carriage_return_stays_within_its_text(judged, delivery):
    judgement = judged(delivery({3: "3;181007;18-2001;Käynti;03.01.2026;9;Hyvä\rmutta hidas"}))
    assert (judgement.outcome, judgement.received) == ("accepted", 10)
    assert "Hyvä mutta hidas" in set(judgement.accepted_rows["open_text"])


def test_header_names_that_stand_twice_are_unknown_columns(judged, delivery, contract):
    header = "Id;Kustannuspaikka;Paikka;Yhteystapa;Vastattu;NPS;NPS"
    assert judged(delivery(header=header)).outcome == "rejected"


@pytest.mark.parametrize(
    ("text", "form", "read"),
    [
        ("05.01.2026 10:05", "%d.%m.%Y %H:%M", True),
        ("5.1.2026 9:05", "%d.%m.%Y %H:%M", True),
        ("05.01.2026 10:5", "%d.%m.%Y %H:%M", False),
        ("05.01.2026  10:05", "%d.%m.%Y %H:%M", False),
        ("05.01.2026\u00a010:05", "%d.%m.%Y %H:%M", False),
        ("1０.01.2026 10:05", "%d.%m.%Y %H:%M", False),
        ("2026-1-5", "%Y-%m-%d", False),
        ("2026-01-05", "%Y-%m-%d", True),
        ("0026-01-05", "%Y-%m-%d", False),
        ("2026-02-30", "%Y-%m-%d", False),
        ("2026-01-05T10:05:61", "%Y-%m-%dT%H:%M:%S", False),
    ],
)
def test_only_dates_that_every_engine_reads_alike_are_in_the_agreed_form(text, form, read):
    import pandas as pd

    assert bool(dates(pd.Series([text], dtype=object), form).notna()[0]) is read


@pytest.fixture
def workbook(contract):
    """An Excel delivery of the small contract, changed by a function of the workbook."""

    def write(change=lambda book: None) -> bytes:
        book = openpyxl.Workbook()
        book.active.append(list(contract.header))
        for number in range(1, 11):
            book.active.append([str(number), "181007", "18-2001", "Käynti", f"{number:02}.01.2026", 9, "Hyvä"])
        change(book)
        stream = io.BytesIO()
        book.save(stream)
        return stream.getvalue()

    return write


@pytest.fixture
def of_excel(contract):
    return contract.model_copy(update={"dialect": contract.dialect.model_copy(update={"format": "xlsx"})})


def test_a_workbook_is_read_by_its_row_numbers(judged, workbook, of_excel):
    judgement = judged(workbook(lambda book: book.active.cell(4, 2).__setattr__("value", None)), of_excel)
    assert judgement.quarantined == {4} and reasons_of(judgement) == {"COST_CENTRE_MISSING"}


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda book: book.create_sheet("muut").append(["1"]), "UNREADABLE"),
        (lambda book: book.active.cell(3, 9).__setattr__("value", "x"), "HEADER_UNKNOWN_COLUMN"),
        (lambda book: book.active.cell(1, 8).__setattr__("value", "NPS"), "HEADER_UNKNOWN_COLUMN"),
    ],
)
def test_rows_and_columns_that_a_workbook_hides_are_not_lost_in_silence(judged, workbook, of_excel, change, reason):
    judgement = judged(workbook(change), of_excel)
    assert judgement.outcome == "rejected" and reason in reasons_of(judgement)


@pytest.mark.parametrize(
    ("identifier", "sound"),
    [
        ("1,23457E+17", False),
        ("1.2E17", False),
        ("12E+5", False),
        ("1.3.2026", False),
        ("2026-03-01 10:00:00", False),
        ("12345e67", True),
        ("2026-03", True),
        ("18.2001", True),
        ("3f9e+x", True),
    ],
)
def test_an_id_that_a_spreadsheet_changed_is_none(judged, delivery, identifier, sound):
    judgement = judged(delivery({3: f"{identifier};181007;18-2001;Käynti;03.01.2026;9;Hyvä"}))
    assert reasons_of(judgement) == (set() if sound else {"ID_CHANGED"})


@pytest.mark.parametrize(
    ("cell", "sound"), [(1.2345678901234568e17, False), (datetime(2026, 3, 1), False), (123456.0, True), (10**14, True)]
)
def test_a_workbooks_number_that_lost_digits_is_no_id(judged, workbook, of_excel, cell, sound):
    judgement = judged(workbook(lambda book: book.active.cell(4, 1).__setattr__("value", cell)), of_excel)
    assert reasons_of(judgement) == (set() if sound else {"ID_CHANGED"})


def test_a_title_a_second_header_and_blank_rows_of_a_workbook_are_told_or_read_past(judged, workbook, of_excel):
    titled = judged(
        workbook(lambda book: book.active.insert_rows(1, 3) or book.active.cell(1, 1, "Raportti")), of_excel
    )
    assert reasons_of(titled) == {"HEADER_NOT_FIRST"} and titled.facts.agreed_and_seen["HEADER_NOT_FIRST"] == ("1", "4")
    again = judged(workbook(lambda book: book.active.append([cell.value for cell in book.active[1]])), of_excel)
    assert reasons_of(again) == {"HEADER_REPEATED"}
    blank = judged(workbook(lambda book: book.active.append([" "] * 7)), of_excel)
    assert not reasons_of(blank) and blank.received == 10


@pytest.mark.parametrize(
    "line", ["[[[" * 5000, '{"Id": "1", "Id": "2"}', '{"Id": {"a": 1}}', '{"Id": "\\ud800"}', "null"]
)
def test_a_json_line_that_is_no_plain_record_is_a_faulty_line(judged, contract, line):
    import json

    of_json = contract.model_copy(update={"dialect": contract.dialect.model_copy(update={"format": "jsonl"})})
    sound = dict(zip(contract.header, ("x", "181007", "18-2001", "Käynti", "05.01.2026", 9, None)))
    lines = [json.dumps({**sound, "Id": str(n)}, ensure_ascii=False) for n in range(9)]
    judgement = judged("\n".join([*lines, line]).encode(), of_json)
    assert judgement.quarantined == {10} and reasons_of(judgement) == {"NO_RECORD"}
