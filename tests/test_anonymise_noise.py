"""Noise on an identifier does not get it through: whatever case, invisible characters, look-alikes, entities or missing
spaces do to it, nothing of it is left."""

import html
import re
import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from spark_jobs.anonymise.placeholders import PLACEHOLDERS
from spark_jobs.anonymise.verify import verify

DIGIT = st.sampled_from("0123456789")


def digits(count: int):
    return st.lists(DIGIT, min_size=count, max_size=count).map("".join)


IDENTITY_CODES = st.builds(
    "{}{}{}{}{}{}".format,
    st.sampled_from(["01", "13", "31"]), st.sampled_from(["01", "10", "12"]), digits(2),
    st.sampled_from("-+ABCDEFUVWXY"), digits(2).map(lambda two: "9" + two),
    st.sampled_from("0123456789ABCDEFHJKLMNPRSTUVWXY"),
)  # fmt: skip
PHONES = st.builds("{}{} {}".format, st.sampled_from(["040 ", "+358 50 ", "09 ", "(09) "]), digits(3), digits(4))
EMAILS = st.builds(
    "{}.{}@{}".format,
    st.sampled_from(["liisa", "unto"]),
    st.sampled_from(["mallikas", "esimerkki"]),
    st.just("example.com"),
)
ADDRESSES = st.builds("{}.{}.{}.{}".format, digits(2), digits(2), digits(1), digits(3))
POSITIONS = st.builds("60.{}, 24.{}".format, digits(5), digits(5))
PLATES = st.builds("{}-{}".format, st.text("BCFGKLMRTVX", min_size=3, max_size=3), digits(3))
IDENTIFIERS = st.one_of(IDENTITY_CODES, PHONES, EMAILS, ADDRESSES, POSITIONS, PLATES)

LOOKALIKES = {
    "-": "\u2010\u2011\u2013\u2014\u2212\uff0d", "@": "\uff20\ufe6b", ".": "\uff0e\u2024",
    "+": "\uff0b", " ": "\u00a0\u2009\u202f",
    "a": "а\uff41", "e": "е\uff45", "o": "о", "i": "і", "p": "р", "c": "с",
    "A": "АΑ", "B": "ВΒ", "C": "С", "E": "ЕΕ", "H": "Н", "K": "К", "M": "М", "P": "Р", "T": "Т", "X": "Х",
    **{str(digit): chr(0xFF10 + digit) + chr(0x1D7CE + digit) + chr(0x0660 + digit) for digit in range(10)},
}  # fmt: skip
INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f\u061c\u202a\u202c\u2066\u2069\ufe0f\u034f"
COMBINING = "\u0301\u0308\u0336\u20dd\u20e3"  # accents, a stroke through, a circle and a key around


@st.composite
def noisy(draw, identifier: str) -> str:
    """The identifier with noise on some of its characters."""
    out = []
    for char in identifier:
        match draw(st.integers(0, 12)):
            case 0:
                out.append(draw(st.sampled_from(LOOKALIKES[char])) if char in LOOKALIKES else char)
            case 1:
                out.append(char + draw(st.sampled_from(INVISIBLE)))
            case 2:
                out.append(f"&#{ord(char)};")
            case 3:
                out.append(f"&#x{ord(char):x};")
            case 4:
                out.append(char.swapcase())
            case 5 if char.isdigit():
                out.append(char + draw(st.sampled_from(COMBINING)))
            case _:
                out.append(char)
    return "".join(out)


def plain(text: str) -> str:
    """What a reader sees: entities decoded, compatibility characters folded, nothing invisible, no placeholders."""
    for mark in PLACEHOLDERS:
        text = text.replace(mark, " ")
    return "".join(
        char for char in unicodedata.normalize("NFKC", html.unescape(text)) if unicodedata.category(char) != "Cf"
    )


@settings(max_examples=400, deadline=None)
@given(
    st.data(),
    IDENTIFIERS,
    st.sampled_from([" ", "", "\n", ": "]),
    st.sampled_from([" ", "", ". "]),
    st.sampled_from(["fi", "sv", "en", "et"]),
)
def test_noise_does_not_get_an_identifier_through(data, identifier, before, after, language):
    text = f"asia{before}{data.draw(noisy(identifier))}{after}oli"
    [result] = verify([(language, text)])
    assert result.withheld is None
    left = plain(result.text)
    assert not any(char.isdigit() for char in left)
    assert "@" not in left
    if before and after:  # letters of a code that are glued to a word can't be told from it
        assert set(re.findall(r"[^\W_]+", left)) <= {"asia", "oli"}


NAMES = st.sampled_from(["Korhonen", "Mäkinen", "Liisa", "Abdirahman", "Nieminen", "Katariina"])


@settings(max_examples=200, deadline=None)
@given(st.data(), NAMES, st.sampled_from(["Hoitaja", "hoitaja", "lääkäri", "Kiitos,"]), st.booleans())
def test_noise_does_not_get_a_name_through(data, name, before, letter_by_letter):
    """Case, look-alikes, invisible characters, entities, or one letter at a time."""
    noise = " ".join(name) if letter_by_letter else data.draw(noisy(name))
    [result] = verify([("fi", f"{before} {noise} oli paikalla")])
    left = set(re.findall(r"[^\W_]+", plain(result.text or "").casefold()))
    assert left <= {"hoitaja", "lääkäri", "kiitos", "oli", "paikalla"}


@settings(max_examples=100, deadline=None)
@given(st.data(), IDENTITY_CODES)
def test_a_code_over_lines_with_spaces_or_the_sign_in_words_does_not_get_through(data, code):
    sign = data.draw(st.sampled_from([" - ", "\n-", "-\n", " miinus ", " \u2013 ", "&ndash;", "_", "/"]))
    broken = code[:6] + sign + code[7:]
    [result] = verify([("fi", f"tunnus {broken} oli väärä")])
    assert set(re.findall(r"[^\W_]+", plain(result.text or ""))) <= {"tunnus", "oli", "väärä"}


@settings(max_examples=150, deadline=None)
@given(st.data(), IDENTIFIERS, st.sampled_from(["\n", "\r\n", " ", "<br>", "<br/>", "<!-- -->", "\u2028", "\u3164"]))
def test_a_break_in_the_middle_lets_no_digit_and_no_address_through(data, identifier, broken):
    """A line's end, a form's markup or a blank that is a letter to computers, anywhere in an identifier."""
    cut = data.draw(st.integers(1, len(identifier) - 1))
    [result] = verify([("fi", f"asia {identifier[:cut]}{broken}{identifier[cut:]} oli")])
    left = plain(result.text or "").replace("<br/>", "").replace("<br>", "")
    assert not any(char.isdigit() for char in left)
    assert "@" not in left and "mallikas" not in left and "esimerkki" not in left


@settings(max_examples=100, deadline=None)
@given(IDENTIFIERS)
def test_an_identifier_from_right_to_left_does_not_get_through(identifier):
    """The override makes a reader see the characters in the other order."""
    [result] = verify([("fi", f"asia \u202e{identifier[::-1]}\u202c oli")])
    left = plain(result.text or "")
    assert not any(char.isdigit() for char in left)
    assert "@" not in left


@settings(max_examples=60, deadline=None)
@given(st.data(), NAMES, st.sampled_from(["Hoitaja", "Kiitos"]))
def test_a_name_in_disguise_does_not_get_through(data, name, before):
    """Reversed, cut into syllables, with signs or a picture in it, or with letters starred out."""
    cut = data.draw(st.integers(2, len(name) - 2))
    disguise = data.draw(
        st.sampled_from(
            [
                name[::-1],
                "\u202e" + name[::-1] + "\u202c",
                name[:cut] + "\U0001f642" + name[cut:],
                name[0] + "*" * (len(name) - 2) + name[-1],
                name[:2] + "***" + name[-2:],
                ".".join(name),
                name + name[-1] * 3,
            ]
        )
    )
    [result] = verify([("fi", f"{before} {disguise} oli paikalla")])
    assert set(re.findall(r"[^\W_]+", plain(result.text or "").casefold())) <= {"hoitaja", "kiitos", "oli", "paikalla"}
