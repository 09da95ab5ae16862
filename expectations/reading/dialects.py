"""In which signs a delimited text is written: the agreed ones, or unmistakably another known pair.

Unmistakable: under exactly these signs the header is the contract's, name for name, and every record is whole.
"""

from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from expectations.contract import Contract
from expectations.reading.records import LONGEST_LINE, Record, Signs, records
from expectations.visible import visible

KNOWN_DELIMITERS = (";", ",", "\t", "|")
KNOWN_QUOTES = ('"', "'")


class Table(NamedTuple):
    """A text under its signs: the header's names, whether its quotes are closed, and the records below."""

    signs: Signs
    header: list[str]
    header_well_formed: bool
    body: list[Record]

    @property
    def whole(self) -> bool:
        """Whether nothing of it leaves a doubt."""
        width = len(self.header)
        sound = all(r.quotes_well_formed and not r.too_long and len(r.fields) == width for r in self.body)
        return self.header_well_formed and sound


def agreed_signs(contract: Contract) -> Signs:
    dialect = contract.dialect
    return Signs(dialect.delimiter, dialect.quoteChar, dialect.escapeChar)


def table(text: str, signs: Signs) -> Table | None:
    """The text read under the signs; None where it holds no record."""
    found = records(text, signs)
    header = next(found, None)
    if header is None:
        return None
    sound = header.quotes_well_formed and not header.too_long
    return Table(signs, [visible(name) for name in header.fields], sound, list(found))


MOST_ABOVE = 20
"""Records above a header that are still looked past to find it: a report's title, who made it, remarks."""


def is_header(cells: Iterable[object], agreed: Collection[str]) -> bool:
    """Whether a record is plainly a header: it holds half of the agreed names or more."""
    found = {cell for cell in cells if cell in agreed}
    return bool(found) and len(found) * 2 >= len(agreed)


def header_below(rows: Sequence[Iterable[object]], agreed: Collection[str]) -> int | None:
    """Index of the first of the `rows` below the first record that is plainly the header; the first one isn't."""
    return next((at for at, cells in enumerate(rows[:MOST_ABOVE]) if is_header(cells, agreed)), None)


def has_agreed_names(header: list[str], contract: Contract) -> bool:
    return len(header) == len(contract.header) and set(header) == set(contract.header)


def _header_under(text: str, signs: Signs) -> list[str]:
    header = next(records(text.lstrip()[: LONGEST_LINE + 1].split("\n")[0], signs), None)
    return [visible(name) for name in header.fields] if header else []


def unmistakable_other(text: str, contract: Contract, agreed: Table) -> Table | None:
    """The text in the one other pair of signs that leaves no doubt; None where the agreed pair does, or none."""
    delimiters = [agreed.signs.delimiter]
    if not has_agreed_names(agreed.header, contract):
        delimiters = list(KNOWN_DELIMITERS)
    elif agreed.whole:
        return None
    # Under another quote a broken one looks sound: it is another only where the agreed one doesn't occur.
    quotes = [agreed.signs.quote, *(KNOWN_QUOTES if agreed.signs.quote not in text else ())]
    for signs in (Signs(delimiter, quote, agreed.signs.escape) for quote in quotes for delimiter in delimiters):
        if signs != agreed.signs and has_agreed_names(_header_under(text, signs), contract):
            other = table(text, signs)
            if other and other.whole:
                return other
    return None


def seen_delimiter(text: str, contract: Contract) -> str:
    """The delimiter under which the header has most of the contract's names; the agreed one where none has more."""

    def hits(delimiter: str) -> int:
        return len(set(_header_under(text, Signs(delimiter, contract.dialect.quoteChar))) & set(contract.header))

    best, agreed = max(KNOWN_DELIMITERS, key=hits), contract.dialect.delimiter
    return best if hits(best) > hits(agreed) else agreed


LINE_ENDS = {"\n": "LF", "\r\n": "CRLF", "\r": "CR"}


def line_ends(text: str, body: list[Record]) -> str:
    """How the text's records end: LF, CRLF, CR, or mixed. Line breaks within a quoted text don't count."""
    feeds, returns, both = text.count("\n"), text.count("\r"), text.count("\r\n")
    if not feeds:
        return "CR" if returns else "LF"
    if both in (0, feeds):
        return "CRLF" if both else "LF"
    ends = [line.endswith("\r") for line in text.split("\n")[: -1 if text.endswith("\n") else None]]
    last_lines = [record.line_number - 2 for record in body] + ([len(ends) - 1] if body else [])
    kinds = {ends[at] for at in last_lines if at < len(ends)}
    return "mixed" if len(kinds) > 1 else "CRLF" if kinds == {True} else "LF"
