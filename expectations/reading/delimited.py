"""Facts of a delimited text under its contract."""

import re
from bisect import bisect_right
from collections.abc import Iterable

import pandas as pd

from expectations.contract import Contract
from expectations.reading.decode import lines_read_twice, lines_with
from expectations.reading.dialects import (
    KNOWN_DELIMITERS,
    LINE_ENDS,
    MOST_ABOVE,
    Table,
    agreed_signs,
    has_agreed_names,
    header_below,
    is_header,
    line_ends,
    seen_delimiter,
    table,
    unmistakable_other,
)
from expectations.reading.facts import Facts, file_facts, line_facts, no_lines, no_rows, repeats
from expectations.reading.records import Record
from expectations.visible import trimmed, visible

_EXCELS_OWN_LINE = re.compile(r"\s*sep=.\r?(?=\n)")
"""Excel writes the delimiter on a line before the header; it is no part of the table."""


def rows_by_field(
    columns: dict[str, Iterable[str | None]], line_numbers: list[int], contract: Contract
) -> pd.DataFrame:
    """The rows frame from the file's columns (physical name -> texts), under national field names."""
    rows = {"line_number": pd.Series(line_numbers, dtype="int64")}
    for column in contract.columns:
        read = trimmed if column.field == "open_text" else visible
        values = [(value and read(value)) or None for value in columns.get(column.physical_name, ())]
        rows[column.field] = pd.Series(values or None, dtype=object, index=range(len(line_numbers)))
    return pd.DataFrame(rows, copy=False)


def read_delimited(text: str, contract: Contract) -> Facts:
    """Facts of a delimited text; rows are given only where header and line leave no doubt."""
    if line := _EXCELS_OWN_LINE.match(text):
        text = text[line.end() :]
    agreed = table(text, agreed_signs(contract))
    if agreed is None:
        return Facts(file_facts(empty=True), no_lines(), no_rows(contract.fields))
    other = unmistakable_other(text, contract, agreed)
    found = other if other and contract.other_dialects == "accept" else agreed
    about, told = _signs_facts(text, contract, other, found)
    lines = _line_facts(text, found, contract)
    header, names = found.header, contract.header
    if (line := _header_line(found, contract)) is not None:
        told["HEADER_NOT_FIRST"] = ("1", str(found.body[line].line_number))
        about["header_first"], header = False, [visible(name) for name in found.body[line].fields]
        found = found._replace(body=found.body[line + 1 :])
    missing = tuple(name for name in names if name not in header)
    unknown = sum(name not in names for name in header) + len(header) - len(set(header))
    facts = file_facts(
        **about,
        header_well_formed=found.header_well_formed,
        missing_columns=len(missing),
        unknown_columns=unknown,
        empty=not found.body,
        records=len(found.body),
    )
    if missing or unknown or line is not None:
        return Facts(facts, lines, no_rows(contract.fields), missing, told, tuple(header))
    return Facts(facts, lines, _rows(found, lines, contract), (), told, tuple(header))


def _header_line(found: Table, contract: Contract) -> int | None:
    """Index of the record that is the header where the first one isn't."""
    if is_header(found.header, contract.header):
        return None
    return header_below([map(visible, record.fields) for record in found.body[:MOST_ABOVE]], contract.header)


def _signs_facts(
    text: str, contract: Contract, other: Table | None, found: Table
) -> tuple[dict[str, str], dict[str, tuple[str, str]]]:
    """File facts on delimiter, quote and line ends where they aren't the agreed ones, and the words for it."""
    agreed, about, told = agreed_signs(contract), {}, {}
    suffix, code = ("_read", "_OTHER") if other is found else ("", "")
    seen = other.signs if other else agreed
    if not other and not has_agreed_names(found.header, contract):
        seen = agreed._replace(delimiter=seen_delimiter(text, contract))
    for fact, reason, wanted, came in (
        ("delimiter", "DELIMITER", agreed.delimiter, seen.delimiter),
        ("quote", "QUOTE_CHAR", agreed.quote, seen.quote),
    ):
        if came != wanted:
            about[fact + suffix], told[reason + code] = came, (wanted, came)
    ends, wanted = line_ends(text, found.body), LINE_ENDS[contract.dialect.lineTerminator]
    if ends != wanted and found.body:
        about["line_ends"], told["LINE_ENDS"] = ends, (wanted, ends)
    return about, told


def _other_delimiter(record: Record, width: int, agreed: str) -> bool:
    """Whether a record that the agreed delimiter splits into too few fields is whole under another known one."""
    if len(record.fields) >= width or record.too_long:
        return False
    line = agreed.join(record.fields)
    return any(line.count(other) == width - 1 for other in KNOWN_DELIMITERS if other != agreed)


def _is_rest(record: Record, width: int, agreed: str) -> bool:
    """Whether a line may be the rest of a text: too few fields by far for a row with a fault, and no row that is
    written with another delimiter."""
    if record.too_long or len(record.fields) * 2 > width:
        return False
    line = agreed.join(record.fields)
    return all(line.count(other) < width - 1 for other in KNOWN_DELIMITERS if other != agreed)


def _continuing(body: list[Record], width: int, agreed: str) -> list[bool]:
    """Which records may lack the rest of their last text, as a line break without quotes leaves it on the line behind
    them. A text that is empty or was in quotes has no rest."""
    rest = [*(_is_rest(record, width, agreed) for record in body[1:]), False]
    return [
        follows and len(r.fields) == width and r.quotes_well_formed and not r.ends_quoted and bool(r.fields[-1].strip())
        for r, follows in zip(body, rest)
    ]


def _line_facts(text: str, found: Table, contract: Contract) -> pd.DataFrame:
    body, width, names = found.body, len(found.header), frozenset(contract.header)
    numbers = [record.line_number for record in body]
    other = [len(record.fields) < width and _other_delimiter(record, width, found.signs.delimiter) for record in body]
    return line_facts(
        numbers,
        [width if record.too_long else len(record.fields) for record in body],
        quotes_well_formed=[record.quotes_well_formed for record in body],
        other_delimiter=other,
        text_continues=_continuing(body, width, found.signs.delimiter),
        too_long=[record.too_long for record in body],
        repeats_header=[is_header(map(visible, record.fields), names) for record in body],
        in_encoding=~_holding(numbers, lines_read_twice(text)),
        has_nul=_holding(numbers, lines_with(text, "\x00")),
    )


def _holding(numbers: list[int], lines: list[int]) -> pd.Series:
    """Which records hold one of the lines; the header's lines belong to the first record, which stands nearest."""
    at = {max(0, bisect_right(numbers, line) - 1) for line in lines}
    return pd.Series(
        [place in at for place in range(len(numbers))] if at else False, index=range(len(numbers)), dtype=bool
    )


def _rows(found: Table, lines: pd.DataFrame, contract: Contract) -> pd.DataFrame:
    """The sound records' rows; which of them repeat an earlier one is entered into `lines`."""
    sound = lines["quotes_well_formed"] & (lines["field_count"] == len(found.header))
    sound &= ~(lines["repeats_header"] | lines["too_long"])
    identity = contract.physical_name_of("source_row_id")
    at = found.header.index(identity) if identity in found.header else None
    whole = [record.fields if good else None for record, good in zip(found.body, sound)]
    lines["repeats"] = repeats(whole, at)
    kept = [
        (r.line_number, fields) for r, fields, again in zip(found.body, whole, lines["repeats"]) if fields and not again
    ]
    columns = dict(zip(found.header, zip(*(fields for _, fields in kept))))
    return rows_by_field(columns, [number for number, _ in kept], contract)
