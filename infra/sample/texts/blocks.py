"""The text blocks and how likely each one is.

A block is a clause with a theme and a sentiment; some fit certain services only. `pool` gives the blocks that a
service's customer could write, weighted: kindness and access fill real feedback, food and language don't, and what is
particular to a service comes up more often than its share of the blocks.
"""

from __future__ import annotations

from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import Any, NamedTuple

import yaml

HERE = Path(__file__).parent
LANGUAGES = ("fi", "sv", "en")
SENTIMENTS = ("positive", "neutral", "negative")
SERVICES = (
    "avosairaanhoito",
    "neuvola",
    "kouluterveys",
    "kotihoito",
    "kuntoutus",
    "suunterveys",
    "mielenterveys",
    "paihde",
    "sosiaali",
    "erikoissairaanhoito",
    "digital",
)
THEME_WEIGHTS = {
    "access": 3.0,
    "encounter": 4.0,
    "participation": 1.5,
    "safety": 1.0,
    "information": 2.0,
    "usefulness": 2.0,
    "competence": 2.5,
    "continuity": 1.5,
    "staffing": 1.5,
    "facilities": 1.0,
    "food": 0.5,
    "digital": 1.0,
    "cost": 0.7,
    "relatives": 1.0,
    "language": 0.5,
}
OWN_SERVICE_WEIGHT = 4.0
OUT_OF_PLACE = {
    "digital": {"facilities", "food", "staffing", "safety", "competence"},
    "kotihoito": {"facilities", "food"},
    "neuvola": {"cost"},
    "kouluterveys": {"cost", "food"},
}
"""Themes whose general blocks make no sense at a service: nobody smells the air of a chat. Its own blocks stay."""


class Block(NamedTuple):
    text: str
    theme: str
    sentiment: str
    services: tuple[str, ...]


class Pool(NamedTuple):
    blocks: tuple[Block, ...]
    cum_weights: tuple[float, ...]


def load_yaml(name: str) -> Any:
    """One of this folder's YAML files."""
    with open(HERE / name, encoding="utf-8") as file:
        return yaml.load(file, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


@cache
def blocks(language: str) -> tuple[Block, ...]:
    """All blocks of a language, in the file's order."""
    if language not in LANGUAGES:
        raise ValueError(f"no blocks in language {language!r}; there are {', '.join(LANGUAGES)}")
    found = []
    for theme, sentiments in load_yaml(f"blocks_{language}.yaml").items():
        for sentiment, items in sentiments.items():
            for item in items:
                entry = item if isinstance(item, dict) else {"text": item}
                found.append(Block(entry["text"], theme, sentiment, tuple(entry.get("services", ()))))
    return tuple(found)


@cache
def pool(language: str, sentiment: str, service: str | None) -> Pool:
    """The blocks that fit; without a service, those that fit everywhere."""
    if sentiment not in SENTIMENTS:
        raise ValueError(f"no sentiment {sentiment!r}; there are {', '.join(SENTIMENTS)}")
    if service is not None and service not in SERVICES:
        raise ValueError(f"no service {service!r}; there are {', '.join(SERVICES)}")
    fitting = tuple(
        block
        for block in blocks(language)
        if block.sentiment == sentiment
        and (service in block.services if block.services else block.theme not in OUT_OF_PLACE.get(service or "", ()))
    )
    weights = (
        THEME_WEIGHTS[block.theme] * (OWN_SERVICE_WEIGHT if block.services or block.theme == service else 1.0)
        for block in fitting
    )
    return Pool(fitting, tuple(accumulate(weights)))
