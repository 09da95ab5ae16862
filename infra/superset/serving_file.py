"""How Superset reads the serving files: the newest version, read-only, without a way out of the file.

A database in Superset is called `duckdb:///<name>`; publish writes `<ASPA_SERVING>/<name>-<version>.duckdb`, where
versions sort by time. The file is looked up at every connection and let go with it (Superset's engines use NullPool),
so that a new version is seen by the next query and an old one can be deleted.
"""

import os
import re
from pathlib import Path
from typing import Any

from sqlalchemy.engine import URL

LOCKED_DOWN = {
    "read_only": True,
    # One thread a query: many readers ask at once, and each query reads a few rows.
    "config": {"enable_external_access": "false", "lock_configuration": "true", "threads": "1"},
}

#: Functions that reach files or settings; the lock-down stops them too, but an error of ours says more.
FILE_FUNCTIONS = frozenset(
    [
        "delta_scan",
        "duckdb_databases",
        "duckdb_secrets",
        "duckdb_settings",
        "duckdb_views",
        "getenv",
        "glob",
        "iceberg_scan",
        "parquet_file_metadata",
        "parquet_kv_metadata",
        "parquet_metadata",
        "parquet_scan",
        "parquet_schema",
        "read_blob",
        "read_csv",
        "read_csv_auto",
        "read_json",
        "read_json_auto",
        "read_json_objects",
        "read_ndjson",
        "read_ndjson_auto",
        "read_parquet",
        "read_text",
        "sniff_csv",
        "sqlite_scan",
        "which_secret",
    ]
)


class NoServingFile(Exception):
    """Nothing has been published under this name yet."""


def newest(uri: URL, params: dict[str, Any], *_: Any) -> tuple[URL, dict[str, Any]]:
    """Superset's DB_CONNECTION_MUTATOR: a serving file's name becomes the newest file of that name."""
    if uri.drivername != "duckdb":
        return uri, params
    arguments = {**params.get("connect_args", {}), **LOCKED_DOWN}
    return uri.set(database=str(find(uri.database or "")), query={}), {**params, "connect_args": arguments}


def find(name: str) -> Path:
    """The newest serving file called `name`."""
    if not re.fullmatch(r"[a-z_]+", name):
        raise NoServingFile("a DuckDB database is named after a serving file: duckdb:///report_users")
    folder = Path(os.environ.get("ASPA_SERVING", "lake/serving"))
    files = sorted(folder.glob(f"{name}-*.duckdb"))
    if not files:
        raise NoServingFile(f"no serving file of {name} has been published yet")
    return files[-1].resolve()
