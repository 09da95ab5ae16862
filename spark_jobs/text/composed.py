"""Letters with their marks as one: what is sent as a letter and its dots is read as the letter it is."""

import re
import unicodedata

_LETTER_WITH_MARKS = re.compile(r"[^\u0300-\u036f][\u0300-\u036f]*|[\u0300-\u036f]+")


def composed(text: str) -> tuple[str, list[int] | range]:
    """The text in Unicode's composed form (NFC), and where in `text` each of its places lies, its end among them."""
    if unicodedata.is_normalized("NFC", text):
        return text, range(len(text) + 1)
    parts: list[str] = []
    places: list[int] = []
    for letter in _LETTER_WITH_MARKS.finditer(text):
        part = unicodedata.normalize("NFC", letter.group())
        parts.append(part)
        places += [letter.start()] * len(part)
    return "".join(parts), [*places, len(text)]
