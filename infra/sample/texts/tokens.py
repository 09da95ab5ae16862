"""Invented identifiers and figures, in the spellings that people use.

Nothing here can belong to anybody: identity codes carry the individual numbers 900–999, never given to a person,
phone numbers a subscriber part that begins with 000, e-mails and IP addresses the ranges reserved for documentation,
licence plates a Q, coordinates lie in the Bothnian Sea, post towns don't exist.
"""

from __future__ import annotations

from random import Random

from .names import names

CENTURY_SIGNS = {1800: "+", 1900: "-YXWVU", 2000: "ABCDEF"}
CHECK_CHARACTERS = "0123456789ABCDEFHJKLMNPRSTUVWXY"
MONTHS = {
    "fi": [
        "tammi",
        "helmi",
        "maalis",
        "huhti",
        "touko",
        "kesä",
        "heinä",
        "elo",
        "syys",
        "loka",
        "marras",
        "joulu",
    ],
    "sv": [
        "januari",
        "februari",
        "mars",
        "april",
        "maj",
        "juni",
        "juli",
        "augusti",
        "september",
        "oktober",
        "november",
        "december",
    ],
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
}
STREETS = {
    "fi": ["Kuusitie", "Mallikatu", "Esimerkkitie", "Pihlajakuja", "Harjupolku", "Vanha Myllytie", "Koivurinne"],
    "sv": ["Granvägen", "Exempelgatan", "Åsstigen", "Strandvägen", "Gamla Kvarnvägen", "Rönngränden", "Björkbacken"],
}
TOWNS = {"fi": ["Mallikylä", "Esimerkkilä", "Harjuperä"], "sv": ["Exempelby", "Mallinge", "Åsbacka"]}
ASCII = str.maketrans("åäöÅÄÖ", "aaoAAO")


def check_character(birth_date: str, individual_number: str) -> str:
    """The last character of an identity code, from its nine digits."""
    return CHECK_CHARACTERS[int(birth_date + individual_number) % 31]


def identity_code(rng: Random, language: str) -> str:
    """A Finnish identity code; some in lower case, some with a wrong check character, some with spaces."""
    century = rng.choices((1800, 1900, 2000), (0.05, 0.65, 0.30))[0]
    year = {1800: rng.randint(90, 99), 1900: rng.randint(25, 99), 2000: rng.randint(0, 24)}[century]
    date = f"{rng.randint(1, 28):02}{rng.randint(1, 12):02}{year:02}"
    number = str(rng.randint(900, 999))
    check = check_character(date, number)
    if rng.random() < 0.08:
        check = CHECK_CHARACTERS[(CHECK_CHARACTERS.index(check) + rng.randint(1, 30)) % 31]
    space = rng.choices(("{}{}{}{}", "{} {}{}{}", "{}{} {}{}", "{} {} {} {}"), (88, 5, 4, 3))[0]
    code = space.format(date, rng.choice(CENTURY_SIGNS[century]), number, check)
    return code.lower() if rng.random() < 0.15 else code


def email(rng: Random, language: str) -> str:
    first = rng.choice(names("first")).nominative.lower().translate(ASCII)
    last = rng.choice(names("last")).nominative.lower().translate(ASCII)
    local = rng.choice((f"{first}.{last}", f"{first}.{last}", f"{first}_{last}", f"{last}{rng.randint(2, 99)}"))
    at = "(at)" if rng.random() < 0.08 else "@"
    address = f"{local}{at}{rng.choice(('example.fi', 'example.com', 'posti.example.fi'))}"
    return address.title() if rng.random() < 0.05 else address


def phone(rng: Random, language: str) -> str:
    area = rng.choice(("40", "41", "44", "45", "46", "50", "9", "6", "5"))
    spelling = rng.choice(
        (
            "0{a} 000 {n}",
            "0{a}000{n}",
            "0{a}-000{n}",
            "0{a}-000 {n}",
            "(0{a}) 000 {n}",
            "0{a}.000.{n}",
            "0{a} 000 {x} {y}",
            "+358 {a} 000 {n}",
            "+358{a}000{n}",
            "+358 (0){a} 000 {n}",
            "00358 {a} 000{n}",
        )
    )
    number = f"{rng.randint(0, 9999):04}"
    return spelling.format(a=area, n=number, x=number[:2], y=number[2:])


def address(rng: Random, language: str) -> tuple[str, list[tuple[str, str]]]:
    """Street and number, at times with postcode and town, in Finnish or Swedish."""
    tongue = "sv" if language == "sv" or rng.random() < 0.15 else "fi"
    number = rng.choice(("{n}", "{n}", "{n} {s} {d}", "{n}{l}", "{n} as. {d}" if tongue == "fi" else "{n} bst. {d}"))
    street = f"{rng.choice(STREETS[tongue])} " + number.format(
        n=rng.randint(1, 148), s=rng.choice("ABC"), d=rng.randint(1, 60), l=rng.choice("ab")
    )
    street = street.lower() if rng.random() < 0.1 else street
    if rng.random() < 0.6:
        return street, [("address", street)]
    postcode, town = f"{rng.randint(1, 98):02}99{rng.randint(7, 9)}", rng.choice(TOWNS[tongue])
    return f"{street}, {postcode} {town}", [("address", street), ("postcode", postcode), ("town", town)]


def gps(rng: Random, language: str) -> str:
    lat, lon = rng.uniform(61.5, 62.5), rng.uniform(18.8, 20.2)
    spelling = rng.randrange(4)
    if spelling < 2:
        text = f"{lat:.{rng.randint(4, 6)}f}, {lon:.{rng.randint(4, 6)}f}"
        return text if spelling else text.replace(",", "").replace(".", ",")
    degrees = [(int(d), int(d % 1 * 60), int(d % 1 * 3600 % 60)) for d in (lat, lon)]
    if spelling == 2:
        return "{}°{:02}'{:02}\"N {}°{:02}'{:02}\"E".format(*degrees[0], *degrees[1])
    return f"N {degrees[0][0]}° {lat % 1 * 60:.3f}' E {degrees[1][0]}° {lon % 1 * 60:.3f}'"


def ip(rng: Random, language: str) -> str:
    if rng.random() < 0.3:
        return f"2001:db8:{rng.randrange(65536):x}::{rng.randrange(1, 65536):x}"
    return f"{rng.choice(('192.0.2', '198.51.100', '203.0.113'))}.{rng.randint(1, 254)}"


def plate(rng: Random, language: str) -> str:
    letters = "".join(rng.sample("ABCEFGHIJKLMNRSTUVXYZ", 2))
    text = f"Q{letters}{rng.choice('--- ')}{rng.randint(1, 999)}"
    return text.lower() if rng.random() < 0.2 else text


def date(rng: Random, language: str) -> str:
    return spell_date(rng, language, rng.randint(2023, 2025))


def birth_date(rng: Random, language: str) -> str:
    return spell_date(rng, language, rng.randint(1935, 2007))


def spell_date(rng: Random, language: str, y: int) -> str:
    """Any day of a year, in one of the usual spellings."""
    d, m = rng.randint(1, 28), rng.randint(1, 12)
    month = MONTHS[language][m - 1]
    worded = {"fi": f"{d}. {month}kuuta {y}", "sv": f"den {d} {month} {y}", "en": f"{d} {month} {y}"}[language]
    return rng.choice(
        (
            f"{d}.{m}.{y}",
            f"{d}.{m}.{y}",
            f"{d:02}.{m:02}.{y}",
            f"{d}/{m}/{y}",
            f"{y}-{m:02}-{d:02}",
            f"{d}.{m}.{y % 100:02}",
            worded,
        )
    )


def time(rng: Random, language: str) -> str:
    return f"{rng.randint(7, 22)}{rng.choice('..:')}{rng.choice((0, 15, 20, 30, 40, 45)):02}"


def age(rng: Random, language: str) -> str:
    return str(rng.randint(57, 97))


def price(rng: Random, language: str) -> str:
    mark = "." if language == "en" else ","
    euro, unit = rng.randint(5, 480), {"fi": "euroa", "sv": "euro", "en": "euros"}[language]
    return rng.choice((f"{euro}{mark}{rng.randint(0, 99):02} €", f"{euro} {unit}", f"{euro}e", f"{euro} €"))


def room(rng: Random, language: str) -> str:
    number = rng.randint(1, 60)
    return rng.choice((f"{rng.randint(1, 420)}", f"{rng.choice('ABCD')}{number}", f"{rng.randint(1, 9)}.{number}"))


SIMPLE = {
    maker.__name__: maker
    for maker in (identity_code, email, phone, gps, ip, plate, date, birth_date, time, age, price, room)
}
"""Makers whose result is one token; its type is the maker's name."""
