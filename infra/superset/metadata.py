"""The embedded default's metadata in SQLite: readers don't wait for whoever writes what was asked."""

import sqlite3
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import Engine


def let_many_read() -> None:
    """Every SQLite connection of this process writes ahead; other databases are left as they are."""

    @event.listens_for(Engine, "connect")
    def write_ahead(connection: Any, record: Any) -> None:
        if isinstance(connection, sqlite3.Connection):
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("PRAGMA synchronous=NORMAL")
