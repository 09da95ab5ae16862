"""The gate against DuckDB's reader: the same bytes of a national month, in turn, in one process.

Ours reads, judges every line and column and yields findings; DuckDB's `read_csv` only reads (strictly, all columns as
text, dialect given). So the ratio says what judging costs over plain reading. DuckDB has no reader for ISO-8859-15 and
windows-1252 without an extension: those files are given to it as UTF-8, made beforehand; likewise unpacked archives.
Excel, JSON lines and Parquet are timed on our side only and stand outside the ratio.
"""

import subprocess
import sys
import tempfile
import time
from pathlib import Path

import duckdb

from bench.deliveries import MONTH, Made, month
from expectations.catalogue import contracts
from expectations.contract import FEEDBACK
from expectations.judge import judge
from expectations.reading.decode import decode
from expectations.reading.read import read_delivery
from expectations.reading.unpack import unpack
from infra.sample.deliver import make_delivery


def _ours(made: Made) -> float:
    started = time.perf_counter()
    judgement = judge(read_delivery(made.contents, made.contract), made.contract, MONTH)
    seconds = time.perf_counter() - started
    if len(judgement.accepted_rows) != made.rows:
        raise RuntimeError(f"{made.contract.id}: {len(judgement.accepted_rows)} of {made.rows} rows accepted")
    return seconds


def _duckdb(made: Made, folder: Path) -> float:
    seconds = 0.0
    for role, content in made.contents.items():
        dialect = made.contract.part(role).dialect
        path = folder / f"{made.contract.id}-{role}.csv"
        path.write_bytes(decode(unpack(content, dialect.compression), dialect.encoding).encode())
        started = time.perf_counter()
        with duckdb.connect() as connection:
            read = connection.read_csv(
                str(path), sep=dialect.delimiter, quotechar=dialect.quoteChar, header=True, all_varchar=True
            )
            rows = read.fetchall()
        seconds += time.perf_counter() - started
        if len(rows) != made.rows:
            raise RuntimeError(f"{path.name}: DuckDB reads {len(rows)} of {made.rows} rows")
    return seconds


def _dry_run(rows: int = 2000) -> float:
    """Seconds of a supplier's check of one file, as a process of its own with its start-up."""
    contract = next(contract for contract in contracts() if not contract.event_columns)
    with tempfile.TemporaryDirectory(prefix="aspa-bench-") as folder:
        path = Path(folder) / f"{contract.source}_{MONTH}"
        path.write_bytes(make_delivery(contract, MONTH, rows).contents[FEEDBACK])
        call = [sys.executable, "-m", "expectations", "check", str(path), "--region", contract.region]
        started = time.perf_counter()
        subprocess.run([*call, "--source", contract.source], check=True, capture_output=True)
        return time.perf_counter() - started


def run(feedback: int | None = None) -> None:
    """Print seconds by delivery, and the ratio over all delimited ones."""
    ours = peer = others = 0.0
    rows = 0
    print(f"{'contract':28} {'format':8} {'rows':>8} {'gate s':>8} {'DuckDB s':>9} {'ratio':>6}")
    with tempfile.TemporaryDirectory(prefix="aspa-bench-") as folder:
        for made in month(feedback) if feedback else month():
            seconds, rows = _ours(made), rows + made.rows
            line = f"{made.contract.id:28} {made.contract.dialect.format:8} {made.rows:8} {seconds:8.2f}"
            if made.contract.dialect.format != "csv":
                others += seconds
                print(line, flush=True)
                continue
            theirs = _duckdb(made, Path(folder))
            ours, peer = ours + seconds, peer + theirs
            print(f"{line} {theirs:9.2f} {seconds / theirs:6.1f}", flush=True)
    print(f"{rows} rows: delimited {ours:.1f} s against DuckDB's {peer:.1f} s, ratio {ours / peer:.1f}")
    print(f"other formats {others:.1f} s; all {(ours + others) / rows * 1e6:.0f} s a million rows")
    print(f"a supplier's check of 2,000 rows, start-up included: {_dry_run():.1f} s")
