"""Canaries: sentences with known identifiers that go through the verification run beside every delivery.

*Tripwires* are fixed: all their identifiers must go, one survivor stops the run. *Probes* are made afresh each time
from name lists and shapes: how many of them are found, by type and language, is a measure of recall with an interval.
Both are texts of their own in a call of their own, so no cache of a delivery's texts answers for them, and they never
reach a table. Identity codes have individual numbers 900–999.
"""

import random
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from spark_jobs.anonymise import placeholders as types
from spark_jobs.anonymise.canary_texts import FRAMES, STREETS, TRIPWIRES
from spark_jobs.anonymise.lexicon import family_names, given_names

PROBES = 40
"""Probes of each type and language: enough to see a rule or a list that is missing, a second of work."""
_MARK = re.compile(r"\{([A-Z]+):([^{}]*)\}")
_TOKEN = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Canary:
    """A text, and the identifier in it. ``name`` says which tripwire it is; None for a probe."""

    language: str
    text: str
    type: str
    identifier: str
    name: str | None = None

    def survives(self, cleaned: str | None) -> bool:
        """Whether any part of the identifier still stands in the text after removal. In a withheld text it does: the
        rules let it through, and the second scan or a failure kept it from the lake."""
        if cleaned is None:
            return True
        left = {token.casefold() for token in _TOKEN.findall(cleaned)}
        return any(token.casefold() in left for token in _TOKEN.findall(self.identifier))


def _canary(language: str, marked: str, name: str | None = None) -> Canary:
    (mark,) = _MARK.finditer(marked)
    return Canary(language, _MARK.sub(lambda found: found[2], marked), mark[1], mark[2], name)


def tripwires() -> list[Canary]:
    """The fixed sentences, named by language and place in the list."""
    return [
        _canary(language, marked, f"{language}-{number}")
        for language, texts in TRIPWIRES.items()
        for number, marked in enumerate(texts, start=1)
    ]


def probes(chance: random.Random, each: int = PROBES) -> list[Canary]:
    """Fresh sentences: ``each`` of every type and language."""
    return [
        _canary(language, frame.replace("{}", f"{{{kind}:{_identifier(kind, language, chance)}}}"))
        for language, by_type in FRAMES.items()
        for kind, frames in by_type.items()
        for frame in chance.choices(frames, k=each)
    ]


def survivors(canaries: list[Canary], cleaned: list[str | None]) -> list[Canary]:
    """Canaries of which something survived."""
    return [canary for canary, text in zip(canaries, cleaned, strict=True) if canary.survives(text)]


def tally(canaries: list[Canary], cleaned: list[str | None]) -> Iterator[tuple[str, str, int, int]]:
    """(language, type, number, found) of probes."""
    made = Counter((canary.language, canary.type) for canary in canaries)
    missed = Counter((canary.language, canary.type) for canary in survivors(canaries, cleaned))
    for (language, kind), number in sorted(made.items()):
        yield language, kind, number, number - missed[language, kind]


def _digits(chance: random.Random, count: int) -> str:
    return "".join(chance.choices("0123456789", k=count))


def _identifier(kind: str, language: str, chance: random.Random) -> str:
    match kind:
        case types.NAME:
            return _name(chance)
        case types.IDENTITY_CODE:
            born = f"{chance.randint(1, 28):02}{chance.randint(1, 12):02}{_digits(chance, 2)}"
            return (
                f"{born}{chance.choice('-+ABCDEFYXWVU')}9{_digits(chance, 2)}{chance.choice('0123456789ABCDEFHJKLM')}"
            )
        case types.EMAIL:
            return f"{_name(chance).replace(' ', '.')}{chance.choice(('@', ' (at) ', '@'))}example.com".lower()
        case types.PHONE:
            return f"{chance.choice(('040 ', '+358 50 ', '09-', '0400'))}{_digits(chance, 3)} {_digits(chance, 4)}"
        case types.ADDRESS:
            street = chance.choice(STREETS["sv" if language == "sv" else "fi"])
            return f"{street} {chance.randint(1, 99)} {chance.choice('ABC')} {chance.randint(1, 60)}"
        case types.POSITION:
            return f"6{chance.randint(0, 9)}.{_digits(chance, 5)}, 2{chance.randint(1, 9)}.{_digits(chance, 5)}"
        case types.IP:
            return ".".join(str(chance.randint(1, 254)) for _ in range(4))
        case types.PLATE:
            return f"{''.join(chance.choices('BCFGJKLMRTVXYZ', k=3))}-{chance.randint(100, 999)}"
        case _:
            return chance.choice(
                (_digits(chance, 4), f"{chance.randint(1, 28)}.{chance.randint(1, 12)}.20{_digits(chance, 2)}")
            )


def _name(chance: random.Random) -> str:
    """A given name, at times a family name beside it; names that everybody knows come more often."""
    names = given_names()
    given = chance.choices(list(names), [near * near for near, _ in names.values()])[0].title()
    return f"{given} {chance.choice(sorted(family_names())).title()}" if chance.random() < 0.4 else given
