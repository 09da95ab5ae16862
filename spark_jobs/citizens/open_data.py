"""The open data: published results of years and quarters, whole and by one dimension, as two CSV files.

`results.csv` holds a row a region, period, class and measure, `names.csv` the names of every code. Only what is
published stands there: a set that is withheld has no row.
"""

import csv
from collections import defaultdict
from pathlib import Path

import duckdb

from lake_layout.gold import ALL, DIMENSION_NAMES, DIMENSIONS
from lake_layout.reference import code_set
from lake_layout.serving import LOCALES
from spark_jobs.comparison.names import names

FIELDS = ("period", "region", "dimension", "code", "measure", "n", "value", "low", "high", "indicative")
NAME_FIELDS = ("column", "code", *LOCALES)
PERIODS = "period_kind IN ('quarter', 'year')"


def write(serving_file: Path, folder: Path) -> None:
    """Write both files from the newest serving file."""
    folder.mkdir(parents=True, exist_ok=True)
    with duckdb.connect(str(serving_file), read_only=True) as connection:
        connection.execute(f"CREATE TEMP TABLE open_data AS {_results()}")
        rows = connection.sql("FROM open_data ORDER BY period, region, dimension NULLS FIRST, code, measure")
        # By DuckDB itself: three years' rows, one by one in Python, take seconds.
        rows.write_csv(str(folder / "results.csv"), header=True)
        used = _used(connection)
    _write(folder / "names.csv", NAME_FIELDS, _names(used))


def _one_dimension() -> list[tuple[str, str]]:
    """Each dimension with the condition of its own rows, and the whole with that of rows without any."""
    parts = [("", " AND ".join(f"{name} = '{ALL}'" for name in DIMENSION_NAMES))]
    for own in DIMENSION_NAMES:
        rest = [f"{name} {'<>' if name == own else '='} '{ALL}'" for name in DIMENSION_NAMES]
        parts.append((own, " AND ".join(rest)))
    return parts


def _results() -> str:
    """The rows as they are written, FIELDS: figures with two decimals, nothing where no dimension is chosen."""
    parts = []
    for dimension, where in _one_dimension():
        chosen = f"'{dimension}' AS dimension, {dimension} AS code" if dimension else "NULL AS dimension, NULL AS code"
        parts += [
            f"SELECT period, region, {chosen}, 'nps' AS measure, nps_n AS n, nps AS value, nps_low AS low, "
            f"nps_high AS high, nps_indicative AS indicative FROM results WHERE {PERIODS} AND {where} AND "
            "nps IS NOT NULL",
            f"SELECT period, region, {chosen}, statement, n, mean, low, high, indicative FROM statement_results "
            f"WHERE {PERIODS} AND {where} AND mean IS NOT NULL",
        ]
    figures = {name: f"format('{{:.2f}}', {name}) AS {name}" for name in ("value", "low", "high")}
    return f"SELECT {', '.join(figures.get(name, name) for name in FIELDS)} FROM ({' UNION ALL '.join(parts)})"


def _used(connection: duckdb.DuckDBPyConnection) -> set[tuple[str, str]]:
    """Every column and code that the results hold."""
    return set(
        connection.execute(
            "SELECT 'region', region FROM open_data UNION SELECT 'measure', measure FROM open_data "
            "UNION SELECT dimension, code FROM open_data WHERE dimension IS NOT NULL"
        ).fetchall()
    )


def _names(used: set[tuple[str, str]]) -> list[dict[str, str]]:
    """Names of the codes used, in the code sets' order."""
    sets = {"region": "regions", "measure": "measures", **{column.name: column.code_set for column in DIMENSIONS}}
    found = []
    for column, codes in sets.items():
        by_locale = {locale: names(codes, locale) for locale in LOCALES}
        for code in (ALL, *code_set(codes)):
            if (column, code) in used:
                found.append({"column": column, "code": code, **{one: by_locale[one][code] for one in LOCALES}})
    return found


def _write(path: Path, fields: tuple[str, ...], rows: list[dict[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, fields, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def read(path: Path) -> list[dict[str, str]]:
    """The rows of one of the files."""
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def lines_by_place(path: Path) -> dict[tuple[str, str, str], list[str]]:
    """The lines of results.csv by period, region and dimension, none of which is ever quoted; `parsed` reads them."""
    found: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    with path.open(encoding="utf-8", newline="") as stream:
        next(stream)
        for line in stream:
            period, region, dimension, _ = line.split(",", 3)
            found[period, region, dimension].append(line)
    return dict(found)


def parsed(lines: list[str]) -> list[dict[str, str]]:
    """Rows of results.csv."""
    return list(csv.DictReader(lines, FIELDS))
