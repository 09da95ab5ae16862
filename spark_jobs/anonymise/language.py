"""Which language a text is in: the given one unless its words say otherwise."""

import re
from functools import lru_cache

from spark_jobs.anonymise.lexicon import frequencies

KNOWN = ("fi", "sv", "en")
_FORM = re.compile(r"[^\W\d_]+")
_ENOUGH = 60  # words that tell a text's language
UNDETERMINED = "und"  # ISO 639-2: none of the three


@lru_cache(maxsize=50_000)
def _weights(form: str) -> tuple[float, float, float]:
    """How much a lower-case word speaks for fi, sv and en: its Zipf frequency above the rarest counted words'."""
    return tuple(max(0.0, frequencies(language).get(form, 2.5) - 2.5) for language in KNOWN)


def language_of(given: str | None, text: str) -> str:
    """The language whose rules a text gets. A given fi, sv or en yields only to clear evidence (long enough texts);
    any other given language is respected; where none is given, the best of the three or ``und``."""
    given = (given or "").strip().lower()[:2] or None
    forms = _FORM.findall(text.lower())[:_ENOUGH]
    if given and given not in KNOWN:
        return given
    scores = [sum(column) for column in zip(*map(_weights, forms), strict=True)] if forms else [0.0, 0.0, 0.0]
    best = max(range(3), key=lambda index: scores[index])
    if given:
        own = scores[KNOWN.index(given)]
        return KNOWN[best] if len(forms) >= 4 and scores[best] > 2 * own + 2 else given
    if scores[best] < 0.6 * len(forms):
        return "fi" if _finnish_share(forms) >= 0.5 else UNDETERMINED
    return KNOWN[best]


def _finnish_share(forms: list[str]) -> float:
    from spark_jobs.anonymise.finnish import finnish

    return sum(not finnish(form).unknown for form in forms) / len(forms) if forms else 0.0
