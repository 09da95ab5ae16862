"""Places in a sentence that only persons fill: a lower-case word that is both name and word is a name there.

'Pyysin apua sarilta', 'asiaani hoiti anna', 'hoitajina olivat hilkka ja Rauha': in running text without capitals the
neighbours tell a given name from the word it also is.
"""

import re

from spark_jobs.anonymise import context
from spark_jobs.anonymise.knowledge import Known
from spark_jobs.anonymise.morphology import acts
from spark_jobs.anonymise.subjects import is_person_subject
from spark_jobs.anonymise.surroundings import is_thanked, is_title
from spark_jobs.anonymise.words import Word

_ON = re.compile("ll[aä](?:kin|k[aä]{2}n|h[aä]n|ko|kö)?$")  # of times and tools as well: 'illallakin'
_FAMILY_LIKE = re.compile(r"[a-zåäö]{3,}(?:nen|nne|se[a-zåäö]{1,4})$")


def is_person_slot(words: list[Word], readings: Known, index: int, language: str) -> bool:
    """Whether the lower-case word at the index, which can be a name, is one by its place."""
    if words[index].lower in context.PERSON_VERBS:
        return False
    if language == "fi" and (_is_passed(words, readings, index) or _is_subject(words, readings, index)):
        return True
    if language == "fi" and (_is_seen(words, readings, index) or _is_pointed_at(words, readings, index)):
        return True
    if readings.unknown and language == "fi":
        return _is_misspelt(words, readings, index)
    if not readings.given or readings.common:
        return False
    return is_thanked(words, index) or any(is_title(word.lower, language) for word in words[max(0, index - 2) : index])


def _is_misspelt(words: list[Word], readings: Known, index: int) -> bool:
    """'kiitos liiisalle', 'hoitaja korhoselel': a form that no list knows, where a name is due."""
    if readings.common or index == 0 or words[index].gap != " ":
        return False
    if readings.personal:
        return is_thanked(words, index) or words[index - 1].lower in context.PASSED
    return bool(_FAMILY_LIKE.match(words[index].lower)) and is_title(words[index - 1].lower, "fi")


def _is_passed(words: list[Word], readings: Known, index: int) -> bool:
    """'terveisiä otsolle', 'ohjeet salolta'; without such a word before it, a form that nobody writes of a thing."""
    if not readings.personal or readings.common:
        return False
    if readings.given and readings.rare and not readings.place and not readings.family:
        return not _ON.search(words[index].lower)
    near = [word.lower for word in words[max(0, index - 2) : index]]
    return any(form in context.PASSED or acts(form, finite=False) & context.ADDRESSING for form in near)


def _is_seen(words: list[Word], readings: Known, index: int) -> bool:
    """'käytiin koivistolla': one visits a family name."""
    if not (readings.family and readings.personal and readings.rare):
        return False
    return any(acts(word.lower, finite=False) & {"käydä"} for word in words[max(0, index - 3) : index])


def _is_pointed_at(words: list[Word], readings: Known, index: int) -> bool:
    """'se onni siellä', 'onni siellä ensiavussa': somebody who is seen at work."""
    if not (readings.given and readings.nominative) or readings.common or index + 1 >= len(words):
        return False
    following = words[index + 1]
    if following.gap != " " or following.lower not in context.HERE:
        return False
    behind = words[index + 2].lower if index + 2 < len(words) else ""
    if context.INSTITUTION.match(behind) or context.WORKPLACE.match(behind):
        return True
    return index > 0 and words[index - 1].lower in context.POINTING


def _is_subject(words: list[Word], readings: Known, index: int) -> bool:
    """'asiaani hoiti anna', 'hoitajina olivat anna ja', 'vuorossa oli satu'."""
    if not (readings.given and readings.nominative) or index < 1 or words[index].gap != " ":
        return False
    before = words[index - 1].lower
    if before in context.SERVED:
        return index > 1 and not words[index - 1].initial
    if before in context.CAME and index > 1:  # 'kotihoidosta kävi helmi'
        return bool(context.WORKPLACE.match(words[index - 2].lower)) or words[index - 2].lower in context.AT_HOME
    if before in context.JOINING and not readings.common:  # 'kiva kun onni soitti'
        return is_person_subject(words, index, "fi")
    return index > 1 and before in context.BEING and bool(context.ON_DUTY.match(words[index - 2].lower))
