"""Revisions: what has changed of a period's package since the one before, from the ledger alone. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from lake_layout.thl_packages import Package

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Changes:
    """What a revision holds and what it lets go of, against the one before. Delivery ids, sorted.

    `replaced` names the delivery in force that took each one's place. `withdrawn` are those that were taken back, and
    those whose correction was: nothing stands in their place. `reclassified` are held by both, and codes of theirs have
    changed.
    """

    held: tuple[str, ...]
    added: tuple[str, ...] = ()
    replaced: dict[str, str] = field(default_factory=dict)
    withdrawn: tuple[str, ...] = ()
    reclassified: tuple[str, ...] = ()

    @property
    def told(self) -> dict[str, str]:
        """What the package tells of each delivery, by its id: the word for it."""
        words = dict.fromkeys(self.held, "held") | dict.fromkeys(self.reclassified, "reclassified")
        words |= dict.fromkeys(self.added, "added") | dict.fromkeys(self.replaced, "replaced")
        return dict(sorted({**words, **dict.fromkeys(self.withdrawn, "withdrawn")}.items()))


@dataclass(frozen=True)
class Revision:
    """What a revision is called, what it holds and what it is told to hold."""

    package: Package
    period: str
    number: int
    made_at: datetime
    changes: Changes
    rows: int
    rows_coarsened: int | None = None
    rows_left_out: int | None = None
    legal_basis: str | None = None

    @property
    def name(self) -> str:
        return f"{self.package.name}/{self.period}/r{self.number}"


def changes(
    former: Iterable[str], now: Iterable[str], ledger_rows: Iterable[Row], reclassified: Iterable[str] = ()
) -> Changes:
    """What has changed between the deliveries of the former revision and those of now."""
    former, now = set(former), set(now)
    by_id = {row["delivery_id"]: row for row in ledger_rows}
    successors = {name: _in_force(name, by_id, now) for name in former - now}
    return Changes(
        held=tuple(sorted(now)),
        added=tuple(sorted(now - former)),
        replaced={name: successor for name, successor in sorted(successors.items()) if successor},
        withdrawn=tuple(sorted(name for name, successor in successors.items() if not successor)),
        reclassified=tuple(sorted(set(reclassified) & former & now)),
    )


def _in_force(name: str, by_id: Mapping[str, Row], now: set[str]) -> str | None:
    """The delivery that stands where this one stood, however often it was corrected; None where nothing does, or this
    one was taken back: that is told whatever came afterwards."""
    if (by_id.get(name) or {}).get("status") == "withdrawn":
        return None
    seen = set()
    while name not in now:
        seen.add(name)
        name = (by_id.get(name) or {}).get("replaced_by")
        if name is None or name in seen:
            return None
    return name


def is_new(former: Row | None, checksum: str, held: Iterable[str]) -> bool:
    """Whether one is to be made: there is none yet, its content or its deliveries differ, or its files are gone."""
    if former is None or former["left"]:
        return True
    return former["checksum"] != checksum or set(former["deliveries"].split()) != set(held)
