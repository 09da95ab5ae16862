"""Which words of a text are names of persons: one decision for each word from its readings and its neighbours.

The readings (knowledge.py) say what a form can be; capitals, sentence starts, titles before it and names beside it say
what it is here. Words that stay in doubt are handed to the model (model.py), for Finnish only.
"""

from collections.abc import Callable

from lake_layout.reference import names as reference
from spark_jobs.anonymise import context
from spark_jobs.anonymise.disguise import unmask
from spark_jobs.anonymise.echo import echo
from spark_jobs.anonymise.finnish import finnish, is_rather_name, resembles
from spark_jobs.anonymise.germanic import english, other, swedish
from spark_jobs.anonymise.knowledge import Known, Name
from spark_jobs.anonymise.lexicon import given_names, zipf
from spark_jobs.anonymise.morphology import is_rare_noun
from spark_jobs.anonymise.regional import Regional
from spark_jobs.anonymise.slots import is_person_slot
from spark_jobs.anonymise.spread import spread
from spark_jobs.anonymise.subjects import can_be_subject, is_called_he_or_she, is_given, is_person_subject
from spark_jobs.anonymise.surroundings import (
    is_acronym,
    is_before_act,
    is_before_institution,
    is_before_service,
    is_called,
    is_called_after,
    is_eve,
    is_joined,
    is_of_family,
    is_title,
    is_titled,
    is_told_who,
    is_visited,
)
from spark_jobs.anonymise.things import is_among_things, is_thing
from spark_jobs.anonymise.verdicts import DOUBT, KEEP, REMOVE, STREET, Verdicts
from spark_jobs.anonymise.words import Word, is_shouted, words_of

READ: dict[str, Callable[[str], Known]] = {"fi": finnish, "sv": swedish, "en": english}

_LONG = 13  # letters; an unknown Finnish word this long at a sentence's start is a compound or a slip, not a name


def judge(text: str, language: str, lists: Regional | None = None) -> Verdicts:
    """Verdicts on the words of a view's text (shapes blanked), the region's own lists last."""
    words = words_of(text)
    read = READ.get(language, other)
    shouted = is_shouted(words)
    known = [read(word.lower) for word in words]
    verdicts = [_first_look(words, known, index, language, shouted) for index in range(len(words))]
    unmask(words, known, verdicts, language)
    spread(words, known, verdicts, shouted)
    echo(words, known, verdicts, shouted)
    if lists:
        lists.apply(words, verdicts)
    return Verdicts(words, verdicts)


def _first_look(words: list[Word], known: list[Known], index: int, language: str, shouted: bool) -> str:
    """The verdict from a word's own readings, its capitals, a title before it and an institution after it."""
    word, readings = words[index], known[index]
    capital = word.capital and not shouted
    if (
        capital
        and word.initial
        and language != "fi"
        and is_given(word, readings)
        and (is_person_subject(words, index, language) or is_called_after(words, index, language))
    ):
        return REMOVE
    titled = is_titled(words, index, language)
    if readings.kept and capital and titled and word.lower in given_names():
        return REMOVE  # 'Nurse May'
    if readings.kept or len(word.text) == 1 or is_eve(words, index):
        return KEEP
    if not titled and is_thing(words, readings, index, language):
        return KEEP
    if (
        word.initial
        and language == "fi"
        and can_be_subject(words, readings, index, capital)
        and is_person_subject(words, index, language)
    ):
        return REMOVE
    if readings.name is Name.ONLY:
        institution = word.lower in reference.read("name_places.txt") and (
            is_before_institution(words, index) or is_before_service(words, index)
        )
        return KEEP if institution else REMOVE
    if is_title(word.lower, language) and not (capital and readings.name is Name.USUALLY and "-" in word.text):
        return KEEP
    if (
        capital
        and readings.street
        and not (
            word.initial
            and readings.word
            and not (readings.name or readings.compound)
            and zipf(word.lower, language if language in READ else "fi")
        )
    ):
        return STREET
    if capital and is_called(words, index):
        return REMOVE
    if titled and _after_title(words, known, index, capital) and not is_before_institution(words, index):
        return REMOVE
    if capital and is_of_family(words, index) and _is_free(readings):
        return REMOVE
    if capital and readings.name and is_told_who(words, index):
        return REMOVE
    if capital and not word.initial and _is_served(words, readings, index):
        return REMOVE
    if readings.name and is_visited(words, index, capital or readings.family or readings.given and not readings.common):
        return REMOVE
    if readings.given and index and words[index - 1].lower in context.SIGNATURES and not readings.common:
        return REMOVE
    if readings.name and not readings.common and is_called_after(words, index, language):
        return REMOVE
    if capital and language == "sv" and index and word.gap == " " and words[index - 1].lower == "hos":
        return KEEP if readings.town or word.upper else REMOVE
    if readings.name:
        return _name_or_word(words, known, index, language, capital, shouted)
    if readings.unknown or readings.compound and not readings.place:
        return _unknown(words, known, index, language, capital)
    if (
        capital
        and readings.landscape
        and not readings.town
        and not readings.inside
        and not is_before_institution(words, index)
    ):
        return DOUBT
    if (
        language == "fi"
        and capital
        and not word.initial
        and not readings.common
        and not readings.place
        and not word.upper
    ):
        return KEEP if context.INSTITUTION.match(word.lower) or is_before_institution(words, index) else DOUBT
    return KEEP


def _after_title(words: list[Word], known: list[Known], index: int, capital: bool) -> bool:
    """'hoitaja satu', 'hoitaja Mallikas', 'lääkäri Lahti' are names; 'hoitaja oli', 'lääkäri Kokkolassa' aren't."""
    word, readings = words[index], known[index]
    if not capital and (word.lower in context.PERSON_VERBS or word.lower in context.BEING):
        return False
    if readings.common and not (readings.given and readings.nominative and _is_complete(words, known, index)):
        return False
    if not capital and readings.word and not readings.name and is_rare_noun(word.lower):
        return is_person_subject(words, index, "fi")  # 'lääkäri hongisto ei kuunnellut'
    if readings.place and (readings.inside or not readings.name and not readings.nominative):
        return False
    return bool(readings.name) or capital and not word.initial


def _is_served(words: list[Word], readings: Known, index: int) -> bool:
    """'Meitä palveli Kreeta': whoever served us is a person, whatever else the form may be."""
    return _is_free(readings) and words[index].gap == " " and words[index - 1].lower in context.SERVED


def _is_free(readings: Known) -> bool:
    """A name, a village or a form that nothing is known of: not a word, not a well-known town."""
    return not (readings.town or readings.common) and bool(readings.name or readings.place or readings.unknown)


def _is_complete(words: list[Word], known: list[Known], index: int) -> bool:
    """'anna oli', 'anna salolle': a verb of persons or a family name comes next; not 'anna palautetta'."""
    if is_before_act(words, index):
        return True
    return (
        index + 1 < len(words)
        and words[index + 1].gap == " "
        and (known[index + 1].family or known[index + 1].name is Name.ONLY)
    )


def _name_or_word(
    words: list[Word], known: list[Known], index: int, language: str, capital: bool, shouted: bool
) -> str:
    """A form that is a name and something else: what its capitals and the next word make it."""
    word, readings = words[index], known[index]
    if is_before_institution(words, index) and (readings.place or word.lower in reference.read("name_places.txt")):
        return KEEP
    if readings.place and (readings.town or readings.inside):
        return KEEP
    if capital and word.initial and is_among_things(words, known, index, language):
        return KEEP
    if readings.name is Name.USUALLY:
        return REMOVE
    if language == "fi" and readings.given and readings.nominative and is_rather_name(word.lower, capital):
        return REMOVE
    if not capital:
        return REMOVE if is_person_slot(words, readings, index, language) else KEEP
    if word.upper and not shouted and len(word.text) <= 4 and not readings.given:
        return KEEP
    if not word.initial:
        return REMOVE if not readings.common or readings.given else KEEP
    if language == "fi" and not readings.word and not readings.place:
        return REMOVE
    if readings.personal and readings.given and not readings.common:
        return REMOVE
    if (readings.given and readings.nominative and not readings.common) and is_called_he_or_she(words, index, language):
        return REMOVE
    beside = index + 1
    while beside + 1 < len(words) and words[beside].lower in context.PARTICLES and not words[beside].capital:
        beside += 1  # 'Maria dos Santos'
    following = words[beside] if beside < len(words) else None
    if following is not None and is_joined(following):
        after = known[beside]
        if (
            following.capital
            and not following.initial
            and (after.family or after.unknown or after.name)
            and not following.upper
        ):
            return REMOVE if readings.nominative and (after.family or not readings.common) else KEEP
        if readings.given and _person_acts(language, word.lower, following.lower, readings.common):
            return REMOVE
    return KEEP if readings.common else DOUBT


def _person_acts(language: str, form: str, verb: str, common: bool) -> bool:
    """'Grace helped' and 'Per tog' are persons; 'Bill was' and 'May was' needn't be."""
    if verb in context.COPULAS:
        return language != "fi" and not common and form not in context.THINGS
    return verb in context.PERSON_VERBS


def _acts(words: list[Word], index: int) -> bool:
    """'Nasteho auttoi': the next word is an act that only persons do, so not a copula."""
    return is_before_act(words, index) and words[index + 1].lower not in context.COPULAS


def _unknown(words: list[Word], known: list[Known], index: int, language: str, capital: bool) -> str:
    """A form that nothing is known of: a name where it is capitalised within a sentence, in doubt at its start."""
    word, readings = words[index], known[index]
    if not capital:
        return REMOVE if readings.unknown and is_person_slot(words, readings, index, language) else KEEP
    if is_acronym(word) or language == "fi" and word.initial and context.WORKPLACE.match(word.lower):
        return KEEP
    if context.INSTITUTION.match(word.lower) or readings.compound and word.initial:
        return KEEP
    if is_before_institution(words, index) or is_before_service(words, index):
        return KEEP
    if not word.initial:
        return REMOVE if not readings.common or len(word.text) > 3 else KEEP
    if readings.common or language == "fi" and len(word.text) >= _LONG:
        return KEEP
    if readings.personal and not word.lower.endswith(("lla", "llä")) or _acts(words, index):
        return REMOVE
    if language == "fi" and (resembles(word.lower) == "name" or is_called_he_or_she(words, index, language)):
        return REMOVE
    if (
        index + 1 < len(words)
        and words[index + 1].capital
        and is_joined(words[index + 1])
        and (known[index + 1].family or known[index + 1].unknown)
    ):
        return REMOVE
    return DOUBT if language == "fi" else (REMOVE if language not in READ or len(word.text) > 2 else KEEP)
