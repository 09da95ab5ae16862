"""All shapes in the order in which they claim text: what is most certain and most specific first."""

import re

from spark_jobs.anonymise import addresses, codes, contacts, disguise, numbers
from spark_jobs.anonymise.knowledge import forms
from spark_jobs.anonymise.rule import Rule, Span, spans_of

_DIGIT = re.compile(r"[0-9]")
_LETTERS = re.compile(r"(?<![^\W_])[^\W\d_](?:[ .*_/|~\n-]{1,2}[^\W\d_](?![^\W_])){2}")
_MASK = re.compile(r"[A-Za-zÅÄÖåäö](?:[*•#_×]|[:.…-]-?(?:nen|se|st))")
_HEX = re.compile(r"[0-9A-Fa-f]{2}:[0-9A-Fa-f]*:")
_AT_WORDS = tuple(f" {word} " for word in contacts.AT_WORDS)
_MAIL_HOSTS = (
    "mail",
    "outlook",
    "icloud",
    "luukku",
    "suomi24",
    "yahoo",
    "kolumbus",
    "elisanet",
    "saunalahti",
    "proton",
)
# A number that is read aloud holds a nought or a few; in other languages only such runs are looked for.
_ZEROS = ("null", "zero", "cero", "zéro", "eber", "ноль", "нуль", "sifir", "sıfır", "khong", "không", "nula")
_ROMAN = re.compile(r"[IVX]\.[IVX]|\b(?:MC|MD|MM)[CDLXVI]|(?i:huone|rum|room)\w* [IVXL]+\b")
_NUMBER_WORDS = tuple(
    forms(
        "vuoti kuukau kuinen nolla kymppi kyt huone paikka koodi tunnus room code bed pin rum kod plats ties "
        "kymmen toista sata tuhat yksi kaksi kahde kolme kolmas neljä viisi viide kuusi kuude seitsemä yhdeks "
        "kuuta kuussa tjugo trettio fyrtio femtio sextio sjuttio åttio nittio hundra noll ton år januari februari "
        "mars april maj juni juli august septe oktob novem decem twenty thirty forty fifty sixty seventy eighty ninety "
        "teen zero three four five seven march may june july october"
    )
)

_WITH_DIGITS: tuple[Rule, ...] = (
    *codes.NETWORK,
    *addresses.STREETS,
    *addresses.POST_CODES,
    *codes.IDENTITY_CODES,
    *codes.POSITIONS,
    *numbers.DATES,
    *contacts.PHONES,
    *codes.PLATES,
    *numbers.RUNS,
    *numbers.REST,
)


def shapes_in(text: str) -> tuple[str, list[Span]]:
    """Spans of everything with a shape, and the text with them blanked; cheap tests first: most texts hold none."""
    found: list[Span] = []
    lower = text.lower()
    for needed, rules in (
        (
            "@" in text
            or "%40" in text
            or "(" in text
            or "[" in text
            or "{" in text
            or "<" in text
            or _any(_AT_WORDS, lower)
            or _any(_MAIL_HOSTS, lower),
            contacts.EMAILS,
        ),
        ("/" in text or ":" in text or "=" in text, contacts.PROFILES),
        (_LETTERS.search(text), contacts.SPELLED_OUT),
        (_MASK.search(text), disguise.MASKED),
        (":" in text and _HEX.search(text), codes.NETWORK),
        (_any(_NUMBER_WORDS, lower), numbers.SPELLED),
        (_any(_ZEROS, lower), numbers.FOREIGN),
        (_ROMAN.search(text), numbers.ROMAN),
        (_DIGIT.search(text), _WITH_DIGITS),
    ):
        if needed:
            text, spans = spans_of(rules, text)
            found.extend(spans)
    return text, found


def _any(words: tuple[str, ...], lower: str) -> bool:
    return any(word in lower for word in words)
