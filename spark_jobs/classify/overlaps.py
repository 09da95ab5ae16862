"""Rules that can hold together, and rules that can never decide: what a reviewer of the rule table looks for. Pure.

Two rules overlap where some feedback satisfies both: for each code that both ask for there is one that suits both.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations

from lake_layout.feedback_fields import FIELD
from lake_layout.reference import code_set
from lake_layout.validity import NEVER_ENDS, overlap
from spark_jobs.classify.grouper import Condition, Grouper, Rule


@dataclass(frozen=True)
class Overlap:
    """Two rules that can hold together; the first decides. `covers`: whenever the second holds, so does the first."""

    first: Rule
    second: Rule
    covers: bool

    @property
    def same_class(self) -> bool:
        """Whether it makes no difference which of them decides."""
        return self.first.service_class == self.second.service_class


def overlaps(rules: Grouper, codes: Mapping[str, Iterable[str]] | None = None) -> tuple[Overlap, ...]:
    """Every pair of rules in force on a same day that can hold together, in the order in which they are tried.

    `codes` are the codes that each field can have; those of its code set where they are not given.
    """
    known = {name: frozenset((codes or {}).get(name) or code_set(FIELD[name].code_set)) for name in rules.fields}
    suits = {rule: {name: _suiting(asked, known[name]) for name, asked in rule.conditions} for rule in rules.rules}
    found = []
    for first, second in combinations(rules.rules, 2):
        if overlap(_span(first), _span(second)) and _can_hold_together(suits[first], suits[second]):
            found.append(Overlap(first, second, _within(second, first) and _covers(suits[first], suits[second])))
    return tuple(found)


def never_deciding(found: Iterable[Overlap]) -> tuple[Rule, ...]:
    """Rules before which another one always stands that holds too."""
    return tuple(dict.fromkeys(one.second for one in found if one.covers))


def _suiting(asked: Condition, codes: frozenset[str]) -> frozenset[str]:
    """The codes that satisfy a condition; those it names are among them, though the code set lacks them."""
    return frozenset(code for code in codes if asked.holds(code)) | asked.codes


def _span(rule: Rule) -> tuple[str, str]:
    return rule.valid_from, rule.valid_to


def _within(inner: Rule, outer: Rule) -> bool:
    """Whether the inner rule is in force on no day on which the outer one isn't."""
    return outer.valid_from <= inner.valid_from and (inner.valid_to or NEVER_ENDS) <= (outer.valid_to or NEVER_ENDS)


def _can_hold_together(one: Mapping[str, frozenset[str]], other: Mapping[str, frozenset[str]]) -> bool:
    return all(one[name] & other[name] for name in one.keys() & other.keys())


def _covers(first: Mapping[str, frozenset[str]], second: Mapping[str, frozenset[str]]) -> bool:
    """Whether the first asks for no more than the second does."""
    return all(name in second and second[name] <= suiting for name, suiting in first.items())
