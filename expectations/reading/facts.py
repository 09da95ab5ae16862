"""What is found in a delivered file before any rule judges it: facts of the file, of its lines, and its rows."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import pandas as pd

from expectations.visible import visible

AGREED = "agreed"
EVENT_PREFIX = "event_"
"""Before the names of facts of the file of service events, so that its line numbers aren't taken for the feedback's."""


@dataclass(frozen=True)
class Facts:
    """The reading of one delivery.

    `file`: one row, as `file_facts` names it. `lines`: a row a record, as `LINE_FACTS` names it.
    `rows`: a row a record that can be read without doubt and is no repetition; line_number and the contract's
    national fields as text, None where empty. Empty where the header can't be trusted.
    `agreed_and_seen`: by reason code, what was agreed of the file's form and what came; words of the dialect only.
    `header`: the column names as delivered; () where there were none to read.
    `event_file`, `event_lines`, `event_header`: the same of the file of service events, where the contract has one.
    """

    file: pd.DataFrame
    lines: pd.DataFrame
    rows: pd.DataFrame
    missing_columns: tuple[str, ...] = ()
    agreed_and_seen: dict[str, tuple[str, str]] = field(default_factory=dict)
    header: tuple[str, ...] = ()
    event_file: pd.DataFrame | None = None
    event_lines: pd.DataFrame | None = None
    event_header: tuple[str, ...] = ()

    @property
    def records(self) -> int:
        return int(self.file["records"].iloc[0])


FILE_FACTS: dict[str, object] = {
    "readable": True,
    "empty": False,
    "encoding": AGREED,
    "delimiter": AGREED,
    "quote": AGREED,
    "encoding_read": AGREED,
    "delimiter_read": AGREED,
    "quote_read": AGREED,
    "line_ends": AGREED,
    "header_well_formed": True,
    "header_first": True,
    "missing_columns": 0,
    "unknown_columns": 0,
    "records": 0,
}
"""Facts of the file and what they are in a file as agreed. `encoding`, `delimiter`, `quote`: what was seen in a file
that can't be taken for it; the same with `_read`: another one, which the contract allows and in which it was read."""

LINE_FACTS: dict[str, bool] = {
    "quotes_well_formed": True,
    "other_delimiter": False,
    "repeats": False,
    "repeats_header": False,
    "too_long": False,
    "in_encoding": True,
    "has_nul": False,
    "is_record": True,
    "text_continues": False,
    "matched": True,
    "matched_twice": False,
}
"""Facts of a line beside line_number and field_count, and what they are of a sound line. `text_continues`: the line
below it is no row, and may be the rest of its text. `matched`: its service event
stands in the delivery's other file, `matched_twice`: more than once."""


def file_facts(**found: object) -> pd.DataFrame:
    """The one-row frame of file facts; what isn't given is as agreed."""
    return pd.DataFrame([{**FILE_FACTS, **found}])


def line_facts(numbers: Sequence[int], field_counts: Sequence[int] | int, **found: object) -> pd.DataFrame:
    """The frame of line facts; what isn't given is sound."""
    lines = pd.DataFrame({"line_number": pd.Series(numbers, dtype="int64")})
    lines["field_count"] = pd.Series(field_counts, dtype="int64", index=lines.index)
    for name, sound in LINE_FACTS.items():
        lines[name] = pd.Series(found.get(name, sound), dtype=bool, index=lines.index)
    return lines


def no_lines() -> pd.DataFrame:
    return line_facts([], [])


def no_rows(fields: tuple[str, ...]) -> pd.DataFrame:
    return pd.DataFrame({"line_number": pd.Series(dtype="int64"), **{f: pd.Series(dtype=object) for f in fields}})


def _seen(value: str | None) -> str | None:
    return value and (visible(value) or None)


def repeats(rows: Sequence[Sequence | None], at: int | None) -> list[bool]:
    """Which rows stand earlier already, to the letter that can be seen; None stands for a line that is no sound row.
    Only a row with an id of its own, at position `at`, can be a repetition: two customers' answers may be alike."""
    if at is None:
        return [False] * len(rows)
    ids = pd.Series([None if row is None else _seen(row[at]) for row in rows], dtype=object)
    found = [False] * len(rows)
    seen = set()
    for number in ids.index[ids.duplicated(keep=False) & ids.notna()]:
        row = tuple(map(_seen, rows[number]))
        found[number] = bool(row[at]) and row in seen
        seen.add(row)
    return found
