"""The structure of a delimited file, judged on raw lines: what came, what is said of it, and on which line."""

import pytest

from tests.gate.conftest import HEADER

ROW = "{n};181007;18-2001;Käynti;{n:02}.01.2026;9;{text}"


def told(judgement) -> list[tuple[int, str]]:
    """The findings as (line, reason), warnings too."""
    found = judgement.all_findings
    return sorted((int(line), reason) for line, reason in zip(found["line_number"], found["reason"]))


def lines(*replaced: tuple[int, str], header: str = HEADER) -> list[str]:
    """Header and ten sound rows, some of them (by line number of the file) replaced."""
    sound = [header, *(ROW.format(n=n, text="Hyvä") for n in range(1, 11))]
    for line, text in replaced:
        sound[line - 1] = text
    return sound


def text(*replaced: tuple[int, str], header: str = HEADER) -> str:
    return "\n".join(lines(*replaced, header=header)) + "\n"


@pytest.fixture
def accepting(contract):
    """The small contract, taking other known dialects."""
    return contract.model_copy(update={"other_dialects": "accept"})


def with_dialect(contract, **dialect):
    return contract.model_copy(update={"dialect": contract.dialect.model_copy(update=dialect)})


@pytest.mark.parametrize(
    ("data", "reason", "agreed_and_seen"),
    [
        (text().replace(";", ",").encode(), "DELIMITER", (";", ",")),
        (text().replace(";", "\t").encode(), "DELIMITER", (";", "\t")),
        (text().encode("windows-1252"), "ENCODING", ("utf-8", "iso-8859-15")),
        (text((3, ROW.format(n=2, text="Hyvä – nopea"))).encode("windows-1252"), "ENCODING", ("utf-8", "windows-1252")),
        (text().encode("utf-16"), "ENCODING", ("utf-8", "utf-16")),
        (text().encode("utf-16-le"), "ENCODING", ("utf-8", "utf-16")),
        (text().encode("utf-16-be"), "ENCODING", ("utf-8", "utf-16")),
        (text().encode("utf-32"), "ENCODING", ("utf-8", "utf-32")),
        (text().encode("cp850"), "ENCODING", ("utf-8", "cp850")),
        (text().encode("mac-roman"), "ENCODING", ("utf-8", "mac-roman")),
        (text((3, ROW.format(n=2, text="'Hyvä; nopea'"))).encode(), "QUOTE_CHAR", ('"', "'")),
    ],
)
def test_another_dialect_is_refused_with_what_was_agreed_and_what_came(judged, data, reason, agreed_and_seen):
    judgement = judged(data)
    assert judgement.outcome == "rejected" and told(judgement) == [(1, reason)]
    assert judgement.facts.agreed_and_seen[reason] == agreed_and_seen


@pytest.mark.parametrize(
    ("data", "reason", "agreed_and_seen"),
    [
        (text().replace(";", ",").encode(), "DELIMITER_OTHER", (";", ",")),
        (text().replace(";", "|").encode(), "DELIMITER_OTHER", (";", "|")),
        (text().encode("windows-1252"), "ENCODING_OTHER", ("utf-8", "iso-8859-15")),
        (text((3, ROW.format(n=2, text="Hyvä"))).encode("utf-16"), "ENCODING_OTHER", ("utf-8", "utf-16")),
        (text((3, ROW.format(n=2, text="'Hyvä'"))).encode("utf-16-le"), "ENCODING_OTHER", ("utf-8", "utf-16")),
        (text((3, ROW.format(n=2, text="'Hyvä; nopea'"))).encode(), "QUOTE_CHAR_OTHER", ('"', "'")),
    ],
)
def test_a_contract_may_take_an_unmistakable_other_dialect_with_a_warning(
    judged, accepting, data, reason, agreed_and_seen
):
    judgement = judged(data, accepting)
    assert (judgement.outcome, told(judgement)) == ("accepted", [(1, reason)])
    assert judgement.facts.agreed_and_seen[reason] == agreed_and_seen
    assert set(judgement.accepted_rows["contact_type"]) == {"Käynti"} and len(judgement.accepted_rows) == 10


def test_delimiter_and_encoding_may_both_be_others(judged, accepting):
    judgement = judged(text().replace(";", "\t").encode("utf-16"), accepting)
    assert told(judgement) == [(1, "DELIMITER_OTHER"), (1, "ENCODING_OTHER")] and judgement.outcome == "accepted"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        # One line under the agreed delimiter, one with a field too few: not consistent, so not taken.
        (text((5, lines()[4].replace(";", ","))).replace(";", ",", 6).encode(), "DELIMITER"),
        (text((5, "4,181007")).replace(";", ",").encode(), "DELIMITER"),
        # The header lacks a name: another delimiter, but not the agreed table.
        (text(header=HEADER.replace(";NPS", "")).replace(";", ",").encode(), "DELIMITER"),
        # 0xA4 is the euro in ISO-8859-15 and a currency sign in windows-1252.
        (text((3, ROW.format(n=2, text="5 €"))).encode("iso-8859-15"), "ENCODING"),
    ],
)
def test_a_doubtful_other_dialect_is_refused_even_then(judged, accepting, data, reason):
    judgement = judged(data, accepting)
    assert judgement.outcome == "rejected" and reason in {code for _, code in told(judgement)}


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_other_line_ends_are_read_and_told(judged, contract, end):
    judgement = judged(text().replace("\n", end).encode(), with_dialect(contract, lineTerminator="\r\n"))
    assert judgement.outcome == "accepted" and len(judgement.accepted_rows) == 10
    assert told(judgement) == ([] if end == "\r\n" else [(1, "LINE_ENDS")])


def test_line_breaks_within_a_quoted_text_are_no_line_ends(judged, contract):
    data = text((3, ROW.format(n=2, text='"Hyvä\nja nopea"'))).replace("\n", "\r\n").replace("Hyvä\r\nja", "Hyvä\nja")
    judgement = judged(data.encode(), with_dialect(contract, lineTerminator="\r\n"))
    assert told(judgement) == [] and "Hyvä\nja nopea" in set(judgement.accepted_rows["open_text"])


def test_mixed_line_ends_are_told(judged):
    judgement = judged(text().replace("\n", "\r\n", 4).encode())
    assert judgement.outcome == "accepted" and told(judgement) == [(1, "LINE_ENDS")]


@pytest.mark.parametrize(
    ("replaced", "found"),
    [
        ((4, "3;181007;18-2001;Käynti;03.01.2026;9"), [(4, "FIELD_COUNT")]),
        ((4, "3;181007;18-2001;Käynti;03.01.2026;9;Hyvä;"), [(4, "FIELD_COUNT")]),
        ((4, "3,181007,18-2001,Käynti,03.01.2026,9,Hyvä"), [(4, "FIELD_COUNT"), (4, "MIXED_DELIMITERS")]),
        ((4, '3;181007;18-2001;Käynti;03.01.2026;9;"Hyvä'), [(4, "QUOTES")]),
        ((4, '"3;181007;18-2001;Käynti;03.01.2026;9;Hyvä'), [(4, "QUOTES")]),
        ((11, '10;181007;18-2001;Käynti;10.01.2026;9;"Hyvä'), [(11, "QUOTES")]),
        ((4, '3;181007;18-2001;Käynti;03.01.2026;9;"Hyvä"!'), [(4, "QUOTES")]),
        ((4, '3;181007;18-2001;Käynti;03.01.2026;9; "Hyvä"'), [(4, "QUOTES")]),
        # A delimiter is lost before a quoted text, whose own delimiter takes its place: the width alone looks sound.
        ((4, '3;181007;18-2001;Käynti;03.01.2026;9"Hyvä; nopea"'), [(4, "QUOTES")]),
        ((4, HEADER), [(4, "HEADER_REPEATED")]),
        ((4, ROW.format(n=3, text="Hyv\x00")), [(4, "NUL_CHARACTERS")]),
        ((4, ROW.format(n=3, text="HyvÃ¤")), [(4, "ENCODING_MIXED")]),
        ((4, ROW.format(n=3, text="x" * 100_001)), [(4, "LINE_TOO_LONG")]),
    ],
)
def test_a_line_at_fault_is_named_by_its_number_and_no_other(judged, replaced, found):
    judgement = judged(text(replaced).encode())
    assert told(judgement) == found
    assert judgement.received == 10 and len(judgement.accepted_rows) in (0, 9)


def test_a_row_between_quotes_that_only_look_closed_is_never_swallowed(judged):
    opened = (4, '3;181007;18-2001;Käynti;03.01.2026;9;"Hyvä')
    between = (5, '4;181007;"";Käynti;04.01.2026;9;Hyvä')
    judgement = judged(text(opened, between, (6, 'loppu"')).encode())
    assert judgement.outcome == "rejected" and (4, "QUOTES") in told(judgement)


def test_a_quote_within_an_unquoted_text_stands_for_itself(judged):
    judgement = judged(text((4, ROW.format(n=3, text='sanoi "hyvä" ja lähti'))).encode())
    assert told(judgement) == [] and 'sanoi "hyvä" ja lähti' in set(judgement.accepted_rows["open_text"])


@pytest.mark.parametrize(
    "header",
    [
        HEADER.replace("Id", "id"),
        HEADER.replace("Id", "I d"),
        HEADER + ";",
        HEADER + ";" + ";".join(f"lisä{n}" for n in range(5000)),
        HEADER.replace("NPS", "Id"),
        "Vastaukset tammikuulta\n" + HEADER,
        "Raportti;tammikuu;;;;;\n\n# ajettu 1.2.\n" + HEADER,
        "Tunnus;Alue;Päivä",
    ],
)
def test_a_header_with_other_names_is_refused(judged, header):
    judgement = judged(text(header=header).encode())
    assert judgement.outcome == "rejected" and told(judgement)[0][1].startswith("HEADER_")


def test_lines_above_the_header_are_one_finding_that_names_the_headers_line(judged):
    judgement = judged(text(header=f"Raportti\n\n# ajettu 1.2.;;\n{HEADER}").encode())
    assert told(judgement) == [(1, "HEADER_NOT_FIRST")] and judgement.received == 10
    assert judgement.facts.agreed_and_seen["HEADER_NOT_FIRST"] == ("1", "4")


def test_a_column_of_contact_details_is_told_below_other_lines_too(judged):
    judgement = judged(text(header=f"Raportti\n{HEADER};Sähköposti").encode())
    assert told(judgement) == [(1, "CONTACT_COLUMN"), (1, "HEADER_NOT_FIRST")]


def test_a_table_of_other_columns_or_without_a_header_is_one_finding(judged):
    for header in ("Tunnus;Alue;Päivä", ROW.format(n=11, text="Hyvä")):
        assert told(judged(text(header=header).encode())) == [(1, "HEADER_ABSENT")]


@pytest.mark.parametrize(
    "again", [HEADER, "\ufeff" + HEADER, ";".join(HEADER.split(";")[::-1]), HEADER.replace(";", " ; "), HEADER + ";Muu"]
)
def test_a_header_of_a_second_extraction_is_told_however_it_is_written(judged, again):
    judgement = judged((text() + again + "\n").encode())
    assert judgement.outcome == "rejected" and (12, "HEADER_REPEATED") in told(judgement)


@pytest.mark.parametrize("blank", [";;;;;;", '"";"";"";"";"";"";""', " ; ;;\t;;;", ";"])
def test_rows_that_hold_nothing_are_no_rows(judged, blank):
    judgement = judged((text() + f"{blank}\n" * 5).encode())
    assert told(judgement) == [] and judgement.received == 10


def test_an_open_quote_in_the_header_is_told(judged):
    judgement = judged(text(header=HEADER.replace("Palaute", '"Palaute')).encode())
    assert (1, "QUOTES") in told(judgement) and judgement.outcome == "rejected"


@pytest.mark.parametrize(
    "data",
    [
        b"\xef\xbb\xbf" + text().encode(),
        b"\xef\xbb\xbf\xef\xbb\xbf" + text().encode(),
        text(header=" Id ;Kustannuspaikka ; Paikka;Yhteystapa;Vastattu;NPS;Palaute").encode(),
        text(header='"Id";"Kustannuspaikka";Paikka;Yhteystapa;Vastattu;NPS;Palaute').encode(),
        ("sep=;\n" + text()).encode(),
        ("\n\n" + text() + "\n \n").encode(),
    ],
)
def test_marks_and_blanks_around_the_table_are_read_past(judged, data):
    judgement = judged(data)
    assert told(judgement) == [] and len(judgement.accepted_rows) == 10


def test_lines_keep_their_numbers_behind_excels_own_line_and_blank_ones(judged):
    data = "sep=;\n\n" + text((4, "3;181007;18-2001;Käynti;03.01.2026;9"))
    assert told(judged(data.encode())) == [(6, "FIELD_COUNT")]


def test_a_line_of_another_encoding_is_named(judged, contract):
    rows = [line.encode() for line in lines()]
    rows[4] = lines()[4].encode("windows-1252")
    assert told(judged(b"\n".join(rows))) == [(5, "ENCODING_MIXED")]
    rows = [line.encode("windows-1252") for line in lines()]
    rows[4] = lines()[4].encode()
    assert told(judged(b"\n".join(rows), with_dialect(contract, encoding="windows-1252"))) == [(5, "ENCODING_MIXED")]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16_is_read_with_and_without_its_mark_and_refused_when_cut(judged, contract, encoding):
    of_utf_16 = with_dialect(contract, encoding="utf-16")
    data = text().encode(encoding)
    assert told(judged(data, of_utf_16)) == []
    cut = judged(data[:-1], of_utf_16)
    assert told(cut) == [(1, "ENCODING")] and cut.facts.agreed_and_seen["ENCODING"] == ("utf-16", "utf-16, broken")


def test_an_escaped_quote_is_read_where_the_contract_escapes(judged, contract):
    escaping = with_dialect(contract, escapeChar="\\")
    judgement = judged(text((4, ROW.format(n=3, text='"sanoi \\"hyvä; nopea\\""'))).encode(), escaping)
    assert told(judgement) == [] and 'sanoi "hyvä; nopea"' in set(judgement.accepted_rows["open_text"])
