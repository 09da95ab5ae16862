"""Names and words for the verification run's name rules; written for this project, one lower-case entry a line.

given_names, family_names: names of people in Finland that the packages' lists lack. usual_names: words that are both
name and common word, and far more often the name. kept: organisations, services, products and medicines, which are no
persons. places: towns, districts and hospitals, which stay. name_places: institutions called after a person.
service_names: digital services with a person's name, which stay where the text speaks of the service.
regions/<code>_allow.txt: a region's unit names that look like names of persons and stay; regions/<code>_deny.txt: names
that always go in its texts, such as its staff's. A line that starts with # is a comment.
"""

from functools import cache
from pathlib import Path


@cache
def read(name: str) -> frozenset[str]:
    """The entries of one list; raises FileNotFoundError for a list that isn't there."""
    return _entries(Path(__file__).parent / name)


@cache
def read_if_there(name: str) -> frozenset[str]:
    """The entries of a list that needn't be there; empty where it isn't."""
    path = Path(__file__).parent / name
    return _entries(path) if path.exists() else frozenset()


def _entries(path: Path) -> frozenset[str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return frozenset(line.strip() for line in lines if line.strip() and not line.startswith("#"))
