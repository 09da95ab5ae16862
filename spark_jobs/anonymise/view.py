"""The text as the rules read it: one spelling for what looks the same, with offsets back to the original.

People and their devices write the same thing in many ways: full-width digits, a Cyrillic letter that looks Latin,
zero-width characters, HTML entities, any of a dozen dashes. The rules read a normalised view; what they find is mapped
back, so that the original is cut and nothing else in it changes.
"""

import html
import re
import unicodedata
from dataclasses import dataclass

from spark_jobs.anonymise.lookalikes import LATIN_FOR, SAME_LENGTH

# Needs no work beyond a 1:1 translation: ASCII without '&', Latin letters with NFKC-stable code points.
_PLAIN = re.compile(
    r"[\n\r\t\x20-\x25\x27-\x7e\u00a1\u00a7\u00ab\u00b0\u00b1\u00bb\u00bf-\u0131\u0134-\u013e\u0141-\u0148\u014a-\u017e€°]*"
)
_ENTITY = re.compile(r"&(?:amp;)*(#[0-9]{1,7};?|#[xX][0-9a-fA-F]{1,6};?|[A-Za-z][A-Za-z0-9]{1,31};)")
# Markup that a form's editor leaves: an inline tag is nothing ('Vir<b>ta</b>nen'), any other one a break. A tag with
# attributes is text: they may hold a name or an address.
_INLINE = "b|i|u|s|em|strong|span|font|a|sub|sup|mark|small|big|wbr|tt|code|o:p"
_BLOCK = "br|p|div|li|ul|ol|td|tr|th|table|tbody|h[1-6]|hr|body|html|pre|blockquote"
_TAG = re.compile(rf"</?(?:(?P<inline>{_INLINE})|{_BLOCK})\s{{0,3}}/?>|(?P<comment><!--[^<>]{{0,80}}-->)")
_MIXED = re.compile(r"[^\W_](?:[\w@.+:/-]*\w)?")
_FOREIGN = re.compile("[\u0370-\u03ff\u0400-\u052f\u0561-\u0587\u13a0-\u13ff]")
_LATIN_OR_DIGIT = re.compile(r"[A-Za-z0-9\u00c0-\u024f]")
_ACCENTED = re.compile("(?![åäöÅÄÖ])[\u00c0-\u017f\u1e00-\u1eff]")
_ASCII_DIGIT = re.compile("[0-9]")
_DROPPED = {"Cf", "Me", "Mn", "Cc", "Cs"}


@dataclass(frozen=True, slots=True)
class View:
    """A normalised text; ``starts[i]``/``ends[i]`` bound in the original what became character i (None: identical)."""

    text: str
    starts: tuple[int, ...] | None = None
    ends: tuple[int, ...] | None = None

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in the original text of the view's slice [start, end)."""
        if self.starts is None:
            return start, end
        return self.starts[start], self.ends[end - 1]


def view_of(text: str) -> View:
    """The normalised view of a text; most texts pass the fast path, where offsets do not move."""
    translated = text.translate(SAME_LENGTH)
    if _PLAIN.fullmatch(translated) and not ("<" in translated and _TAG.search(translated)):
        return View(translated)
    return _rebuilt(translated)


def _rebuilt(text: str) -> View:
    chars: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for start, end, cluster in _clusters(text):
        for char in _normal(cluster):
            chars.append(char)
            starts.append(start)
            ends.append(end)
    return View(_unaccented(_latin("".join(chars))), tuple(starts), tuple(ends))


def _clusters(text: str):
    """Yield (start, end, characters): an entity decoded, a tag as nothing or a break, or a character with the
    marks that combine with it."""
    position, length = 0, len(text)
    while position < length:
        tag = _TAG.match(text, position) if text[position] == "<" else None
        if tag:
            if not tag["inline"] and not tag["comment"]:
                yield position, tag.end(), "\n"
            position = tag.end()
            continue
        entity = _ENTITY.match(text, position) if text[position] == "&" else None
        if entity:
            decoded = html.unescape("&" + entity.group(1))
            if not decoded.startswith("&") or decoded == "&":
                yield position, entity.end(), decoded
                position = entity.end()
                continue
        end = position + 1
        while end < length and unicodedata.combining(text[end]):
            end += 1
        yield position, end, text[position:end]
        position = end


def _normal(cluster: str) -> str:
    """NFKC, any script's digit as ASCII digit, invisible characters gone, newlines kept; never longer than 4 characters
    a source character, so that a hostile ligature can't blow the view up."""
    out = []
    for char in unicodedata.normalize("NFKC", cluster):
        if "0" <= char <= "9" or char in "\n\t ":
            out.append(char)
            continue
        digit = unicodedata.digit(char, None)
        if digit is not None:
            out.append(str(digit))
        elif unicodedata.category(char) not in _DROPPED:
            out.append(char)
        elif unicodedata.category(char) == "Cc":
            out.append(" ")
    return "".join(out)[: 4 * len(cluster)].translate(SAME_LENGTH)


def _unaccented(text: str) -> str:
    """Accents on the letters of what holds digits are noise on a code: 'ÁBĆ-123'; those of Finnish words stay."""
    if not _ACCENTED.search(text):
        return text

    def bare(match: re.Match[str]) -> str:
        token = match.group()
        if not _ASCII_DIGIT.search(token):
            return token
        return _ACCENTED.sub(lambda letter: unicodedata.normalize("NFD", letter.group())[0], token)

    return _MIXED.sub(bare, text)


def _latin(text: str) -> str:
    """Letters that only look Latin become Latin where they stand among Latin letters or digits."""
    if not _FOREIGN.search(text):
        return text

    def latin(match: re.Match[str]) -> str:
        word = match.group()
        if _FOREIGN.search(word) and _LATIN_OR_DIGIT.search(word):
            return word.translate(LATIN_FOR)
        return word

    return _MIXED.sub(latin, text)
