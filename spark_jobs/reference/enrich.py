"""Take in a region's own attributes: a file laid beside the national master, refused where it contradicts it."""

import csv
import io
from pathlib import Path

from lake_layout.reference.enrich import Conflict, Line, conflicts, own_file
from spark_jobs.reference.tabular import read_table


class Contradicts(ValueError):
    """Attributes that say something else than the master; the message names file, line and column."""

    def __init__(self, found: list[Conflict], most: int = 20) -> None:
        left = len(found) - most
        super().__init__("; ".join([*map(str, found[:most]), *([f"and {left} more"] if left > 0 else [])]))
        self.conflicts = tuple(found)


def take_in(region: str, name: str, file: Path) -> int:
    """Replace the region's attributes of a set by those of a file; the rows. Contradicts where the file is refused."""
    lines = read_table(file.read_bytes(), file.name)
    target = own_file(region, name)
    if found := conflicts(region, name, lines, file.name):
        raise Contradicts(found)
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("w", encoding="utf-8", newline="") as stream:
        stream.write(_as_csv(lines))
    return len(lines)


def _as_csv(lines: list[Line]) -> str:
    stream = io.StringIO()
    writer = csv.DictWriter(stream, list(dict.fromkeys(n for _, row in lines for n in row)), lineterminator="\n")
    writer.writeheader()
    writer.writerows(row for _, row in lines)
    return stream.getvalue()
