"""A delivery's bytes to facts, by its contract's format."""

from typing import NamedTuple

import pandas as pd

from expectations.contract import EVENTS, FEEDBACK, Contract
from expectations.reading.decode import (
    KNOWN_ENCODINGS,
    decode,
    is_ambiguous,
    lines_in_another_encoding,
    seems_encoded_as,
)
from expectations.reading.delimited import read_delimited
from expectations.reading.excel import read_excel
from expectations.reading.facts import Facts, file_facts, line_facts, no_lines, no_rows
from expectations.reading.join import join
from expectations.reading.json_lines import is_one_document, read_json_lines
from expectations.reading.parquet import read_parquet
from expectations.reading.typed import MOST_ROWS
from expectations.reading.unpack import kind_of, seems_text, unpack
from expectations.reading.unreadable import UnreadableFile


class _Text(NamedTuple):
    """A file's text, and the encoding it was read in where that isn't the agreed one."""

    text: str
    other_encoding: str | None = None


def read_delivery(files: dict[str, bytes], contract: Contract) -> Facts:
    """Facts of a delivery's files, by role; LookupError where a role that the contract has is missing."""
    feedback = read_file(files[FEEDBACK], contract.part(FEEDBACK))
    if not contract.event_columns:
        return feedback
    return join(feedback, read_file(files[EVENTS], contract.part(EVENTS)), contract)


def read_file(data: bytes, contract: Contract) -> Facts:
    """Facts of one file. Never raises for what the bytes hold: a file that can't be read is a fact too."""
    dialect = contract.dialect
    try:
        unpacked = unpack(data, dialect.compression)
        if dialect.format == "xlsx":
            return read_excel(unpacked, contract)
        if dialect.format == "parquet":
            return read_parquet(unpacked, contract)
        if kind_of(unpacked):
            raise UnreadableFile(None if dialect.compression == "none" else "packed_twice")
        if max(unpacked.count(end) for end in (b"\n", b"\r")) > MOST_ROWS:
            raise UnreadableFile("too_large")
    except UnreadableFile as error:
        return _unreadable(data, contract, error.came)
    read = _decoded(unpacked, contract)
    if isinstance(read, Facts):
        return read
    if dialect.format == "jsonl" and is_one_document(read.text):
        return _unreadable(data, contract, "json_document")
    facts = read_json_lines(read.text, contract) if dialect.format == "jsonl" else read_delimited(read.text, contract)
    if read.other_encoding:
        facts.file["encoding_read"] = read.other_encoding
        facts.agreed_and_seen["ENCODING_OTHER"] = (dialect.encoding, read.other_encoding)
    return facts


def _unreadable(data: bytes, contract: Contract, came: str | None) -> Facts:
    """Facts of a file that can't be read, with what was agreed and, as far as it can be told, what came."""
    dialect = contract.dialect
    agreed = dialect.format if dialect.compression == "none" else f"{dialect.format}, {dialect.compression}"
    seen = came or _kind_that_came(data, (dialect.format, dialect.compression))
    told = {"UNREADABLE": (agreed, seen)} if seen else {}
    return Facts(file_facts(readable=False), no_lines(), no_rows(contract.fields), (), told)


def _kind_that_came(data: bytes, agreed: tuple[str, str]) -> str | None:
    kind = kind_of(data)
    if kind in agreed:
        return "damaged"
    return kind or ("text" if seems_text(data) else None)


def _decoded(data: bytes, contract: Contract) -> _Text | Facts:
    """The text in the agreed encoding, or in another one where it is unmistakable and the contract allows it; else
    the facts of a file that can't be read."""
    agreed = contract.dialect.encoding
    mixed = lines_in_another_encoding(data, agreed) if not data.isascii() else []
    if mixed:
        return _mixed(data, mixed, contract)
    try:
        return _Text(decode(data, agreed))
    except UnicodeError:
        seen = seems_encoded_as(data) or "unknown"
        seen = f"{seen}, broken" if seen == agreed else seen
    if contract.other_dialects == "accept" and seen in KNOWN_ENCODINGS and not is_ambiguous(data, seen):
        try:
            return _Text(decode(data, seen), seen)
        except UnicodeError:
            pass
    facts = file_facts(encoding=seen, records=_lines_in(data))
    return Facts(facts, no_lines(), no_rows(contract.fields), (), {"ENCODING": (agreed, seen)})


def _mixed(data: bytes, lines: list[int], contract: Contract) -> Facts:
    """Facts of a file of which some lines are in another encoding: nothing but those lines' numbers is sure."""
    numbers = range(1, data.count(b"\n") + 2)
    marked = line_facts(numbers, 0, in_encoding=~pd.Series(numbers).isin(lines))
    return Facts(file_facts(records=_lines_in(data)), marked, no_rows(contract.fields))


def _lines_in(data: bytes) -> int:
    """Data lines of a file whose text can't be read, the header left out."""
    return max(0, sum(bool(line.strip(b"\r\x00 ")) for line in data.split(b"\n")) - 1)
