"""What one word form can be, in one language: a name, how surely, a place, an ordinary word. Cached per form."""

from dataclasses import dataclass
from enum import IntEnum


class Name(IntEnum):
    """How a form's being a name stands against its being an ordinary word or a place."""

    NEVER = 0
    MAYBE = 1  # a name and a word or place: context decides
    USUALLY = 2  # a name and a word, mostly the name
    ONLY = 3  # nothing but a name


def forms(text: str) -> frozenset[str]:
    """A set of lower-case word forms, written as one text with spaces."""
    return frozenset(text.split())


@dataclass(frozen=True, slots=True)
class Known:
    """A form's readings. ``word`` an ordinary word, ``place`` a place, ``town`` one of the well-known ones, ``inside``
    a local case that places take and people don't ('Salossa'), ``personal`` a name's form in one that people take
    ('Salolle'), ``rare`` a form that the language's frequency list lacks, ``common`` a frequent word of it."""

    name: Name = Name.NEVER
    given: bool = False
    family: bool = False
    word: bool = False
    place: bool = False
    town: bool = False
    inside: bool = False
    personal: bool = False
    rare: bool = False
    common: bool = False
    kept: bool = False
    street: bool = False
    landscape: bool = False  # a word or place shaped like a family name ('Vironmäki')
    compound: bool = False  # a word only as a compound that no dictionary lists
    nominative: bool = False  # the reading as a name or place is the base form

    @property
    def unknown(self) -> bool:
        """Nothing is known of the form."""
        return not (self.name or self.word or self.place or self.kept or self.street)
