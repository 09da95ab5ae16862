"""Readings of Swedish and English word forms: name lists, Voikko's names, and a dictionary of ordinary words."""

import re
from functools import lru_cache

from lake_layout.reference import names as reference
from spark_jobs.anonymise.finnish import finnish
from spark_jobs.anonymise.kept import is_listed, is_substance
from spark_jobs.anonymise.knowledge import Known, Name, forms
from spark_jobs.anonymise.lexicon import dictionary, family_names, given_names, zipf

_JOINTS = ("", "s", "e", "o", "a", "u", "-")
# Adjectives and nouns that English capitalises, and months that are names as well.
_CALENDAR = forms("april may june august")
_ENGLISH = forms("will may hope mark grace joy faith june art drew sue")
_SURNAME = re.compile(
    r".{2,}(?:lund|blad|ström|berg|gren|qvist|kvist|man|holm|stedt|vall|fors|mark|dahl|dal|stam|felt|feldt|näs|backa|back|bäck|sten|skog|"
    r"löf|rot|ros|hielm|stjerna|sson|sén|lin|ell|ström|rud|borg|ås|bom|kull|strand)s?$"
)
_STREET = re.compile(r".{3,}(?:gatan|vägen|gränden|stigen|esplanaden|torget|backen|allén|brinken|stranden)s?$")


@lru_cache(maxsize=100_000)
def swedish(form: str) -> Known:
    """Readings of a lower-case Swedish form; the genitive's s is taken off."""
    return _read(form, "sv", (form, form[:-1]) if form.endswith("s") else (form,))


@lru_cache(maxsize=100_000)
def english(form: str) -> Known:
    """Readings of a lower-case English form; 's and s' are taken off."""
    bases = (form.removesuffix("'s"), form.removesuffix("'")) if "'" in form else (form,)
    return _read(form, "en", tuple(dict.fromkeys((form, *bases))))


@lru_cache(maxsize=100_000)
def other(form: str) -> Known:
    """Readings of a form in a language without rules of its own: known in any of the three languages, or unknown."""
    readings = (finnish(form), swedish(form), english(form))
    return max(readings, key=lambda known: (known.name, known.place, known.word))


def _read(form: str, language: str, bases: tuple[str, ...]) -> Known:
    base = form.split(":")[0]
    if is_listed(base, bases[-1]) or is_substance(base):
        return Known(kept=True, word=True, given=base in _CALENDAR)
    if "-" in base:
        parts = [_read(part, language, (part, part.removesuffix("s"))) for part in base.split("-") if part]
        if parts and parts[0].kept:
            return Known(kept=True, word=True)  # 'Kanta-sidorna'
        if parts and all(part.name for part in parts):
            return Known(
                max(part.name for part in parts),
                any(part.given for part in parts),
                any(part.family for part in parts),
                nominative=True,
            )
    entries = [_entry(candidate) for candidate in (base, *bases)]
    near, anywhere, family = (max(column) for column in zip(*entries, strict=True))
    finns = [finnish(candidate) for candidate in bases]
    finnish_name = any(
        known.name and known.nominative and (known.name >= Name.USUALLY or not known.word) for known in finns
    )
    place = any(candidate in reference.read("places.txt") for candidate in (base, *bases)) or any(
        known.place and not known.word for known in finns
    )
    frequency = zipf(base, language)
    word = base in dictionary(language) or language == "en" and "'" in base and bases[-1] in dictionary("en")
    compound = not word and is_word(base, language)
    surname = language == "sv" and not word and bool(_SURNAME.match(base))
    finnish_name = finnish_name and not compound and not (word and not near)
    strength = _strength(
        base, language, near, anywhere, family or finnish_name or surname and not compound, word, place, frequency
    )
    if compound and surname:
        strength = max(strength, Name.MAYBE)
    return Known(
        name=strength,
        given=near > 0 or anywhere > 2 or any(known.given for known in finns),
        family=bool(family or surname),
        word=word or compound,
        compound=compound,
        nominative=True,
        street=language == "sv" and bool(_STREET.match(base)),
        place=place,
        town=any(candidate in reference.read("places.txt") for candidate in (base, *bases)),
        common=frequency >= 5 and near < 8,
    )


def _entry(form: str) -> tuple[int, int, int]:
    near, anywhere = given_names().get(form, (0, 0))
    return near, anywhere, int(form in family_names())


def _strength(
    form: str, language: str, near: int, anywhere: int, other_list: object, word: bool, place: bool, frequency: float
) -> Name:
    named = near >= 1 or anywhere >= 2 or other_list
    if not named:
        return Name.NEVER
    if word:
        if form in _CALENDAR or frequency > 4.9 or (near < 6 and not (other_list and near >= 4)):
            named = (near >= 2 or other_list) and frequency < 5.9 or near >= 8 or form in _ENGLISH and language == "en"
            return Name.MAYBE if named else Name.NEVER
        return Name.USUALLY if near >= 7 and frequency < 4.6 else Name.MAYBE
    if place:
        return Name.MAYBE
    if frequency > 5.2:
        return Name.MAYBE if near >= 5 else Name.NEVER
    if frequency > 3.9 and near < 4 and not other_list:
        return Name.MAYBE
    return Name.ONLY if near >= 1 or anywhere >= 3 or other_list else Name.MAYBE


@lru_cache(maxsize=100_000)
def is_word(form: str, language: str) -> bool:
    """Whether a form is in the dictionary, or a compound of two words that are ('hälso|centralen')."""
    words = dictionary(language)
    if form in words:
        return True
    if language == "en":
        return (
            form.endswith("'s")
            and form[:-2] in words
            or "-" in form
            and all(part in words for part in form.split("-") if part)
        )
    if form.endswith("s") and form[:-1] in words:
        return True
    if len(form) < 7:
        return False
    return any(
        form[cut:] in words
        and any(form[:cut].removesuffix(joint) in words for joint in _JOINTS if form[:cut].endswith(joint))
        for cut in range(3, len(form) - 2)
    )
