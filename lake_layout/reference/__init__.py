"""Reference data: code sets, cost centres, places and classification rules, each with validity, status and source.

The files in this folder are what the platform ships; a file whose `status` says placeholder stands in for an official
list that could not be had, and is replaced by loading the official one.
"""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Code:
    """One code of a code set, with its names and the days (YYYY-MM-DD, empty: open) between which it is valid."""

    code: str
    name_fi: str
    name_sv: str
    name_en: str
    valid_from: str
    valid_to: str
    status: str

    def valid_on(self, day: str) -> bool:
        """Whether the code is in force on `day` (YYYY-MM-DD)."""
        return (not self.valid_from or self.valid_from <= day) and (not self.valid_to or day <= self.valid_to)


@cache
def rows_of(name: str) -> tuple[dict[str, str], ...]:
    """The rows of one reference file, `codes/regions` say; FileNotFoundError where there is none."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        return tuple(csv.DictReader(stream))


@cache
def code_set(name: str) -> dict[str, Code]:
    """A code set by code, in the file's order."""
    wanted = Code.__dataclass_fields__
    return {row["code"]: Code(**{key: row[key] for key in wanted}) for row in rows_of(f"codes/{name}")}


def labels(name: str) -> dict[str, str]:
    """Finnish names of a code set; regions by their short names."""
    if name == "regions":
        return {row["code"]: row["short_fi"] for row in rows_of("codes/regions")}
    return {code: entry.name_fi for code, entry in code_set(name).items()}


@cache
def professional_groups() -> tuple[tuple[str, str], ...]:
    """(profession prefix, group), longest prefix first, so that the first match is the closest."""
    pairs = [
        (prefix, row["code"])
        for row in rows_of("codes/professional_groups")
        for prefix in row["profession_prefixes"].split()
    ]
    return tuple(sorted(pairs, key=lambda pair: (-len(pair[0]), pair[0])))
