"""Reference data in the lake: one Delta table of every set's rows, each with validity, version, status and source."""

from collections.abc import Mapping
from typing import Any

from lake_layout.reference.sets import COMMON, NAMES, ReferenceSet
from lake_layout.table import Column, Table

CODES = Table(
    name="reference_codes",
    layer="reference",
    path="reference/codes",
    meaning="Every row of every set of reference data: codes, rules, cost centres; in force from a day to a day",
    columns=(
        Column("code_system", "STRING", "The set, as lake_layout/reference/sets.py names it", nullable=False),
        Column("oid", "STRING", "The national code system's OID, where it is known"),
        Column("position", "INT", "The row's place in its set", nullable=False),
        Column("code", "STRING", "The code; of a set with several key columns all, parted by |", nullable=False),
        *(Column(name, "STRING", f"Name ({name[-2:]})") for name in NAMES),
        Column("valid_from", "STRING", "First day in force, YYYY-MM-DD; empty where it is open", nullable=False),
        Column("valid_to", "STRING", "Last day in force, YYYY-MM-DD; empty where it is open", nullable=False),
        Column("version", "STRING", "Version of the set that brought the row as it is", nullable=False),
        Column("status", "STRING", "official, or placeholder for an illustrative stand-in", nullable=False),
        Column("note", "STRING", "How sure it is, and what is missing"),
        Column("source", "STRING", "Where it was taken from"),
        Column("attributes", "MAP<STRING, STRING>", "The set's own columns", nullable=False),
    ),
    key=("code_system", "code", "valid_from"),
    readers="the pipeline",
    retention="years",
    partition_by=("code_system",),
)  # fmt: skip

TABLES = (CODES,)


def key_of(known: ReferenceSet, row: Mapping[str, str]) -> str:
    """What the row is known by within its set."""
    return "|".join(row[name] for name in known.key)


def to_lake(known: ReferenceSet, row: Mapping[str, str], position: int) -> dict[str, Any]:
    """A set's row as the Delta table keeps it."""
    own = [name for name in row if name not in COMMON or (name in NAMES and not known.coded)]
    return {
        "code_system": known.name,
        "oid": known.oid,
        "position": position,
        "code": key_of(known, row),
        **{name: row.get(name) or None for name in (*NAMES, "note", "source")},
        **{name: row.get(name) or "" for name in ("valid_from", "valid_to", "version", "status")},
        "attributes": {name: row[name] or "" for name in own},
    }


def from_lake(known: ReferenceSet, kept: Mapping[str, Any]) -> dict[str, str]:
    """The row as its file has it."""
    common = [name for name in COMMON if known.coded or name not in ("code", *NAMES)]
    return {**{name: kept[name] or "" for name in common}, **kept["attributes"]}
