"""The grouper: an ordered table of rules over a service event's codes; the first rule that holds decides.

Rules are reference data and are read as such. A row of the table is one rule: a cell for each code it looks at, the
service class it leads to, the days between which it is valid, and the version of the table it belongs to. A cell holds
codes parted by blanks; `22*` stands for every code that begins with 22, `*` for any code; an empty cell asks nothing.
Rules are tried by their number, so a special case stands before the general one.

Stands in for THL's service-class grouper (palveluluokkaryhmittelijä), whose rules are loaded as a file of this form.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from lake_layout.reference import code_set, kept_while_in_force, rows_of
from lake_layout.reference.sets import CONDITIONS, RULES
from lake_layout.validity import Dated

UNCLASSIFIED = "EI-LUOK"
"""The class of what no cost centre and no rule classifies; counted like any other."""
CODES = frozenset(CONDITIONS)
NOT_CONDITIONS = frozenset(["rule", "service_class", "valid_from", "valid_to", "version", "status", "note", "source"])
"""Columns of the rule table that say something about the rule; every other column is a code that rules look at."""


class RuleError(ValueError):
    """A rule table that can't be used; the message names the rule, the column and what to mend."""


@dataclass(frozen=True)
class Condition:
    """What one cell asks of one code."""

    codes: frozenset[str]
    prefixes: tuple[str, ...]

    @classmethod
    def of(cls, cell: str) -> "Condition":
        """Read a cell: `T21 T22`, `22* 3232`, `*`."""
        words = cell.split()
        return cls(
            frozenset(word for word in words if not word.endswith("*")),
            tuple(word[:-1] for word in words if word.endswith("*")),
        )

    def holds(self, code: str | None) -> bool:
        """Whether the code is among those asked for; a code that isn't given never is."""
        return code is not None and (code in self.codes or code.startswith(self.prefixes))


@dataclass(frozen=True)
class Rule(Dated):
    """One rule; `valid_from` and `valid_to` are days (YYYY-MM-DD), both included, empty where open."""

    number: int
    conditions: tuple[tuple[str, Condition], ...]
    service_class: str
    version: str
    valid_from: str = ""
    valid_to: str = ""

    @property
    def name(self) -> str:
        """`version:number`, as silver keeps it."""
        return f"{self.version}:{self.number}"

    def failing(self, codes: Mapping[str, str | None]) -> tuple[str, ...]:
        """The codes' names that keep the rule from holding; empty where it holds."""
        return tuple(name for name, condition in self.conditions if not condition.holds(codes.get(name)))


@dataclass(frozen=True)
class Grouper:
    """Rules in the order in which they are tried, and the codes that any of them looks at."""

    rules: tuple[Rule, ...]
    fields: tuple[str, ...]

    def decide(self, codes: Mapping[str, str | None], day: str) -> Rule | None:
        """The first rule valid on `day` (YYYY-MM-DD) that holds; None where none does."""
        return next(self._holding(codes, day), None)

    def all_holding(self, codes: Mapping[str, str | None], day: str) -> tuple[Rule, ...]:
        """Every rule that holds: the first decides, the others would have, had it not stood before them."""
        return tuple(self._holding(codes, day))

    def _holding(self, codes: Mapping[str, str | None], day: str) -> Iterator[Rule]:
        return (rule for rule in self.rules if rule.valid_on(day) and not rule.failing(codes))


def compiled(rules: Grouper) -> Callable[[str, Sequence[str | None]], Rule | None]:
    """`Grouper.decide` for many feedback: takes the day and the codes in the order of `rules.fields`.

    A rule is a bit. Each code knows the set of rules that its field doesn't keep from holding, worked out when the code
    is first seen; the rules that hold are what these sets have in common, and the lowest bit decides. So the time for a
    feedback doesn't grow with the number of rules.
    """
    asked = [dict(rule.conditions) for rule in rules.rules]
    by_code: list[dict[str | None, int]] = [{} for _ in rules.fields]
    by_day: dict[str, int] = {}

    def bits(hold: Iterable[bool]) -> int:
        return sum(1 << at for at, holds in enumerate(hold) if holds)

    def allowed(at: int, code: str | None) -> int:
        name = rules.fields[at]
        by_code[at][code] = bits(name not in conditions or conditions[name].holds(code) for conditions in asked)
        return by_code[at][code]

    def in_force(day: str) -> int:
        by_day[day] = bits(rule.valid_on(day) for rule in rules.rules)
        return by_day[day]

    def decide(day: str, codes: Sequence[str | None]) -> Rule | None:
        left = by_day[day] if day in by_day else in_force(day)
        for at, code in enumerate(codes):
            known = by_code[at]
            left &= known[code] if code in known else allowed(at, code)
        return rules.rules[(left & -left).bit_length() - 1] if left else None

    return decide


def read_rules(rows: Iterable[Mapping[str, str]], fields: frozenset[str], classes: frozenset[str]) -> Grouper:
    """A grouper from a rule table's rows.

    `fields` are the codes that a feedback carries, `classes` the service classes there are. RuleError names the rule
    whose number is no number or stands twice among rules in force together, that asks nothing, looks at a code that no
    feedback carries, or leads to a class that doesn't exist.
    """
    rows = list(rows)
    asked = [name for name in (rows[0] if rows else ()) if name not in NOT_CONDITIONS]
    unknown = sorted(set(asked) - fields)
    if unknown:
        raise RuleError(f"the rule table has columns that are no code of a feedback: {', '.join(unknown)}")
    rules = [_rule(row, asked, classes) for row in rows]
    for one, other in _pairs(sorted(rules, key=lambda rule: (rule.number, rule.valid_from))):
        if one.number == other.number and (not one.valid_to or other.valid_from <= one.valid_to):
            raise RuleError(f"rule {one.number} stands twice for the same days")
    return Grouper(tuple(sorted(rules, key=lambda rule: (rule.number, rule.valid_from))), tuple(asked))


def _pairs(rules: list[Rule]) -> Iterable[tuple[Rule, Rule]]:
    return zip(rules, rules[1:])


def _rule(row: Mapping[str, str], asked: list[str], classes: frozenset[str]) -> Rule:
    number = row["rule"]
    if not number.isdigit():
        raise RuleError("a rule's number is no whole number: rules are tried in the order of their numbers")
    if row["service_class"] not in classes:
        raise RuleError(f"rule {number}, column service_class: not in the list of service classes")
    conditions = tuple((name, Condition.of(row[name])) for name in asked if row[name].strip())
    if not conditions:
        raise RuleError(f"rule {number} asks nothing: it would take every feedback")
    return Rule(int(number), conditions, row["service_class"], row["version"], row["valid_from"], row["valid_to"])


@kept_while_in_force
def grouper() -> Grouper:
    """The rule table in use: what the platform ships, until the official one takes its place."""
    return read_rules(rows_of(RULES), CODES, frozenset(code_set("service_classes")))
