"""Words and phrases that speak for a theme or a tone, as `resources/` lists them, and where a text holds them."""

from functools import lru_cache
from itertools import chain
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


class _Patterns:
    """Patterns of words (`kaunis`, `kaun*`, `*unis`), found by a word that fits them."""

    def __init__(self, patterns: set[str]):
        self._other = sorted(pattern for pattern in patterns if pattern.startswith("*"))
        self._known = patterns.difference(self._other)
        self.fitting = lru_cache(maxsize=100_000)(self._fitting)

    def _fitting(self, word: str) -> tuple[str, ...]:
        begun = (f"{word[:length]}*" for length in range(1, len(word) + 1))
        return (
            *(pattern for pattern in (word, *begun) if pattern in self._known),
            *(pattern for pattern in self._other if _ends_or_holds(pattern, word)),
        )


def _ends_or_holds(pattern: str, word: str) -> bool:
    return pattern[1:-1] in word if pattern.endswith("*") else word.endswith(pattern[1:])


class Lexicon:
    """The entries of one language, found by their first word."""

    def __init__(self, entries: list[Entry]):
        self._negators = {entry.words[0] for entry in entries if entry.section == "negator"}
        self._contrast = {entry.words[0] for entry in entries if entry.section == "contrast"}
        self._begun: dict[str, list[Entry]] = {}
        for entry in dict.fromkeys(entries):
            self._begun.setdefault(entry.words[0], []).append(entry)
        self._first = _Patterns(set(self._begun))
        self._later = _Patterns({word for entry in entries for word in entry.words[1:]})

    def matches(self, tokens: list[Token]) -> list[Match]:
        """Every entry that the tokens hold, one a section, kind and first word."""
        words = [token.word for token in tokens]
        fitting = [self._later.fitting(word) for word in words]
        held = set().union(*fitting)  # most phrases lack a word, and need no closer look
        found: dict[tuple[str, str, int], Match] = {}
        for first, word in enumerate(words):
            for entry in chain.from_iterable(self._begun[pattern] for pattern in self._first.fitting(word)):
                if not held.issuperset(entry.words[1:]):
                    continue
                last = _phrase_end(entry.words, fitting, first)
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


def _phrase_end(phrase: tuple[str, ...], fitting: list[tuple[str, ...]], first: int) -> int | None:
    """The place of the phrase's last word, from that of its first and the patterns that each place's word fits."""
    last = first
    for part in phrase[1:]:
        for number in range(last + 1, min(last + _WIDEST_GAP + 2, len(fitting))):
            if part in fitting[number]:
                last = number
                break
        else:
            return None
    return last


@lru_cache(maxsize=3)
def lexicon(language: str) -> Lexicon:
    """The lexicon of fi, sv or en."""
    return Lexicon([*read(RESOURCES / f"themes_{language}.txt"), *read(RESOURCES / f"tone_{language}.txt")])
