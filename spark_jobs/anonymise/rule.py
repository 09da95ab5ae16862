"""A shape: what an identifier looks like, whatever its value; never whether it is valid.

A wrong check character, an impossible date or an unused area code identifies a person just as well once it is read by a
human who knows the rest, so no rule checks one.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

BLANK = "\ue000"  # what a removed character is for later rules: no letter, digit, space or punctuation


@dataclass(frozen=True, slots=True)
class Span:
    """A slice [start, end) of a view's text, and the placeholder type that it gets."""

    start: int
    end: int
    type: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern of one type. ``accept`` may refuse a match; ``group`` is the part that is removed."""

    type: str
    pattern: re.Pattern[str]
    accept: Callable[[re.Match[str]], bool] = lambda match: True
    group: int | str = 0


def digits(text: str) -> int:
    """How many digits a piece of text holds."""
    return sum(char.isdigit() for char in text)


def spans_of(rules: Iterable[Rule], text: str) -> tuple[str, list[Span]]:
    """All spans in the rules' order, and the text with them blanked out, so that a later rule sees only what is left.

    Nothing matches across a blank.
    """
    found: list[Span] = []
    for rule in rules:
        taken = [span for span in _matches(rule, text) if span.end > span.start]
        for span in taken:
            text = text[: span.start] + BLANK * (span.end - span.start) + text[span.end :]
        found.extend(taken)
    return text, found


def _matches(rule: Rule, text: str) -> Iterator[Span]:
    for match in rule.pattern.finditer(text):
        if rule.accept(match):
            start, end = match.span(rule.group)
            part = text[start:end]
            yield Span(start + len(part) - len(part.lstrip()), start + len(part.rstrip()), rule.type)
