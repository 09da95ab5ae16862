"""One tokenisation of a text, shared by all name rules: words with their case, place and sentence start."""

import re
from dataclasses import dataclass
from functools import lru_cache

from spark_jobs.anonymise.lexicon import family_names, given_names
from spark_jobs.anonymise.morphology import stems

_CASES = "n|t|lla|llä|lle|lta|ltä|ssa|ssä|sta|stä|seen|in|iin|hin|an|ään|a|ä|ta|tä|ksi|s|ks|kin|han|hän|ko|kö"
_WORD = re.compile(rf"[^\W\d_]+(?:['-][^\W\d_]+)*(?::(?:{_CASES})(?![^\W\d_]))?")
_GLUED = re.compile(r"(?<=[a-zåäöé])(?=[A-ZÅÄÖ][a-zåäö])")
_CAMEL = re.compile(r"(?:Mc|Mac|De|Di|La|Le|Van|Von|O'|Fitz|i|e)[A-ZÅÄÖ]")
_ARTICLE = re.compile(r"(?:al|el|d|l|o|ben|bin|abu)['-][A-ZÅÄÖ]")
_ENDS_SENTENCE = re.compile(r"[.!?…:;\n\"(*•>=]|(?:^|\s)[-–]\s")
_ABBREVIATION = re.compile(
    r"(?i:esim|mm|ns|ym|yms|klo|puh|nro|dr|mr|mrs|ms|prof|tri|t|terv|th|sh|lh|lää|os|ml|vrt|fru|herr|ca|bl|leg|lic|st|yo|dos|apul|el|oh|fys|psyk|ks|toim|joht|sij|vs|ay|ftm)"
)


@dataclass(slots=True)
class Word:
    """A word of the view: ``capital`` its first letter's case, ``upper`` all letters, ``initial`` starts a sentence."""

    text: str
    start: int
    end: int
    lower: str
    capital: bool
    upper: bool
    initial: bool
    gap: str  # what stands between the word before and this one


def words_of(text: str) -> list[Word]:
    """The words of a text in order; words glued by a missing space ('hoitajaLiisa') are taken apart."""
    found: list[Word] = []
    end = 0
    for match in _WORD.finditer(text):
        for start, stop in (match.span(),) if match.group().islower() else _parts(match):
            form = text[start:stop]
            gap = text[end:start]
            capital = form[0].isupper() or bool(_ARTICLE.match(form))
            found.append(
                Word(
                    form,
                    start,
                    stop,
                    form.lower(),
                    capital,
                    capital and len(form) > 1 and form.isupper(),
                    _starts(found, gap),
                    gap,
                )
            )
            end = stop
    return found


def _parts(match: re.Match[str]) -> list[tuple[int, int]]:
    start, end = match.span()
    form = match.group()
    if form.islower() or form[1:].islower() or form.isupper() or _CAMEL.match(form):
        return [(start, end)]
    cuts = [start, *(start + cut.start() for cut in _GLUED.finditer(form)), end]
    parts = list(zip(cuts, cuts[1:], strict=False))
    # 'MäKiNeN' and 'KOrhoNen' are one word in a mood, 'hoitajaLiisa' two words without a space.
    apart = all(stop - first > 2 and match.string[first + 1 : stop].islower() for first, stop in parts)
    return parts if apart and not _is_listed(form.lower()) else [(start, end)]


@lru_cache(maxsize=10_000)
def _is_listed(form: str) -> bool:
    """Whether the word as a whole is a name in some case: 'MäkiNen'."""
    return any(stem in family_names() or stem in given_names() for stem in stems(form))


def _starts(before: list[Word], gap: str) -> bool:
    if not before:
        return True
    if not gap.strip(" ,"):
        return False
    if not _ENDS_SENTENCE.search(gap):
        return False
    if gap.startswith(".") and gap.strip() == ".":
        last = before[-1]
        return not (_ABBREVIATION.fullmatch(last.text) or (len(last.text) == 1 and last.capital))
    return True


def is_shouted(words: list[Word]) -> bool:
    """Whether capitals tell nothing here: most words in upper case, or nearly all capitalised."""
    if len(words) < 3:
        return False
    letters = sum(len(word.text) for word in words)
    if sum(len(word.text) for word in words if word.upper) > 0.6 * letters:
        return True
    return len(words) >= 5 and sum(word.capital for word in words) > 0.85 * len(words)
