"""Names and words for the verification run's name rules; written for this project, one lower-case entry a line.

given_names, family_names: names of people in Finland that the packages' lists lack. usual_names: words that are both
name and common word, and far more often the name. kept: organisations, services, products and medicines, which are no
persons. places: towns, districts and hospitals, which stay. name_places: institutions called after a person.
A line that starts with # is a comment.
"""

from functools import cache
from pathlib import Path


@cache
def read(name: str) -> frozenset[str]:
    """The entries of one list; raises FileNotFoundError for a list that isn't there."""
    lines = (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines()
    return frozenset(line.strip() for line in lines if line.strip() and not line.startswith("#"))
