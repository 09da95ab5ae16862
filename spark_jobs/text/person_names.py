"""Names among words: what the verification run lets stand as an ordinary word is no word for a report if it names."""

from collections.abc import Iterable

from spark_jobs.anonymise.finnish import finnish
from spark_jobs.anonymise.germanic import english, swedish
from spark_jobs.anonymise.knowledge import Name

_READ = {"fi": finnish, "sv": swedish, "en": english}


def names_among(words: Iterable[str], language: str) -> list[str]:
    """Those of the words that are names of persons, or mostly are. The platform's staff lists act before: their names
    never reach silver."""
    read = _READ[language]
    return sorted(word for word in words if read(word).name >= Name.USUALLY)
