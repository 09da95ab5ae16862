"""``python -m spark_jobs.text``: JSON lines in on stdin, JSON lines out on stdout; for trying texts by hand.

In: ``{"id", "lang", "text"}`` with ``lang`` one of fi, sv, en. Out: ``{"id", "themes": [{"id", "sentiment", "score",
"start", "end"}], "sentiment"}`` with offsets in the input's text; no themes means unassigned. A malformed line is
named on stderr by its number and column, never by its content; the others go on, and the exit code is 1.
"""

import json
import os
import sys
from collections.abc import Callable, Iterable

from spark_jobs.text.analyser import LANGUAGES, Analysis, analyse


def parse(line: bytes) -> dict:
    """One input line as a record. Raises ValueError that says what is wrong and in which column, without a value."""
    try:
        record = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        before = line[: error.start].decode("utf-8-sig")
        raise ValueError(f"column {len(before) + 1}: not UTF-8") from None
    except json.JSONDecodeError as error:
        raise ValueError(f"column {error.colno}: not JSON; each line has to hold one whole object") from None
    except RecursionError:
        raise ValueError("column 1: nested too deep to be read") from None
    if not isinstance(record, dict):
        raise ValueError("column 1: not an object with id, lang and text")
    if not isinstance(record.get("id"), str | int) or isinstance(record["id"], bool):
        raise ValueError("id: must be a string or a whole number")
    if record.get("lang") not in LANGUAGES:
        raise ValueError(f"lang: must be one of {', '.join(LANGUAGES)}")
    if not isinstance(record.get("text"), str):
        raise ValueError("text: must be a string")
    return record


def answer(record: dict, analysis: Analysis) -> dict:
    """One output record."""
    themes = [
        {"id": label.theme, "sentiment": label.sentiment, "score": label.score, "start": label.start, "end": label.end}
        for label in analysis.themes
    ]
    return {"id": record["id"], "themes": themes, "sentiment": analysis.sentiment}


def run(lines: Iterable[bytes], write: Callable[[str], None], complain: Callable[[str], None]) -> int:
    """Answer every well-formed line as it comes; returns how many were malformed."""
    malformed = 0
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            record = parse(line)
        except ValueError as error:
            malformed += 1
            complain(f"line {number}, {error}")
            continue
        write(json.dumps(answer(record, analyse(record["text"], record["lang"])), ensure_ascii=False))
    return malformed


def main() -> int:
    """Exit code 0, 1 where a line was malformed or nobody reads on, 2 where arguments are given."""
    if len(sys.argv) > 1:
        print("takes no arguments: python -m spark_jobs.text < texts.jsonl", file=sys.stderr)
        return 2
    sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        malformed = run(
            sys.stdin.buffer,
            lambda line: print(line, flush=True),
            lambda message: print(message, file=sys.stderr),
        )
    except BrokenPipeError:  # as with `| head`: nothing is left to be said, not even when Python closes the pipe
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    return 1 if malformed else 0


if __name__ == "__main__":
    sys.exit(main())
