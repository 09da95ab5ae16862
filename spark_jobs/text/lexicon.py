"""Words and phrases that speak for a theme or a tone, as `resources/` lists them, and where a text holds them."""

from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from spark_jobs.text.tokens import Token

RESOURCES = Path(__file__).parent / "resources"
THEMES = (
    "access",
    "encounter",
    "participation",
    "safety",
    "information",
    "usefulness",
    "competence",
    "continuity",
    "staffing",
    "facilities",
    "food",
    "digital",
    "cost",
    "relatives",
    "language",
)
TONES = ("positive", "negative", "negator", "contrast", "irony", "wish", "fact")
KINDS = ("plain", "good", "bad")
_WIDEST_GAP = 2  # other words between two of a phrase
_SCOPE = 4  # words that a negation reaches


class Entry(NamedTuple):
    """A phrase of a section (a theme or a tone); kind says whether it speaks well or badly of its theme."""

    section: str
    kind: str
    words: tuple[str, ...]


class Match(NamedTuple):
    """An entry found at tokens first to last, and whether a negation stands before it."""

    section: str
    kind: str
    first: int
    last: int
    negated: bool


def read(path: Path) -> list[Entry]:
    """The entries of a resource file. Raises ValueError with the line that is none."""
    entries, section = [], None
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        line = line.strip().lower()
        if not line or line.startswith("#"):
            continue
        if line.startswith("[") and line.endswith("]"):
            section = line[1:-1]
            if section not in (*THEMES, *TONES):
                raise ValueError(f"{path.name}, line {number}: [{section}] is neither a theme nor a tone")
            continue
        kind, colon, listed = line.partition(":")
        if section is None or not colon or kind not in KINDS:
            raise ValueError(f"{path.name}, line {number}: needs a section above and plain:, good: or bad: before it")
        entries += [Entry(section, kind, tuple(entry.split())) for entry in listed.split(",") if entry.strip()]
    return entries


class Lexicon:
    """The entries of one language, found by their first word."""

    def __init__(self, entries: list[Entry]):
        self._whole: dict[str, list[Entry]] = {}
        self._begin: dict[str, list[Entry]] = {}
        self._other: list[Entry] = []
        self._negators = {entry.words[0] for entry in entries if entry.section == "negator"}
        self._contrast = {entry.words[0] for entry in entries if entry.section == "contrast"}
        for entry in dict.fromkeys(entries):
            first = entry.words[0]
            if first.startswith("*"):
                self._other.append(entry)
            elif first.endswith("*"):
                self._begin.setdefault(first[:-1], []).append(entry)
            else:
                self._whole.setdefault(first, []).append(entry)
        self._candidates = lru_cache(maxsize=100_000)(self._begun_by)

    def _begun_by(self, word: str) -> tuple[Entry, ...]:
        found = list(self._whole.get(word, ()))
        for length in range(1, len(word) + 1):
            found += self._begin.get(word[:length], ())
        return (*found, *(entry for entry in self._other if _fits(entry.words[0], word)))

    def matches(self, tokens: list[Token]) -> list[Match]:
        """Every entry that the tokens hold, one a section, kind and first word."""
        words = [token.word for token in tokens]
        found: dict[tuple[str, str, int], Match] = {}
        for first, word in enumerate(words):
            for entry in self._candidates(word):
                last = _phrase_end(entry.words, words, first)
                key = entry.section, entry.kind, first
                if last is not None and (key not in found or found[key].last < last):
                    found[key] = Match(entry.section, entry.kind, first, last, self._negated(words, first))
        return list(found.values())

    def _negated(self, words: list[str], first: int) -> bool:
        for word in reversed(words[max(0, first - _SCOPE) : first]):
            if word in self._contrast or word in ".;!?":
                return False
            if word in self._negators:
                return True
        return False


def _phrase_end(phrase: tuple[str, ...], words: list[str], first: int) -> int | None:
    last = first
    for part in phrase[1:]:
        for number in range(last + 1, min(last + _WIDEST_GAP + 2, len(words))):
            if _fits(part, words[number]):
                last = number
                break
        else:
            return None
    return last


def _fits(pattern: str, word: str) -> bool:
    if pattern.startswith("*"):
        return pattern[1:-1] in word if pattern.endswith("*") else word.endswith(pattern[1:])
    return word.startswith(pattern[:-1]) if pattern.endswith("*") else word == pattern


@lru_cache(maxsize=3)
def lexicon(language: str) -> Lexicon:
    """The lexicon of fi, sv or en."""
    return Lexicon([*read(RESOURCES / f"themes_{language}.txt"), *read(RESOURCES / f"tone_{language}.txt")])
