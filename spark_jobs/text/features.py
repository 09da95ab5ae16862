"""What a text is judged by: lexicon counts, hashed pieces of words, and the encoder's vector."""

import math
import zlib
from collections import Counter
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from spark_jobs.text.encoder import encoder
from spark_jobs.text.lexicon import KINDS, THEMES, TONES, Match, lexicon
from spark_jobs.text.tokens import Token, clauses_of, tokens_of

BUCKETS = 1 << 15
_SHORTEST, _LONGEST = 2, 6  # letters of a piece of a word
_SENTIMENTS = ("positive", "negative")
_EDGES = ("first", "last")

LEXICON_FEATURES = (
    *((section, kind) for section in THEMES for kind in (*KINDS, "negated good", "negated bad", "any")),
    *((tone, kind) for tone in TONES for kind in ("plain", "any")),
    *((tone, "negated") for tone in _SENTIMENTS),
    *((tone, f"{edge} clause") for tone in _SENTIMENTS for edge in _EDGES),
    ("text", "words"),
    ("text", "questions"),
    ("text", "exclamations"),
    ("text", "ends asking"),
)
_PLACE = {name: place for place, name in enumerate(LEXICON_FEATURES)}


class Reading(NamedTuple):
    """A text read once: its tokens, clauses and lexicon matches, and what the model takes from it."""

    tokens: list[Token]
    clauses: list[range]
    matches: list[Match]
    counts: np.ndarray
    buckets: np.ndarray
    weights: np.ndarray
    vector: np.ndarray


def read(text: str, language: str) -> Reading:
    """Read a text in fi, sv or en."""
    tokens = tokens_of(text)
    clauses = clauses_of(tokens, language)
    matches = lexicon(language).matches(tokens)
    buckets, weights = word_pieces(tokens)
    counts = lexicon_counts(tokens, clauses, matches)
    return Reading(tokens, clauses, matches, counts, buckets, weights, encoder().vector(text))


def lexicon_counts(tokens: list[Token], clauses: list[range], matches: list[Match]) -> np.ndarray:
    """LEXICON_FEATURES of a text: logarithms of how often."""
    found: Counter = Counter()
    for match in matches:
        found[match.section, match.kind] += 1
        if match.negated:
            found[match.section, f"negated {match.kind}" if match.section in THEMES else "negated"] += 1
        for edge, clause in zip(_EDGES, (clauses[0], clauses[-1]), strict=True):
            found[match.section, f"{edge} clause"] += match.first in clause
    for section in {match.section for match in matches}:
        found[section, "any"] = 1
    marks = [token.word[0] for token in tokens]
    found["text", "words"] = len(tokens)
    found["text", "questions"] = marks.count("?")
    found["text", "exclamations"] = marks.count("!")
    found["text", "ends asking"] = int(marks[-1:] == ["?"])
    counts = np.zeros(len(LEXICON_FEATURES), np.float32)
    for name, often in found.items():
        if name in _PLACE:
            counts[_PLACE[name]] = math.log1p(often)
    return counts


def word_pieces(tokens: list[Token]) -> tuple[np.ndarray, np.ndarray]:
    """Buckets of the pieces of the text's words and of its pairs of words, and the weight of each, before idf."""
    words = [token.word for token in tokens]
    own = [_pieces_of(word) for word in words]
    pairs = [_bucket(f"{one} {other}") for one, other in zip(words, words[1:], strict=False)]
    found = np.concatenate([*own, np.array(pairs, np.int64)]) if words else np.zeros(0, np.int64)
    buckets, often = np.unique(found, return_counts=True)
    return buckets, (1 + np.log(often)).astype(np.float32)


@lru_cache(maxsize=100_000)
def _pieces_of(word: str) -> np.ndarray:
    form = f" {word} "
    pieces = {
        form[start : start + length]
        for length in range(_SHORTEST, _LONGEST + 1)
        for start in range(len(form) - length + 1)
    }
    return np.array([_bucket(piece) for piece in sorted({*pieces, form})], np.int64)


def _bucket(piece: str) -> int:
    return zlib.crc32(piece.encode()) % BUCKETS
