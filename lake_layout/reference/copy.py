"""The copy of the reference data in force: CSV files beside the Delta table, for readers without Spark.

The gate starts in a second and reads no Delta; so whoever changes the table writes each set's rows to a file named by
their content, then the pointer `in_force.json`, which names every set's file. A reader sees all sets of one moment,
and what it has read under a name never changes.
"""

import csv
import hashlib
import io
import json
import os
import time
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from upath import UPath

from lake_layout import folders
from lake_layout.reference.sets import SETS, ReferenceSet
from lake_layout.settings import settings

POINTER = "in_force.json"
LOOK_AGAIN_AFTER = 1.0
"""Seconds for which a process trusts what it has seen of the pointer."""

Rows = tuple[dict[str, str], ...]
_seen: dict[str, object] = {"lake": None, "at": 0.0, "stamp": None, "files": {}}


def files() -> dict[str, str]:
    """Set -> its file in the folder of copies; empty where the lake has no reference data, or there is no lake."""
    fresh = _seen["lake"] == settings().lake and time.monotonic() - _seen["at"] < LOOK_AGAIN_AFTER
    if not fresh:
        _look()
    return _seen["files"]


def _look() -> None:
    path = folders.reference() / POINTER
    try:
        stat = path.stat()
        stamp = (settings().lake, getattr(stat, "st_mtime_ns", stat.st_mtime), stat.st_size)
        if stamp != _seen["stamp"]:
            _seen.update(stamp=stamp, files=json.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        _seen.update(stamp=None, files={})
    _seen.update(lake=settings().lake, at=time.monotonic())


def rows(file: str) -> Rows:
    """The rows of one copy."""
    return _rows(settings().lake, file)


@cache
def _rows(lake: str, file: str) -> Rows:
    with (UPath(lake) / "reference" / file).open("r", encoding="utf-8", newline="") as stream:
        return tuple(csv.DictReader(stream))


def write(changed: Mapping[str, Iterable[Mapping[str, str]]]) -> None:
    """Put these sets' rows in force for readers of the copy; the other sets stay as they are."""
    folder = folders.reference()
    folder.mkdir(parents=True, exist_ok=True)
    named = {}
    for name, set_rows in changed.items():
        content = _as_csv(SETS[name], list(set_rows))
        named[name] = f"{name}-{hashlib.sha256(content.encode()).hexdigest()[:12]}.csv"
        with (folder / named[name]).open("w", encoding="utf-8", newline="") as stream:
            stream.write(content)
    _seen["at"] = 0.0
    _put_whole(folder / POINTER, json.dumps({**files(), **named}, indent=1, sort_keys=True))
    _seen["at"] = 0.0


def _as_csv(known: ReferenceSet, set_rows: list[Mapping[str, str]]) -> str:
    """The rows in one form, so that equal rows have the same name."""
    given = {name for row in set_rows for name in row}
    columns = [name for name in known.columns if name in given]
    stream = io.StringIO()
    writer = csv.DictWriter(stream, columns, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(set_rows)
    return stream.getvalue()


def _put_whole(path: UPath, text: str) -> None:
    """An object store shows an object whole or not at all; a local folder needs a second name for that."""
    if path.protocol not in ("", "file"):
        path.write_text(text, encoding="utf-8")
        return
    partial = Path(str(path)).with_suffix(f".{os.getpid()}.partial")
    partial.write_text(text, encoding="utf-8")
    os.replace(partial, str(path))
