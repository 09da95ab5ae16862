"""What stands beside a word: a title, a greeting, a verb of persons, an institution; asked by index in its words."""

from functools import lru_cache

from spark_jobs.anonymise import context
from spark_jobs.anonymise.words import Word


def is_joined(word: Word) -> bool:
    return word.gap in (" ", "  ", ": ", ". ", ":", "  ", ", ", "\n") and word.gap != ", "


@lru_cache(maxsize=50_000)
def is_title(form: str, language: str) -> bool:
    if form in context.TITLE_FI_WORDS or form in context.TITLE_SV_WORDS:
        return True
    if language == "sv":
        return bool(context.TITLE_SV.match(form))
    if language == "en":
        return bool(context.TITLE_EN.match(form))
    return bool(context.TITLE_FI.match(form) or context.KIN.match(form))


def is_titled(words: list[Word], index: int, language: str) -> bool:
    """Whether a title stands before the word ('hoitaja', 'Dr')."""
    if index == 0 or not is_joined(words[index]):
        return False
    before = words[index - 1].lower
    return is_title(before, language) or before in context.SIGNATURES


def is_called(words: list[Word], index: int) -> bool:
    """'nimi oli Turku', 'my name is Rose'."""
    if index < 2 or not is_joined(words[index]):
        return False
    return words[index - 1].lower in context.IS and words[index - 2].lower in context.NAME_WORDS


def is_called_after(words: list[Word], index: int, language: str) -> bool:
    """'merituuli nimeltään', 'Storm heter den nya läkaren': what is called so, told after it."""
    following = words[index + 1] if index + 1 < len(words) else None
    if following is None or following.gap != " " or following.lower not in context.CALLED:
        return False
    behind = words[index + 2] if index + 2 < len(words) else None
    return not (behind is not None and behind.capital and not behind.initial) and not is_title(
        words[index].lower, language
    )


def is_visited(words: list[Word], index: int, surely: bool) -> bool:
    """'Lahden luo', 'mäkisen vastaanotolle', 'sent to see Lahti', 'hänvisad till Koskela'."""
    if words[index].lower in context.THINGS:
        return False
    if surely and index + 1 < len(words) and words[index + 1].lower in context.WITH_PERSON:
        return True
    before = tuple(word.lower for word in words[max(0, index - 2) : index])
    return surely and (before[-1:] == ("see",) or before == ("hänvisad", "till"))


def is_of_family(words: list[Word], index: int) -> bool:
    """'Muistolan perhe', 'Wahlstenin lapset'."""
    return index + 1 < len(words) and words[index + 1].gap == " " and bool(context.FAMILY.match(words[index + 1].lower))


def is_told_who(words: list[Word], index: int) -> bool:
    """'Onni, poikani, pelkää': a relative's word comes after a comma."""
    following = words[index + 1] if index + 1 < len(words) else None
    return following is not None and following.gap == ", " and bool(context.KIN.match(following.lower))


def is_thanked(words: list[Word], index: int) -> bool:
    """'kiitos sadulle', 'tack linnea'."""
    return index > 0 and words[index].gap == " " and words[index - 1].lower in context.THANKS


def is_before_institution(words: list[Word], index: int) -> bool:
    return (
        index + 1 < len(words)
        and words[index + 1].gap in (" ", "-")
        and bool(context.INSTITUTION.match(words[index + 1].lower))
    )


def is_before_service(words: list[Word], index: int) -> bool:
    """'Maisan viestit', 'the Maisa app': what is said of a service that has a person's name."""
    return (
        index + 1 < len(words)
        and words[index + 1].gap in (" ", "-")
        and bool(context.SERVICE.match(words[index + 1].lower))
    )


def is_before_site(words: list[Word], index: int) -> bool:
    """'Kaupin kampus': a hospital or the like that is called after somebody."""
    return index + 1 < len(words) and words[index + 1].gap == " " and bool(context.SITE.match(words[index + 1].lower))


def is_digital(words: list[Word], index: int) -> bool:
    """'Maisa on sekava ja sinne kirjautuminen kestää': the words around speak of a digital service."""
    near = words[max(0, index - 8) : index] + words[index + 1 : index + 9]
    return any(context.DIGITAL.match(word.lower) for word in near)


def is_eve(words: list[Word], index: int) -> bool:
    """'Christmas Eve', 'New Year's Eve'."""
    return words[index].lower == "eve" and index > 0 and words[index - 1].lower in context.FEASTS


def is_before_act(words: list[Word], index: int) -> bool:
    """'anna oli', 'meri auttoi': the next word is something that a person does."""
    return index + 1 < len(words) and words[index + 1].gap == " " and words[index + 1].lower in context.PERSON_VERBS


def is_acronym(word: Word) -> bool:
    """'EKG', 'HUS:n', 'TAYSiin': two to six capitals, perhaps with an ending."""
    capitals = sum(char.isupper() for char in word.text)
    head = word.text.split(":")[0]
    return 2 <= capitals <= 6 and head[:2].isupper() and len(word.text) - capitals <= 4
