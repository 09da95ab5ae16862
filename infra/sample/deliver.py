"""A delivery in an inbox: the file, and last its manifest, which says that the file is whole."""

import hashlib
import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import numpy as np

from expectations.contract import Contract
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
    content = encode(writer, table)
    for fault, share in chosen:
        if fault.works_on == "bytes":
            content, hits[fault.name] = fault.apply(content, writer, rng, share)
    name = file_name(contract, period, suffix)
    encoding = contract.dialect.encoding
    planted = [Planted(kind, within(token, encoding)) for kind, token in sample.planted]
    return Delivery(name, compress(contract, content, name), planted, hits)


def put(delivery: Delivery, contract: Contract, period: str, inbox: Path) -> None:
    """Write the file, then the manifest; each appears whole or not at all."""
    inbox.mkdir(parents=True, exist_ok=True)
    about = {
        "name": delivery.name,
        "sha256": hashlib.sha256(delivery.content).hexdigest(),
        "bytes": len(delivery.content),
    }
    manifest = {"source": contract.source, "period": period, "files": [about]}
    _write_whole(inbox / delivery.name, delivery.content)
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
