"""A customer's open feedback out of blocks, as the sentiment and the service want it.

One to four blocks become sentences; now and then two are joined by "and", or one of the other sentiment is set against
them with "but" (it goes first, so that the last word is the text's own sentiment). A share of the texts carries
planted personal data. Some writers skip capitals, some skip full stops. Same `rng`, same text.
"""

from __future__ import annotations

from functools import cache
from random import Random
from typing import NamedTuple

from .blocks import Block, load_yaml, pool
from .planted import Planted, draw_kinds, plant

BLOCK_COUNT_WEIGHTS = {"fi": (6, 20, 36, 38), "sv": (12, 33, 32, 23), "en": (20, 38, 28, 14)}
"""Weights of one to four blocks: Finnish words are long and its clauses short."""
CONTRAST_SHARE = 0.14
AND_SHARE = 0.15
CLOSING_SHARE = 0.35
SECOND_PLANTING_SHARE = 0.2
SAME_THEME_SHARE = 0.1
OTHER_SENTIMENT = {"positive": "negative", "negative": "positive"}
STYLES = ("tidy", "no_last_stop", "lower", "bare")
STYLE_WEIGHTS = (70, 14, 9, 7)


class ComposedText(NamedTuple):
    text: str
    planted: tuple[Planted, ...]
    themes: tuple[str, ...]


@cache
def phrases(language: str) -> dict:
    """The words that hold blocks together."""
    return load_yaml("phrases.yaml")[language]


def draw(rng: Random, language: str, sentiment: str, service: str | None, taken: list[Block]) -> Block:
    """A block that isn't in the text yet, mostly of a new theme."""
    candidates = pool(language, sentiment, service)
    repeat = rng.random() < SAME_THEME_SHARE and all(block.sentiment == sentiment for block in taken)
    used = {block.text for block in taken} if repeat else {block.theme for block in taken}
    for _ in range(50):
        block = rng.choices(candidates.blocks, cum_weights=candidates.cum_weights)[0]
        if (block.text if repeat else block.theme) not in used:
            break
    return block


def contrast(rng: Random, language: str, sentiment: str, service: str | None, taken: list[Block]) -> str:
    """Two blocks against each other, the text's own sentiment last; a neutral text weighs good against bad."""
    sides = [OTHER_SENTIMENT[sentiment], sentiment] if sentiment in OTHER_SENTIMENT else list(OTHER_SENTIMENT)
    if sentiment not in OTHER_SENTIMENT:
        rng.shuffle(sides)
    for side in sides:
        taken.append(draw(rng, language, side, service, taken))
    return f"{taken[-2].text}, {rng.choice(phrases(language)['but'])} {taken[-1].text}"


def write(rng: Random, sentences: list[str], sentiment: str) -> str:
    """The sentences as this writer sets capitals and stops."""
    style = rng.choices(STYLES, STYLE_WEIGHTS)[0]
    if style == "bare":
        return rng.choice((" ", ", ", " ")).join(sentences)
    if style != "lower":
        sentences = [sentence[0].upper() + sentence[1:] for sentence in sentences]
    mark = rng.choices((".", "!", "!!"), (70, 25, 5) if sentiment != "neutral" else (97, 3, 0))[0]
    ends = ["."] * (len(sentences) - 1) + ["" if style == "no_last_stop" else mark]
    return " ".join(s if s[-1] in ".!?" else s + end for s, end in zip(sentences, ends, strict=True))


def compose(
    rng: Random, language: str, sentiment: str, service: str | None, planted_share: float = 0.06
) -> ComposedText:
    """A text of 1–4 blocks, what was planted in it, and its blocks' themes in order of appearance."""
    count = rng.choices((1, 2, 3, 4), BLOCK_COUNT_WEIGHTS[language])[0]
    taken: list[Block] = []
    sentences: list[str] = []
    if count > 1 and rng.random() < CONTRAST_SHARE:
        sentences.append(contrast(rng, language, sentiment, service, taken))
    while len(taken) < count:
        taken.append(draw(rng, language, sentiment, service, taken))
        if len(taken) < count and rng.random() < AND_SHARE:
            taken.append(draw(rng, language, sentiment, service, taken))
            sentences.append(f"{taken[-2].text} {rng.choice(phrases(language)['and'])} {taken[-1].text}")
        else:
            sentences.append(taken[-1].text)
    if rng.random() < CLOSING_SHARE:
        sentences.append(rng.choice(phrases(language)["closing"][sentiment]))
    planted: list[Planted] = []
    if rng.random() < planted_share:
        for kind in draw_kinds(rng, sentiment, 2 if rng.random() < SECOND_PLANTING_SHARE else 1):
            sentence, tokens = plant(rng, language, kind)
            sentences.insert(len(sentences) if kind == "signature" else rng.randrange(len(sentences)), sentence)
            planted += tokens
    text = write(rng, sentences, sentiment)
    planted.sort(key=lambda p: text.index(p.token))
    return ComposedText(text, tuple(planted), tuple(dict.fromkeys(block.theme for block in taken)))
