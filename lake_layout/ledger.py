"""The ledger: reading and writing the audit layer's SQL tables, which `lake_layout.audit` describes."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from lake_layout import audit
from lake_layout.settings import settings
from lake_layout.table import Table

_SQL_TYPES = {"STRING": sa.String, "INT": sa.Integer, "DOUBLE": sa.Float, "TIMESTAMP": sa.DateTime}
_METADATA = sa.MetaData()


def _sql_table(table: Table) -> sa.Table:
    columns = [
        sa.Column(
            c.name, _SQL_TYPES[c.type], primary_key=c.name in table.key, nullable=c.nullable and c.name not in table.key
        )
        for c in table.columns
    ]
    return sa.Table(table.name, _METADATA, *columns)


_TABLES = {table.name: _sql_table(table) for table in audit.TABLES}


@lru_cache(maxsize=4)
def _engine(url: str) -> sa.Engine:
    if url.startswith("sqlite:///"):
        Path(url.removeprefix("sqlite:///")).parent.mkdir(parents=True, exist_ok=True)
    # Tasks are many short processes: a writer waits for another one's transaction instead of failing.
    arguments = {"timeout": 60} if url.startswith("sqlite") else {}
    engine = sa.create_engine(url, connect_args=arguments)
    _METADATA.create_all(engine)
    _add_new_columns(engine)
    return engine


def _add_new_columns(engine: sa.Engine) -> None:
    """A ledger that an earlier version made gets the columns that have been added since."""
    inspector = sa.inspect(engine)
    for table in _METADATA.sorted_tables:
        known = {column["name"] for column in inspector.get_columns(table.name)}
        for column in (column for column in table.columns if column.name not in known):
            kind = column.type.compile(engine.dialect)
            with engine.begin() as connection:
                connection.execute(sa.DDL(f"ALTER TABLE {table.name} ADD COLUMN {column.name} {kind}"))


@contextmanager
def _transaction() -> Iterator[sa.Connection]:
    with _engine(settings().audit).begin() as connection:
        yield connection


def now() -> datetime:
    """The current time in UTC, as the ledger stores it."""
    return datetime.now(UTC).replace(tzinfo=None, microsecond=0)


def _matches(table: sa.Table, where: dict[str, Any]) -> list[sa.ColumnElement[bool]]:
    return [
        table.c[name].in_(value) if isinstance(value, list | tuple | set) else table.c[name] == value
        for name, value in where.items()
    ]


def read(table: Table, **where: Any) -> list[dict[str, Any]]:
    """Rows of a ledger table that match `where` (equal, or one of a list), in key order."""
    sql = _TABLES[table.name]
    query = sa.select(sql).where(*_matches(sql, where)).order_by(*(sql.c[name] for name in table.key))
    with _transaction() as connection:
        return [dict(row) for row in connection.execute(query).mappings()]


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    """The row with Python's own numbers: NumPy's would be stored as bytes."""
    return {name: value.item() if hasattr(value, "item") else value for name, value in row.items()}


def put(table: Table, rows: Iterable[dict[str, Any]]) -> None:
    """Write rows by key: a row whose key stands already is replaced, so that a step can run again."""
    sql = _TABLES[table.name]
    with _transaction() as connection:
        for row in rows:
            connection.execute(sa.delete(sql).where(*_matches(sql, {name: row[name] for name in table.key})))
            connection.execute(sa.insert(sql).values(**_plain(row)))


def replace(table: Table, rows: Iterable[dict[str, Any]], **where: Any) -> None:
    """Replace all rows that match `where` by `rows`, in one transaction."""
    sql = _TABLES[table.name]
    with _transaction() as connection:
        connection.execute(sa.delete(sql).where(*_matches(sql, where)))
        for row in rows:
            connection.execute(sa.insert(sql).values(**_plain(row)))


def change(table: Table, values: dict[str, Any], **where: Any) -> None:
    """Set `values` on the rows that match `where`."""
    sql = _TABLES[table.name]
    with _transaction() as connection:
        connection.execute(sa.update(sql).where(*_matches(sql, where)).values(**_plain(values)))


def delivery(delivery_id: str) -> dict[str, Any]:
    """One delivery's row; LookupError where the ledger has none."""
    found = read(audit.DELIVERIES, delivery_id=delivery_id)
    if not found:
        raise LookupError(f"the ledger has no delivery {delivery_id}")
    return found[0]


def deliveries_of(region: str, source: str, period: str) -> list[dict[str, Any]]:
    """A slot's deliveries, first to last."""
    rows = read(audit.DELIVERIES, region=region, source=source, period=period)
    return sorted(rows, key=lambda row: row["sequence"])


def tell(
    delivery_id: str, event: str, run: str, who: str = "platform", why: str | None = None, rows: int | None = None
) -> None:
    """Enter what befell a delivery. Told again in the same run, the first time stands."""
    if not read(audit.EVENTS, delivery_id=delivery_id, event=event, run=run):
        row = {"delivery_id": delivery_id, "event": event, "run": run, "who": who, "why": why, "rows": rows}
        put(audit.EVENTS, [{**row, "at": now()}])
