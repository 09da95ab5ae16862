"""Shapes of addresses: street and number, post code and town, post box; in Finnish, Swedish and English.

A street's name alone is an address too where it is written as a name (capitalised, 'Mannerheimintiellä'); see names.py.
"""

import re

from spark_jobs.anonymise.placeholders import ADDRESS
from spark_jobs.anonymise.rule import Rule

_STRONG_FI = (
    r"(?:katu|kadu|tie|tei(?=ll)|kuja|kuji|polku|polu|poluil|bulevardi|esplanadi|puistikko|puistiko|"
    r"raitti|raiti|väylä|väyli|penger|penkere|kj)"
)
_WEAK_FI = (
    r"(?:kaari|kaare|ranta|ranna|rinne|rinte|mäki|mäe|aukio|tori|piha|portti|porti|laituri|laita|"
    r"silta|silla|kulma|harju|haka|haa|lehto|lehdo|niitty|niity|ahde|ahtee|vuori|vuore|kallio|niemi|"
    r"nieme|puisto|kylä|linja|rata|käytävä|saari|taival|sola|vainio|pelto|metsä|suora|mutka|lenkki|"
    r"kierto|kehä|alho|notko|suo|aho|lahti|vaara)"
)
_CASE_FI = (
    r"(?:n|a|ä|ta|tä|lla|llä|lta|ltä|lle|ssa|ssä|sta|stä|an|en|hen|ella|ellä|elta|eltä|elle|"
    r"ksi)?(?:ni|mme|nsa|kin|han)?"
)
_SV = (
    r"(?:gatan?|vägen|väg|gränd(?:en)?|stigen|stig|strand(?:en)?|torget|backen|backa|allén?|"
    r"esplanaden|brinken|kajen|svängen|parken|bågen|ringen|kroken|plan|udden|liden|åsen|berget|"
    r"linjen)s?"
)
_EN = r"(?:Street|Str?|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Dr|Square|Way|Court|Boulevard|Blvd|Close|Terrace)"

_FLAT = (
    r"(?:\s?[-–/]\s?[0-9]{1,4})?(?:\s?[a-hA-Z](?![a-zåäöA-ZÅÄÖ]))?(?:,?\s?(?:as|lh|bst|lgh|asunto|"
    r"rappu|krs|apt|flat|"
    r"huone)\.?\s?[a-zA-Z]?(?![a-zåäö]))?(?:\s?[0-9]{1,3}(?![0-9.:]))?"
    r"(?:\s?[a-hA-Z](?![a-zåäöA-ZÅÄÖ0-9]))?"
)
_TOWN = r"[A-ZÅÄÖ][a-zåäöA-ZÅÄÖ]+(?:[ -][A-ZÅÄÖ]{2,}\b|-[A-ZÅÄÖ][a-zåäö]+)?"
_POST = rf"(?:[,;\s]{{1,3}}(?:FIN?-?\s?)?[0-9]{{2,3}}\s?[0-9]{{2,3}}\s{{1,2}}{_TOWN}|,\s{{0,2}}{_TOWN}(?![a-zåäö]))?"
_NUMBER = rf"[.,]?\s{{0,2}}(?:nro\s|numero(?:ssa)?\s|nr\s)?[0-9]{{1,4}}(?::[a-zåäö]{{1,5}})?{_FLAT}{_POST}"
_LEAD = (
    r"(?:(?:Vanha\w{0,4}|Uusi|Uude\w{1,4}|Uuteen|Uutta|Iso\w{0,4}|Pien\w{1,5}|Pikku|Ala|Ylä|(?:Itäi|Länti|Pohjoi|"
    r"Eteläi)\w{2,6}|Norra|Södra|Östra|Västra|Stora|Lilla|Gamla|Nya|"
    r"[A-ZÅÄÖ]\.)\s)?"
)

STREETS = (
    Rule(ADDRESS, re.compile(rf"(?<!\w){_LEAD}[A-ZÅÄÖa-zåäö][\w'-]{{1,30}}?{_STRONG_FI}{_CASE_FI}{_NUMBER}")),
    Rule(
        ADDRESS,
        re.compile(
            rf"(?<!\w)(?:[A-ZÅÄÖ][a-zåäö-]+\s){{1,2}}(?:katu|kadu|tie|kuja|polku|polu|aukio|puistotie|tori|"
            rf"kaari|kaare|k\.){_CASE_FI}{_NUMBER}"
        ),
    ),
    Rule(ADDRESS, re.compile(rf"(?<!\w){_LEAD}[A-ZÅÄÖ][\w'-]{{1,30}}?{_WEAK_FI}{_CASE_FI}{_NUMBER}")),
    Rule(ADDRESS, re.compile(rf"(?<!\w){_LEAD}[A-ZÅÄÖa-zåäö][\w'-]{{1,30}}?{_SV}{_NUMBER}")),
    Rule(
        ADDRESS,
        re.compile(rf"(?<!\w)(?:Norra|Södra|Östra|Västra|Stora|Lilla|Gamla|Nya|[A-ZÅÄÖ]\w+s?)\s(?i:{_SV}){_NUMBER}"),
    ),
    Rule(ADDRESS, re.compile(rf"(?<!\w)[0-9]{{1,4}}[A-Za-z]?,?\s+(?:[A-ZÅÄÖ][\w'-]+\s){{1,3}}{_EN}\b\.?{_POST}")),
    Rule(
        ADDRESS,
        re.compile(
            rf"(?<!\w)(?:(?i:os(?:oite|\.)?|adress|address|gatuadress|"
            rf"kotiosoite)\w*)\s?[:=]?\s+(?P<what>[A-ZÅÄÖ][\w'-]+(?:\s[A-ZÅÄÖ][\w'-]+)?{_NUMBER})"
        ),
        group="what",
    ),
)
_TOWNS_LOWER = (
    r"(?:helsinki|helsingfors|espoo|esbo|vantaa|vanda|tampere|tammerfors|turku|åbo|oulu|uleåborg|"
    r"kuopio|lahti|jyväskylä|pori|björneborg|vaasa|vasa|kokkola|karleby|joensuu|lappeenranta|"
    r"hämeenlinna|rovaniemi|seinäjoki|mikkeli|kotka|salo|porvoo|borgå|kouvola|kajaani|rauma|"
    r"savonlinna|raasepori|jakobstad|pietarsaari)"
)
POST_CODES = (
    Rule(ADDRESS, re.compile(rf"(?<![0-9])(?:FIN?-?\s?)?[0-9]{{5}},?\s{{1,2}}(?:{_TOWN}|{_TOWNS_LOWER}\b)")),
    Rule(ADDRESS, re.compile(rf"(?<![0-9])(?:SE?-?\s?)[0-9]{{3}}\s?[0-9]{{2}}\s{{1,2}}{_TOWN}")),
    Rule(
        ADDRESS,
        re.compile(
            rf"(?<!\w)(?:PL|PB|Box|P\.?\s?O\.?\s?Box|[Pp]ostilokero|[Pp]ostbox|[Pp]ostfack)\.?\s?[0-9]{{1,5}}{_POST}"
        ),
    ),
)
