"""Text as a person sees it: what differs only in what no one can see is the same name, code or id.

Copied and converted tables bring blanks that don't break, characters without width and letters in two pieces (a and
its dots). Nobody finds these by looking, and a receipt that points to them could not be acted upon.
"""

import re
import unicodedata

_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_BLANKS = re.compile(r"[^\S\n]")


def visible(text: str) -> str:
    """A name, code or id without blanks around it, each letter in one piece, every blank within a plain one."""
    if text.isascii():
        return text.strip()
    return _BLANKS.sub(" ", unicodedata.normalize("NFC", _UNSEEN.sub("", text))).strip()


def trimmed(text: str) -> str:
    """An open text as it is, without what stands unseen around it."""
    if not text.isascii() and not _UNSEEN.sub("", text).strip():
        return ""
    return text.strip()
