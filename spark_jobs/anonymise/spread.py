"""From a sure name to its neighbours: its other parts, initials, particles, and names joined to it by an 'and'."""

from spark_jobs.anonymise import context
from spark_jobs.anonymise.knowledge import Known, Name
from spark_jobs.anonymise.language import KNOWN
from spark_jobs.anonymise.morphology import acts
from spark_jobs.anonymise.surroundings import is_before_act, is_joined, is_title
from spark_jobs.anonymise.verdicts import REMOVE
from spark_jobs.anonymise.words import Word


def spread(words: list[Word], known: list[Known], verdicts: list[str], shouted: bool) -> None:
    """A name's neighbours: its other parts, initials, particles ('Liisa Lahti', 'M. Virtanen', 'von Essen')."""
    for index, verdict in enumerate(verdicts):
        if verdict != REMOVE:
            continue
        for step in (1, -1):
            _walk(words, known, verdicts, index, step, shouted)


def _walk(words: list[Word], known: list[Known], verdicts: list[str], index: int, step: int, shouted: bool) -> None:
    """Walk from a name in one direction as long as words belong to it."""
    near = index + step
    while 0 <= near < len(words):
        word, readings = words[near], known[near]
        gap = words[max(near, near - step)].gap
        if gap not in (" ", "  ", ". ", ".", "_", "-", "\n", " - ") or (
            gap == ". " and len(words[min(near, near - step)].text) > 2
        ):
            return
        if verdicts[near] == REMOVE:
            return
        if (
            (len(word.text) == 1 or len(word.text) == 3 and word.text[1] == "-")
            and word.capital
            and gap != "\n"
            and (word.lower not in "i" or gap.startswith("."))
            or word.lower in context.PARTICLES
            and not shouted
            and _particle(words, verdicts, near, step)
            or gap in (".", "_")
            and readings.unknown
            and not word.capital  # 'liisa.mallikas'
        ):
            verdicts[near] = REMOVE
        elif gap == "\n":
            return
        elif step == 1 and word.lower in context.AND and near + 1 < len(words) and gap == " ":
            if is_joined(words[near + 1]) and _coordinate(words, known, near + 1):
                verdicts[near + 1] = REMOVE
            return
        elif step == -1 and word.lower in context.AND and near and gap == " " and word.gap == " ":
            if verdicts[near - 1] != REMOVE and _coordinate_before(words, known, near - 1):
                verdicts[near - 1] = REMOVE
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
    if index and words[index].gap == " " and words[index - 1].capital and not words[index].capital:
        return True
    before = words[index - 1].lower if index else ""
    return before in context.PARTICLES or any(is_title(before, language) for language in KNOWN)


def _coordinate(words: list[Word], known: list[Known], index: int) -> bool:
    """'Liisa ja onni', 'Mark and June': a word that can be a given name after a name and an 'and'."""
    word, readings = words[index], known[index]
    if not readings.given or readings.inside or any(is_title(word.lower, language) for language in KNOWN):
        return False
    if readings.common and not word.capital and not (readings.nominative and _is_last(words, index)):
        return False
    return bool(readings.name) or readings.kept and word.capital


def _is_last(words: list[Word], index: int) -> bool:
    """Nothing follows in the sentence but what a person does: 'Liisa ja anna.', 'Liisa ja anna auttoivat'."""
    return index + 1 == len(words) or words[index + 1].gap != " " or is_before_act(words, index)


def _coordinate_before(words: list[Word], known: list[Known], index: int) -> bool:
    """'olivat anna ja Birgitta': a word that can be a given name before an 'and' and a name; not 'en anna ja'."""
    word, readings = words[index], known[index]
    if word.capital and readings.unknown and not word.upper:
        return True
    if not (readings.name and readings.given) or readings.inside:
        return False
    if not readings.common:
        return True
    before = words[index - 1].lower if index else ""
    return readings.nominative and not word.initial and before not in context.NEGATIONS


def _belongs(word: Word, readings: Known, beside: Known, step: int, shouted: bool) -> bool:
    """Whether a word next to a name is part of it."""
    if (
        readings.kept
        or readings.inside
        and readings.place
        or is_title(word.lower, "fi")
        or context.TITLE_EN.match(word.lower)
        or word.text in context.KIN_SV
    ):
        return False
    if word.capital and not shouted:
        if word.initial and step == -1:
            if readings.family and beside.given and word.lower.endswith("n") and not (readings.town or readings.common):
                return True
            return (
                readings.nominative
                and readings.given
                and bool(readings.name)
                and (beside.family or not readings.common)
            )
        if word.upper and len(word.text) > 1:
            return bool(readings.name)
        if step == 1:
            if readings.common and not (
                (beside.given or beside.name is Name.ONLY) and not beside.common and word.text.istitle()
            ):
                return False  # but 'Hjördis Lång': nothing else is capitalised right after a given name
            return not (readings.place and not readings.name and not readings.nominative)
        return not readings.common and (bool(readings.name) or readings.unknown) and not readings.town
    return (
        readings.name >= Name.MAYBE
        and not acts(word.lower)
        and (readings.family if step == 1 else readings.given)
        and not readings.common
        and (beside.family or beside.given)
    )
