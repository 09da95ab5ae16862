"""The serving file from gold's own files, period by period: only periods whose files in gold have changed since the
former serving file are written anew, so that a month more costs the same whatever lies behind it.

What a period was made from stands beside it: a fingerprint of gold's files, of this layout and of the labels, as the
comment of the file's first table.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping

import duckdb
import pandas as pd
import pyarrow as pa
import pyarrow.dataset as ds
from upath import UPath

from lake_layout import reference
from lake_layout.gold import ALL, DIMENSION_NAMES
from lake_layout.serving import LOCALES, TABLES, view_sql
from lake_layout.table import Table

Files = Mapping[str, Mapping[str, list[str]]]
"""Of each gold table, by name, its current Parquet files by period."""
Served = Callable[[str], Mapping[str, pd.DataFrame]]
"""Makes a period's rows of each of the file's tables."""
_UNTIDY = 1.25
"""Rows stored for each that counts, above which the file is tidied."""
_TYPES = {"STRING": pa.string(), "INT": pa.int32(), "BIGINT": pa.int64(), "DOUBLE": pa.float64()}


def empty(table: Table) -> pd.DataFrame:
    """The table without a row, its columns typed."""
    kinds = {"STRING": object, "INT": "Int32", "BIGINT": "Int64", "DOUBLE": "float64"}
    return pd.DataFrame({column.name: pd.Series(dtype=kinds[column.type]) for column in table.columns})


def rows_of(table: Table, files: list[str], period: str) -> pd.DataFrame:
    """The table's rows in these files of one period; whole numbers stay whole where some are null."""
    schema = pa.schema([(c.name, _TYPES[c.type]) for c in table.columns if c.name not in table.partition_by])
    frame = schema.empty_table().to_pandas()
    if files:
        paths = [UPath(file) for file in files]
        found = ds.dataset([path.path for path in paths], schema=schema, format="parquet", filesystem=paths[0].fs)
        frame = found.to_table().to_pandas()
    whole = [column.name for column in table.columns if column.type == "INT"]
    # A file that is older than a dimension holds the slices of all its codes.
    every = {name: ALL for name in DIMENSION_NAMES if name in table.column_names}
    return frame.assign(period=period).fillna(every).astype(dict.fromkeys(whole, "Int32"))[list(table.column_names)]


def fingerprints(files: Files, tables: Iterable[Table], known: object) -> dict[str, str]:
    """What each period is made from: gold's files, which never change, and all else that the pages' tables hold: the
    layout, the names in force, and what is `known` besides."""
    about = hashlib.sha256(repr((known, reference.fingerprint(), [table.ddl for table in tables])).encode())
    parts: dict[str, list[str]] = {}
    for name in sorted(files):
        for period, own in files[name].items():
            parts.setdefault(period, []).append(f"{name} {sorted(own)}")
    return {
        period: hashlib.sha256(f"{about.hexdigest()} {part}".encode()).hexdigest()[:32]
        for period, part in parts.items()
    }


class GoldFiles:
    """Gold's current files, read period by period."""

    def __init__(self, files: Files, made_from: dict[str, str]) -> None:
        self.made_from = made_from
        self._files = files

    def rows(self, period: str, *tables: Table) -> tuple[pd.DataFrame, ...]:
        """The period's rows of these gold tables."""
        return tuple(rows_of(table, self._files[table.name].get(period, []), period) for table in tables)

    def all_rows(self, table: Table) -> pd.DataFrame:
        """The table's rows of every period."""
        own = self._files[table.name]
        return pd.concat(
            [empty(table), *(rows_of(table, own[period], period) for period in sorted(own))], ignore_index=True
        )


def _tables(connection: duckdb.DuckDBPyConnection) -> dict[str, str | None]:
    """The file's tables, and the comment on each."""
    return dict(connection.execute("SELECT table_name, comment FROM duckdb_tables()").fetchall())


def _former(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """What the file's periods were made from. Where it has another layout all of it is dropped, and made anew."""
    found = _tables(connection)
    told = found.get(TABLES[0].name)
    columns = connection.execute("SELECT table_name, column_name FROM duckdb_columns() WHERE NOT internal").fetchall()
    of_tables = {(name, column) for name, column in columns if name in found}
    if told and of_tables == {(table.name, column) for table in TABLES for column in table.column_names}:
        return json.loads(told)
    for (view,) in connection.execute("SELECT view_name FROM duckdb_views() WHERE NOT internal").fetchall():
        connection.execute(f'DROP VIEW "{view}"')
    for name in found:
        connection.execute(f'DROP TABLE "{name}"')
    for table in TABLES:
        connection.execute(f"CREATE TABLE {table.name} ({table.ddl.replace('`', '').replace(' STRING', ' VARCHAR')})")
        for locale in LOCALES:
            connection.execute(view_sql(table, locale))
    return {}


def _is_tidy(connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether rows of replaced periods, which stay until DuckDB tidies up, are few beside those that count."""
    # What DuckDB calls an estimate is how many rows are stored, those of replaced periods too.
    [(stored,)] = connection.execute("SELECT coalesce(sum(estimated_size), 0) FROM duckdb_tables()").fetchall()
    live = sum(connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in _tables(connection))
    return stored <= _UNTIDY * live


def fill(
    connection: duckdb.DuckDBPyConnection,
    made_from: Mapping[str, str],
    served: Served,
    whole: Mapping[str, pd.DataFrame],
) -> int:
    """Bring the file's tables up to date with the periods' fingerprints, and write the `whole` ones anew; the rows
    written of periods."""
    if _is_tidy(connection):  # tidying takes seconds of a large file, so not at every publication
        connection.execute("SET max_vacuum_tasks = 0")
    connection.begin()
    former = _former(connection)
    rows = 0
    for period in sorted({*made_from, *former}):
        if made_from.get(period) == former.get(period):
            continue
        if period in former:
            for table in TABLES:
                connection.execute(f"DELETE FROM {table.name} WHERE period = ?", [period])
        if period in made_from:
            rows += _insert(connection, served(period))
    for name in whole:
        connection.execute(f"DELETE FROM {name}")
    _insert(connection, whole)
    connection.execute(f"COMMENT ON TABLE {TABLES[0].name} IS '{json.dumps(dict(made_from))}'")
    connection.commit()
    return rows


def _insert(connection: duckdb.DuckDBPyConnection, frames: Mapping[str, pd.DataFrame]) -> int:
    own = [table for table in TABLES if table.name in frames]
    for table in own:
        rows = frames[table.name][list(table.column_names)]
        # As Arrow, which DuckDB reads as it is: of pandas it would make an object of every text.
        connection.register("incoming", pa.Table.from_pandas(rows, preserve_index=False))
        connection.execute(f"INSERT INTO {table.name} SELECT * FROM incoming ORDER BY {', '.join(table.key)}")
        connection.unregister("incoming")
    return sum(len(frames[table.name]) for table in own)
