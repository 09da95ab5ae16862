"""Hostile files: each ends in a clear refusal or an exact reading, and memory stays bounded."""

import gzip
import io
import json
import stat
import tracemalloc
import zipfile

import openpyxl
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from expectations.receipt_page import as_came, words
from lake_layout.names import is_plain_name, shown
from tests.gate.test_structure import text, told, with_dialect

SOUND = text().encode()


def zipped(*members: tuple[str, bytes], **about) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            member = zipfile.ZipInfo(name)
            for key, value in about.items():
                setattr(member, key, value)
            archive.writestr(member, content, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def encrypted(data: bytes) -> bytes:
    """The archive with the flag that says so, in both headers."""
    found = bytearray(data)
    found[6] |= 1
    found[found.index(b"PK\x01\x02") + 8] |= 1
    return bytes(found)


LINK = {"create_system": 3, "external_attr": (stat.S_IFLNK | 0o777) << 16}
BOMB = zipped(("a.csv", bytes(130 * 1024**2)))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no archive",
        SOUND,
        gzip.compress(SOUND),
        zipped(),
        zipped(("a.csv", SOUND), ("b.csv", SOUND)),
        zipped(("../a.csv", SOUND)),
        zipped(("/tmp/a.csv", SOUND)),
        zipped(("folder/a.csv", SOUND)),
        zipped(("a.csv:stream", SOUND)),
        zipped(("\u202evsc.a", SOUND)),
        zipped(("a\nb.csv", SOUND)),
        zipped(("CON.csv", SOUND)),
        zipped(("a.csv", b"/etc/passwd"), **LINK),
        zipped(("a.zip", zipped(("a.csv", SOUND)))),
        zipped(("a.csv.gz", gzip.compress(SOUND))),
        zipped(("a.csv", SOUND))[:-40],
        zipped(("a.csv", SOUND))[:200],
        encrypted(zipped(("a.csv", SOUND))),
        zipped(*((f"{n}.csv", b"") for n in range(1200))),
        BOMB,
    ],
)
def test_an_archive_that_is_not_one_plain_file_is_refused(judged, contract, data):
    judgement = judged(data, with_dialect(contract, compression="zip"))
    assert told(judgement) == [(1, "UNREADABLE")] and judgement.outcome == "rejected"


def test_what_a_mac_lays_beside_the_file_does_no_harm(judged, contract):
    data = zipped(("toimitus.csv", SOUND), ("__MACOSX/._toimitus.csv", b"\x00\x05"), (".DS_Store", b"\x00"))
    assert told(judged(data, with_dialect(contract, compression="zip"))) == []


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (gzip.compress(SOUND), []),
        (gzip.compress(SOUND[:100]) + gzip.compress(SOUND[100:]), []),
        (gzip.compress(SOUND)[:-9], [(1, "UNREADABLE")]),
        (gzip.compress(SOUND) + b"rubbish", [(1, "UNREADABLE")]),
        (gzip.compress(gzip.compress(SOUND)), [(1, "UNREADABLE")]),
        (zipped(("a.csv", SOUND)), [(1, "UNREADABLE")]),
        (gzip.compress(bytes(130 * 1024**2), 1), [(1, "UNREADABLE")]),
    ],
)
def test_gzip_is_read_whole_or_refused(judged, contract, data, found):
    assert told(judged(data, with_dialect(contract, compression="gzip"))) == found


@pytest.mark.parametrize(
    ("data", "seen"),
    [(zipped(("a.csv", SOUND)), "zip"), (gzip.compress(SOUND), "gzip"), (b"%PDF-1.7", "pdf"), (b"PAR1", "parquet")],
)
def test_a_file_of_another_kind_is_refused_with_what_came(judged, data, seen):
    judgement = judged(data)
    assert told(judgement) == [(1, "UNREADABLE")]
    assert judgement.facts.agreed_and_seen == {"UNREADABLE": ("csv", seen)}


@pytest.mark.parametrize(
    ("agreed", "data", "came"),
    [
        ({"compression": "zip"}, SOUND, "text"),
        ({"compression": "gzip"}, SOUND, "text"),
        ({"compression": "gzip"}, gzip.compress(SOUND)[:-9], "damaged"),
        ({"compression": "gzip"}, zipped(("a.csv", SOUND)), "zip"),
        ({"compression": "gzip"}, gzip.compress(gzip.compress(SOUND)), "packed_twice"),
        ({"compression": "zip"}, zipped(("a.csv", SOUND))[:200], "damaged"),
        ({"compression": "zip"}, zipped(("a.csv", SOUND), ("b.csv", SOUND)), "several_files"),
        ({"compression": "zip"}, encrypted(zipped(("a.csv", SOUND))), "encrypted"),
        ({"compression": "zip"}, zipped(("../a.csv", SOUND)), "unsafe_name"),
        ({"compression": "zip"}, BOMB, "too_large"),
        ({"format": "xlsx"}, SOUND, "text"),
        ({"format": "parquet"}, SOUND, "text"),
        ({"format": "parquet"}, b"PAR1" + bytes(40), "damaged"),
        ({"format": "jsonl"}, b'[{"Id": "1"}, {"Id": "2"}]', "json_document"),
        ({"format": "jsonl"}, b'{\n  "Id": "1"\n}\n', "json_document"),
        ({"format": "jsonl"}, b'[\n{"Id": "1"},\n', "json_document"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_by_what_came_in_every_language(judged, contract, agreed, data, came):
    judgement = judged(data, with_dialect(contract, **agreed))
    assert told(judgement) == [(1, "UNREADABLE")]
    seen = judgement.facts.agreed_and_seen["UNREADABLE"][1]
    assert seen == came
    assert came == "zip" or all(as_came(came, words()[language]) != came for language in ("fi", "sv", "en"))


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "EMPTY"),
        (b"\n\n", "EMPTY"),
        (b"\xef\xbb\xbf", "EMPTY"),
        (SOUND.split(b"\n")[0], "EMPTY"),
        (SOUND + b"11;" + b"x" * 50 * 1024**2 + b"\n", "LINE_TOO_LONG"),
        (b";" * 50 * 1024**2, "EMPTY"),
        (b"x\n" * 1_100_000, "UNREADABLE"),
        (b"x\r" * 1_100_000, "UNREADABLE"),
        (SOUND + b'11;"' + b"x\n" * 20_000, "QUOTES"),
    ],
)
def test_an_empty_or_endless_text_is_refused_within_bounds(judged, data, reason):
    tracemalloc.start()
    judgement = judged(data)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert judgement.outcome == "rejected" and reason in {code for _, code in told(judgement)}
    assert most < 10 * len(data) + 32 * 1024**2


def json_lines(contract, *lines: str) -> bytes:
    sound = dict(zip(contract.header, ("x", "181007", "18-2001", "Käynti", "05.01.2026", 9, None)))
    return "\n".join([json.dumps({**sound, "Id": str(n)}, ensure_ascii=False) for n in range(9)] + list(lines)).encode()


@pytest.mark.parametrize(
    "value", ["NaN", "Infinity", "-Infinity", "1e400", "[1]", "{}", "true", '"\\u0000"', "9" * 5000]
)
def test_a_json_value_that_is_none_makes_its_line_no_record(judged, contract, value):
    line = '{"Id": "10", "Kustannuspaikka": "181007", "Paikka": "18-2001", "Vastattu": "05.01.2026", "NPS": VALUE}'
    line = line.replace("VALUE", value)
    assert told(judged(json_lines(contract, line), with_dialect(contract, format="jsonl"))) == [(10, "NO_RECORD")]


def test_json_lines_may_have_a_mark_and_may_be_too_long(judged, contract):
    of_json = with_dialect(contract, format="jsonl")
    assert told(judged(b"\xef\xbb\xbf" + json_lines(contract), of_json)) == []
    long = json.dumps({"Id": "x" * 100_001})
    assert told(judged(json_lines(contract, long), of_json)) == [(10, "LINE_TOO_LONG")]


def workbook(contract, change=lambda book: None) -> bytes:
    book = openpyxl.Workbook()
    book.active.append(list(contract.header))
    for n in range(1, 11):
        book.active.append([str(n), "181007", "18-2001", "Käynti", f"{n:02}.01.2026", 9, "Hyvä"])
    change(book)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def rewritten(data: bytes, change) -> bytes:
    """The workbook with every part passed through `change(name, content)`."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return stream.getvalue()


def set_cell(sheet_cell: str, value: object, sheet: int = 0):
    return lambda book: book.worksheets[sheet].__setitem__(sheet_cell, value)


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (set_cell("G4", "=1+1"), [(4, "NO_RECORD")]),
        (set_cell("F4", "#N/A"), [(4, "NO_RECORD")]),
        (set_cell("F4", True), [(4, "NO_RECORD")]),
        (set_cell("XFD4", "x"), [(1, "HEADER_UNKNOWN_COLUMN")]),
        (lambda book: book.active.merge_cells("A1:B1"), [(1, "HEADER_MISSING_COLUMN"), (1, "HEADER_UNKNOWN_COLUMN")]),
        (lambda book: (book.create_sheet("x"), set_cell("ZZ5000", "x", 1)(book)), [(1, "UNREADABLE")]),
        (
            lambda book: (book.create_sheet("x"), setattr(book.worksheets[0], "sheet_state", "hidden")),
            [(1, "UNREADABLE")],
        ),
        (lambda book: book.create_sheet("x"), []),
        (set_cell("A1048576", "x"), [(1, "UNREADABLE")]),
    ],
)
def test_what_a_workbook_hides_is_told(judged, contract, change, found):
    assert told(judged(workbook(contract, change), with_dialect(contract, format="xlsx"))) == found


def test_a_workbook_that_defines_entities_or_unpacks_to_too_much_is_refused(judged, contract):
    of_excel = with_dialect(contract, format="xlsx")
    entities = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]>'
    bad = rewritten(workbook(contract), lambda name, part: entities + part if "sheet1" in name else part)
    assert told(judged(bad, of_excel)) == [(1, "UNREADABLE")]
    big = rewritten(workbook(contract), lambda name, part: part + b" " * 130 * 1024**2 if "styles" in name else part)
    assert told(judged(big, of_excel)) == [(1, "UNREADABLE")]


def parquet(frame: pd.DataFrame | pa.Table) -> bytes:
    stream = io.BytesIO()
    pq.write_table(frame if isinstance(frame, pa.Table) else pa.Table.from_pandas(frame), stream)
    return stream.getvalue()


def test_parquet_files_one_behind_the_other_are_told(judged, contract):
    """A reader believes the last one's footer and reads the first one's rows, as if they were all."""
    one = parquet(pd.DataFrame(parquet_columns(contract)))
    judgement = judged(one + one, with_dialect(contract, format="parquet"))
    assert told(judgement) == [(1, "UNREADABLE")]
    assert judgement.facts.agreed_and_seen == {"UNREADABLE": ("parquet", "joined_files")}


def test_of_a_table_of_thousands_of_columns_the_first_are_named(judged, contract):
    extra = "".join(f";X{n}" for n in range(14_000))
    data = "\n".join(line + extra for line in SOUND.decode().splitlines()).encode()
    unknown = judged(data).findings.query("reason == 'HEADER_UNKNOWN_COLUMN'")
    assert len(unknown) == 201 and list(unknown["shown"])[-1] == "+ 13800"


def parquet_columns(contract, **other) -> dict[str, list]:
    sound = ("x", "181007", "18-2001", "Käynti", "05.01.2026", 9, None)
    columns = {name: [value] * 10 for name, value in zip(contract.header, sound)}
    return {**columns, "Id": [str(n) for n in range(10)], **other}


@pytest.mark.parametrize(
    ("other", "found"),
    [
        ({}, []),
        ({"NPS": [float("inf")] + [9.0] * 9}, [(1, "NO_RECORD")]),
        ({"NPS": [[9]] * 10}, [(n, "NO_RECORD") for n in range(1, 11)]),
        ({"NPS": [{"a": 1}] * 10}, [(n, "NO_RECORD") for n in range(1, 11)]),
        ({"NPS": [b"9"] * 10}, [(n, "NO_RECORD") for n in range(1, 11)]),
    ],
)
def test_parquet_cells_are_single_values(judged, contract, other, found):
    judgement = judged(parquet(pa.table(parquet_columns(contract, **other))), with_dialect(contract, format="parquet"))
    assert [finding for finding in told(judgement) if finding[1] != "TOO_MANY_QUARANTINED"] == found


def test_a_small_parquet_file_that_repeats_a_large_text_is_refused(judged, contract):
    text = pa.DictionaryArray.from_arrays(pa.array([0] * 100_000, pa.int32()), pa.array(["x" * 90_000]))
    columns = {name: pa.array([None] * 100_000, pa.string()) for name in contract.header}
    judgement = judged(parquet(pa.table({**columns, "Palaute": text})), with_dialect(contract, format="parquet"))
    assert told(judgement) == [(1, "UNREADABLE")]


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("roidu_2026-01.csv", True),
        ("Palaute (korjattu) tammikuu.xlsx", True),
        ("väite.csv", True),
        ("../a.csv", False),
        ("a/b.csv", False),
        ("a\\b.csv", False),
        ("a.csv:b", False),
        ("a\nb.csv", False),
        ("\u202egpj.csv", False),
        (".hidden", False),
        ("nul", False),
        ("LPT1.csv", False),
        ("a.csv.", False),
        ("a.csv ", False),
        ("x" * 201, False),
        ("ä" * 150, False),
        (None, False),
    ],
)
def test_plain_names(name, plain):
    assert is_plain_name(name) is plain


def test_a_name_from_outside_is_shown_without_what_could_deceive():
    assert shown("a\n\u202eb/c.csv") == "a??b?c.csv"
