"""What differs only in what nobody can see is the same: names, codes and ids; never what a customer wrote."""

import json
import unicodedata

import pytest

from expectations.visible import trimmed, visible
from tests.gate.conftest import HEADER
from tests.gate.test_structure import lines, told, with_dialect

SOUND = "3;181007;18-2001;Käynti;03.01.2026;9;Hyvä"


@pytest.mark.parametrize(
    ("came", "seen"),
    [
        ("R10 ", "R10"),
        ("R10\u200b", "R10"),
        ("\ufeffR10", "R10"),
        ("18\u00ad1007", "181007"),
        ("Muu\u00a0käynti", "Muu käynti"),
        ("Ka\u0308ynti", "Käynti"),
        ("\u200b \u00a0", ""),
        ("18–29", "18–29"),
    ],
)
def test_a_code_is_taken_as_it_is_seen(came, seen):
    assert visible(came) == seen


@pytest.mark.parametrize(
    ("came", "kept"),
    [(" Hyvä\u00a0paikka ", "Hyvä\u00a0paikka"), ("👩\u200d⚕️ kiitos", "👩\u200d⚕️ kiitos"), ("\u200b\u2060", "")],
)
def test_a_text_stays_as_it_was_written(came, kept):
    assert trimmed(came) == kept


@pytest.mark.parametrize(
    "header",
    [
        HEADER.replace("Id;", "\u200bId;"),
        HEADER.replace(";", "\u00a0;"),
        "\ufeff" + HEADER,
        unicodedata.normalize("NFD", HEADER.replace("NPS", "NPS ")),
    ],
)
def test_a_header_is_known_by_the_names_that_are_seen(judged, header):
    judgement = judged("\n".join(lines(header=header)).encode())
    assert told(judgement) == [] and len(judgement.accepted_rows) == 10


def test_an_id_that_is_nothing_to_see_is_missing_and_one_that_looks_like_another_is_the_same(judged):
    changed = lines((4, SOUND.replace("3;", "\u200b;", 1)), (6, SOUND.replace("3;", "4\u200b;", 1)))
    assert told(judged("\n".join(changed).encode())) == [
        (1, "TOO_MANY_QUARANTINED"), (4, "VALUE_MISSING"), (5, "DUPLICATE_ID"), (6, "DUPLICATE_ID")
    ]  # fmt: skip


def test_keys_of_json_lines_are_known_by_what_is_seen(judged, contract):
    sound = dict(zip(contract.header, ("1", "181007", "18-2001", "Ka\u0308ynti", "05.01.2026", 9, None)))
    line = json.dumps({f"{name}\u00a0": value for name, value in sound.items()}, ensure_ascii=False)
    assert told(judged(line.encode(), with_dialect(contract, format="jsonl"))) == []
    twice = line.replace("}", ', "Id": "2"}')
    assert (1, "NO_RECORD") in told(judged(twice.encode(), with_dialect(contract, format="jsonl")))
