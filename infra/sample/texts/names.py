"""Names of invented persons, as people write them: inflected, double, without capitals.

A slot is a name's kind and case: `first`, `last_gen`, `name_all` (a whole name, or only the first). In Finnish only the
last part of a name is inflected (Anna Virtaselle); Swedish has a genitive; English texts carry the plain form.
"""

from __future__ import annotations

from functools import cache
from random import Random
from typing import NamedTuple

from .blocks import load_yaml

LOWER_SHARE = 0.08
DOUBLE_SHARE = 0.06
WHOLE_NAME_SHARE = 0.7
_WORDS_IN_LOWER_CASE = frozenset(["rauha", "rauhan", "rauhaa", "toivo", "toivon", "toivoa", "onni", "onnin", "onnia"])
"""Forms that nobody could tell from the everyday word without their capital: 'vuorossa oli rauha'."""


class Name(NamedTuple):
    """A name in nominative, genitive and partitive."""

    nominative: str
    genitive: str
    partitive: str

    def inflect(self, language: str, case: str) -> str:
        """The surface form; the local cases stand on the genitive's stem and take the partitive's vowel."""
        if language == "sv" and case == "gen":
            return self.nominative if self.nominative[-1] in "sxz" else self.nominative + "s"
        if language != "fi" or not case:
            return self.nominative
        stem = self.genitive[:-1]
        return {
            "gen": self.genitive,
            "par": self.partitive,
            "all": stem + "lle",
            "abl": stem + "lt" + self.partitive[-1],
        }[case]


@cache
def names(kind: str) -> tuple[Name, ...]:
    """All first or last names."""
    return tuple(Name(*line.split()) for line in load_yaml("names.yaml")[kind])


def surface_forms(language: str) -> set[str]:
    """Every form in which a single name can stand in a language's texts."""
    cases = ("", "gen", "par", "all", "abl")
    return {name.inflect(language, case) for name in names("first") + names("last") for case in cases}


def draw_name(rng: Random, language: str, slot: str) -> tuple[str, list[tuple[str, str]]]:
    """The text for a name slot and its parts as (type, surface form)."""
    kind, _, case = slot.partition("_")
    whole = kind == "name" and rng.random() < WHOLE_NAME_SHARE
    parts = []
    if kind != "last":
        parts.append(("first_name", rng.choice(names("first")).inflect(language, "" if whole else case)))
    if whole or kind == "last":
        surname = rng.choice(names("last")).inflect(language, case)
        if rng.random() < DOUBLE_SHARE:
            other = rng.choice(names("last")).nominative
            surname = surname if surname.startswith(other[:3]) else f"{other}-{surname}"
        parts.append(("last_name", surname))
    in_lower_case = rng.random() < LOWER_SHARE
    if in_lower_case and not any(form.lower() in _WORDS_IN_LOWER_CASE for _, form in parts):
        parts = [(type_, form.lower()) for type_, form in parts]
    return " ".join(form for _, form in parts), parts
