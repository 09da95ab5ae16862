"""A new version of a set takes effect from a day: what is valid before stays, from the day on the new rows count. Pure.

    in force                      version 2 from 2026-04-01        afterwards
    R10  Visit    2007-01-01 -    R10  Visit                       R10  Visit    2007-01-01 -
    R56  Remote   2007-01-01 -    R56  Remote contact              R56  Remote   2007-01-01 - 2026-03-31
                                                                   R56  Remote contact  2026-04-01 -
    R60  Letter   2007-01-01 -                                     R60  Letter   2007-01-01 - 2026-03-31
                                  R61  Message                     R61  Message  2026-04-01 -

A row that stays as it is keeps its version: the version says with which one it came as it is.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from lake_layout.reference.sets import ReferenceSet
from lake_layout.reference.table import key_of
from lake_layout.validity import NEVER_ENDS, day_before

Row = Mapping[str, str]
_OF_THE_VERSION = ("valid_from", "valid_to", "version", "source", "note")
"""Columns in which a row may differ and still say the same."""


@dataclass(frozen=True)
class Change:
    """What a new version changes, by key; `rows` is the whole set as it will be."""

    rows: tuple[dict[str, str], ...]
    added: tuple[str, ...]
    changed: tuple[tuple[str, tuple[str, ...]], ...]
    ended: tuple[str, ...]
    unchanged: int

    @property
    def anything(self) -> bool:
        """Whether the new version says anything new."""
        return bool(self.added or self.changed or self.ended)

    @property
    def keys(self) -> tuple[str, ...]:
        """All keys that something changes for."""
        return (*self.added, *(key for key, _ in self.changed), *self.ended)


def take_effect(known: ReferenceSet, current: Sequence[Row], new: Sequence[Row], day: str) -> Change:
    """The set once `new` counts from `day` on (YYYY-MM-DD; empty: for all days, and what was is forgotten)."""
    replaced, others = _in_scope(known, current, new)
    before = [
        {**row, "valid_to": _earlier(row["valid_to"], day)} for row in replaced if day and row["valid_from"] < day
    ]
    after = [
        {**row, "valid_from": max(row["valid_from"], day)} for row in new if (row["valid_to"] or NEVER_ENDS) >= day
    ]
    kept, grown = _joined(known, before, after, replaced)
    was = _by_key(known, (row for row in replaced if (row["valid_to"] or NEVER_ENDS) >= day))
    will = _by_key(known, after)
    differing = {key: _changed(was[key], will[key]) for key in will if key in was}
    return Change(
        rows=_even((*grown, *kept, *others)),
        added=tuple(key for key in will if key not in was),
        changed=tuple((key, names) for key, names in differing.items() if names),
        ended=tuple(key for key in was if key not in will),
        unchanged=sum(not names for names in differing.values()),
    )


def _even(rows: Sequence[Row]) -> tuple[dict[str, str], ...]:
    """The rows with the same columns all."""
    columns = dict.fromkeys(name for row in rows for name in row)
    return tuple({name: row.get(name, "") for name in columns} for row in rows)


def _in_scope(known: ReferenceSet, current: Iterable[Row], new: Iterable[Row]) -> tuple[list[Row], list[Row]]:
    """The rows that a file replaces, and those that it says nothing of."""
    current = list(current)
    if known.scope is None:
        return current, []
    told = {row[known.scope] for row in new}
    return [r for r in current if r[known.scope] in told], [r for r in current if r[known.scope] not in told]


def _earlier(last: str, day: str) -> str:
    ends = day_before(day)
    return last if last and last < ends else ends


def _joined(
    known: ReferenceSet, before: Iterable[Row], after: Iterable[Row], current: Iterable[Row]
) -> tuple[list[Row], list[Row]]:
    """Rows of before that end, and rows of after, those that only go on begun where they began."""
    whole = {(key_of(known, row), row["valid_from"]): row for row in current}
    ending = {(key_of(known, row), row["valid_to"]): row for row in before}
    grown, gone = [], set()
    for row in after:
        same = whole.get((key_of(known, row), row["valid_from"]))
        if same and not _told(same, row):
            grown.append(same)
            continue
        former = ending.get((key_of(known, row), day_before(row["valid_from"]))) if row["valid_from"] else None
        if former and not _differences(former, row):
            as_it_was = whole[key_of(known, row), former["valid_from"]]
            grown.append({**as_it_was, "valid_to": row["valid_to"]})
            gone.add((key_of(known, row), former["valid_to"]))
        else:
            grown.append(row)
    return [row for row in before if (key_of(known, row), row["valid_to"]) not in gone], grown


def _by_key(known: ReferenceSet, rows: Iterable[Row]) -> dict[str, list[Row]]:
    """Each key's rows by the days that they count on, the last of them last."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(key_of(known, row), []).append(row)
    return {key: sorted(own, key=lambda row: row["valid_from"]) for key, own in found.items()}


def _changed(was: Sequence[Row], will: Sequence[Row]) -> tuple[str, ...]:
    """Columns that change for a key: its last rows are told apart, then those before them; a row that has none to
    stand against, as it is forgotten or new, from the last one."""
    both = min(len(was), len(will))
    pairs = [*zip(was[-both:], will[-both:]), *((row, will[-1]) for row in was[:-both]),
             *((was[-1], row) for row in will[:-both])]  # fmt: skip
    return tuple(dict.fromkeys(name for pair in pairs for name in _told(*pair)))


def _told(was: Row, will: Row) -> tuple[str, ...]:
    """Columns that a new version changes for a key; another last day is a change too."""
    ends = ("valid_to",) if (was["valid_to"] or NEVER_ENDS) != (will["valid_to"] or NEVER_ENDS) else ()
    return (*_differences(was, will), *ends)


def _differences(one: Row, other: Row) -> tuple[str, ...]:
    """Columns in which two rows say something else; a column that one of them lacks is empty."""
    names = dict.fromkeys((*one, *other))
    return tuple(name for name in names if name not in _OF_THE_VERSION and one.get(name, "") != other.get(name, ""))
