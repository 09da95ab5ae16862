"""What becomes of a delivery: the gate's manual, by example."""

import gzip

import pytest


def told(judgement) -> list[tuple[int, str, str]]:
    """The findings as (line, column, reason)."""
    return sorted(judgement.all_findings[["line_number", "column", "reason"]].itertuples(index=False, name=None))


def test_a_sound_delivery_is_accepted_whole(judged, delivery):
    judgement = judged(delivery())
    assert judgement.outcome == "accepted"
    assert (judgement.received, len(judgement.accepted_rows)) == (10, 10)
    assert told(judgement) == []


@pytest.mark.parametrize(
    ("line", "column", "reason"),
    [
        ("3;;18-2001;Käynti;03.01.2026;9;x", "cost_centre", "COST_CENTRE_MISSING"),
        ("3;  ;18-2001;Käynti;03.01.2026;9;x", "cost_centre", "COST_CENTRE_MISSING"),
        ("3;181007;;Käynti;03.01.2026;9;x", "place", "PLACE_MISSING"),
        ("3;999999;18-2001;Käynti;03.01.2026;9;x", "cost_centre", "COST_CENTRE_UNKNOWN"),
        ("3;181007;99-9;Käynti;03.01.2026;9;x", "place", "PLACE_UNKNOWN"),
        ("3;181007;18-2001;käynti;03.01.2026;9;x", "contact_type", "CODE_UNKNOWN"),
        ("3;181007;18-2001;Käynti;03.01.2026;11;x", "nps", "OUT_OF_SCALE"),
        ("3;181007;18-2001;Käynti;03.01.2026;9,0;x", "nps", "OUT_OF_SCALE"),
        ("3;181007;18-2001;Käynti;2026-01-03;9;x", "answered_at", "DATE_FORM"),
        ("3;181007;18-2001;Käynti;03.02.2026;9;x", "answered_at", "DATE_OUTSIDE_PERIOD"),
        ("3;181007;18-2001;Käynti;;9;x", "answered_at", "VALUE_MISSING"),
        ("3;181007;18-2001;Käynti;03.01.2026;9", "field_count", "FIELD_COUNT"),
        ("3;181007;18-2001;Käynti;03.01.2026;9;x;y", "field_count", "FIELD_COUNT"),
    ],
)
def test_a_row_at_fault_is_kept_apart_with_its_line_and_reason(judged, delivery, line, column, reason):
    judgement = judged(delivery({3: line}))
    assert judgement.outcome == "accepted_with_quarantine"
    assert told(judgement) == [(4, column, reason)]
    assert judgement.quarantined == {4}
    assert len(judgement.accepted_rows) == 9


def test_more_faults_than_the_contract_tolerates_reject_the_whole(judged, delivery):
    without = {n: f"{n};;18-2001;Käynti;{n:02}.01.2026;9;x" for n in (1, 2, 3)}
    judgement = judged(delivery(without))
    assert judgement.outcome == "rejected"
    assert told(judgement) == [
        (1, "records", "TOO_MANY_QUARANTINED"),
        *[(n + 1, "cost_centre", "COST_CENTRE_MISSING") for n in (1, 2, 3)],
    ]
    assert (judgement.rejected, len(judgement.accepted_rows), judgement.quarantined) == (10, 0, frozenset())


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (lambda data: data.replace(b";", b","), "DELIMITER"),
        (
            lambda data: data.replace(b"5;", b"5|").replace(
                b"5|181007;18-2001;K\xc3\xa4ynti;05.01.2026;9;", b"5|181007|18-2001|K\xc3\xa4ynti|05.01.2026|9|"
            ),
            "MIXED_DELIMITERS",
        ),
        (lambda data: data.decode().encode("windows-1252"), "ENCODING"),
        (lambda data: data.decode().encode("utf-16"), "ENCODING"),
        (lambda data: data.replace(b"Paikka;", b"X;"), "HEADER_MISSING_COLUMN"),
        (lambda data: data.replace(b"Paikka;", b"Toimipaikka;"), "HEADER_RENAMED_COLUMN"),
        (lambda data: data.replace(b"NPS;Palaute", b"NPS;Palaute;Kysely"), "HEADER_UNKNOWN_COLUMN"),
        (lambda data: data.replace(b"NPS;Palaute", b"NPS;Palaute;Puhelin"), "CONTACT_COLUMN"),
        (lambda data: data.replace(b"Kustannuspaikka;", b"Kustannus_paikka;"), "HEADER_RENAMED_COLUMN"),
        (lambda data: data.split(b"\n")[0] + b"\n", "EMPTY"),
        (lambda data: b"", "EMPTY"),
        (lambda data: data.replace(b"4;181007", b'4;"181007'), "QUOTES"),
    ],
)
def test_a_file_whose_structure_is_in_doubt_is_rejected_whole(judged, delivery, spoil, reason):
    judgement = judged(spoil(delivery()))
    assert judgement.outcome == "rejected"
    assert reason in {finding[2] for finding in told(judgement)}
    assert len(judgement.accepted_rows) == 0


def test_a_changed_delimiter_is_no_missing_cost_centre(judged, delivery):
    reasons = {finding[2] for finding in told(judged(delivery().replace(b";", b"\t")))}
    assert "DELIMITER" in reasons and "COST_CENTRE_MISSING" not in reasons


def test_exact_duplicates_are_dropped_and_counted(judged, delivery):
    judgement = judged(delivery({4: "3;181007;18-2001;Käynti;03.01.2026;9;Hyvä"}))
    assert judgement.outcome == "accepted"
    assert (judgement.duplicates, len(judgement.accepted_rows)) == (1, 9)
    assert told(judgement) == [(5, "repeats", "DUPLICATE_ROW")]


@pytest.mark.parametrize(
    "again", ["3;181007 ;18-2001;Käynti;03.01.2026;9;Hyvä ", "3\u200b;181007;18-2001;Käynti;03.01.2026;9;Hyvä"]
)
def test_a_duplicate_that_differs_in_what_no_one_sees_is_a_duplicate(judged, delivery, again):
    judgement = judged(delivery({4: again}))
    assert (judgement.outcome, judgement.duplicates) == ("accepted", 1)


def test_different_answers_under_one_id_are_all_kept_apart(judged, delivery):
    judgement = judged(delivery({4: "3;181007;18-2001;Käynti;04.01.2026;2;Toinen"}))
    assert told(judgement) == [(4, "source_row_id", "DUPLICATE_ID"), (5, "source_row_id", "DUPLICATE_ID")]


def test_a_packed_file_is_unpacked_and_anything_else_refused(judged, delivery, contract):
    packed = contract.model_copy(update={"dialect": contract.dialect.model_copy(update={"compression": "gzip"})})
    assert judged(gzip.compress(delivery()), packed).outcome == "accepted"
    assert told(judged(delivery(), packed)) == [(1, "readable", "UNREADABLE")]


def test_rows_are_conserved_whatever_comes(judged, delivery):
    for replaced in ({}, {2: "x"}, {2: "1;181007;18-2001;Käynti;01.01.2026;9;Hyvä"}, dict.fromkeys(range(1, 9), "x")):
        judgement = judged(delivery(replaced))
        parts = (len(judgement.accepted_rows), len(judgement.quarantined), judgement.rejected, judgement.duplicates)
        assert judgement.received == sum(parts)
