"""Bytes to text, strictly by one encoding; and which known encoding the bytes seem to have."""

import re

KNOWN_ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "windows-1252", "iso-8859-15")
_SINGLE_BYTE = ("windows-1252", "iso-8859-15")
_TELLS_APART = frozenset(b"\xa4\xa6\xa8\xb4\xb8\xbc\xbd\xbe")
"""Bytes that ISO-8859-15 and windows-1252 both print, but differently."""
_DOS_LETTERS = re.compile("[A-Za-z][„”†][A-Za-z]")
_MAC_LETTERS = re.compile("[A-Za-z][ŠŒ][a-z]")
"""ä, ö and å of old DOS and Macintosh files, read as windows-1252: quotes and capitals within a word."""
_UTF8_BYTES = re.compile(rb"\xc3[\x80-\xbf]|\xe2\x80[\x80-\xbf]")
_UTF8_READ_TWICE = re.compile("Ã[\x80-\xbf„–…‰†‡ˆ‹‘’“”•—˜™š›œžŸŠŒŽ€‚ƒ]")


def decode(data: bytes, encoding: str) -> str:
    """The text without a byte order mark; UnicodeError where the bytes are not in the encoding.

    windows-1252 and ISO-8859-15 decode nearly any bytes, so they are refused where the bytes are plainly something
    else: valid UTF-8 beyond ASCII, or, for ISO-8859-15, its control characters 0x80–0x9F, which windows-1252 prints.
    """
    if encoding == "utf-16":
        return _decode_utf_16(data)
    if encoding in _SINGLE_BYTE:
        seen = seems_encoded_as(data)
        if seen not in (None, "iso-8859-15", encoding):
            raise UnicodeError("another encoding")
    elif _zeros(data):
        raise UnicodeError("another encoding")
    return data.decode("utf-8" if encoding == "utf-8-sig" else encoding).lstrip("\ufeff")


def _decode_utf_16(data: bytes) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16").lstrip("\ufeff")
    if data and not (encoding := _zeros(data)):
        raise UnicodeError("another encoding")
    return data.decode(encoding) if data else ""


def _zeros(data: bytes) -> str | None:
    """UTF-16 tells itself without a mark too: nearly every second byte of a delimited text is zero."""
    start = data[:4096]
    most = max(1, len(start) // 5)
    if start[1::2].count(0) > most > start[0::2].count(0):
        return "utf-16-le"
    return "utf-16-be" if start[0::2].count(0) > most > start[1::2].count(0) else None


def seems_encoded_as(data: bytes) -> str | None:
    """The encoding that the bytes most plausibly have; None where they are plain ASCII."""
    if data[:4] in (b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff"):
        return "utf-32"
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or _zeros(data):
        return "utf-16"
    if data[:3] == b"\xef\xbb\xbf":
        return "utf-8-sig"
    if data.isascii():
        return None
    try:
        data.decode("utf-8")
        return "utf-8"
    except UnicodeDecodeError:
        return _single_byte(data)


def _single_byte(data: bytes) -> str:
    """ISO-8859-15 prints nothing at 0x80–0x9F; windows-1252, DOS and Macintosh do, and are told by their letters."""
    if not re.search(rb"[\x80-\x9f]", data):
        return "iso-8859-15"
    try:
        text = data.decode("windows-1252")
    except UnicodeDecodeError:
        return "unknown"
    if _DOS_LETTERS.search(text):
        return "cp850"
    return "mac-roman" if _MAC_LETTERS.search(text) else "windows-1252"


def is_ambiguous(data: bytes, encoding: str) -> bool:
    """Whether bytes that seem to be in a single-byte encoding could as well be in the other one, and read otherwise."""
    return encoding == "iso-8859-15" and any(byte in _TELLS_APART for byte in set(data))


def lines_in_another_encoding(data: bytes, encoding: str) -> list[int]:
    """Numbers of the lines that leave the file's encoding, where others don't; empty where all of it is another one."""
    if encoding in _SINGLE_BYTE:
        found = [n for n, line in enumerate(data.split(b"\n"), 1) if not line.isascii() and _UTF8_BYTES.search(line)]
        return found if found and seems_encoded_as(data) not in ("utf-8", "utf-8-sig") else []
    if not encoding.startswith("utf-8") or _zeros(data):
        return []
    beyond_ascii = [(n, line) for n, line in enumerate(data.split(b"\n"), 1) if not line.isascii()]
    failing = [n for n, line in beyond_ascii if not _is_utf_8(line)]
    return failing if len(failing) < len(beyond_ascii) else []


def _is_utf_8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
        return True
    except UnicodeDecodeError:
        return False


def lines_with(text: str, sign: str) -> list[int]:
    """Numbers of the lines that hold a sign."""
    return [n for n, line in enumerate(text.split("\n"), 1) if sign in line] if sign in text else []


def lines_read_twice(text: str) -> list[int]:
    """Numbers of the lines in which UTF-8 stands as if it had been single bytes: `Ã¤` for `ä`."""
    if "Ã" not in text:
        return []
    return [n for n, line in enumerate(text.split("\n"), 1) if "Ã" in line and _UTF8_READ_TWICE.search(line)]
