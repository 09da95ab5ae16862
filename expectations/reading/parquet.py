"""Facts of a Parquet file; line numbers count its rows from 1."""

import io

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet

from expectations.contract import Contract
from expectations.reading.facts import Facts
from expectations.reading.records import LONGEST_LINE
from expectations.reading.typed import MOST_ROWS, facts_of
from expectations.reading.unpack import MOST_BYTES
from expectations.reading.unreadable import UnreadableFile


def read_parquet(data: bytes, contract: Contract) -> Facts:
    """Facts of a Parquet file. Its columns are read only where their names are the agreed ones; a column of lists,
    structures or bytes holds no values that a row could have."""
    try:
        names, rows = _rows(data, contract)
    except UnreadableFile:
        raise
    except Exception:
        raise UnreadableFile from None
    return facts_of(list(enumerate(rows, start=1)), names, contract)


_JOINT = b"PAR1PAR1"
"""Where one Parquet file ends and the next begins."""


def _rows(data: bytes, contract: Contract) -> tuple[list[str], list[dict | None]]:
    if _JOINT in data:
        # A reader believes the last file's footer, whose offsets then point into the first file.
        raise UnreadableFile("joined_files")
    schema = pyarrow.parquet.read_schema(io.BytesIO(data))
    texts = [field.name for field in schema if _is_text(field.type)]
    # Texts stay dictionaries until their unpacked size is known: a small file can repeat a large text a million times.
    file = pyarrow.parquet.ParquetFile(io.BytesIO(data), read_dictionary=texts)
    groups = (file.metadata.row_group(at) for at in range(file.metadata.num_row_groups))
    if file.metadata.num_rows > MOST_ROWS or sum(group.total_byte_size for group in groups) > MOST_BYTES:
        raise UnreadableFile("too_large")
    if sorted(schema.names) != sorted(contract.header) or not all(_is_plain(field.type) for field in schema):
        return schema.names, [None] * file.metadata.num_rows
    table = file.read()
    if sum(_unpacked(column) for column in table.columns) > MOST_BYTES:
        raise UnreadableFile("too_large")
    return schema.names, table.to_pylist()


def _is_text(kind: pa.DataType) -> bool:
    return pa.types.is_string(kind) or pa.types.is_large_string(kind)


def _is_plain(kind: pa.DataType) -> bool:
    if pa.types.is_dictionary(kind):
        kind = kind.value_type
    is_number = pa.types.is_integer(kind) or pa.types.is_floating(kind) or pa.types.is_decimal(kind)
    is_time = pa.types.is_date(kind) or pa.types.is_timestamp(kind)
    return _is_text(kind) or is_number or is_time or pa.types.is_null(kind)


def _unpacked(column: pa.ChunkedArray) -> int:
    """Bytes of a column of dictionaries written out; no more than its own bytes where it has none."""
    if not pa.types.is_dictionary(column.type) or not _is_text(column.type.value_type):
        return 0
    size = 0
    for chunk in column.chunks:
        lengths = pc.binary_length(chunk.dictionary)
        if len(lengths) and (pc.max(lengths).as_py() or 0) > LONGEST_LINE:
            raise UnreadableFile("too_large")
        size += pc.sum(lengths.take(chunk.indices)).as_py() or 0
    return size
