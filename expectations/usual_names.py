"""What regions' files usually call the national fields and codes, in Finnish, Swedish and English."""

from functools import lru_cache
from pathlib import Path

import yaml
from rapidfuzz import fuzz

from expectations.names import plain
from lake_layout.feedback_fields import FIELDS
from lake_layout.records import KNOWN


@lru_cache(maxsize=1)
def usual_names() -> dict[str, dict]:
    """The table: `fields` of columns, `codes` of values."""
    return yaml.safe_load((Path(__file__).parent / "usual_names.yaml").read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def _of_fields() -> dict[str, frozenset[str]]:
    said = usual_names()["fields"]
    return {f.name: frozenset(map(plain, (f.name, f.label_fi, *said[f.name]))) for f in KNOWN.values()}


def likeness(field: str, column: str) -> float:
    """How near a column's name is to the usual names of a field, 0 to 1."""
    return max(fuzz.ratio(plain(column), name) for name in _of_fields()[field]) / 100


def field_named(column: str) -> str | None:
    """The field whose usual name a column has to the letter; None where none or several do."""
    found = [field.name for field in FIELDS if plain(column) in _of_fields()[field.name]]
    return found[0] if len(found) == 1 else None
