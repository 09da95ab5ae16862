"""A region's own lists: unit names that stay although they look like names, staff names that always go.

``lake_layout/reference/names/regions/<region>_allow.txt`` and ``<region>_deny.txt``, an entry a line in its base form.
Entries match inflected words as well. Allowed phrases only shield from the name rules: a number, a code or an address
in them goes all the same.
"""

from dataclasses import dataclass
from functools import lru_cache

from lake_layout.reference import names as reference
from spark_jobs.anonymise.morphology import bases_of
from spark_jobs.anonymise.verdicts import KEEP, REMOVE
from spark_jobs.anonymise.words import Word


@dataclass(frozen=True)
class Regional:
    """Phrases as tuples of lower-case words; ``single`` their words, for a first look."""

    allowed: tuple[tuple[str, ...], ...] = ()
    denied: tuple[tuple[str, ...], ...] = ()

    def apply(self, words: list[Word], verdicts: list[str]) -> None:
        """Settle the verdicts of the words that stand on a list; what is denied goes even where it is allowed."""
        for phrases, verdict in ((self.allowed, KEEP), (self.denied, REMOVE)):
            for phrase in phrases:
                for start in range(len(words) - len(phrase) + 1):
                    if all(_is(words[start + place].lower, part) for place, part in enumerate(phrase)):
                        verdicts[start : start + len(phrase)] = [verdict] * len(phrase)

    @property
    def shielded(self) -> frozenset[str]:
        """Words of allowed phrases: the second scan lets them stand."""
        return frozenset(word for phrase in self.allowed for word in phrase)


@lru_cache(maxsize=100_000)
def _is(form: str, entry: str) -> bool:
    """Whether a form is an entry or one of its inflected forms, in Finnish or in the Swedish or English genitive."""
    return entry in bases_of(form)


def _phrases(name: str) -> tuple[tuple[str, ...], ...]:
    return tuple(sorted(tuple(entry.lower().split()) for entry in reference.read_if_there(name)))


@lru_cache(maxsize=64)
def regional(region: str | None) -> Regional:
    """The lists of a region; empty where it has none, or no region is given."""
    if region is None:
        return Regional()
    return Regional(_phrases(f"regions/{region}_allow.txt"), _phrases(f"regions/{region}_deny.txt"))
