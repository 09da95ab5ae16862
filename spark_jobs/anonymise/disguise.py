"""Names that were written so as not to be read: masked, reversed, cut into syllables, down to their initials.

'M***a', 'H:nen', 'nenohroK', 'Vir-ta-nen', 'Lii sa', 'A.L.'. A disguise is taken off only where a listed name comes
out and the form as it stands is no word.
"""

import re

from spark_jobs.anonymise.finnish import finnish
from spark_jobs.anonymise.knowledge import Known
from spark_jobs.anonymise.lexicon import family_names, given_names, zipf
from spark_jobs.anonymise.morphology import stems
from spark_jobs.anonymise.placeholders import NAME
from spark_jobs.anonymise.rule import Rule
from spark_jobs.anonymise.surroundings import is_title
from spark_jobs.anonymise.verdicts import REMOVE
from spark_jobs.anonymise.words import Word

_UPPER, _ANY = "A-ZÅÄÖ", "A-Za-zÅÄÖåäö"
_CASE = "(?:nen|sen|selle|sella|sellä|selta|seltä|sessa|sessä|seen|sta|stä)"
MASKED = (
    Rule(NAME, re.compile(rf"(?<![\w*])[{_UPPER}][{_ANY}]{{0,6}}[*•#_×]{{1,9}}[{_ANY}]{{0,8}}(?![\w*])")),
    Rule(
        NAME,
        re.compile(
            rf"(?<!\w)(?:[{_UPPER}]\.\s?){{0,2}}[{_UPPER}][{_ANY}]{{0,2}}(?:[:-]|\.-?|\.{{2,4}}|…){_CASE}(?!\w)"
        ),
    ),
)
_LETTER = re.compile(rf"[{_UPPER}](?:-[{_UPPER}])?")
_NO_NAME = frozenset({"ps", "nb", "os", "us", "uk", "am", "pm", "bc", "ad"})  # 'P.S.' and the like
_JOINS = re.compile(r"(?: | ?[-–*·•|~/_.] ?|[^\w\s,;:!?()\"'.-]{1,3})?")
_PICTURE = re.compile(r"[^\w\s,;:!?()\"'.&/+-]{1,3}")
_NEN = re.compile(r"nen[a-zåäö]{2,}[A-ZÅÄÖ]")  # a family name in -nen from its end
_SURE = 5  # how common a given name must be for its syllables to betray it
_PARTS = 4


def unmask(words: list[Word], known: list[Known], verdicts: list[str], language: str) -> None:
    """Mark what a disguise hides for removal."""
    _initials(words, verdicts, language)
    for index, word in enumerate(words):
        _pictured(words, index, verdicts)
        if len(word.text) <= _PARTS and not (known[index].common and word.gap == " "):
            _syllables(words, index, verdicts)
        if verdicts[index] == REMOVE or not known[index].unknown:
            continue
        backwards = len(word.text) > 3 and _is_listed(word.lower[::-1]) or _NEN.fullmatch(word.text)
        if backwards or "-" in word.text and _is_cut(word.lower.split("-")):
            verdicts[index] = REMOVE


def _is_listed(form: str) -> bool:
    """Whether a form is a family name or a frequent given name in some case, and no everyday word."""
    if zipf(form, "fi") >= 4.8:
        return False
    return any(
        stem in family_names() and len(stem) > 4 or given_names().get(stem, (0, 0))[0] >= _SURE for stem in stems(form)
    )


def _initials(words: list[Word], verdicts: list[str], language: str) -> None:
    """'A.L.' and 'hoitaja K.': initials that stand for a whole name."""
    for index, word in enumerate(words):
        if not _LETTER.fullmatch(word.text):
            continue
        dotted = index + 1 < len(words) and words[index + 1].gap in (".", ". ")
        pair = dotted and _LETTER.fullmatch(words[index + 1].text) and len(words[index + 1].text) == 1
        stopped = index + 2 >= len(words) or words[index + 2].gap.startswith(".")
        if pair and stopped and word.lower + words[index + 1].lower not in _NO_NAME:
            verdicts[index] = verdicts[index + 1] = REMOVE
        elif (
            index
            and word.gap in (" ", ". ")
            and (dotted or index + 1 == len(words))
            and is_title(words[index - 1].lower, language)
        ):
            verdicts[index] = REMOVE


def _pictured(words: list[Word], index: int, verdicts: list[str]) -> None:
    """'Kor🙂honen': a sign that belongs in no word, and a name without it."""
    stop = index + 1
    while stop < len(words) and stop < index + 4 and _PICTURE.fullmatch(words[stop].gap):
        stop += 1
    if stop > index + 1 and _is_listed("".join(word.lower for word in words[index:stop])):
        verdicts[index:stop] = [REMOVE] * (stop - index)


def _syllables(words: list[Word], index: int, verdicts: list[str]) -> None:
    """'Vir ta nen', 'Lii🙂sa': short pieces in a row that are a name together."""
    for stop in range(min(len(words), index + 5), index + 1, -1):
        pieces = words[index:stop]
        if all(len(piece.text) <= _PARTS and _JOINS.fullmatch(piece.gap) for piece in pieces[1:]):
            forms = [piece.lower for piece in pieces]
            if (pieces[0].capital or not any(piece.gap == " " for piece in pieces[1:])) and _is_cut(forms):
                verdicts[index:stop] = [REMOVE] * len(pieces)
                return


def _is_cut(forms: list[str]) -> bool:
    """Whether the forms are pieces of a name and not all of them words."""
    whole = "".join(forms)
    if len(whole) < 4 or any(not form or len(form) > _PARTS + 1 for form in forms):
        return False
    odd = [form for form in forms if not finnish(form).word and zipf(form, "fi") < 4.6 and zipf(form, "en") < 4.6]
    return bool(odd) and _is_listed(whole)
