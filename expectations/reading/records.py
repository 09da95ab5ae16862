"""Records of a delimited text: judged line by line, before any column is parsed.

A general CSV reader repairs silently: it swallows lines into an open quote and fills missing fields with nulls, so
that a broken delimiter looks like a missing cost centre. Here every record keeps its first line's number and what is
wrong with it, and an open quote never takes more than `LONGEST_RECORD` lines with it.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass

LONGEST_RECORD = 50
"""Lines that one quoted record may span; an answer of more line breaks is taken as an open quote."""


@dataclass(frozen=True)
class Record:
    """One record: the number of its first line (from 1), its fields, and whether its quotes are well formed."""

    line_number: int
    fields: tuple[str, ...]
    quotes_well_formed: bool = True


def _parse(text: str, delimiter: str, quote: str) -> tuple[str, ...] | None:
    reader = csv.reader([text], delimiter=delimiter, quotechar=quote, doublequote=True, strict=True)
    try:
        parsed = list(reader)
    except csv.Error:
        return None
    return tuple(parsed[0]) if len(parsed) == 1 else None


def _closing_line(lines: list[str], first: int, quote: str, delimiter: str, width: int | None) -> int | None:
    """Index of the line on which the quote left open on `first` closes.

    None where it doesn't, or where what stands before a later line's first quote is a row of its own: then the quote
    was left open by mistake, and closing it would swallow rows into a text.
    """
    for index in range(first + 1, min(first + LONGEST_RECORD, len(lines))):
        still_open = lines[index].split(quote)[0]
        if width and width > 2 and still_open.count(delimiter) >= width - 1:
            return None
        if lines[index].count(quote) % 2:
            return index
    return None


def records(text: str, delimiter: str, quote: str) -> Iterator[Record]:
    """Every non-empty record of `text`, in order; malformed ones too, with their fields split as well as may be."""
    text = text.replace("\r\n", "\n")
    # A lone carriage return ends lines only where nothing else does; within a line it is a blank of the text.
    lines = text.replace("\r", " " if "\n" in text.strip() else "\n").split("\n")
    index, width = 0, None
    while index < len(lines):
        line, number = lines[index], index + 1
        index += 1
        if quote not in line:
            if line.strip():
                fields = tuple(line.split(delimiter))
                width = width or len(fields)
                yield Record(number, fields)
            continue
        whole = line
        if line.count(quote) % 2:
            closing = _closing_line(lines, number - 1, quote, delimiter, width)
            if closing is None:
                yield Record(number, tuple(line.split(delimiter)), quotes_well_formed=False)
                continue
            whole = "\n".join(lines[number - 1 : closing + 1])
            index = closing + 1
        fields = _parse(whole, delimiter, quote)
        if fields is None:
            # Only the first line is taken for the malformed record: the lines behind it are judged by themselves.
            index = number
            yield Record(number, tuple(line.split(delimiter)), quotes_well_formed=False)
        else:
            width = width or len(fields)
            yield Record(number, fields)
