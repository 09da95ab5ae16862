"""A name that was told once is a name wherever the text says it again: 'Lääkäri Koski … Koskelle'.

A form that could be a word or a place on its own is settled by the place where the same name stood beyond doubt.
"""

from functools import lru_cache

from spark_jobs.anonymise.knowledge import Known
from spark_jobs.anonymise.lexicon import family_names, given_names
from spark_jobs.anonymise.morphology import bases_of
from spark_jobs.anonymise.surroundings import is_before_institution
from spark_jobs.anonymise.verdicts import DOUBT, KEEP, REMOVE
from spark_jobs.anonymise.words import Word


def echo(words: list[Word], known: list[Known], verdicts: list[str], shouted: bool) -> None:
    """Remove what repeats a removed name in another form; a word in lower case only where it is spelled like a name
    ('saarisen'), since 'helmi' after 'Helmeä' is a word again."""
    told: set[str] = set()
    for word, verdict in zip(words, verdicts, strict=True):
        if verdict == REMOVE:
            told |= _names(word.lower)
    if not told:
        return
    for index, (word, readings) in enumerate(zip(words, known, strict=True)):
        if verdicts[index] not in (KEEP, DOUBT) or readings.kept or readings.inside or readings.town:
            continue
        if not (word.capital and not shouted) and not (readings.family and not readings.common):
            continue
        same = _names(word.lower) & told
        if word.capital and not shouted:
            repeated = bool(same) and not readings.common and not is_before_institution(words, index)
        else:
            repeated = any(name.endswith("nen") for name in same)
        if repeated:
            verdicts[index] = REMOVE


@lru_cache(maxsize=50_000)
def _names(form: str) -> frozenset[str]:
    """The names that a form can be one of."""
    listed = family_names()
    given = given_names()
    return frozenset(base for base in bases_of(form) if base in listed or base in given)
