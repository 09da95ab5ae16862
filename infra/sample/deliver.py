"""A delivery in an inbox: its file or files, and last its manifest, which says that they are whole."""

import hashlib
import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd

from expectations.contract import EVENTS, FEEDBACK, JOIN, Contract
from infra.sample.faults import fault_named
from infra.sample.feedback import PLANTED_SHARE, generate
from infra.sample.texts.compose import Planted
from infra.sample.write import compress, encode, file_name, within

Faults = Iterable[tuple[str, float]]


class Delivery(NamedTuple):
    """A delivery before it is written; `hits` says how many lines each fault hit."""

    name: str
    content: bytes
    planted: list[Planted]
    hits: dict[str, int]
    events_name: str | None = None
    events_content: bytes | None = None

    @property
    def files(self) -> dict[str, tuple[str, bytes]]:
        """Name and content of each file, by role."""
        feedback = {FEEDBACK: (self.name, self.content)}
        return feedback | ({EVENTS: (self.events_name, self.events_content)} if self.events_name else {})

    @property
    def contents(self) -> dict[str, bytes]:
        """Each file's content, by role."""
        return {role: content for role, (_, content) in self.files.items()}


def make_delivery(
    contract: Contract,
    period: str,
    rows: int,
    faults: Faults = (),
    seed: int = 2026,
    suffix: str = "",
    planted_share: float = PLANTED_SHARE,
) -> Delivery:
    """The file of a source's month; faults change what the same arguments without them would give, nothing else."""
    sample = generate(contract, period, rows, seed, planted_share)
    chosen = [(fault_named(name), share) for name, share in faults]
    rng = np.random.default_rng([seed, rows])
    table, writer, hits = sample.rows, contract, {}
    for fault, share in chosen:
        if fault.works_on == "rows":
            table, hits[fault.name] = fault.apply(table, rng, share)
        elif fault.works_on == "contract":
            writer, hits[fault.name] = fault.apply(writer), len(table) + 1
    feedback = writer.part(FEEDBACK)
    content = encode(feedback, table)
    for fault, share in chosen:
        if fault.works_on == "bytes":
            content, hits[fault.name] = fault.apply(content, feedback, rng, share)
    name = file_name(contract, period, suffix)
    encoding = contract.dialect.encoding
    planted = [Planted(kind, within(token, encoding)) for kind, token in sample.planted]
    events = _events(writer, table, period, suffix) if EVENTS in contract.roles else ()
    return Delivery(name, compress(contract, content, name), planted, hits, *events)


def _events(contract: Contract, table: pd.DataFrame, period: str, suffix: str) -> tuple[str, bytes]:
    """The care records' file: each service event once, in an order of its own."""
    part = contract.part(EVENTS)
    name = file_name(part, period, f"{suffix}_{EVENTS}")
    events = table.drop_duplicates(subset=JOIN).sort_values(JOIN, ignore_index=True)
    return name, compress(part, encode(part, events), name)


def put(delivery: Delivery, contract: Contract, period: str, inbox: Path) -> None:
    """Write the files, then the manifest; each appears whole or not at all."""
    inbox.mkdir(parents=True, exist_ok=True)
    files = [
        {"name": name, "sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content)}
        | ({"role": role} if len(delivery.files) > 1 else {})
        for role, (name, content) in delivery.files.items()
    ]
    manifest = {"source": contract.source, "period": period, "files": files}
    for name, content in delivery.files.values():
        _write_whole(inbox / name, content)
    _write_whole(inbox / f"{delivery.name}.manifest.json", json.dumps(manifest, indent=2).encode() + b"\n")


def _write_whole(path: Path, content: bytes) -> None:
    part = path.with_name(f".{path.name}.part")
    part.write_bytes(content)
    os.replace(part, path)


def deliver(
    contract: Contract, period: str, rows: int, inbox: Path, faults: Faults = (), seed: int = 2026, suffix: str = ""
) -> list[Planted]:
    """Make a delivery and put it into the inbox; returns the personal data planted in its texts, for leak tests.

    `faults` are pairs of a fault's name and its share, as in `[("missing_cost_centres", 0.3)]`.
    """
    delivery = make_delivery(contract, period, rows, faults, seed, suffix)
    put(delivery, contract, period, inbox)
    return delivery.planted
