"""Sentences that carry invented personal data, with the list of what was planted.

A `Planted` token is a name's surface form as written (each part of a name by itself), or an identifier or figure
exactly as it stands in the text: whoever removes personal data must leave none of them.
"""

from __future__ import annotations

from functools import cache
from random import Random
from string import Formatter
from typing import NamedTuple

from .blocks import load_yaml
from .names import draw_name
from .tokens import SIMPLE, address

KIND_WEIGHTS = {
    "thanks": 8.0,
    "complaint": 8.0,
    "name": 5.0,
    "signature": 2.0,
    "identity_code": 3.0,
    "email": 1.5,
    "phone": 3.0,
    "address": 2.0,
    "gps": 0.4,
    "ip": 0.3,
    "plate": 0.6,
    "date": 3.0,
    "time": 2.0,
    "age": 2.5,
    "price": 2.0,
    "room": 1.0,
}
"""Names are what customers write most; the rest is there so that each type turns up in a demo's delivery."""
FITTING_SENTIMENT = {"thanks": "positive", "complaint": "negative"}


class Planted(NamedTuple):
    type: str
    token: str


class PlantedText(NamedTuple):
    text: str
    planted: tuple[Planted, ...]


Template = tuple[tuple[str, str | None], ...]


@cache
def templates(language: str) -> dict[str, tuple[Template, ...]]:
    """Kind → sentences, each cut into (literal, slot) pairs."""
    return {
        kind: tuple(tuple((literal, slot) for literal, slot, _, _ in Formatter().parse(line)) for line in lines)
        for kind, lines in load_yaml("planting.yaml")[language].items()
    }


@cache
def kinds(sentiment: str) -> tuple[tuple[str, ...], tuple[float, ...]]:
    """The kinds that go with a sentiment, and their weights."""
    fitting = tuple(kind for kind in KIND_WEIGHTS if FITTING_SENTIMENT.get(kind, sentiment) == sentiment)
    return fitting, tuple(KIND_WEIGHTS[kind] for kind in fitting)


def fill(rng: Random, language: str, slot: str) -> tuple[str, list[tuple[str, str]]]:
    """The text for one slot and its tokens as (type, token)."""
    if slot in SIMPLE:
        token = SIMPLE[slot](rng, language)
        return token, [(slot, token)]
    if slot == "address":
        return address(rng, language)
    return draw_name(rng, language, slot)


def draw_kinds(rng: Random, sentiment: str, count: int) -> list[str]:
    """Up to `count` different kinds of planting that go with the sentiment; a signature comes last."""
    fitting, weights = kinds(sentiment)
    return sorted(dict.fromkeys(rng.choices(fitting, weights, k=count)), key="signature".__eq__)


def plant(rng: Random, language: str, kind: str) -> PlantedText:
    """One sentence of a kind, with personal data in it."""
    text, planted = "", []
    for literal, slot in rng.choice(templates(language)[kind]):
        text += literal
        if slot is not None:
            filling, tokens = fill(rng, language, slot)
            text += filling
            planted += [Planted(*token) for token in tokens]
    return PlantedText(text, tuple(planted))
