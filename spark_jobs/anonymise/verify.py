"""The verification run of open text: names, codes, contacts, addresses and every digit go; what is in doubt stays away.

It fails closed. A text that can't be processed, or in which a second, independent scan still finds something, comes
back without text and with a reason; the others are unaffected. No exception and no log of this module holds a text.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from presidio_analyzer import BatchAnalyzerEngine, RecognizerResult

from spark_jobs.anonymise.engine import LANGUAGES, analyzer
from spark_jobs.anonymise.language import UNDETERMINED, language_of
from spark_jobs.anonymise.placeholders import ADDRESS, NAME, placeholder
from spark_jobs.anonymise.regional import Regional, regional
from spark_jobs.anonymise.residue import residue

FAILED, RESIDUE = "failed", "residue"  # the reasons why a text is withheld
BATCH = 1000  # texts; the model gets what is in doubt of a batch at once
_NO_TEXT = re.compile(r"\S{2000}")
_INSIDE = {NAME: " .-", ADDRESS: " ,\n"}  # what may stand between the parts of one name or address


@dataclass(frozen=True)
class Removal:
    """What was removed: a slice [start, end) of the input text, and its type (placeholders.TYPES)."""

    start: int
    end: int
    type: str


@dataclass(frozen=True)
class Verified:
    """A text after removal. ``text`` is None exactly where ``withheld`` gives a reason; ``language`` is the one whose
    rules were used ('und' for none of fi, sv, en)."""

    text: str | None
    removed: tuple[Removal, ...]
    language: str
    withheld: str | None


def verify(items: Sequence[tuple[str | None, str]], region: str | None = None) -> list[Verified]:
    """Verify (language or None, text) pairs, by a region's lists where one is given; the results are in the same order.
    Identical pairs are processed once."""
    analyzer(region)
    done: dict[tuple[str | None, str], Verified] = {}
    todo: dict[str, list[tuple[str | None, str]]] = defaultdict(list)
    for item in dict.fromkeys(items):
        try:
            todo[_language(*item)].append(item)
        except Exception:  # fail closed, and say nothing of the text
            done[item] = Verified(None, (), UNDETERMINED, FAILED)
    for language, group in todo.items():
        for start in range(0, len(group), BATCH):
            batch = group[start : start + BATCH]
            done.update(zip(batch, _verified(language, [text for _, text in batch], region), strict=True))
    return [done[item] for item in items]


def _language(language: str | None, text: str) -> str:
    """The language of a text that can be read. Raises ValueError for one that is no text: a file pasted as characters,
    say, on which patterns would take minutes."""
    if _NO_TEXT.search(text):
        raise ValueError("a run of characters without a space is too long")
    return language_of(language, text)


def _verified(language: str, texts: list[str], region: str | None) -> list[Verified]:
    """A batch in one language; where the batch fails, its texts one by one, so that only the culprit is withheld."""
    try:
        results = BatchAnalyzerEngine(analyzer(region)).analyze_iterator(
            texts, language if language in LANGUAGES else UNDETERMINED
        )
        return [_without(text, found, language, regional(region)) for text, found in zip(texts, results, strict=True)]
    except Exception:
        if len(texts) == 1:
            return [Verified(None, (), language, FAILED)]
        return [verified for text in texts for verified in _verified(language, [text], region)]


def _without(text: str, found: list[RecognizerResult], language: str, lists: Regional) -> Verified:
    removed = _merged(found, text)
    parts, end = [], 0
    for removal in removed:
        parts += [text[end : removal.start], placeholder(removal.type)]
        end = removal.end
    cleaned = "".join([*parts, text[end:]])
    if residue(cleaned, language, lists.shielded):
        return Verified(None, removed, language, RESIDUE)
    return Verified(cleaned, removed, language, None)


def _merged(found: list[RecognizerResult], text: str) -> tuple[Removal, ...]:
    """Overlapping results become one, of the surest's type; so do parts of one name or address ('Liisa Virtanen')."""
    merged: list[Removal] = []
    for result in sorted(found, key=lambda result: (result.start, -result.score)):
        if merged and (
            result.start < merged[-1].end
            or result.entity_type == merged[-1].type
            and not text[merged[-1].end : result.start].strip(_INSIDE.get(result.entity_type, ""))
        ):
            merged[-1] = Removal(merged[-1].start, max(merged[-1].end, result.end), merged[-1].type)
        else:
            merged.append(Removal(result.start, result.end, result.entity_type))
    return tuple(merged)
