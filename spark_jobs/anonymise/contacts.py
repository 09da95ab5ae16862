"""Shapes of contacts: e-mail addresses however the @ is written, profile addresses, phone numbers however spaced."""

import re

from spark_jobs.anonymise.placeholders import EMAIL, NAME, PHONE
from spark_jobs.anonymise.rule import Rule, digits

_AT = r"(?:\s?@\s?|\s?[(\[{<]\s?(?:at|a|ät|ätt|@|miu|miukumauku|snabel-?a|snabela|ät-?merkki)\s?[)\]}>]\s?)"
_AT_ALONE = ("ät", "ätt", "miu", "miuku", "miukumauku", "snabel-a", "snabela", "ätmerkki")
"""What people say for the @ and for nothing else."""
AT_WORDS = ("at", *_AT_ALONE)
_SPOKEN_AT = rf"(?:\s(?:{'|'.join(AT_WORDS)})\s)"
_DOT = r"(?:\.|\s\.\s|\s?[(\[{<]\s?(?:dot|piste|punkt|\.)\s?[)\]}>]\s?)"
_HOST_DOT = rf"(?:{_DOT}|\s\.(?=\w)|\.\s(?=(?:fi|com|net|org|eu|se|info)\b)|\s(?:dot|piste|punkt)\s)"
_SPOKEN_DOT = rf"(?:{_DOT}|\s(?:dot|piste|punkt)\s)"
# Bounded, so that a hostile row of dots costs no quadratic time; the last rule takes whatever touches an @.
_LOCAL = rf"(?<![\w%+'&-])[\w%+'&-]+(?:{_DOT}[\w%+'&-]+){{0,12}}"
_SPOKEN_LOCAL = rf"(?<![\w%+'&-])[\w%+'&-]+(?:{_SPOKEN_DOT}[\w%+'&-]+){{0,12}}"
_HOSTS = (
    r"(?:gmail|hotmail|outlook|icloud|luukku|suomi24|yahoo|kolumbus|elisanet|saunalahti|live|msn|"
    r"proton(?:mail)?|welho|pp\.inet|netti|mail)"
)

EMAILS = (
    # A line's end that cuts an address in two.
    Rule(EMAIL, re.compile(r"(?<![\w.%+'-])[\w%+'-]+[._][\w.%+'-]*\r?\n[\w.%+'-]*@[\w.-]+", re.I)),
    Rule(EMAIL, re.compile(r"(?<![\w.%+'-])[\w.%+'-]+@[\w-]*\r?\n[\w-]*\.[a-z]{2,6}\b", re.I)),
    Rule(EMAIL, re.compile(rf"{_LOCAL}\.?{_AT}[\w-]+(?:{_HOST_DOT}[\w-]+)*", re.I)),
    Rule(
        EMAIL,
        re.compile(
            rf"{_SPOKEN_LOCAL}{_SPOKEN_AT}(?:{_HOSTS}|[\w-]+(?:\s(?:dot|piste|punkt)\s[\w-]+)*(?:\s(?:dot|"
            rf"piste|punkt)\s)(?:fi|com|net|org|eu|se|info))(?:{_SPOKEN_DOT}[a-z]{{2,6}})?\b",
            re.I,
        ),
    ),
    Rule(EMAIL, re.compile(rf"(?<![\w.%+'-])(?=[\w%+'-]*[._])[\w.%+'-]+{_SPOKEN_AT}[\w-]+\.[a-z]{{2,6}}\b", re.I)),
    # The sign left out before a host that everybody knows: 'liisa gmail.com'.
    Rule(EMAIL, re.compile(rf"(?<![\w.%+'-])[\w.%+'-]+\s{_HOSTS}{_HOST_DOT}(?:com|fi|net|org|se|me)\b", re.I)),
    # Nothing but an address has these words before a domain: 'liisa ät example.com'.
    Rule(
        EMAIL,
        re.compile(rf"(?<![\w.%+'-])[\w.%+'-]+\s(?:{'|'.join(_AT_ALONE)})\s[\w-]+(?:\.[\w-]+)+", re.I),
    ),
    Rule(EMAIL, re.compile(r"(?<![\w.+'-])[\w.+'-]+%40[\w.-]+", re.I)),  # as an address bar writes it
    Rule(EMAIL, re.compile(r"(?<![\w.%+'-])[\w.%+'-]*@+[\w.-]*")),
)

# A profile's address names its owner, and so does what it is called.
PROFILES = (
    Rule(
        NAME,
        re.compile(
            r"(?<!\w)(?:insta\w*|snap\w*|tiktok\w*|twitter\w*|telegram\w*|discord\w*|facebook\w*|fb|ig)\s?[:=]\s?"
            r"(?P<what>@?[\w.]{3,40})",
            re.I,
        ),
        group="what",
    ),
    Rule(
        NAME,
        re.compile(
            r"(?:https?://)?(?:www\.|m\.)?(?:facebook|fb|instagram|linkedin|tiktok|twitter|x|youtube|t|vk|"
            r"threads)\.(?:com|me|net|ru)/[^\s,;)]+",
            re.I,
        ),
    ),
    Rule(NAME, re.compile(r"(?:https?://)?[\w.-]+\.\w{2,6}/(?:~|u/|user/|profile/|people/)[^\s,;)]+", re.I)),
)

_ABOUT_PHONE = re.compile(
    r"\b(?:puh|puhelin\w*|p|tel|tfn|telefon\w*|gsm|mobil\w*|phone|mob|kännykkä\w*|matkapuh\w*|"
    r"numero\w*|nro|nummer|number|soita\w*|soitt\w*|ring|call|text|tekstar\w*|"
    r"whatsapp)\W*(?:\w+\W+){0,2}$",
    re.I,
)
_RUN = r"(?:\+|\b00)?\s?\(?[0-9OoIl]?[0-9](?:[ \n()./–_-]{0,3}[0-9]){4,14}"


# A name that is spelled letter by letter ('M ä k i n e n').
_LONE = r"(?<![^\W_])[^\W\d_](?![^\W_])"
SPELLED_OUT = (Rule(NAME, re.compile(rf"{_LONE}(?:[ .*_/|~\n-]{{1,2}}{_LONE}){{3,}}")),)


def _is_phone(match: re.Match[str]) -> bool:
    text = match.group().lstrip()
    count = digits(text)
    if text.startswith(("+", "(+")) and count >= 6:
        return True
    if text.lstrip("(").startswith("0") and 6 <= count <= 15:
        return True
    before = match.string[match.start() - 1 : match.start()]
    return (
        count >= 5
        and not before.isalnum()
        and before not in ("-", "_")
        and bool(_ABOUT_PHONE.search(match.string[max(0, match.start() - 40) : match.start()]))
    )


PHONES = (Rule(PHONE, re.compile(rf"(?<![0-9]){_RUN}(?![0-9])"), _is_phone),)
