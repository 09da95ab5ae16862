"""Every digit that is left, with what belongs to it, and numbers in words where they spell an age, a date or a code."""

import re

from spark_jobs.anonymise.placeholders import NUMBER
from spark_jobs.anonymise.rule import Rule

_L = "A-Za-zÅÄÖåäö"
_MONTH = (
    r"(?:(?:tammi|helmi|maalis|huhti|touko|kesä|heinä|elo|syys|loka|marras|joulu)(?:kuu\w*|k\.?)"
    r"|(?:januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december|jan|"
    r"feb|apr|jun|jul|aug|sept|sep|okt|oct|nov|dec)(?![a-zåäö])"
    r"|(?:January|February|March|April|May|June|July|August|September|October|November|December)(?![a-z]))"
)
_UNIT = r"(?:\s?[%‰€$£])"
_RUN = r"[0-9](?:[0-9]|[ .,:;/*+_()-]{1,3}(?=[0-9])|[xX](?=[0-9]))*"
_AFTER = (
    rf"(?:\.?[-\s]?{_MONTH}(?:\s[0-9]{{2,4}})?|{_UNIT}|:[a-zåäö]{{1,4}}(?![{_L}])|"
    rf"[{_L}]{{1,3}}(?![{_L}])|[{_L}]?(?:-[{_L}]?[0-9][0-9{_L}-]*|(?:-[A-ZÅÄÖ]{{1,3}}(?![{_L}]))+))?"
)
_BEFORE = (
    rf"(?:[€$£#§]\s?|(?<![{_L}])[{_L}]{{1,3}}[-_/.]?(?=[0-9])|"
    rf"(?<![{_L}-])[A-ZÅÄÖ]{{1,5}}[-_/]{{1,2}}(?=[0-9])|(?<![{_L}]){_MONTH}\.?\s(?=[0-9]))?"
)

DATES = (
    Rule(
        NUMBER,
        re.compile(
            r"(?<![0-9])[0-9]{1,2}\s?[./-]\s?[0-9]{1,2}\s?[./-]\s?(?:[0-9]{4}|[0-9]{2})(?![0-9])(?:\s?(?:klo|"
            r"kl\.?|at)\s)?(?:\s?[0-9]{1,2}[.:][0-9]{2}(?![0-9]))?"
        ),
    ),
)
RUNS = (Rule(NUMBER, re.compile(rf"{_BEFORE}{_RUN}{_AFTER}")),)
REST = (Rule(NUMBER, re.compile(r"[0-9]+")),)

_FI = (
    r"(?:nolla|yksi|(?:kolmi|neli)(?=-?(?:vuoti|kuu))|nelijä|neliä|neli(?=kymp)|seit(?=kyt)|kyt|yhden|yhtä|yks|kaksi|kahden|kahta|kaks|kolmen|kolmea|kolme|kolmatta|neljän|"
    r"neljää|neljä|viiden|viittä|viisi|viis|kuuden|kuutta|kuusi|kuus|seitsemän|seittemän|kahdeksan|"
    r"yheksän|yhdeksän|kymmenen|kymmentä|kymmen|toista|sadan|sataa|sata|tuhannen|tuhatta|tuhat)"
)
_FI_ORDINAL = (
    r"(?:ensimmäi(?:nen|s\w+)|toi(?:nen|s\w+)|(?:kolma|neljä|viide|kuude|seitsemä|kahdeksa|yhdeksä|"
    r"kymmene|yhde|kahde)(?:s|n)\w{0,30})"
)
_FI_MONTH = r"(?:tammi|helmi|maalis|huhti|touko|kesä|heinä|elo|syys|loka|marras|joulu)kuu\w*"
_SV = (
    r"(?:noll|ett|en|två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv|tretton|fjorton|femton|sexton|"
    r"sjutton|arton|nitton|tjugo|trettio|fyrtio|femtio|sextio|sjuttio|åttio|nittio|hundra|tusen)"
)
_SV_ORDINAL = (
    r"(?:första|andra|tredje|fjärde|femte|sjätte|sjunde|åttonde|nionde|tionde|elfte|tolfte|"
    r"\w+(?:tonde|ionde|ionio)|(?:tjugo|trettio)\w+)"
)
_EN = (
    r"(?:zero|oh|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|"
    r"fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|"
    r"ninety|hundred|thousand)"
)
_EN_ORDINAL = (
    r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|\w+teenth|"
    r"twentieth|thirtieth|(?:twenty|thirty)[- ]\w+)"
)
_SV_MONTH = r"(?:januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december)"
_EN_MONTH = r"(?:january|february|march|april|may|june|july|august|september|october|november|december)"
_SEP = r"[\s,.-]{1,3}(?:(?:viiva|väliviiva|miinus|plus|piste|streck|minus|dash|hyphen)[\s,.-]{1,3})?"
_FI_DIGIT = (
    r"(?:nolla|yksi|yks|kaksi|kaks|kolme|neljä|viisi|viis|kuusi|kuus|seitsemän|kahdeksan|kaheksan|yhdeksän|yheksän)"
)
# With the short forms that Finns count by; no form stands twice, or a long row of them would take for ever.
_FI_ALOUD = _FI.removesuffix(")") + "|yy|kaa|kol|koo|nel|nee|vii|kuu|see|kasi|ysi)"
_SV_DIGIT = r"(?:noll|ett|två|tre|fyra|fem|sex|sju|åtta|nio)"


def _spelled(word: str, length: int) -> str:
    return rf"(?<!\w){word}+(?:{_SEP}{word}+){{{length - 1},}}(?!\w)"


# A code of at least four number words; an age; a date. A lone number ('kaksi tuntia') tells nothing and stays.
SPELLED = tuple(
    Rule(NUMBER, re.compile(pattern, re.I), group="what" if "?P<what>" in pattern else 0)
    for pattern in (
        _spelled(_FI_ALOUD, 5),
        _spelled(_FI, 4),
        rf"(?<!\w){_FI_DIGIT}{{3,}}(?!\w)",
        rf"(?<!\w){_FI}+[\s-]?vuo(?:ti(?:s|a)\w*|den\sik\w+|tta\s(?:vanh\w+|täyt\w+|ikä\w*))",
        rf"(?<!\w){_FI}+-?kuu(?:kaut\w+|is\w+|ti\w+)",
        rf"(?<!\w){_FI}+\s(?:kuukauden|viikon|vuoden|päivän)\s(?:ikäi|vanh)\w+",
        rf"(?<!\w){_FI}*(?:kymmentä|kymmenen|(?<=[aeiouyäö])toista|(?<=n)toista|(?<=s)toista|"
        rf"sata){_FI}*\s(?:vee\b|v\b|vuotta\b)",
        rf"(?<!\w)(?:ikäni\son|ikää\son|ikä|olen|oon|olin|täytin|täytän|täyttää|täytti|täyttänyt|syntynyt|"
        rf"synnyin|vuonna|vuosimallia)[\s:]+(?:jo\s|just\s|juuri\s|kohta\s|vuonna\s|syntynyt\s)?"
        rf"(?P<what>{_FI}*(?:kymmentä|kymmenen|toista|sata|kyt){_FI}*)(?!\w)",
        rf"(?<!\w){_FI}+kymppi\w+",
        rf"(?<!\w){_FI}+\svee(?!\w)",
        r"(?<!\w)(?:puoli(?:toista)?|pari)-?vuotia\w+",
        rf"(?<!\w)[0-9]{{2,}}[\s-]{{1,2}}(?:(?:{_FI_DIGIT}|{_SV_DIGIT}|{_EN})[\s-]{{1,2}}){{2,}}[0-9]+",
        rf"(?<!\w)(?:huone|huoneessa|huoneen|huoneeseen|paikka|paikalla|koodi|koodini|tunnus|tunnukseni)\s"
        rf"(?P<what>{_FI}+(?:\s{_FI}+)*)(?!\w)",
        rf"(?<!\w){_FI_ORDINAL}(?:\s(?:päivä\w*|pvä))?\s{_FI_MONTH}(?:\s(?:tuhat|kaksituhat)\w*)?",
        rf"(?<!\w){_FI_MONTH}\s(?:päivä\w*\s)?{_FI_ORDINAL}",
        rf"(?<!\w)(?!toi(?:nen|s)){_FI_ORDINAL}\s(?:ensimmäistä|toista|kolmatta|neljättä|viidettä|kuudetta|seitsemättä|"
        rf"kahdeksatta|yhdeksättä|kymmenettä|yhdettätoista|kahdettatoista)(?!\w)",
        rf"(?<!\w)(?:tuhatyhdeksänsataa|yhdeksäntoistasataa|kahdeksantoistasataa|kaksituhatta)\w*(?:\s{_FI}+)*",
        _spelled(_SV, 4),
        rf"(?<!\w){_SV_DIGIT}{{3,}}(?!\w)",
        rf"(?<!\w){_SV}+[\s-]?(?:års?\s?(?:gam\w+|ålder\w*|åldern)|åri(?:g|ng)\w*)",
        rf"(?<!\w)(?:den\s)?{_SV_ORDINAL}\s{_SV_MONTH}(?:\s{_SV}+)*",
        rf"(?<!\w)(?:jag|hon|han|mamma|pappa)\s(?:är|fyller|fyllde|blir|blev)\s(?:snart\s|redan\s)?"
        rf"(?P<what>(?:tjugo|trettio|fyrtio|femtio|sextio|sjuttio|åttio|nittio)(?:{_SV})?)(?!\w)",
        rf"(?<!\w)(?:är|fyller|fyllde|blir|blev)\s(?:snart\s|redan\s)?"
        rf"(?P<what>(?:(?:ett\s?)?hundra|tjugo|trettio|fyrtio|femtio|sextio|sjuttio|åttio|nittio)(?:{_SV}){{0,2}})"
        rf"\s(?:år|fyllda)(?!\w)",
        rf"(?<!\w)(?:rum|rummet|kod|koden|plats)\s(?P<what>{_SV}+(?:\s{_SV}+)*)(?!\w)",
        r"(?<!\w)(?:nittonhundra|tjugohundra)\w*",
        _spelled(_EN, 4),
        rf"(?<!\w){_EN}(?:[\s-]{_EN})*[\s-]?(?:years?[\s-](?:old|of\sage)|yrs?\sold|year-olds?)",
        rf"(?<!\w)(?:I\sam|I'm|aged|age|turned|turning|she\sis|he\sis)\s(?P<what>(?:twenty|thirty|forty|fifty|"
        rf"sixty|seventy|eighty|ninety)(?:[\s-]{_EN})?)(?!\w)",
        r"(?<!\w)in\s(?:my|his|her|their)\s(?:early\s|mid[- ]?|late\s)?(?:twenties|thirties|forties|fifties|sixties|"
        r"seventies|eighties|nineties)(?!\w)",
        rf"(?<!\w)(?:room|code|bed|pin)\s(?:number\s)?(?P<what>{_EN}(?:(?:[\s-]|\sand\s){_EN})*)(?!\w)",
        rf"(?<!\w)(?:the\s)?{_EN_ORDINAL}\s(?:of\s)?{_EN_MONTH}(?:\s{_EN}+(?:[\s-]{_EN})*)?",
        rf"(?<!\w){_EN_MONTH}\s(?:the\s)?{_EN_ORDINAL}",
        rf"(?<!\w)nineteen[\s-](?:{_EN})(?:[\s-]{_EN})?(?!\w)",
    )
)

# Digits read aloud in other languages that are spoken here: Estonian, Russian and Ukrainian, German, Spanish, French,
# Somali, Turkish, Vietnamese; and the short ones that Finns count by ('yks kaks kol nel').
_WORLD = (
    r"(?:null|üks|kaks|kolm|neli|viis|kuus|seitse|kaheksa|üheksa|"
    r"ноль|нуль|один|два|три|четыре|чотири|пять|п'ять|шесть|шість|семь|сім|восемь|вісім|девять|дев'ять|"
    r"eins|zwei|zwo|drei|vier|fünf|sechs|sieben|acht|neun|"
    r"cero|uno|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|zéro|zero|un|deux|trois|quatre|cinq|six|sept|huit|neuf|"
    r"eber|kow|hal|laba|saddex|afar|shan|lix|toddoba|siddeed|sagaal|sıfır|sifir|bir|iki|üç|dört|beş|altı|yedi|sekiz|"
    r"dokuz|không|khong|một|hai|ba|bốn|năm|sáu|bảy|tám|chín)"
)
FOREIGN = (Rule(NUMBER, re.compile(_spelled(_WORLD, 4), re.I)),)

# A date, a year or a room in Roman numerals; 'osasto IV' names a ward and stays.
_MONTHS = r"(?:XI{0,2}|IX|IV|VI{0,3}|I{1,3})"
ROMAN = (
    Rule(NUMBER, re.compile(rf"(?<!\w)(?:[XVI]{{1,6}}[./ ]\s?)?{_MONTHS}[./ ]\s?(?:M[MDCLXVI]{{1,11}})(?!\w)")),
    Rule(NUMBER, re.compile(rf"(?<!\w)[XVI]{{1,6}}\.{_MONTHS}\.?(?!\w)")),
    Rule(NUMBER, re.compile(r"(?<!\w)(?:M(?:CM|DCCC)[LXVI]{0,8}|MM[XVI]{1,6})(?!\w)")),
    Rule(
        NUMBER,
        re.compile(r"(?<!\w)(?i:huone|huoneessa|huoneen|rum|rummet|room)\s(?P<what>[IVXL]{1,6})(?!\w)"),
        group="what",
    ),
)
