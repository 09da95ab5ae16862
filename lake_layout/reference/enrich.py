"""The enrichable copy: a region's own attributes beside the national master, which they can never change.

A region's attributes of a set are one CSV file, `lake/reference/regions/<region>/<set>.csv`: the key of the master's
row, and columns of the region's own, a manager's area say. They are laid beside the master's when they are read. What
would say something else than the master is a conflict: a code that it doesn't have, a column of its with another value.
A file with conflicts is refused; conflicts that arise later, when the master gets a new version, are told with file and
line, and the master's word counts.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass

from upath import UPath

from lake_layout import folders
from lake_layout.reference import labels, latest
from lake_layout.reference.sets import SETS, ReferenceSet

Line = tuple[int, dict[str, str]]


@dataclass(frozen=True)
class Conflict:
    """Where a region's file says something that the master doesn't let it say."""

    file: str
    line: int
    column: str
    what: str

    def __str__(self) -> str:
        return f"{self.file}, line {self.line}, {self.column}: {self.what}"


def own_file(region: str, name: str) -> UPath:
    """Where a region's attributes of a set lie."""
    if region not in labels("regions") or name not in SETS:
        raise ValueError("a region's attributes are of a region and a set that exist")
    return folders.reference() / "regions" / region / f"{name}.csv"


def own_rows(region: str, name: str) -> list[Line]:
    """(line, row) of a region's file; empty where it has none."""
    path = own_file(region, name)
    if not path.exists():
        return []
    with path.open("r", encoding="utf-8", newline="") as stream:
        return list(enumerate(csv.DictReader(stream), 2))


def enriched(region: str, name: str) -> list[dict[str, str]]:
    """The master's rows with the region's own attributes beside: where both have a column, the master's counts."""
    known = SETS[name]
    own = {_key(known, row): row for _, row in reversed(own_rows(region, name))}
    return [{**own.get(_key(known, row), {}), **row} for row in latest(name)]


def conflicts(region: str, name: str, lines: list[Line], file: str) -> list[Conflict]:
    """What in a region's attributes the master doesn't allow; of none, an empty list."""
    known = SETS[name]
    return [Conflict(file, *found) for found in _found(region, known, lines)]


def _found(region: str, known: ReferenceSet, lines: list[Line]) -> Iterator[tuple[int, str, str]]:
    master = {_key(known, row): row for row in latest(known.name)}
    seen: dict[tuple[str, ...], int] = {}
    for number, row in lines:
        if lacking := [column for column in known.key if not row.get(column)]:
            yield number, lacking[0], "is missing"
            continue
        key = _key(known, row)
        if key in seen:
            yield number, known.key[-1], f"stands on line {seen[key]} too"
        seen.setdefault(key, number)
        if key not in master:
            yield number, known.key[-1], "the master has no such row"
            continue
        if known.scope and row[known.scope] != region:
            yield number, known.scope, "the row is another region's"
        for column, value in row.items():
            if column in known.columns and value != master[key].get(column, ""):
                yield number, column, "is the master's, which says otherwise: name a column of your own"


def _key(known: ReferenceSet, row: dict[str, str]) -> tuple[str, ...]:
    return tuple(row.get(column, "") for column in known.key)


def all_conflicts() -> list[Conflict]:
    """Conflicts of every region's attributes with the master as it is in force."""
    root = folders.reference() / "regions"
    files = sorted(root.glob("*/*.csv")) if root.exists() else []
    return [conflict for path in files for conflict in _of_file(path)]


def _of_file(path: UPath) -> list[Conflict]:
    """A file's conflicts; one that was laid there by hand, and can't be read, is one too: it stops nobody's work."""
    region, name, file = path.parent.name, path.stem, f"{path.parent.name}/{path.name}"
    try:
        return conflicts(region, name, own_rows(region, name), file)
    except (ValueError, csv.Error) as error:
        return [Conflict(file, 1, "-", f"can't be used ({type(error).__name__}): take it away, or bring it anew")]
