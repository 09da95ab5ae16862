"""Which words of a text are names of persons: one decision for each word from its readings and its neighbours.

The readings (knowledge.py) say what a form can be; capitals, sentence starts, titles before it and names beside it say
what it is here. Words that stay in doubt are handed to the model (model.py), for Finnish only.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from lake_layout.reference import names as reference
from spark_jobs.anonymise import context
from spark_jobs.anonymise.finnish import finnish
from spark_jobs.anonymise.germanic import english, other, swedish
from spark_jobs.anonymise.knowledge import Known, Name
from spark_jobs.anonymise.placeholders import ADDRESS, NAME
from spark_jobs.anonymise.rule import Span
from spark_jobs.anonymise.words import Word, is_shouted, words_of

READ: dict[str, Callable[[str], Known]] = {"fi": finnish, "sv": swedish, "en": english}

_LONG = 13  # letters; an unknown Finnish word this long at a sentence's start is a compound or a slip, not a name
KEEP, REMOVE, DOUBT, STREET = "keep", "remove", "doubt", "street"


@dataclass(frozen=True, slots=True)
class Verdicts:
    """The words of a text with a verdict each, and whether any is left to the model."""

    words: list[Word]
    verdicts: list[str]

    @property
    def doubtful(self) -> bool:
        """Whether the model should have a look."""
        return DOUBT in self.verdicts

    def spans(self, persons: tuple[tuple[int, int], ...] = ()) -> list[Span]:
        """Spans to remove; ``persons`` are the model's, which decide the words in doubt."""
        spans = []
        for word, verdict in zip(self.words, self.verdicts, strict=True):
            if (
                verdict == REMOVE
                or verdict == DOUBT
                and any(start < word.end and word.start < end for start, end in persons)
            ):
                spans.append(Span(word.start, word.end, NAME))
            elif verdict == STREET:
                spans.append(Span(word.start, word.end, ADDRESS))
        return spans


def judge(text: str, language: str) -> Verdicts:
    """Verdicts on the words of a view's text (shapes blanked)."""
    words = words_of(text)
    read = READ.get(language, other)
    shouted = is_shouted(words)
    known = [read(word.lower) for word in words]
    verdicts = [_first_look(words, known, index, language, shouted) for index in range(len(words))]
    _spread(words, known, verdicts, shouted)
    return Verdicts(words, verdicts)


def _first_look(words: list[Word], known: list[Known], index: int, language: str, shouted: bool) -> str:
    """The verdict from a word's own readings, its capitals, a title before it and an institution after it."""
    word, readings = words[index], known[index]
    if readings.kept or len(word.text) == 1:
        return KEEP
    capital = word.capital and not shouted
    titled = _titled(words, index, language)
    if readings.name is Name.ONLY:
        institution = word.lower in reference.read("name_places.txt") and _before_institution(words, index)
        return KEEP if institution else REMOVE
    if _is_title(word.lower, language):
        return KEEP
    if capital and readings.street and not (word.initial and readings.word and not readings.name):
        return STREET
    if capital and _is_called(words, index):
        return REMOVE
    if titled and _after_title(word, readings, capital) and not _before_institution(words, index):
        return REMOVE
    if readings.name and _is_visited(words, index, capital or readings.family):
        return REMOVE
    if readings.given and index and words[index - 1].lower in context.SIGNATURES:
        return REMOVE
    if readings.name:
        return _name_or_word(words, known, index, language, capital, shouted)
    if readings.unknown or readings.compound:
        return _unknown(words, known, index, language, capital)
    if (
        capital
        and readings.landscape
        and not readings.town
        and not readings.inside
        and not _before_institution(words, index)
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
        return KEEP if context.INSTITUTION.match(word.lower) or _before_institution(words, index) else DOUBT
    return KEEP


def _after_title(word: Word, readings: Known, capital: bool) -> bool:
    """'hoitaja satu', 'hoitaja Mallikas', 'lääkäri Lahti' are names; 'hoitaja oli', 'lääkäri Kokkolassa' aren't."""
    if readings.common or readings.place and (readings.inside or not readings.name and not readings.nominative):
        return False
    return bool(readings.name) or capital and not word.initial


def _name_or_word(
    words: list[Word], known: list[Known], index: int, language: str, capital: bool, shouted: bool
) -> str:
    """A form that is a name and something else: what its capitals and the next word make it."""
    word, readings = words[index], known[index]
    if _before_institution(words, index) and (readings.place or word.lower in reference.read("name_places.txt")):
        return KEEP
    if readings.place and (readings.town or readings.inside):
        return KEEP
    if readings.name is Name.USUALLY:
        return REMOVE
    if not capital:
        called = _is_thanked(words, index) or any(
            _is_title(w.lower, language) for w in words[max(0, index - 2) : index]
        )
        return REMOVE if readings.given and not readings.common and called else KEEP
    if word.upper and not shouted and len(word.text) <= 4 and not readings.given:
        return KEEP
    if not word.initial:
        return REMOVE if not readings.common or readings.given else KEEP
    if language == "fi" and not readings.word and not readings.place:
        return REMOVE
    following = words[index + 1] if index + 1 < len(words) else None
    if following is not None and _joined(following):
        after = known[index + 1]
        if (
            following.capital
            and not following.initial
            and (after.family or after.unknown or after.name)
            and not following.upper
        ):
            return REMOVE if readings.nominative and (after.family or not readings.common) else KEEP
        if language != "fi" and readings.given and _person_acts(word.lower, following.lower, readings.common):
            return REMOVE
    return KEEP if readings.common else DOUBT


def _person_acts(form: str, verb: str, common: bool) -> bool:
    """'Grace helped' and 'Per tog' are persons; 'Bill was' and 'May was' needn't be."""
    if verb in context.COPULAS:
        return not common and form not in context.THINGS
    return verb in context.PERSON_VERBS


def _unknown(words: list[Word], known: list[Known], index: int, language: str, capital: bool) -> str:
    """A form that nothing is known of: a name where it is capitalised within a sentence, in doubt at its start."""
    word, readings = words[index], known[index]
    if not capital or _is_acronym(word):
        return KEEP
    if readings.compound and (word.initial or context.INSTITUTION.match(word.lower)):
        return KEEP
    if _before_institution(words, index):
        return KEEP
    if not word.initial:
        return REMOVE if not readings.common or len(word.text) > 3 else KEEP
    if readings.common or language == "fi" and len(word.text) >= _LONG:
        return KEEP
    if (
        index + 1 < len(words)
        and words[index + 1].capital
        and _joined(words[index + 1])
        and (known[index + 1].family or known[index + 1].unknown)
    ):
        return REMOVE
    return DOUBT if language == "fi" else (REMOVE if language not in READ or len(word.text) > 2 else KEEP)


def _spread(words: list[Word], known: list[Known], verdicts: list[str], shouted: bool) -> None:
    """A name's neighbours: its other parts, initials, particles ('Liisa Lahti', 'M. Virtanen', 'von Essen')."""
    for index, verdict in enumerate(verdicts):
        if verdict != REMOVE:
            continue
        for step in (1, -1):
            _spread_one(words, known, verdicts, index, step, shouted)


def _spread_one(
    words: list[Word], known: list[Known], verdicts: list[str], index: int, step: int, shouted: bool
) -> None:
    """Walk from a name in one direction as long as words belong to it."""
    near = index + step
    while 0 <= near < len(words):
        word, readings = words[near], known[near]
        gap = words[max(near, near - step)].gap
        if gap not in (" ", "  ", ". ", ".", "-", "\n", " - ") or (
            gap == ". " and len(words[min(near, near - step)].text) > 2
        ):
            return
        if verdicts[near] == REMOVE:
            return
        if (
            len(word.text) == 1
            and word.capital
            and gap != "\n"
            and word.lower not in "i"
            or word.lower in context.PARTICLES
            and not shouted
            and _particle(words, verdicts, near, step)
        ):
            verdicts[near] = REMOVE
        elif gap == "\n":
            return
        elif step == 1 and word.lower in context.AND and near + 1 < len(words) and gap == " ":
            if _joined(words[near + 1]) and _coordinate(words[near + 1], known[near + 1]):
                verdicts[near + 1] = REMOVE
            return
        elif _belongs(word, readings, known[near - step], step, shouted):
            verdicts[near] = REMOVE
        else:
            return
        near += step


def _particle(words: list[Word], verdicts: list[str], index: int, step: int) -> bool:
    """Whether 'von', 'de' or 'al' at index belongs to the name it touches."""
    if step == 1:
        after = words[index + 1] if index + 1 < len(words) else None
        return after is not None and (
            after.capital or verdicts[index + 1] == REMOVE or after.lower in context.PARTICLES
        )
    if words[index].lower in context.SURE_PARTICLES:
        return True
    before = words[index - 1].lower if index else ""
    return before in context.PARTICLES or any(_is_title(before, language) for language in READ)


def _coordinate(word: Word, readings: Known) -> bool:
    """'Liisa ja onni', 'Mark and June': a word that can be a given name after a name and an 'and'."""
    if not readings.given or readings.inside or readings.common and not word.capital:
        return False
    return bool(readings.name) or readings.kept and word.capital


def _belongs(word: Word, readings: Known, beside: Known, step: int, shouted: bool) -> bool:
    """Whether a word next to a name is part of it."""
    if (
        readings.kept
        or readings.inside
        and readings.place
        or _is_title(word.lower, "fi")
        or context.TITLE_EN.match(word.lower)
    ):
        return False
    if word.capital and not shouted:
        if word.initial and step == -1:
            return (
                readings.nominative
                and readings.given
                and bool(readings.name)
                and (beside.family or not readings.common)
            )
        if word.upper and len(word.text) > 1:
            return bool(readings.name)
        if step == 1:
            return not readings.common and not (readings.place and not readings.name and not readings.nominative)
        return not readings.common and (bool(readings.name) or readings.unknown) and not readings.town
    return (
        readings.name >= Name.MAYBE
        and (readings.family if step == 1 else readings.given)
        and not readings.common
        and (beside.family or beside.given)
    )


def _joined(word: Word) -> bool:
    return word.gap in (" ", "  ", ": ", ". ", ":", "  ", ", ", "\n") and word.gap != ", "


@lru_cache(maxsize=50_000)
def _is_title(form: str, language: str) -> bool:
    if form in context.TITLE_FI_WORDS or form in context.TITLE_SV_WORDS:
        return True
    if language == "sv":
        return bool(context.TITLE_SV.match(form))
    if language == "en":
        return bool(context.TITLE_EN.match(form))
    return bool(context.TITLE_FI.match(form))


def _titled(words: list[Word], index: int, language: str) -> bool:
    """Whether a title stands before the word ('hoitaja', 'Dr')."""
    if index == 0 or not _joined(words[index]):
        return False
    before = words[index - 1].lower
    return _is_title(before, language) or before in context.SIGNATURES


def _is_called(words: list[Word], index: int) -> bool:
    """'nimi oli Turku', 'my name is Rose'."""
    if index < 2 or not _joined(words[index]):
        return False
    return words[index - 1].lower in context.IS and words[index - 2].lower in context.NAME_WORDS


def _is_visited(words: list[Word], index: int, surely: bool) -> bool:
    """'Lahden luo', 'mäkisen vastaanotolle', 'sent to see Lahti', 'hänvisad till Koskela'."""
    if surely and index + 1 < len(words) and words[index + 1].lower in context.WITH_PERSON:
        return True
    before = tuple(word.lower for word in words[max(0, index - 2) : index])
    return surely and (before[-1:] == ("see",) or before == ("hänvisad", "till"))


def _is_thanked(words: list[Word], index: int) -> bool:
    """'kiitos sadulle', 'tack linnea'."""
    return index > 0 and words[index].gap == " " and words[index - 1].lower in context.THANKS


def _before_institution(words: list[Word], index: int) -> bool:
    return (
        index + 1 < len(words)
        and words[index + 1].gap in (" ", "-")
        and bool(context.INSTITUTION.match(words[index + 1].lower))
    )


def _is_acronym(word: Word) -> bool:
    """'EKG', 'HUS:n', 'TAYSiin': two to six capitals, perhaps with an ending."""
    capitals = sum(char.isupper() for char in word.text)
    head = word.text.split(":")[0]
    return 2 <= capitals <= 6 and head[:2].isupper() and len(word.text) - capitals <= 4
