"""What bears a person's name and is none: a service, a hospital's site, a ward, a word among words."""

import re

from lake_layout.reference import names as reference
from spark_jobs.anonymise import context
from spark_jobs.anonymise.finnish import finnish
from spark_jobs.anonymise.knowledge import Known
from spark_jobs.anonymise.morphology import bases_of
from spark_jobs.anonymise.surroundings import is_before_service, is_before_site, is_digital, is_title
from spark_jobs.anonymise.words import Word

_CAMEL = re.compile("[A-ZÅÄÖ][a-zåäö]+")


def is_thing(words: list[Word], readings: Known, index: int, language: str) -> bool:
    """A service, a site or a ward that has a person's name: 'Maisassa', 'Kaupin kampus', 'Ward B'."""
    word = words[index]
    if readings.name and bases_of(word.lower) & reference.read("service_names.txt"):
        return readings.inside or is_before_service(words, index) or is_digital(words, index)
    if readings.family and not readings.given and word.lower.endswith("n") and is_before_site(words, index):
        return not word.lower.endswith("sen")
    if "-" in word.text and context.HOUSE.search(word.lower):
        return True
    if readings.unknown and any(finnish(part.lower()).kept for part in _CAMEL.findall(word.text)[1:]):
        return True  # 'MyKanta'
    following = words[index + 1] if index + 1 < len(words) else None
    lettered = following is not None and following.gap == " " and len(following.text) == 1 and following.capital
    return language == "en" and lettered and bool(context.INSTITUTION.match(word.lower))


def is_among_things(words: list[Word], known: list[Known], index: int, language: str) -> bool:
    """'Viima ja pakkanen', 'Linnea och björkris': a word that is coordinated with an ordinary one."""
    if index + 2 >= len(words) or words[index + 1].lower not in context.AND:
        return False
    beside, readings = words[index + 2], known[index + 2]
    ordinary = not beside.capital and readings.word and not readings.name
    return ordinary and not is_title(beside.lower, language)
