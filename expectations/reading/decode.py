"""Bytes to text, strictly by the agreed encoding; and which known encoding the bytes seem to have, to explain."""

import gzip
import io
import zipfile
import zlib

MOST_BYTES = 512 * 1024**2
"""Unpacked size that is still taken; a larger file is refused before it fills the memory."""


class UnreadableFile(ValueError):
    """The bytes are not what the contract's format and compression say; never holds any of them."""


def unpack(data: bytes, compression: str) -> bytes:
    """The file's bytes without its compression; UnreadableFile where they are something else or too large."""
    try:
        if compression == "gzip":
            with gzip.open(io.BytesIO(data)) as stream:
                unpacked = stream.read(MOST_BYTES + 1)
        elif compression == "zip":
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                (member,) = archive.infolist()
                with archive.open(member) as stream:
                    unpacked = stream.read(MOST_BYTES + 1)
        else:
            return data
    except (OSError, EOFError, ValueError, RuntimeError, zlib.error, zipfile.BadZipFile):
        raise UnreadableFile(f"not one file packed as {compression}") from None
    if len(unpacked) > MOST_BYTES:
        raise UnreadableFile("larger than is taken when unpacked")
    return unpacked


def decode(data: bytes, encoding: str) -> str:
    """The text; UnicodeError where the bytes are not in the encoding.

    windows-1252 and ISO-8859-15 decode nearly any bytes, so they are refused where the bytes are plainly something
    else: valid UTF-8 beyond ASCII, or, for ISO-8859-15, its control characters 0x80–0x9F, which windows-1252 prints.
    """
    text = data.decode("utf-8-sig" if encoding == "utf-8" and data[:3] == b"\xef\xbb\xbf" else encoding)
    seen = seems_encoded_as(data)
    if encoding == "windows-1252" and seen not in (None, "windows-1252", "iso-8859-15"):
        raise UnicodeError("another encoding")
    if encoding == "iso-8859-15" and seen not in (None, "iso-8859-15"):
        raise UnicodeError("another encoding")
    if "\x00" in text:
        raise UnicodeError("NUL characters")
    return text


def seems_encoded_as(data: bytes) -> str | None:
    """The known encoding that the bytes most plausibly have; None where they are plain ASCII."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "utf-16"
    if data[:3] == b"\xef\xbb\xbf":
        return "utf-8-sig"
    if data.isascii():
        return None
    try:
        data.decode("utf-8")
        return "utf-8"
    except UnicodeDecodeError:
        pass
    return "windows-1252" if any(0x80 <= byte <= 0x9F for byte in set(data)) else "iso-8859-15"
