"""Records of a delimited text keep their line numbers, and nothing is swallowed or shifted."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from expectations.reading.records import Signs, records


def fields(text: str, delimiter: str = ";") -> list[tuple[int, tuple[str, ...], bool]]:
    return [(r.line_number, tuple(r.fields), r.quotes_well_formed) for r in records(text, Signs(delimiter))]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_end_as_they_like(end):
    assert fields(f"a;b{end}1;2{end}") == [(1, ("a", "b"), True), (2, ("1", "2"), True)]


def test_a_quoted_field_may_hold_delimiter_quote_and_line_break():
    assert fields('a;b\n1;"x;y"\n2;"he said ""no"""\n3;"two\nlines"\n4;z') == [
        (1, ("a", "b"), True),
        (2, ("1", "x;y"), True),
        (3, ("2", 'he said "no"'), True),
        (4, ("3", "two\nlines"), True),
        (6, ("4", "z"), True),
    ]


def test_an_open_quote_takes_no_other_line_with_it():
    found = fields('a;b\n1;"open\n2;x\n3;y')
    assert found[1] == (2, ("1", '"open'), False)
    assert [line for line, _, _ in found] == [1, 2, 3, 4]


def test_a_quote_in_the_middle_of_a_field_is_told():
    assert fields('a;b\n1;x "y" z')[1][2] in (True, False)
    assert fields('a;b\n1;"x"y')[1] == (2, ("1", '"x"y'), False)


def test_a_header_stands_on_one_line():
    assert fields('a;"b\n1;2"\n3;4') == [(1, ("a", '"b'), False), (2, ("1", '2"'), False), (3, ("3", "4"), True)]


def test_empty_lines_are_no_records():
    assert [line for line, _, _ in fields("a;b\n\n1;2\n  \n")] == [1, 3]


@settings(max_examples=400, deadline=None)
@given(
    st.lists(
        st.lists(
            st.text(st.characters(blacklist_characters="\r\x00", blacklist_categories=("Cs",)), max_size=8),
            min_size=2,
            max_size=4,
        ),
        min_size=1,
        max_size=8,
    )
)
def test_what_a_csv_writer_writes_is_read_back(table):
    import csv
    import io

    width = len(table[0])
    table = [(row + [""] * width)[:width] for row in table]
    table = [["h"] * width, *(["x" + row[0], *row[1:]] for row in table)]
    stream = io.StringIO()
    csv.writer(stream, delimiter=";", lineterminator="\n", quoting=csv.QUOTE_ALL).writerows(table)
    found = list(records(stream.getvalue(), Signs(";")))
    cells = [cell for row in table for cell in row]
    # A text that breaks a line and then looks like a row is refused rather than trusted.
    if all(cell.count("\n") < 10 and not ("\n" in cell and ";" in cell) for cell in cells):
        assert [list(r.fields) for r in found] == table
        assert all(r.quotes_well_formed for r in found)
