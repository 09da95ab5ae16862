"""The open data: published results of years and quarters, whole and by one dimension, as two CSV files.

`results.csv` holds a row a region, period, class and measure, `names.csv` the names of every code. Only what is
published stands there: a set that is withheld has no row.
"""

import csv
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
        rows = _rows(connection)
    _write(folder / "results.csv", FIELDS, rows)
    _write(folder / "names.csv", NAME_FIELDS, _names(rows))


def _one_dimension() -> list[tuple[str, str]]:
    """Each dimension with the condition of its own rows, and the whole with that of rows without any."""
    parts = [("", " AND ".join(f"{name} = '{ALL}'" for name in DIMENSION_NAMES))]
    for own in DIMENSION_NAMES:
        rest = [f"{name} {'<>' if name == own else '='} '{ALL}'" for name in DIMENSION_NAMES]
        parts.append((own, " AND ".join(rest)))
    return parts


def _rows(connection: duckdb.DuckDBPyConnection) -> list[dict[str, str]]:
    """In the order of their keys."""
    parts = []
    for dimension, where in _one_dimension():
        code = dimension or "''"
        keys = f"period, region, '{dimension}' AS dimension, {code} AS code"
        parts += [
            f"SELECT {keys}, 'nps' AS measure, nps_n, nps, nps_low, nps_high, nps_indicative FROM results "
            f"WHERE {PERIODS} AND {where} AND nps IS NOT NULL",
            f"SELECT {keys}, statement, n, mean, low, high, indicative FROM statement_results "
            f"WHERE {PERIODS} AND {where} AND mean IS NOT NULL",
        ]
    found = connection.execute(f"{' UNION ALL '.join(parts)} ORDER BY period, region, dimension, code, measure")
    return [dict(zip(FIELDS, map(_said, row))) for row in found.fetchall()]


def _said(value: object) -> str:
    if isinstance(value, float):
        return f"{value:.2f}"
    return "" if value is None else str(value)


def _names(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    """Names of every code that the results hold, in the code sets' order."""
    sets = {"region": "regions", "measure": "measures", **{column.name: column.code_set for column in DIMENSIONS}}
    used = {("region", row["region"]) for row in rows} | {("measure", row["measure"]) for row in rows}
    used |= {(row["dimension"], row["code"]) for row in rows if row["dimension"]}
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
