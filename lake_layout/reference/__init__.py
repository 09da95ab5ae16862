"""Reference data: code sets, cost centres, places and classification rules, each with validity, status and source.

The files in this folder are what the platform ships; a row whose `status` is placeholder stands in for an official list
that could not be had. Where the lake holds reference data, the version in force there is what every reader sees; where
there is no lake, as in a supplier's dry run, it is what was shipped.
"""

import csv
import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, wraps
from itertools import count
from pathlib import Path
from typing import TypeVar

from lake_layout.reference import copy
from lake_layout.reference.copy import Rows
from lake_layout.reference.sets import OWN, PLACEHOLDER, SETS
from lake_layout.validity import Dated, valid_on

FOLDER = Path(__file__).parent
T = TypeVar("T")
_supposed: dict[str, tuple[int, Rows]] = {}
_suppositions = count()


@dataclass(frozen=True)
class Code(Dated):
    """One code of a code set, with its names and the days (YYYY-MM-DD, empty: open) between which it is valid."""

    code: str
    name_fi: str
    name_sv: str
    name_en: str
    valid_from: str
    valid_to: str
    status: str


@cache
def shipped(name: str) -> Rows:
    """The rows of one file of this folder, `codes/regions` say; FileNotFoundError where there is none."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        return tuple(csv.DictReader(stream))


def rows_of(name: str) -> Rows:
    """The rows of a set (`codes/regions` or `regions`) in the version in force, of all days that it tells of."""
    known = SETS.get(name.removeprefix("codes/"))
    if known is None:
        return shipped(name)
    if known.name in _supposed:
        return _supposed[known.name][1]
    file = copy.files().get(known.name)
    return copy.rows(file) if file else shipped(known.file)


@contextmanager
def supposing(rows: Mapping[str, Iterable[dict[str, str]]]) -> Iterator[None]:
    """Within the context this process reads these rows of the sets in place of those in force: what would change?"""
    before = dict(_supposed)
    _supposed.update({name: (next(_suppositions), tuple(one)) for name, one in rows.items()})
    try:
        yield
    finally:
        _supposed.clear()
        _supposed.update(before)


def _state() -> tuple[object, ...]:
    """What changes when other reference data come into force."""
    return (*copy.files().values(), *(number for number, _ in _supposed.values()))


def fingerprint() -> str:
    """Tells apart what codes and names a report may show: the shipped files, and the sets in force in the lake."""
    own = {name: file for name, file in copy.files().items() if name in SETS and SETS[name].shown}
    told = hashlib.sha256(repr(sorted(own.items())).encode())
    for path in sorted([*(FOLDER / "codes").glob("*.csv"), *FOLDER.glob(f"{OWN}.csv")]):
        told.update(path.read_bytes())
    return told.hexdigest()


def kept_while_in_force(function: Callable[..., T]) -> Callable[..., T]:
    """Like functools.cache, of what is made of reference data: forgotten when another version comes into force."""
    made: dict[tuple, T] = {}
    of: list[object] = [None]

    @wraps(function)
    def call(*arguments: object) -> T:
        state = _state()
        if of[0] != state:
            made.clear()
            of[0] = state
        if arguments not in made:
            made[arguments] = function(*arguments)
        return made[arguments]

    return call


def in_force(name: str, day: str) -> Iterator[dict[str, str]]:
    """The rows of a set that are valid on a day."""
    return (row for row in rows_of(name) if valid_on(row["valid_from"], row["valid_to"], day))


def latest(name: str) -> Iterable[dict[str, str]]:
    """A set's rows as they were told last, once for each key, in the set's order."""
    if name not in SETS:
        return rows_of(f"codes/{name}")
    key = SETS[name].key
    found: dict[tuple[str, ...], dict[str, str]] = {}
    for row in rows_of(name):
        known = found.setdefault(tuple(row[column] for column in key), row)
        if known["valid_from"] < row["valid_from"]:
            found[tuple(row[column] for column in key)] = row
    return found.values()


def _code(row: Mapping[str, str]) -> Code:
    return Code(**{key: row[key] for key in Code.__dataclass_fields__})


@kept_while_in_force
def code_set(name: str) -> dict[str, Code]:
    """Every code that a set has or has had, as it was told last, in the set's order."""
    return {row["code"]: _code(row) for row in latest(name)}


@kept_while_in_force
def codes_on(name: str, day: str) -> dict[str, Code]:
    """The codes of a set that are valid on a day."""
    return {row["code"]: _code(row) for row in in_force(f"codes/{name}", day)}


def labels(name: str) -> dict[str, str]:
    """Finnish names of a code set; regions by their short names."""
    if name == "regions":
        return {row["code"]: row["short_fi"] for row in latest("regions")}
    return {code: entry.name_fi for code, entry in code_set(name).items()}


@kept_while_in_force
def professional_groups(day: str) -> tuple[tuple[str, str], ...]:
    """(profession prefix, group) on a day, longest prefix first, so that the first match is the closest."""
    pairs = [
        (prefix, row["code"])
        for row in in_force("codes/professional_groups", day)
        for prefix in row["profession_prefixes"].split()
    ]
    return tuple(sorted(pairs, key=lambda pair: (-len(pair[0]), pair[0])))


def placeholders() -> tuple[str, ...]:
    """Sets that hold rows which stand in for an official list."""
    return tuple(name for name in SETS if any(row["status"] == PLACEHOLDER for row in rows_of(name)))
