"""Shapes of codes: Finnish identity codes, IP and hardware addresses, positions, licence plates.

Identity code: DDMMYY, a sign for the century (``+ - A…F U…Y``; Digital and Population Data Services Agency, since
2023), an individual number and a check character. People write it in lower case, with spaces or any dash around the
sign, with letters that look like digits, without the sign, over two lines, or with the end masked.
"""

import re

from spark_jobs.anonymise.placeholders import IDENTITY_CODE, IP, PLATE, POSITION
from spark_jobs.anonymise.rule import Rule, digits

_D = r"[0-9OoIl|]"
_DATE = rf"{_D}(?:[ .\n/]{{0,2}}{_D}){{5}}"
_SPOKEN_SIGN = r"(?:miinus|viiva|väliviiva|tavuviiva|plus|minus|dash|hyphen|streck|bindestreck)"
_SIGN = rf"(?:\s?{_SPOKEN_SIGN}\s?|\s{{0,3}}[-+A-FU-Ya-fu-y_/=~*:.,]{{1,2}}\s{{0,3}}|\s{{1,2}})"
_END = r"(?:[0-9A-Za-z]|[ \n-][0-9A-Za-z](?![0-9A-Za-zåäöÅÄÖ]))?"

IDENTITY_CODES = (
    Rule(
        IDENTITY_CODE,
        re.compile(rf"(?<![0-9]){_DATE}{_SIGN}{_D}[ \n]?{_D}[ \n]?{_D}(?![0-9]{{2}}){_END}"),
        lambda match: digits(match.group()) >= 6 and not _is_digits_only(match.group()),
    ),
    Rule(IDENTITY_CODE, re.compile(r"(?<![0-9])[0-9]{6}\s?[A-FU-Ya-fu-y]?[0-9]{3}[A-Ya-y](?![A-Za-zåäö])")),
    Rule(IDENTITY_CODE, re.compile(r"(?<![0-9])[0-9]{6}\s?[-+A-FU-Ya-fu-y]\s?[xX*#?_.]{3,4}")),
)


def _is_digits_only(text: str) -> bool:
    """'040 123 4567' and '12.10.24 1530' are a phone number and a time, which later rules take as a whole."""
    return bool(re.fullmatch(r"[0-9\s.]+", text)) and not re.match(r"[0-9]{6}\s[0-9]{4}$", text)


_IPV6 = (
    r"(?<![\w:.])(?=[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*:)(?:[0-9A-Fa-f]{0,4}:){2,7}(?:[0-9A-Fa-f]{0,4}|"
    r"\d{1,3}(?:\.\d{1,3}){3})(?:[%/]\w+)?(?![\w:])"
)
NETWORK = (
    Rule(
        IP,
        re.compile(
            r"(?<![0-9.])[0-9]{1,3}(?:\s?(?:\.|\[\.\]|\(\.\))\s?[0-9]{1,3}){3}(?:[:/][0-9]{1,5})?(?![0-9]|\.[0-9])"
        ),
    ),
    Rule(IP, re.compile(r"(?<![\w:])[0-9A-Fa-f]{2}(?:[:-][0-9A-Fa-f]{2}){5}(?![\w:])")),
    Rule(
        IP,
        re.compile(_IPV6),
        lambda match: match.group().count(":") > 2 or "::" in match.group() and len(match.group()) > 3,
    ),
)

_HEMISPHERE = r"(?:\s?(?:[NSEWPILneswpil]|lat|lon|lng|pohjoista|itäistä|leveyttä|pituutta)(?![a-zåäöA-ZÅÄÖ]))?"
_DECIMAL = r"[-+]?[0-9]{1,3}[.,][0-9]{3,}\s?°?"
_DEGREES = (
    r"[0-9]{1,3}\s?(?:°|º|astetta|grader|degrees|deg)\s?(?:[0-9]{1,2}(?:[.,][0-9]+)?\s?(?:'|"
    r"min)?\s?)?(?:[0-9]{1,2}(?:[.,][0-9]+)?\s?(?:''|\"|s(?:ek|ec)?)?)?"
)
_PREFIX = r"(?:(?:(?<![a-zåäöA-ZÅÄÖ])(?:[NSEW]|lat(?:itude)?|lon(?:g(?:itude)?)?|lng)\s?[:=]?\s?))?"  # before a figure
POSITIONS = (
    Rule(
        POSITION,
        re.compile(
            rf"{_PREFIX}(?<![0-9]){_DECIMAL}{_HEMISPHERE}\s{{0,2}}[,;/\s]\s{{0,2}}{_PREFIX}{_DECIMAL}{_HEMISPHERE}",
            re.I,
        ),
    ),
    Rule(
        POSITION,
        re.compile(
            rf"{_PREFIX}(?<![0-9]){_DEGREES}{_HEMISPHERE}\s{{0,2}}[,;/\s]?\s{{0,2}}{_PREFIX}{_DEGREES}{_HEMISPHERE}",
            re.I,
        ),
    ),
    Rule(POSITION, re.compile(r"(?<![0-9.,])[0-9]{2}[.,][0-9]{4,}\s?°?\s?[NSEW](?![a-zåäö])")),
)

_ABOUT_CAR = re.compile(
    r"\b(?:rek|auto|kilpi|kilve|pysäköi|parkk|invap|hinat|hinaus|moottoripyör|mopo|skoot|mönkij|traktor|pakettiau|plåt|bil|car\b|plate|vehicle|"
    r"reg)\w*[\s:.,'\"-]*(?:\w+[\s:.,'\"-]+){0,3}$",
    re.I,
)
_PLATE_SAID = re.compile(
    r"\b(?:rekisteri\w*|reg\.?(?:nr|nro)?|plates?|kilpi|kilvessä|plåt\w*|registernummer)[\s:]*$", re.I
)
_NOT_PLATE = re.compile(
    r"(?i:hus|tk|pl|pb|os|nro|klo|kl|puh|tel|ja|on|oli|jo|n|yli|no|nr|vko|kpl|ikä|age|år|ca|the|at|"
    r"in|of|to|for|was|och|om|se|he|ei|me|te|nyt|mun|sen|sai|iv|cov|b|hb|ph)"
)
PLATES = (
    # Spaced, cut by a line's end, with another sign, or with letters that look like digits.
    Rule(
        PLATE,
        re.compile(
            r"(?<![\w-])(?:[A-ZÅÄÖ][ \t]){1,2}[A-ZÅÄÖ]\s{0,2}[-~=·]\s{0,2}[0-9](?:\s?[0-9]){0,2}(?!\w)|"
            r"(?<![\w-])[A-ZÅÄÖ]{2,3}\s{0,2}[-~=·]\s{0,2}(?=[lIO]{0,2}[0-9])[0-9lIO]{1,3}(?!\w)"
        ),
        lambda match: not _NOT_PLATE.fullmatch(re.sub(r"\s|[-~=·].*", "", match.group(), flags=re.S)),
    ),
    Rule(
        PLATE,
        re.compile(r"(?<![\w-])[A-ZÅÄÖa-zåäö]{2,3}\s?-\s?[0-9]{1,3}(?![\w])"),
        lambda match: not _NOT_PLATE.fullmatch(match.group().split("-")[0].strip()),
    ),
    Rule(
        PLATE,
        re.compile(r"(?<![A-ZÅÄÖ0-9_-])[A-ZÅÄÖ]{2,3}(?:\s?|-)[0-9]{1,3}(?![\w.,:-]?[0-9A-Za-z])"),
        lambda match: not _NOT_PLATE.fullmatch(re.split(r"[\s0-9-]", match.group())[0]),
    ),
    Rule(
        PLATE,
        re.compile(r"(?<![\w-])[A-ZÅÄÖa-zåäö]{2,3}\s?[0-9]{1,3}(?![\w])"),
        lambda match: (
            bool(_PLATE_SAID.search(match.string[max(0, match.start() - 40) : match.start()]))
            or bool(_ABOUT_CAR.search(match.string[max(0, match.start() - 40) : match.start()]))
            and not _NOT_PLATE.fullmatch(re.split(r"[\s0-9]", match.group())[0])
        ),
    ),
)
