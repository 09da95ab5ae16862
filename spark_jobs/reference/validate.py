"""Whether a new version of a set can be used: what is wrong, with its line and column. Pure.

A problem keeps the version from being loaded. Names in Swedish and English that are missing are told and no more:
several national lists have none.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from lake_layout.feedback_fields import FIELD, OWN_STATEMENTS
from lake_layout.reference import code_set, rows_of
from lake_layout.reference.sets import CONDITIONS, OWN, RULES, SETS, ReferenceSet
from lake_layout.validity import NEVER_ENDS, overlap, valid_on
from spark_jobs.classify.grouper import Condition, RuleError, read_rules
from spark_jobs.reference.change import Change
from spark_jobs.reference.incoming import Incoming


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong. `line` is the file's, None where it is the version as a whole."""

    line: int | None
    column: str
    what: str

    def __str__(self) -> str:
        return f"{f'line {self.line}, ' if self.line else ''}{self.column}: {self.what}"


class Invalid(ValueError):
    """A version that can't be used; the message lists what is wrong."""

    def __init__(self, problems: Sequence[Problem], most: int = 20) -> None:
        left = len(problems) - most
        told = [*map(str, problems[:most]), *([f"and {left} more"] if left > 0 else [])]
        super().__init__("; ".join(told))
        self.problems = tuple(problems)


def problems_of(known: ReferenceSet, incoming: Sequence[Incoming]) -> list[Problem]:
    """What is wrong with the rows themselves."""
    if lacking := [name for name in known.needed if not any(name in one.row for one in incoming)]:
        return [Problem(None, ", ".join(lacking), f"a file of {known.name} must have the column")]
    return [
        *_columns(known, incoming),
        *(problem for one in incoming for problem in _row(known, one)),
        *_twice(known, incoming),
        *_strangers(known, incoming),
        *((*_rules(incoming), *_asked(incoming)) if known.name == RULES else ()),
        *(_prefixes(incoming) if "profession_prefixes" in known.attributes else ()),
    ]


def _columns(known: ReferenceSet, incoming: Iterable[Incoming]) -> Iterator[Problem]:
    for name in dict.fromkeys(name for one in incoming for name in one.row if name not in known.columns):
        columns = ", ".join(known.columns)
        yield Problem(None, name or "(a column without a name)", f"is no column of {known.name}; it has {columns}")


def _row(known: ReferenceSet, one: Incoming) -> Iterator[Problem]:
    for name in (*known.key, *(("name_fi",) if known.coded else ())):
        if not one.row.get(name):
            yield Problem(one.line, name, "is missing")
    if known.name == OWN and one.row.get("statement") not in (names := [field.name for field in OWN_STATEMENTS]):
        yield Problem(one.line, "statement", f"is none of {', '.join(names)}")
    if known.name == OWN and not one.row.get("name_fi"):
        yield Problem(one.line, "name_fi", "is missing")
    for name in one.odd:
        yield Problem(one.line, name, "is no day: write it as 2026-04-01 or 1.4.2026")
    first, last = one.row["valid_from"], one.row["valid_to"]
    if last and last < first:
        yield Problem(one.line, "valid_to", "lies before valid_from")


def _twice(known: ReferenceSet, incoming: Iterable[Incoming]) -> Iterator[Problem]:
    by_key: dict[tuple[str, ...], list[Incoming]] = {}
    for one in incoming:
        by_key.setdefault(tuple(one.row.get(name, "") for name in known.key), []).append(one)
    for same in by_key.values():
        for one, other in pairwise(sorted(same, key=lambda found: (found.row["valid_from"], found.line))):
            if overlap(*((found.row["valid_from"], found.row["valid_to"]) for found in (one, other))):
                what = f"stands on line {one.line} too, for the same days"
                yield Problem(other.line, known.key[-1], what)


def _strangers(known: ReferenceSet, incoming: Sequence[Incoming]) -> Iterator[Problem]:
    """Codes of another set, or of a parent in this one, that don't exist."""
    for column, name in known.refers_to.items():
        codes = {one.row.get("code") for one in incoming} if name == known.name else set(code_set(name))
        for one in incoming:
            code = one.row.get(column)
            if code and code not in codes:
                yield Problem(one.line, column, f"'{code}' is no code of {name}")


def _rules(incoming: Sequence[Incoming]) -> Iterator[Problem]:
    asked = [name for name in CONDITIONS if any(name in one.row for one in incoming)]
    rows = [{**{name: one.row.get(name, "") for name in asked}, **one.row} for one in incoming]
    try:
        read_rules(rows, frozenset(CONDITIONS), frozenset(code_set("service_classes")))
    except RuleError as error:
        yield Problem(None, "rule", str(error))


def _prefixes(incoming: Sequence[Incoming]) -> Iterator[Problem]:
    """A beginning of profession codes that two groups have for the same days: a profession would have two groups."""
    seen: dict[str, list[Incoming]] = {}
    for one in incoming:
        span = one.row["valid_from"], one.row["valid_to"]
        for prefix in dict.fromkeys((one.row.get("profession_prefixes") or "").split()):
            for other in seen.setdefault(prefix, []):
                if overlap(span, (other.row["valid_from"], other.row["valid_to"])):
                    yield Problem(one.line, "profession_prefixes", f"'{prefix}' is a group's on line {other.line} too")
            seen[prefix].append(one)


def _asked(incoming: Sequence[Incoming]) -> Iterator[Problem]:
    """Codes and beginnings of codes that no code set has: a rule that asks for one never holds."""
    known = {name: tuple(code_set(FIELD[name].code_set)) for name in CONDITIONS}
    for one in incoming:
        for name in CONDITIONS:
            asked = Condition.of(one.row.get(name) or "")
            strange = [code for code in asked.codes if code not in known[name]]
            strange += [f"{prefix}*" for prefix in asked.prefixes if not _begins(known[name], prefix)]
            for code in sorted(strange):
                yield Problem(one.line, name, f"'{code}' is no code of {FIELD[name].code_set}: load both together")


def _begins(codes: Iterable[str], prefix: str) -> bool:
    return any(code.startswith(prefix) for code in codes)


def dangling(changing: Iterable[str], day: str) -> Iterator[Problem]:
    """Rows in force from the day on whose class, region or parent would not be in force with them."""
    changing = set(changing)
    for name, known in SETS.items():
        for column, other in known.refers_to.items():
            if name not in changing and other not in changing:
                continue
            spans = _spans(other)
            gone = {
                row[column]
                for row in rows_of(name)
                if row.get(column)
                and (row["valid_to"] or NEVER_ENDS) >= day
                and not any(overlap(span, _from(row, day)) for span in spans.get(row[column], ()))
            }
            for code in sorted(gone):
                yield Problem(None, f"{name}.{column}", f"'{code}' would be no code of {other}: load both together")


def _from(row: Mapping[str, str], day: str) -> tuple[str, str]:
    """The row's span, as far as it lies on the day or after it."""
    return max(row["valid_from"], day), row["valid_to"]


def _spans(name: str) -> dict[str, list[tuple[str, str]]]:
    spans: dict[str, list[tuple[str, str]]] = {}
    for row in rows_of(name):
        spans.setdefault(row["code"], []).append((row["valid_from"], row["valid_to"]))
    return spans


@dataclass(frozen=True)
class Use:
    """How a code is used: by feedback of the days from `first` to `last`, or by a contract (`by`) on any day."""

    code: str
    first: str
    last: str
    feedback: int
    by: str


def disappearing(known: ReferenceSet, change: Change, uses: Iterable[Use]) -> list[Problem]:
    """Codes that would no longer be valid on days of feedback that silver holds, or that contracts map to.

    Rules and mappings have no codes of their own: feedback holds what is made of them, which is made anew.
    """
    if not known.coded:
        return []
    spans: dict[str, list[tuple[str, str]]] = {}
    for row in change.rows:
        spans.setdefault(row["code"], []).append((row["valid_from"], row["valid_to"]))
    touched = set(change.ended) | {key for key, names in change.changed if "valid_to" in names}
    found = []
    for use in uses:
        own = spans.get(use.code, [])
        holds = all(any(valid_on(*span, day) for span in own) for day in (use.first, use.last) if day)
        if own and (holds or use.code not in touched):
            continue
        if use.feedback:
            what = f"'{use.code}' would end, but {use.feedback} rows hold it until {use.last} ({use.by})"
        else:
            what = f"'{use.code}' would be gone, but it is mapped to by {use.by}"
        if not own or use.feedback:
            found.append(Problem(None, "code", what))
    return found


def missing_names(incoming: Iterable[Incoming]) -> dict[str, int]:
    """How many rows have no Swedish or English name."""
    incoming = list(incoming)
    counts = {name: sum(not one.row.get(name) for one in incoming) for name in ("name_sv", "name_en")}
    return {name: count for name, count in counts.items() if count}
