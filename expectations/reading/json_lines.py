"""Facts of JSON lines."""

import json

from expectations.contract import Contract
from expectations.reading.decode import lines_read_twice
from expectations.reading.facts import Facts
from expectations.reading.records import LONGEST_LINE
from expectations.reading.typed import facts_of
from expectations.visible import visible


def _unlike(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = {visible(name): value for name, value in pairs}
    if len(found) < len(pairs):
        raise ValueError("a key stands twice")
    return found


def _no_number(_: str) -> None:
    raise ValueError("NaN and Infinity are no JSON")


_DECODER = json.JSONDecoder(object_pairs_hook=_unlike, parse_constant=_no_number)


def _record(line: str) -> dict[str, object] | None:
    try:
        value = _DECODER.decode(line) if len(line) <= LONGEST_LINE else None
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


def is_one_document(text: str) -> bool:
    """Whether the text is one JSON document, a list of records or one written over lines, and no record a line."""
    first = next((line.strip() for line in text.split("\n") if line.strip()), "")
    if first in ("[", "{", "[{"):
        return True
    try:
        return first.startswith("[") and isinstance(json.loads(text), list)
    except (ValueError, RecursionError):
        return False


def read_json_lines(text: str, contract: Contract) -> Facts:
    """Facts of JSON lines; a line that is no JSON object with each key once is no record."""
    # Split at line feeds alone: a JSON text may hold the other characters that Unicode counts as line ends.
    lines = [(number, line) for number, line in enumerate(text.split("\n"), start=1) if line.strip()]
    found = [(number, _record(line)) for number, line in lines]
    objects = [record for _, record in found if record]
    # A key that no record has is a missing column; a key left out of some records is an empty value there.
    names = dict.fromkeys(name for record in objects for name in record) if objects else contract.header
    facts = facts_of(found, list(names), contract, frozenset(n for n, line in lines if len(line) > LONGEST_LINE))
    facts.lines["in_encoding"] = ~facts.lines["line_number"].isin(lines_read_twice(text))
    return facts
