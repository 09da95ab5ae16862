"""Prove: nothing of a withdrawn delivery is left in any file, of whatever layer, version, log, cache or copy."""

import gzip
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC
from pathlib import Path
from typing import IO

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
from upath import UPath

from lake_layout import folders, ledger
from lake_layout.delivery import DeliveryId
from lake_layout.settings import settings
from lake_layout.slices import RESPONDENTS
from spark_jobs.thl.let_go import folder_of, holding
from spark_jobs.withdraw.evidence import Evidence, lone_key

_PLACES_NAMED = 20
_BLOCK, _OVERLAP = 4 * 1024**2, 4096
"""Bytes that are searched at a time, and how many of the former block are searched again with the next."""
_UNREADABLE = ("blockmgr-", "userFiles-")
"""Folders of Spark's own: shuffles are encrypted under a key that lives in its memory only, and copies of the jars."""


class Found(RuntimeError):
    """Something of a withdrawn delivery is still there; the message names places and kinds, never a value."""


@dataclass
class Proof:
    """How much was opened, and where something was found."""

    files: int = 0
    parquet_rows: int = 0
    found: list[str] = field(default_factory=list)


def prove(delivery_id: str, run: str, planted: Iterable[str] = ()) -> Proof:
    """Open every file of the lake and of the services' state that was written since the delivery came; Found if one
    holds something of it. `planted` are further tokens that may stand nowhere at all, as tests plant them.

    Files of other deliveries in landing and quarantine are theirs: the same feedback may have come with them too.
    """
    delivery = DeliveryId.parse(delivery_id)
    evidence = Evidence.load(folders.withdrawing(delivery))
    tokens = _pattern(planted)
    proof = Proof()
    for path in _files(delivery):
        try:
            kinds = _sought(path, delivery, evidence, tokens, proof)
        except FileNotFoundError:  # another task's, gone meanwhile
            continue
        proof.files += 1
        proof.found += [f"{path} ({kind})" for kind in sorted(kinds)]
    proof.found += [f"{path} (still there)" for path in _places(delivery) if path.exists()]
    if proof.found:
        more = len(proof.found) - _PLACES_NAMED
        named = "; ".join(proof.found[:_PLACES_NAMED])
        raise Found(f"{delivery_id} is not gone: {named}{f'; and {more} more' if more > 0 else ''}")
    folders.withdrawing(delivery).unlink(missing_ok=True)
    ledger.tell(delivery_id, "withdrawal_proved", run, rows=proof.files)
    return proof


def _places(delivery: DeliveryId) -> tuple[UPath, ...]:
    thl = (folder_of(revision) for revision in holding(delivery))
    return folders.landed(delivery), folders.staged(delivery), folders.quarantined(delivery), *thl


def _pattern(planted: Iterable[str]) -> re.Pattern[str] | None:
    tokens = sorted(set(planted), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, tokens))) if tokens else None


def _files(delivery: DeliveryId) -> Iterator[UPath]:
    """The lake's files and those of the services' state, written since the delivery was received."""
    since = ledger.delivery(str(delivery))["received_at"].replace(tzinfo=UTC).timestamp()
    for root in (folders.lake(), UPath(settings().home)):
        for path in root.rglob("*") if root.exists() else ():
            if path != folders.withdrawing(delivery) and not _is_sparks_own(path) and _written_since(path, since - 60):
                yield path


def _is_sparks_own(path: UPath) -> bool:
    return any(part.startswith(_UNREADABLE) for part in path.parts)


def _written_since(path: UPath, since: float) -> bool:
    try:
        return path.is_file() and not path.is_symlink() and path.stat().st_mtime >= since
    except OSError:  # gone meanwhile
        return False


def _of_another(path: UPath, delivery: DeliveryId) -> bool:
    """Whether the file lies in landing or quarantine and is another delivery's."""
    parts = Path(str(path)).relative_to(Path(str(folders.lake()))).parts if _in_lake(path) else ("",)
    return parts[0] in ("landing", "quarantine") and not any(part.split(".")[0] == str(delivery) for part in parts)


def _in_lake(path: UPath) -> bool:
    return str(path).startswith(str(folders.lake()))


def _sought(
    path: UPath, delivery: DeliveryId, evidence: Evidence, tokens: re.Pattern[str] | None, proof: Proof
) -> set[str]:
    """The kinds of what was found in one file."""
    if path.suffix == ".parquet":
        return _in_parquet(path, delivery, evidence, tokens, proof)
    if _of_another(path, delivery):
        evidence = Evidence()
    kinds: set[str] = set()
    for text in _texts(path) if evidence.holds_any or tokens else ():
        if kind := evidence.found_in(text):
            kinds.add(kind)
        if tokens and tokens.search(text):
            kinds.add("planted token")
    return kinds


def _in_parquet(
    path: UPath, delivery: DeliveryId, evidence: Evidence, tokens: re.Pattern[str] | None, proof: Proof
) -> set[str]:
    kinds: set[str] = set()
    with path.open("rb") as stream:
        file = pq.ParquetFile(stream)
        names = file.schema_arrow.names
        if "delivery_id" in names or _of_another(path, delivery):
            evidence = Evidence()  # every row says whose it is
        for batch in file.iter_batches(4096):
            proof.parquet_rows += batch.num_rows
            if "delivery_id" in names and str(delivery) in batch.column(names.index("delivery_id")).to_pylist():
                kinds.add("row")
            found = (*_strings(batch), *_lone_keys(batch, path)) if tokens or evidence.holds_any else ()
            text = "\n".join(found)
            if kind := evidence.found_in(text):
                kinds.add(kind)
            if tokens and tokens.search(text):
                kinds.add("planted token")
    return kinds


def _strings(batch: pa.RecordBatch) -> Iterator[str]:
    """The batch's distinct texts; of nested columns (Delta's checkpoints) their whole content."""
    for column in batch.columns:
        if pa.types.is_string(column.type) or pa.types.is_large_string(column.type):
            yield from (value for value in column.unique().to_pylist() if value)
        elif pa.types.is_nested(column.type):
            yield from (str(value) for value in column.to_pylist() if value)


def _lone_keys(batch: pa.RecordBatch, path: UPath) -> Iterator[str]:
    """Of a month's counted slices, those of one feedback: its key stands there as it is. Other sums tell nobody."""
    names = batch.schema.names
    period = path.parent.name.removeprefix("period=")
    if f"{RESPONDENTS}_key" in names and "region" in names:
        columns = (
            batch.column(names.index(name)).to_pylist() for name in ("region", RESPONDENTS, f"{RESPONDENTS}_key")
        )
        yield from {lone_key(region, period, key) for region, n, key in zip(*columns) if n == 1}


def _texts(path: UPath) -> Iterator[str]:
    """A file's content as text: packed ones unpacked, a serving file read as a database."""
    if path.suffix == ".duckdb":
        yield from _serving_texts(path)
        return
    with path.open("rb") as stream:
        start = stream.read(4)
        stream.seek(0)
        if start == b"PK\x03\x04":
            with zipfile.ZipFile(stream) as archive:
                for name in archive.namelist():
                    with archive.open(name) as member:
                        yield from _blocks(member)
        else:
            yield from _blocks(gzip.GzipFile(fileobj=stream) if start[:2] == b"\x1f\x8b" else stream)


def _blocks(stream: IO[bytes]) -> Iterator[str]:
    former = b""
    while block := stream.read(_BLOCK):
        yield (former + block).decode("utf-8", errors="replace")
        former = block[-_OVERLAP:]


def _serving_texts(path: UPath) -> Iterator[str]:
    with duckdb.connect(str(path), read_only=True) as connection:
        columns = connection.execute(
            "SELECT table_name, column_name FROM information_schema.columns WHERE data_type = 'VARCHAR'"
        ).fetchall()
        for table, column in columns:
            values = connection.execute(f'SELECT DISTINCT "{column}" FROM "{table}"').fetchall()
            yield "\n".join(value for (value,) in values if value)
