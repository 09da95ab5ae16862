"""A packed file's one content; whatever an archive holds beyond it, or pretends, is refused. Nothing meets the disk."""

import gzip
import io
import re
import stat
import zipfile

from expectations.reading.unreadable import UnreadableFile
from lake_layout.names import is_plain_name

MOST_BYTES = 128 * 1024**2
"""Unpacked size that is still taken; the biggest region's month is a tenth of it."""
MOST_MEMBERS = 1000
"""Entries that an archive's directory may have; each takes memory before anything is read."""


_KINDS = {
    b"PK\x03\x04": "zip", b"PK\x05\x06": "zip", b"\x1f\x8b": "gzip", b"PAR1": "parquet", b"%PDF": "pdf",
    b"\xd0\xcf\x11\xe0": "xls", b"7z\xbc\xaf": "7z", b"Rar!": "rar", b"BZh": "bzip2", b"\xfd7zXZ": "xz",
}  # fmt: skip


def kind_of(data: bytes) -> str | None:
    """What the first bytes say a file is; None for text and all that is unknown."""
    kind = next((kind for start, kind in _KINDS.items() if data.startswith(start)), None)
    return "xlsx" if kind == "zip" and b"xl/worksheets/" in data else kind


def seems_text(data: bytes) -> bool:
    """Whether the start of a file can be text of any encoding: lines, and no more control signs than text has."""
    start = data[:4096].replace(b"\x00", b"")
    return bool(start) and not re.search(rb"[\x01-\x08\x0e-\x1f]", start)


def open_archive(data: bytes) -> zipfile.ZipFile:
    """The archive, where its directory is of a plausible size and what it unpacks to is too."""
    if data.count(b"PK\x01\x02") > MOST_MEMBERS:
        raise UnreadableFile("several_files")
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except Exception:
        # zipfile raises whatever a broken directory makes its parsers raise.
        raise UnreadableFile from None
    if sum(member.file_size for member in archive.infolist()) > MOST_BYTES:
        raise UnreadableFile("too_large")
    return archive


def _is_beside(member: zipfile.ZipInfo) -> bool:
    """Whether an entry is only what an operating system lays beside the file: a folder, macOS's notes."""
    return member.is_dir() or member.filename.startswith("__MACOSX/") or member.filename == ".DS_Store"


def _unzip(data: bytes) -> bytes:
    with open_archive(data) as archive:
        members = [member for member in archive.infolist() if not _is_beside(member)]
        if len(members) != 1:
            raise UnreadableFile("several_files" if members else None)
        if not is_plain_name(members[0].filename) or stat.S_ISLNK(members[0].external_attr >> 16):
            raise UnreadableFile("unsafe_name")
        if members[0].flag_bits & 1:
            raise UnreadableFile("encrypted")
        with archive.open(members[0]) as stream:
            return stream.read(MOST_BYTES + 1)


def _gunzip(data: bytes) -> bytes:
    with gzip.open(io.BytesIO(data)) as stream:
        return stream.read(MOST_BYTES + 1)


def unpack(data: bytes, compression: str) -> bytes:
    """The file's bytes without its compression; UnreadableFile where they are something else or too large."""
    if compression != "none":
        try:
            data = _unzip(data) if compression == "zip" else _gunzip(data)
        except UnreadableFile:
            raise
        except Exception:
            # What the unpackers raise tells of the bytes; the file itself tells whether it is broken or another's.
            raise UnreadableFile from None
    if len(data) > MOST_BYTES:
        raise UnreadableFile("too_large")
    return data
