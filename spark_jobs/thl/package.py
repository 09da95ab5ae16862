"""A package's folder: each table as Parquet and CSV, the lists, the descriptions, the checksums and their signature."""

import hashlib
import io
from collections.abc import Mapping

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import yaml
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from upath import UPath

from lake_layout.table import Column, Table
from lake_layout.thl_packages import DELIVERIES
from spark_jobs.quarantine import remove_folder
from spark_jobs.thl.contract import contract
from spark_jobs.thl.descriptor import descriptor
from spark_jobs.thl.readme import readmes
from spark_jobs.thl.revision import Changes, Revision
from spark_jobs.thl.signature import fingerprint, sign

_ARROW = {"STRING": pa.string(), "INT": pa.int32(), "BIGINT": pa.int64(), "DOUBLE": pa.float64()}
_PANDAS = {"STRING": object, "INT": "Int32", "BIGINT": "Int64", "DOUBLE": "Float64"}
CONTRACT = "contract.odcs.yaml"
DESCRIPTOR = "datapackage.json"


def typed(frame: pd.DataFrame, table: Table) -> pd.DataFrame:
    """The table's columns in its types, sorted: no order says which row came first."""
    of_type = {column.name: _PANDAS[column.type] for column in table.columns}
    frame = frame[list(table.column_names)].astype(of_type)
    texts = [name for name, kind in of_type.items() if kind is object]
    frame[texts] = frame[texts].astype(object).where(frame[texts].notna(), None)
    return frame.sort_values(list(table.key or table.column_names), ignore_index=True)


def to_csv(frame: pd.DataFrame) -> bytes:
    """UTF-8, commas, a header, line feeds; an empty cell is null."""
    return frame.to_csv(index=False, lineterminator="\n").encode()


def to_parquet(frame: pd.DataFrame, table: Table) -> bytes:
    """One file with the table's own types and the columns' meanings."""
    schema = pa.schema([_field(column) for column in table.columns])
    rows = pa.Table.from_pandas(frame, schema=schema, preserve_index=False).replace_schema_metadata(None)
    sink = io.BytesIO()
    pq.write_table(rows, sink, compression="zstd")
    return sink.getvalue()


def _field(column: Column) -> pa.Field:
    return pa.field(column.name, _ARROW[column.type], column.nullable, {"meaning": column.meaning})


def checksum_of(tables: Mapping[str, pd.DataFrame]) -> str:
    """SHA-256 over the data, whatever else is told of it: the same data have the same."""
    whole = hashlib.sha256()
    for name in sorted(tables):
        whole.update(f"{name}\0".encode())
        whole.update(hashlib.sha256(to_csv(tables[name])).digest())
    return whole.hexdigest()


def deliveries_list(changes: Changes) -> pd.DataFrame:
    """The list of deliveries that lies in the package."""
    rows = []
    for name, change in changes.told.items():
        region, _, rest = name.partition("_")
        period = rest.rsplit("_", 2)[1]
        rows.append((name, region, period, change, changes.replaced.get(name)))
    return pd.DataFrame(rows, columns=DELIVERIES.column_names)


def write(
    folder: UPath,
    revision: Revision,
    tables: Mapping[str, pd.DataFrame],
    codes: pd.DataFrame,
    key: Ed25519PrivateKey,
) -> None:
    """Write the folder anew. It is whole once the signature, the last file, lies there."""
    remove_folder(folder)
    folder.mkdir(parents=True, exist_ok=True)
    files: dict[str, bytes] = {}
    for table in revision.package.tables:
        files[f"{table.name}.csv"] = to_csv(tables[table.name])
        files[f"{table.name}.parquet"] = to_parquet(tables[table.name], table)
    files["deliveries.csv"] = to_csv(deliveries_list(revision.changes))
    files["codes.csv"] = to_csv(codes)
    files[DESCRIPTOR] = descriptor(revision, files)
    files[CONTRACT] = yaml.safe_dump(contract(revision), allow_unicode=True, sort_keys=False, width=120).encode()
    files |= readmes(revision, tables, fingerprint(key.public_key()))
    for name, content in files.items():
        (folder / name).write_bytes(content)
    sign(folder, key)
