"""Words, numbers and marks of a text with their places, and the clauses that they form."""

import re
from typing import NamedTuple

_TOKEN = re.compile(
    r"<[A-ZÅÄÖ_]+>|[^\W\d_]+(?:[-'’:][^\W\d_]+)*|\d+(?:[.,/]\d+)*|[:;]-?[()]|[€❤😊👍😡😢👎]|[!?]+|[.,;…]"
)
_PLACEHOLDER = re.compile(r"<[A-ZÅÄÖ_]+>")
_ENDS_SENTENCE = re.compile(r"[.;…]|[!?]+")
_CONTRAST = {
    "fi": frozenset(
        ["mutta", "mut", "muttei", "vaan", "silti", "kuitenkin", "kuitenki", "tosin", "joskin", "vaikka", "toisaalta"]
    ),
    "sv": frozenset(("men", "dock", "däremot", "fast", "ändå")),
    "en": frozenset(("but", "however", "although", "though", "yet")),
}


class Token(NamedTuple):
    """A word in lower case, or a mark, and where it stands."""

    word: str
    start: int
    end: int


def tokens_of(text: str) -> list[Token]:
    """The text's tokens. A placeholder of the verification run is one, without a word of its own."""
    found = (Token(match.group().lower().replace("’", "'"), *match.span()) for match in _TOKEN.finditer(text))
    return [
        Token("<>", start, end) if _PLACEHOLDER.fullmatch(text, start, end) else Token(word, start, end)
        for word, start, end in found
    ]


def clauses_of(tokens: list[Token], language: str) -> list[range]:
    """Runs of tokens that say one thing: a sentence, cut before a word of contrast."""
    contrast = _CONTRAST[language]
    starts = [0]
    for number, token in enumerate(tokens):
        if number > starts[-1] and (
            token.word in contrast or _ENDS_SENTENCE.fullmatch(tokens[number - 1].word) and _worded(token)
        ):
            starts.append(number)
    return [range(start, end) for start, end in zip(starts, [*starts[1:], len(tokens)], strict=True) if end > start]


def _worded(token: Token) -> bool:
    return token.word[0].isalnum() or token.word == "<>"
