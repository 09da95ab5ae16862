"""What comes in as a new version of a set: rows under the set's own column names, whatever the file calls them."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from lake_layout.reference.sets import COMMON, NAMES, OFFICIAL, PLACEHOLDER, RULES, ReferenceSet
from lake_layout.reference.table import key_of
from spark_jobs.reference.tabular import Line

# The national code server's and its exports' names -> ours; where two are given, the first that is filled in counts.
_NATIONAL = {
    "code": ("CodeId",),
    "name_fi": ("ShortName", "LongName", "ShortName_fi", "LongName_fi"),
    "name_sv": ("ShortName_sv", "LongName_sv"),
    "name_en": ("ShortName_en", "LongName_en"),
    "valid_from": ("BeginningDate", "beginDate"),
    "valid_to": ("ExpiringDate", "expirationDate"),
    "parent": ("ParentId",),
}
_DAY_FIRST = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")


@dataclass(frozen=True)
class Incoming:
    """A row that came, and the line on which it stood. `odd` are columns whose day couldn't be read."""

    line: int
    row: dict[str, str]
    odd: tuple[str, ...] = ()


def understood(known: ReferenceSet, lines: Iterable[Line], version: str, status: str, source: str) -> list[Incoming]:
    """The lines as rows of the set; what a line doesn't tell of version, status and source is what is told here."""
    told = {"version": version, "status": status, "source": source, "note": ""}
    return [_understood(known, number, line, told) for number, line in lines]


def _understood(known: ReferenceSet, number: int, line: Mapping[str, str], told: Mapping[str, str]) -> Incoming:
    row = dict(line)
    if known.coded and "CodeId" in line:
        row = {}
        for own, theirs in _NATIONAL.items():
            given = [name for name in theirs if name in line]
            if given and own in known.columns:
                row[own] = next((line[name] for name in given if line[name]), "")
    if row.get("status") not in (OFFICIAL, PLACEHOLDER):
        row.pop("status", None)
    # A file that was exported from here tells the version it had: what counts is the one it is loaded as.
    row = {**row, **{name: value for name, value in told.items() if not row.get(name)}, "version": told["version"]}
    odd = []
    for name in ("valid_from", "valid_to"):
        row[name], readable = _day(row.get(name, ""))
        if not readable:
            odd.append(name)
    return Incoming(number, row, tuple(odd))


def _day(given: str) -> tuple[str, bool]:
    """A day as YYYY-MM-DD, and whether it could be read."""
    if not given:
        return "", True
    found = _DAY_FIRST.match(given)
    try:
        day = date(int(found[3]), int(found[2]), int(found[1])) if found else date.fromisoformat(given[:10])
    except ValueError:
        return "", False
    return day.isoformat(), True


def completed(
    known: ReferenceSet, incoming: Iterable[Incoming], current: Iterable[Mapping[str, str]]
) -> tuple[list[Incoming], tuple[str, ...]]:
    """The rows with what the file has no column for as it is in force, and those columns: a national list without
    Swedish names doesn't take away the ones there are."""
    incoming = list(incoming)
    had = {name for one in incoming for name in one.row}
    # Of rules nothing is carried over: a rule without a column for a code doesn't ask for it.
    own = () if known.name == RULES else (*NAMES, *known.attributes)
    lacking = [name for name in own if name in known.columns and name not in had]
    last = {key_of(known, row): row for row in current}
    filled, kept = [], set()
    for one in incoming:
        former = last.get("|".join(one.row.get(name, "") for name in known.key), {})
        carried = {name: former.get(name, "") for name in lacking if former or name in NAMES}
        kept |= {name for name, value in carried.items() if value}
        ordered = {name: {**carried, **one.row}.get(name) for name in (*COMMON, *known.columns, *one.row)}
        row = {name: value for name, value in ordered.items() if value is not None}
        filled.append(Incoming(one.line, row, one.odd))
    # The platform's own codes aren't in the national list: they go on.
    given = {one.row.get("code") for one in incoming}
    filled += [Incoming(0, dict(last[code])) for code in known.own if code in last and code not in given]
    return filled, tuple(name for name in lacking if name in kept)
