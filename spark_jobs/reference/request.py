"""What is asked to be loaded: `service_classes=aura.csv` reads a file, `specialties=code_server` the code server."""

from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

from lake_layout.names import is_plain_name, shown
from lake_layout.reference.sets import SETS
from spark_jobs.reference import code_server
from spark_jobs.reference.tabular import Line, Unreadable, read_table

CODE_SERVER = "code_server"


class Folder(Protocol):
    """A local folder or an object-store prefix."""

    def __truediv__(self, name: str): ...


def read_request(asked: Iterable[str], folder: Folder, plain_names: bool = False) -> dict[str, tuple[str, list[Line]]]:
    """Set -> (source, lines); Unreadable or CodeServerError where one can't be had. With `plain_names` no file of
    another folder is read."""
    found: dict[str, tuple[str, list[Line]]] = {}
    for one in asked:
        name, _, file = one.partition("=")
        if name not in SETS or not file or name in found:
            raise Unreadable(f"'{shown(one)}': write SET=FILE, each set once; sets are {', '.join(SETS)}")
        found[name] = _from_server(name) if file == CODE_SERVER else _from_file(file, folder, plain_names)
    return found


def _from_server(name: str) -> tuple[str, list[Line]]:
    oid = SETS[name].oid
    if oid is None:
        raise Unreadable(f"{name}: its OID on the national code server is not known: load it from a file")
    return f"code server, {oid}", code_server.fetch(oid)


def _from_file(file: str, folder: Folder, plain_names: bool) -> tuple[str, list[Line]]:
    if plain_names and not is_plain_name(file):
        raise Unreadable(f"'{shown(file)}': name a file of {folder}, without a path")
    path = Path(file) if not plain_names and Path(file).is_absolute() else folder / file
    if not path.is_file():
        raise Unreadable(f"there is no file {path}")
    return Path(file).name, read_table(path.read_bytes(), Path(file).name)
