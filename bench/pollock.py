"""The reader against the Pollock benchmark's polluted CSV files, beside DuckDB's `read_csv` on the same bytes.

Pollock (Vitagliano et al., VLDB 2023; github.com/HPI-Information-Systems/Pollock) pollutes one table in 2,290 ways: a
delimiter too few or too many, an open quote, another dialect, a second table. Both readers get the dialect that
Pollock declares for the file; ours gets the table's header as the contract. Each file ends as one of

- exact: no finding, and every cell as in the clean file (blanks around a cell aside, which our reader drops);
- refused at the line: refused, and the lines blamed are the polluted ones, or the file as a whole where it is;
- refused elsewhere: refused, but another line is blamed, or none;
- silently wrong: taken without a word, with other cells than the clean file's.

The benchmark's folder `polluted_files` is not part of this repository: name it in ASPA_POLLOCK.
"""

import csv
import json
import os
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import duckdb

from expectations.compile import structure_steps
from expectations.contract import Contract, ContractColumn, Dialect
from expectations.header import header_frames
from expectations.judge import apply
from expectations.reading.read import read_file
from expectations.reasons import reasons

HEADER = ("DATE", "TIME", "Qty", "PRODUCTID", "Price", "ProductType", "ProductDescription", "URL", "Comments")
FIELDS = (
    "answered_at", "source_row_id", "nps", "cost_centre", "place", "service_form", "open_text", "channel", "specialty",
)  # fmt: skip
ROW_POLLUTION = re.compile(r"row_(?:less_sep_row|more_sep_row|extra_quote|field_delimiter_)(\d+)_")
OUTCOMES = ("exact", "refused at the line", "refused elsewhere", "silently wrong")

Cells = list[list[str]]


class Case(NamedTuple):
    """One polluted file: its bytes, the declared dialect, the clean cells below the header, and the line at fault
    (None where the pollution is the whole file's)."""

    name: str
    path: Path
    declared: dict
    clean: Cells
    line: int | None


class Reading(NamedTuple):
    """What a reader made of a file; `blamed` is None where it was taken without a word."""

    cells: Cells
    blamed: set[int] | None


def cases(folder: Path) -> Iterator[Case]:
    """All of the benchmark's files, by name."""
    for path in sorted((folder / "csv").glob("*.csv")):
        declared = json.loads((folder / "parameters" / f"{path.name}_parameters.json").read_text(encoding="utf-8"))
        with (folder / "clean" / path.name).open(newline="", encoding="utf-8") as file:
            clean = list(csv.reader(file))
        row = ROW_POLLUTION.match(path.name)
        line = int(row[1]) + 1 if row else None
        yield Case(path.stem, path, declared, clean[1 if declared["header_lines"] else 0 :], line)


def contract_of(declared: dict) -> Contract:
    """The table's contract under a declared dialect; of a delimiter of two signs, the first."""
    escape, quote = declared["escapechar"], declared["quotechar"] or '"'
    dialect = Dialect(
        delimiter=(declared["delimiter"] or ",")[0],
        quoteChar=quote,
        escapeChar=escape if escape not in ("", quote) else None,
        lineTerminator=declared["row_delimiter"] or "\n",
    )
    columns = tuple(ContractColumn(field=f, physical_name=name) for f, name in zip(FIELDS, HEADER))
    return Contract(
        id="pollock", name="Pollock", version="1.0.0", region="00", source="pollock", dialect=dialect,
        columns=columns, contact="mailto:nobody@example.org",
    )  # fmt: skip


def read_ours(case: Case) -> Reading:
    """Our reader, and the rules that judge structure, as in the gate."""
    contract = contract_of(case.declared)
    facts, blamed = read_file(case.path.read_bytes(), contract), set()
    warnings = [code for code, reason in reasons().items() if reason.severity == "warning"]
    turns_away = [code for code, reason in reasons().items() if reason.severity == "reject"]
    headers = header_frames(facts, contract)
    for step in structure_steps(contract):
        found = apply(step, facts, headers)
        blamed |= set(found.loc[~found["reason"].isin(warnings), "line_number"])
        if found["reason"].isin(turns_away).any():
            break
    rows = facts.rows[list(FIELDS)].itertuples(index=False)
    return Reading([[cell or "" for cell in row] for row in rows], blamed or None)


def read_duckdb(case: Case) -> Reading:
    """DuckDB's reader with the declared dialect, its sniffer off."""
    declared = case.declared
    quote = declared["quotechar"]
    try:
        with duckdb.connect() as connection:
            read = connection.read_csv(
                str(case.path), sep=declared["delimiter"] or ",", quotechar=quote,
                escapechar=declared["escapechar"] or quote, header=declared["header_lines"] > 0,
                skiprows=declared["preamble_lines"], columns=dict.fromkeys(HEADER, "VARCHAR"), auto_detect=False,
            )  # fmt: skip
            rows = read.fetchall()
    except duckdb.Error as error:
        line = re.search(r"Line: (\d+)", str(error))
        return Reading([], {int(line[1])} if line else {0})
    return Reading([[cell or "" for cell in row] for row in rows], None)


def outcome(case: Case, reading: Reading) -> str:
    """Which of OUTCOMES a reading is."""
    if reading.blamed is None:
        return "exact" if _stripped(reading.cells) == _stripped(case.clean) else "silently wrong"
    if case.line and case.line > 1 and reading.cells:
        # The row is kept apart: all others must be as in the clean file.
        beside = case.clean[: case.line - 2] + case.clean[case.line - 1 :]
        if _stripped(reading.cells) != _stripped(beside):
            return "silently wrong"
    at_the_line = reading.blamed == {case.line} if case.line else 0 not in reading.blamed
    return "refused at the line" if at_the_line else "refused elsewhere"


def _stripped(cells: Cells) -> Cells:
    return [[cell.strip() for cell in row] for row in cells]


def counts(folder: Path) -> dict[str, Counter]:
    """How many files end how, by reader."""
    found = {"ours": Counter(), "DuckDB": Counter()}
    for case in cases(folder):
        for name, read in (("ours", read_ours), ("DuckDB", read_duckdb)):
            found[name][outcome(case, read(case))] += 1
    return found


def run() -> None:
    """Print the counts side by side."""
    folder = Path(os.environ.get("ASPA_POLLOCK", "polluted_files"))
    if not (folder / "csv").is_dir():
        print(f"skipped: no Pollock files in '{folder}'. Clone github.com/HPI-Information-Systems/Pollock and set")
        print("ASPA_POLLOCK to its folder polluted_files.")
        return
    found = counts(folder)
    print(f"{sum(found['ours'].values())} files" + "".join(f"{name:>10}" for name in found))
    for kind in OUTCOMES:
        print(f"{kind:20}" + "".join(f"{found[name][kind]:10}" for name in found))
