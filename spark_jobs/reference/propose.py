"""Propose: new versions of sets are read and validated together, and what they would change is worked out.

What is proposed is kept as it was seen (`lake/reference/proposed/<run>.json`), so that what a person approves is what
is loaded, whatever becomes of the files meanwhile.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass, field
from datetime import date

from pyspark.sql import SparkSession

from lake_layout import audit, folders, ledger, story
from lake_layout.reference import rows_of, supposing
from lake_layout.reference.sets import OFFICIAL, PLACEHOLDER, SETS
from spark_jobs.pending import published_regions
from spark_jobs.reference.change import Change, take_effect
from spark_jobs.reference.incoming import Incoming, completed, understood
from spark_jobs.reference.reharmonise import touched
from spark_jobs.reference.store import current
from spark_jobs.reference.tabular import Line
from spark_jobs.reference.usage import uses
from spark_jobs.reference.validate import Invalid, Problem, dangling, disappearing, problems_of


@dataclass(frozen=True)
class Proposal:
    """New versions that wait for approval: where each came from, its rows, and what they would change."""

    run: str
    version: str
    takes_effect: str
    status: str
    sources: dict[str, str]
    rows: dict[str, list[dict[str, str]]]
    changes: dict[str, dict[str, list]] = field(default_factory=dict)
    touched: dict[str, int] = field(default_factory=dict)
    under_way: tuple[str, ...] = ()

    @property
    def classifies(self) -> bool:
        """Whether silver is derived from one of the sets."""
        return any(SETS[name].classifies for name in self.rows)

    @property
    def regions(self) -> tuple[str, ...]:
        """Regions to be re-harmonised: those of the deliveries touched, and of those that were under way meanwhile."""
        named = (*self.touched, *self.under_way) if self.classifies else ()
        return tuple(sorted({delivery_id.partition("_")[0] for delivery_id in named}))


def propose(
    spark: SparkSession,
    incoming: Mapping[str, tuple[str, Sequence[Line]]],
    run: str,
    version: str,
    takes_effect: str,
    status: str = OFFICIAL,
) -> Proposal:
    """Validate the sets' new rows (set -> source, lines) and work out what they would change; Invalid says what is
    wrong with them. Keeps the proposal for `load`."""
    _sound_call(incoming, version, takes_effect, status)
    in_force = {**{name: rows_of(name) for name in incoming}, **current(spark, list(incoming))}
    read = {}
    for name, (source, lines) in incoming.items():
        rows = understood(SETS[name], lines, version, status, source)
        read[name], _ = completed(SETS[name], rows, in_force[name])
    _form(read)
    changes = {
        name: take_effect(SETS[name], in_force[name], [one.row for one in rows], takes_effect)
        for name, rows in read.items()
    }
    _new_name(changes, version)
    regions = published_regions()
    with supposing({name: change.rows for name, change in changes.items()}):
        _meaning(spark, read, changes, regions, takes_effect)
        classifies = any(SETS[name].classifies for name in changes)
        counts = touched(spark, regions, takes_effect) if classifies else {}
    proposal = Proposal(
        run, version, takes_effect, status,
        {name: source for name, (source, _) in incoming.items()},
        {name: [one.row for one in rows] for name, rows in read.items()},
        {name: _told(change) for name, change in changes.items()},
        counts,
        tuple(row["delivery_id"] for row in ledger.read(audit.DELIVERIES, status=story.UNDER_WAY)),
    )  # fmt: skip
    _keep(proposal)
    return proposal


def _sound_call(incoming: Mapping[str, object], version: str, takes_effect: str, status: str) -> None:
    if unknown := sorted(set(incoming) - set(SETS)):
        raise Invalid([Problem(None, ", ".join(unknown), f"no such set; there are {', '.join(SETS)}")])
    if takes_effect:
        try:
            readable = date.fromisoformat(takes_effect).isoformat() == takes_effect
        except ValueError:
            readable = False
        if not readable:
            raise Invalid([Problem(None, "takes effect", "is no day: write it as 2026-04-01")])
    if not version.strip() or ":" in version:
        raise Invalid([Problem(None, "version", "must be told, and holds no colon")])
    if status not in (OFFICIAL, PLACEHOLDER):
        raise Invalid([Problem(None, "status", f"is {OFFICIAL} or {PLACEHOLDER}")])


def _new_name(changes: Mapping[str, Change], version: str) -> None:
    """Invalid where other rows came under the version's name before: what silver and ledger say would mean two things.

    The same rows again are no harm: a load that was cut off is repeated so.
    """
    told = {row["code_system"] for row in ledger.read(audit.REFERENCE_VERSIONS, version=version)}
    again = [name for name, change in changes.items() if name in told and change.anything]
    if again:
        what = f"'{version}' of {', '.join(again)} was loaded before with other rows: call this version otherwise"
        raise Invalid([Problem(None, "version", what)])


def _form(read: Mapping[str, Sequence[Incoming]]) -> None:
    """Invalid where rows are wrong in themselves; sets that came together are known to one another."""
    with ExitStack() as stack:
        for name, rows in read.items():
            if all(column in one.row for one in rows for column in (*SETS[name].key, "valid_from", "valid_to")):
                stack.enter_context(supposing({name: [one.row for one in rows]}))
        found = [
            Problem(one.line, f"{name}.{one.column}", one.what)
            for name, rows in read.items()
            for one in problems_of(SETS[name], rows)
        ]
    if found:
        raise Invalid(found)


def _meaning(
    spark: SparkSession,
    read: Mapping[str, Sequence[Incoming]],
    changes: Mapping[str, Change],
    regions: tuple[str, ...],
    takes_effect: str,
) -> None:
    """Invalid where what would be in force doesn't fit together, or takes a code away that is in use."""
    found = list(dangling(set(changes), takes_effect))
    for name, change in changes.items():
        if change.ended or change.changed:
            found += disappearing(SETS[name], change, uses(spark, name, regions))
    if found:
        raise Invalid(found)


def _told(change: Change) -> dict[str, list]:
    return {
        "added": list(change.added),
        "changed": [[key, list(names)] for key, names in change.changed],
        "ended": list(change.ended),
        "unchanged": [change.unchanged],
    }


def _path(run: str):
    return folders.reference() / "proposed" / f"{hashlib.sha256(run.encode()).hexdigest()[:16]}.json"


def _keep(proposal: Proposal) -> None:
    path = _path(proposal.run)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(asdict(proposal), ensure_ascii=False), encoding="utf-8")


def kept(run: str) -> Proposal:
    """The proposal of a run; FileNotFoundError where there is none."""
    told = json.loads(_path(run).read_text(encoding="utf-8"))
    return Proposal(**{**told, "under_way": tuple(told["under_way"])})


def forget(run: str) -> None:
    """The proposal has been loaded, or refused."""
    _path(run).unlink(missing_ok=True)
