"""All shapes in the order in which they claim text: what is most certain and most specific first."""

import re

from spark_jobs.anonymise import addresses, codes, contacts, numbers
from spark_jobs.anonymise.rule import Rule, Span, spans_of

_WRITTEN_AT = re.compile(r"@|[(\[{<]\s?(?:at|a|ät|ätt|miu|miukumauku|snabel-?a)\s?[)\]}>]|\s(?:at|ät|ätt|miu|miukumauku|snabel-?a|ätmerkki)\s", re.I)
_PATH = re.compile(r"\.\w{2,6}/")
_DIGIT = re.compile(r"[0-9]")
_HEX = re.compile(r"[0-9A-Fa-f]{2}:[0-9A-Fa-f]*:")
_NUMBER_WORD = re.compile(
    r"nolla|kymmen|toista|sata|tuhat|yksi|kaksi|kahde|kolme|neljä|viisi|kuusi|seitsemä|yhdeks|kuuta|"
    r"tjugo|trettio|fyrtio|femtio|sextio|sjuttio|åttio|nittio|hundra|noll|ton\b|den\s|år|"
    r"twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|teen|zero|three|four|five|seven|nine|th\b|first|second|third",
    re.I,
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
    """Spans of everything with a shape, and the text with them blanked; cheap tests first, since most texts hold none."""
    found: list[Span] = []
    for needed, rules in (
        (_WRITTEN_AT, contacts.EMAILS),
        (_PATH, contacts.PROFILES),
        (_HEX, codes.NETWORK),
        (_NUMBER_WORD, numbers.SPELLED),
        (_DIGIT, _WITH_DIGITS),
    ):
        if needed.search(text):
            text, spans = spans_of(rules, text)
            found.extend(spans)
    return text, found
