"""Records of a delimited text: judged line by line, before any column is parsed.

A general CSV reader repairs silently: it swallows lines into an open quote and fills missing fields with nulls, so
that a broken delimiter looks like a missing cost centre. Here every record keeps its first line's number and what is
wrong with it, and an open quote never takes more than `LONGEST_RECORD` lines with it.
"""

import csv
import re
from collections.abc import Iterator
from typing import NamedTuple

LONGEST_RECORD = 50
"""Lines that one quoted record may span; an answer of more line breaks is taken as an open quote."""
LONGEST_LINE = 100_000
"""Characters that a record may have; a longer one is not split into fields."""


class Record(NamedTuple):
    """One record: the number of its first line (from 1), its fields, whether its quotes are well formed, and whether
    its last field stands in quotes."""

    line_number: int
    fields: list[str]
    quotes_well_formed: bool = True
    too_long: bool = False
    ends_quoted: bool = False


class Signs(NamedTuple):
    """The signs that part a text into fields; without `escape`, a quote within a quoted field is doubled."""

    delimiter: str
    quote: str = '"'
    escape: str | None = None


class _Quotes:
    """What the quotes of a line say under the signs in force."""

    def __init__(self, signs: Signs) -> None:
        self.signs = signs
        delimiter, quote = re.escape(signs.delimiter), re.escape(signs.quote)
        # A quote behind blanks opens nothing for a strict reader, but did so for whoever wrote it: a doubt.
        blanks = "".join({" ", "\t"} - {signs.delimiter})
        self._behind_blanks = re.compile(f"(?:^|{delimiter})[{blanks}]+{quote}").search

    def bare(self, line: str) -> str:
        """The line without quotes that stand for themselves."""
        _, quote, escape = self.signs
        return (
            line.replace(quote * 2, "") if escape is None else line.replace(escape * 2, "").replace(escape + quote, "")
        )

    def left_open(self, line: str) -> bool:
        return (line if self.signs.escape is None else self.bare(line)).count(self.signs.quote) % 2 == 1

    def fields(self, text: str) -> list[str] | None:
        """The fields of one whole record; None where a quote stands in a wrong place."""
        delimiter, quote, escape = self.signs
        reader = csv.reader(
            [text], delimiter=delimiter, quotechar=quote, escapechar=escape, doublequote=escape is None, strict=True
        )
        try:
            parsed = list(reader)
        except csv.Error:
            return None
        return parsed[0] if len(parsed) == 1 and not self._in_doubt(text, len(parsed[0])) else None

    def _in_doubt(self, text: str, width: int) -> bool:
        """Whether a quote within an unquoted field may have been meant to part fields: read as quoting everywhere,
        the text has more or fewer of them. Where a delimiter is lost before a quoted text, this alone shows it."""
        bare = self.bare(text)
        if self.signs.escape and self.signs.escape in bare:
            return True  # an escape before a sign that needs none: some writers mean both signs, some the second
        outside = bare.split(self.signs.quote)[::2]
        between = sum(part.count(self.signs.delimiter) for part in outside)
        return between != width - 1 or self._behind_blanks(text) is not None

    def closing(self, lines: list[str], first: int, width: int) -> int | None:
        """Index of the line on which the quote left open on `first` closes.

        None where it doesn't, or where what stands before a later line's first quote is a row of its own: then the
        quote was left open by mistake, and closing it would swallow rows into a text.
        """
        for index in range(first + 1, min(first + LONGEST_RECORD, len(lines))):
            bare = self.bare(lines[index])
            if width > 2 and bare.split(self.signs.quote)[0].count(self.signs.delimiter) >= width - 1:
                return None
            if bare.count(self.signs.quote) % 2:
                return index
        return None


def lines_of(text: str) -> list[str]:
    """The text's lines. A lone carriage return ends lines only where nothing else does; else it is a blank."""
    if "\r" not in text:
        return text.split("\n")
    text = text.replace("\r\n", "\n")
    return text.replace("\r", " " if "\n" in text.strip() else "\n").split("\n")


def records(text: str, signs: Signs) -> Iterator[Record]:
    """Every record of `text` that holds anything, in order; malformed ones too, split as well as may be.

    The first is the header: it stands on one line, and says how many fields a row has.
    """
    lines, quotes = lines_of(text), _Quotes(signs)
    index, width = 0, 0
    while index < len(lines):
        line, number = lines[index], index + 1
        index += 1
        if not line or line.isspace():
            continue
        record, last = _record(lines, number, width, quotes)
        index = last + 1
        if record.quotes_well_formed and not record.too_long and not any(map(str.strip, record.fields)):
            continue  # spreadsheets write delimiters alone for the rows below a table
        width = width or len(record.fields)
        yield record


def _record(lines: list[str], number: int, width: int, quotes: _Quotes) -> tuple[Record, int]:
    """The record that begins on line `number`, and the index of its last line."""
    line, first = lines[number - 1], number - 1
    delimiter, quote, escape = quotes.signs
    if len(line) > LONGEST_LINE:
        return Record(number, [], too_long=True), first
    if quote not in line and (escape is None or escape not in line):
        return Record(number, line.split(delimiter)), first
    last, whole = first, line
    if quotes.left_open(line):
        last = quotes.closing(lines, first, width) if width else None
        if last is None:
            return Record(number, line.split(delimiter), quotes_well_formed=False), first
        whole = "\n".join(lines[first : last + 1])
        if len(whole) > LONGEST_LINE:
            return Record(number, [], too_long=True), last
    fields = quotes.fields(whole)
    if fields is None:
        # Only the first line is taken for the malformed record: the lines behind it are judged by themselves.
        return Record(number, line.split(delimiter), quotes_well_formed=False), first
    return Record(number, fields, ends_quoted=whole.rstrip().endswith(quote)), last
