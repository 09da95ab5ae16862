"""``python -m spark_jobs.anonymise``: JSON lines in on stdin, JSON lines out on stdout; for a county's own use.

In: ``{"id", "lang", "text"}``, ``lang`` may be missing or null. Out: ``{"id", "text", "removed": [{"start", "end",
"type"}]}`` with offsets in the input's text, and ``"withheld"`` with a reason where the text is null. What has come is
answered at once, so a program can ask line by line. A malformed line is named on stderr by its number and, where it
isn't JSON, the column, never by its content; the others go on. Exit code 0, 1 where a line was malformed, 2 where the
call or the installation (Voikko, the model, a word list) is unusable. ``--region CODE`` uses that region's own lists.
"""

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from lake_layout.reference import labels
from spark_jobs.anonymise.engine import analyzer
from spark_jobs.anonymise.verify import Verified, verify

CHUNK = 1 << 16  # bytes of one read: some hundred texts
NEEDS = "It needs the project's Python packages and the system's libvoikko1 and voikko-fi."


def parse(line: str) -> dict:
    """One input line as a record. Raises ValueError, without any value in its message, where it isn't one."""
    try:
        record = json.loads(line)
    except json.JSONDecodeError as error:
        raise ValueError(f"column {error.colno}: not JSON") from None
    except (ValueError, RecursionError):
        raise ValueError("not JSON") from None
    if not isinstance(record, dict) or "id" not in record:
        raise ValueError("not an object with an id")
    if not isinstance(record.get("text"), str | None):
        raise ValueError("text is not a string")
    if not isinstance(record.get("lang"), str | None):
        raise ValueError("lang is not a string")
    return record


def answer(record: dict, result: Verified | None) -> dict:
    """One output record; a null text stays null with nothing removed."""
    if result is None:
        return {"id": record["id"], "text": None, "removed": []}
    removed = [{"start": removal.start, "end": removal.end, "type": removal.type} for removal in result.removed]
    withheld = {"withheld": result.withheld} if result.withheld else {}
    return {"id": record["id"], "text": result.text, "removed": removed, **withheld}


def arrived(stream: BinaryIO) -> Iterator[list[bytes]]:
    """The lines of a stream as they come: those of what one read brings."""
    rest = b""
    while chunk := stream.read1(CHUNK):
        *lines, rest = (rest + chunk).split(b"\n")
        yield lines
    yield [rest]


def run(batches: Iterable[list[bytes]], write, complain, region: str | None = None) -> int:
    """Answer every well-formed line in order; returns how many were malformed."""
    malformed = number = 0
    for lines in batches:
        batch: list[dict] = []
        for line in lines:
            number += 1
            if not line.strip():
                continue
            try:
                batch.append(parse(line.decode("utf-8-sig")))
            except ValueError as error:
                malformed += 1
                reason = "not UTF-8" if isinstance(error, UnicodeDecodeError) else error
                complain(f"line {number}, {reason}" if str(reason).startswith("column") else f"line {number}: {reason}")
        _flush(batch, write, region)
    return malformed


def _flush(batch: list[dict], write, region: str | None) -> None:
    present = [record for record in batch if record.get("text") is not None]
    results = dict(
        zip(map(id, present), verify([(record.get("lang"), record["text"]) for record in present], region), strict=True)
    )
    for record in batch:
        write(json.dumps(answer(record, results.get(id(record))), ensure_ascii=False))


def main() -> int:
    """Exit code 0, 1 where a line was malformed, 2 where nothing can be read."""
    parser = argparse.ArgumentParser(prog="python -m spark_jobs.anonymise", description=__doc__.splitlines()[0])
    parser.add_argument("--region", choices=sorted(labels("regions")), help="use this region's own lists")
    region = parser.parse_args().region
    try:
        analyzer(region)
    except Exception as error:
        print(f"cannot start, nothing was read: {type(error).__name__}: {error}\n{NEEDS}", file=sys.stderr)
        return 2
    sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    malformed = run(
        arrived(sys.stdin.buffer),
        lambda line: print(line, flush=True),
        lambda message: print(message, file=sys.stderr),
        region,
    )
    return 1 if malformed else 0


if __name__ == "__main__":
    sys.exit(main())
