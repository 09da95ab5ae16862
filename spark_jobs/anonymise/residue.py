"""The second scan: does anything that must go still stand in a text after removal? Independent of the first.

It shares no rule with the recognisers: characters and a plain list of names only, over the text as it will be stored.
What it finds withholds the text.
"""

import html
import re
import unicodedata
from functools import lru_cache

from lake_layout.reference import names as reference
from spark_jobs.anonymise.finnish import finnish
from spark_jobs.anonymise.lexicon import dictionary, family_names, given_names, zipf
from spark_jobs.anonymise.placeholders import PLACEHOLDERS

_PLACEHOLDER = re.compile("|".join(map(re.escape, PLACEHOLDERS)))
_AT = re.compile(r"[@＠﹫]|[(\[]\s?at\s?[)\]]", re.I)
_DIGIT = re.compile(r"\d")
_RARE = re.compile("[\u00b2\u00b3\u00b9\u00bc-\u00be\u0180-\U0010ffff]")
# A word, but not the first part of a thing's name ('Kauko-ohjaus', 'Lauri-järjestelmä'); of a person's it is a name.
_PERSON = "[a-zåäö]*(?:hoitaja|lääkäri|tohtori|setä|täti|mummo|mummi|vaari|ukki|pappa|eno|poika|tyttö)"
_WORD = re.compile(rf"[^\W\d_]++(?!-(?!{_PERSON})[a-zåäö]{{4,}})")


@lru_cache(maxsize=4)
def _at_risk(language: str) -> frozenset[str]:
    """Names so common here, and no word of the language, that one of them capitalised in the output means a miss."""
    safe = reference.read("kept.txt") | reference.read("places.txt") | reference.read("name_places.txt")
    given = {name for name, (near, _) in given_names().items() if near >= 7 and len(name) > 3}
    family = {name for name in family_names() if len(name) > 4 and name.endswith(("nen", "sson", "ström", "qvist"))}
    words = dictionary(language) if language in ("sv", "en") else ()
    ordinary = {
        name
        for name in given | family
        if name in words
        or max(zipf(name, "fi"), zipf(name, "sv"), zipf(name, "en")) >= 4.8
        or language == "fi"
        and finnish(name).word
    }
    return frozenset((given | family) - ordinary - safe)


def residue(text: str, language: str, shielded: frozenset[str] = frozenset()) -> str | None:
    """What is still there: ``digit``, ``address`` (an @) or ``name``; None where the text is clean.
    ``shielded`` are words that a region's list lets stand."""
    rest = _PLACEHOLDER.sub(" ", text)
    unescaped = html.unescape(rest) if "&" in rest else rest
    if _DIGIT.search(unescaped) or any(unicodedata.digit(char, None) is not None for char in _RARE.findall(unescaped)):
        return "digit"
    if _AT.search(unescaped):
        return "address"
    risky = _at_risk(language) - shielded if shielded else _at_risk(language)
    if any(word[0].isupper() and word.lower() in risky and not word.isupper() for word in _WORD.findall(unescaped)):
        return "name"
    return None
