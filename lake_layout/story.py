"""The life of deliveries: what an arrival means, who may go on, who is in force, what each layer must hold. Pure.

A *slot* is one region, source and period. Its deliveries are the ledger's rows of it, in the order of their sequence:

    received ─▶ checked ─▶ loaded ─▶ refined ─▶ published
        └─────▶ rejected                  │         │
                    └──────────▶ replaced or withdrawn

At most one delivery of a slot is in force: the one that silver holds. A correction takes its place when silver holds
the correction, so that a rejected correction leaves the former in force; a withdrawn one has no successor, and what it
had replaced does not come back. The jobs ask here and then do; nothing here reads or writes.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Row = Mapping[str, Any]
"""A delivery as the ledger tells it (`audit.DELIVERIES`)."""

LAYERS = ("bronze", "silver", "gold")
UNDER_WAY = ("received", "checked", "loaded")
IN_BRONZE = ("loaded", "refined", "published")
IN_FORCE = ("refined", "published")
GONE = ("replaced", "withdrawn")
SETTLED = ("published", "rejected", *GONE)
"""Nothing more happens to such a delivery by itself."""


class Superseded(RuntimeError):
    """A delivery that may not go on: a newer one took its place, or it was withdrawn."""


@dataclass(frozen=True)
class Arrival:
    """What bytes that arrive are: the slot's next delivery, one that is being taken in, or one in force, again."""

    sequence: int
    repeated: bool = False


def recognise(rows: Sequence[Row], sha256: str) -> Arrival:
    """Which delivery of the slot the bytes with this checksum are.

    Only the newest that counts is compared: going back to earlier bytes is a delivery of its own, a rejected one's
    bytes may come again (what the gate lacked may be known by now), and so may a withdrawn one's, deliberately.
    """
    count = [row for row in rows if row["status"] not in ("rejected", *GONE)]
    if count and count[-1]["sha256"] == sha256:
        return Arrival(count[-1]["sequence"], repeated=count[-1]["status"] != "received")
    return Arrival(len(rows) + 1)


def _was_loaded(row: Row) -> bool:
    return row["status"] in IN_BRONZE or (row["status"] in GONE and bool(row["bronze_left"]))


def must_go_on(rows: Sequence[Row], delivery_id: str) -> None:
    """Superseded where the delivery has lost its place, or bronze has let go of its rows."""
    own = next(row for row in rows if row["delivery_id"] == delivery_id)
    if own["status"] == "withdrawn":
        raise Superseded(f"{delivery_id} was withdrawn")
    newer = [row for row in rows if row["sequence"] > own["sequence"] and _was_loaded(row)]
    if newer:
        raise Superseded(f"{delivery_id}: {newer[-1]['delivery_id']} has replaced it already")
    if own["status"] == "replaced" or own["bronze_left"]:
        raise Superseded(f"{delivery_id}: bronze has let go of its rows ({own['bronze_left'] or 'replaced'})")


def _earlier(rows: Sequence[Row], delivery_id: str) -> list[Row]:
    own = next(row for row in rows if row["delivery_id"] == delivery_id)
    return [row for row in rows if row["sequence"] < own["sequence"]]


def displaced_in_bronze(rows: Sequence[Row], delivery_id: str) -> tuple[str, ...]:
    """Deliveries whose rows bronze lets go of when it takes this one's."""
    return tuple(
        row["delivery_id"]
        for row in _earlier(rows, delivery_id)
        if row["status"] in IN_BRONZE and not row["bronze_left"]
    )


def replaced_by(rows: Sequence[Row], delivery_id: str) -> tuple[str, ...]:
    """Deliveries that this one replaces when silver holds it."""
    return tuple(row["delivery_id"] for row in _earlier(rows, delivery_id) if row["status"] not in ("rejected", *GONE))


def corrected_by(rows: Sequence[Row], delivery_id: str) -> tuple[str, ...]:
    """Deliveries whose quarantined rows or files this one corrects when silver holds it: they leave quarantine."""
    return tuple(row["delivery_id"] for row in _earlier(rows, delivery_id) if in_quarantine(row))


def in_quarantine(row: Row) -> int:
    """How many rows of the delivery quarantine holds: those kept apart, or all of a rejected one's."""
    if row["quarantine_left"] or row["outcome"] is None:
        return 0
    return (row["rows_quarantined"] or 0) + (row["rows_rejected"] or 0)


def in_force(rows: Iterable[Row]) -> Row | None:
    """The slot's delivery that silver holds; None where there is none."""
    return next((row for row in rows if row["status"] in IN_FORCE), None)


def figures_add_up(row: Row) -> bool:
    """received = accepted + quarantined + rejected + duplicates, for a delivery that was checked."""
    parts = sum(row[f"rows_{part}"] or 0 for part in ("accepted", "quarantined", "rejected", "duplicate"))
    return row["outcome"] is not None and row["rows_received"] == parts


def conserved(row: Row) -> bool:
    """Whether nothing got lost of a delivery: its figures add up, and the layers hold what they must (`held`)."""
    if row["status"] in GONE and row["outcome"] is None:
        return True
    counted = {layer: row[f"rows_{layer}"] or 0 for layer in LAYERS}
    wanted = held(row)
    if row["status"] == "refined":
        # Until it is published, gold may still count it from a publication that is being repeated.
        wanted["gold"] = counted["gold"]
    return figures_add_up(row) and counted == wanted


def held(row: Row) -> dict[str, int]:
    """Rows of the delivery that each layer must hold: accepted in bronze, silver and gold while it is in force."""
    layers = {"loaded": ("bronze",), "refined": ("bronze", "silver"), "published": LAYERS}.get(row["status"], ())
    gone = ("bronze",) if row["bronze_left"] else ()
    return {layer: row["rows_accepted"] if layer in layers and layer not in gone else 0 for layer in LAYERS}


def left_bronze(why: str) -> dict[str, Any]:
    """What the ledger says of a delivery whose rows bronze has let go of: replaced, withdrawn or expired."""
    return {"rows_bronze": 0, "bronze_left": why}


def replaced(successor: str) -> dict[str, Any]:
    """What the ledger says of a delivery whose place another one took. Gold follows with the next publication."""
    return {"status": "replaced", "replaced_by": successor, "rows_silver": 0, "rows_gold": 0}


def withdrawn(row: Row) -> dict[str, Any]:
    """What the ledger says of a delivery that is gone from every layer."""
    held_bronze = row["status"] in IN_BRONZE and not row["bronze_left"]
    return {
        "status": "withdrawn",
        "rows_silver": 0,
        "rows_gold": 0,
        **(left_bronze("withdrawn") if held_bronze else {}),
        **({"quarantine_left": "withdrawn"} if in_quarantine(row) else {}),
    }
