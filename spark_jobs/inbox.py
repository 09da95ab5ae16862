"""A region's inbox: which deliveries lie whole in it, and what their manifests say. Nothing hostile gets further."""

import hashlib
import json
import re
import time
from dataclasses import dataclass

from upath import UPath

from expectations.contract import EVENTS, FEEDBACK
from expectations.refusal import Refused
from lake_layout import folders
from lake_layout.names import is_plain_name, shown

MANIFEST = ".manifest.json"
LARGEST_MANIFEST = 1024**2
LARGEST_FILE = 128 * 1024**2
"""Bytes of a delivered file that are still taken; a national month of the biggest region is a tenth of it."""
STILL_BEING_WRITTEN = 60.0
"""Seconds for which a manifest that can't be read, or whose file is missing or too short, is taken for unfinished."""
SETTLED = 5.0
"""Seconds for which a file must have been left alone where its manifest doesn't say how many bytes it has."""
_SOURCE = re.compile(r"[a-z0-9-]{1,60}")
_PERIOD = re.compile(r"20[0-9]{2}-(?:0[1-9]|1[0-2])")


@dataclass(frozen=True)
class Waiting:
    """A delivery that lies whole in an inbox."""

    manifest: UPath | None
    files: tuple[UPath, ...]
    source: str
    period: str
    checksums: dict[str, str]
    roles: dict[str, str]

    @property
    def name(self) -> str:
        return self.files[0].name


def _age(path: UPath) -> float | None:
    """Seconds since a file was written; None where it isn't a plain file, or is gone: a link leads out of the inbox."""
    try:
        return None if path.is_symlink() or not path.is_file() else time.time() - path.stat().st_mtime
    except OSError:
        return None


def _readable(path: UPath) -> bool:
    try:
        return path.stat().st_size <= LARGEST_MANIFEST and isinstance(
            json.loads(path.read_text(encoding="utf-8-sig")), dict
        )
    except (OSError, ValueError, RecursionError):
        return False


def _is_copied(file: UPath, size: object, manifest_age: float) -> bool:
    """Whether a named file has come whole, or so long ago that no more of it will come."""
    age = _age(file)
    if age is None:
        return manifest_age > STILL_BEING_WRITTEN or file.is_symlink() or file.exists()
    if not isinstance(size, int):
        return age > SETTLED
    return file.stat().st_size >= size or age > STILL_BEING_WRITTEN


def _is_whole(manifest: UPath, age: float) -> bool:
    """Whether a manifest and all the files it names have come; a hostile one has: it is to be refused."""
    if not _readable(manifest):
        return age > STILL_BEING_WRITTEN
    entries = json.loads(manifest.read_text(encoding="utf-8-sig")).get("files")
    entries = [entry for entry in entries if isinstance(entry, dict)] if isinstance(entries, list) else []
    named = [(entry.get("name"), entry.get("bytes")) for entry in entries]
    return all(_is_copied(manifest.parent / name, size, age) for name, size in named if is_plain_name(name))


def waiting(region: str) -> list[UPath]:
    """Manifests of whole deliveries in a region's inbox, oldest first. A file without its manifest, or shorter than
    its manifest says, is still being written."""
    box = folders.inbox(region)
    if not box.exists():
        return []
    aged = [(age, path) for path in box.iterdir() if path.name.endswith(MANIFEST) and (age := _age(path)) is not None]
    whole = [(age, path) for age, path in aged if _is_whole(path, age)]
    return [path for _, path in sorted(whole, key=lambda pair: (-pair[0], pair[1].name))]


def _manifest(path: UPath) -> dict:
    try:
        if path.stat().st_size > LARGEST_MANIFEST:
            raise ValueError
        content = json.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, RecursionError):
        raise Refused("manifest_unreadable", file=shown(path.name)) from None
    if not isinstance(content, dict):
        raise Refused("manifest_no_object", file=shown(path.name))
    return content


def _is_a_file_beside(name: object) -> bool:
    """Whether a manifest may name it: a plain file, and no manifest, which is another delivery's or its own."""
    return is_plain_name(name) and not name.lower().endswith(MANIFEST)


def named_files(manifest: UPath) -> list[UPath]:
    """The files beside a manifest that it names, whatever else is wrong with it."""
    try:
        names = [entry["name"] for entry in _manifest(manifest)["files"]]
    except (Refused, KeyError, TypeError):
        return []
    return [manifest.parent / name for name in names if _is_a_file_beside(name)]


def open_manifest(path: UPath, region: str) -> Waiting:
    """Read a manifest; Refused where it doesn't say what it must or names anything but files beside it."""
    content, own = _manifest(path), shown(path.name)
    try:
        files = [
            (entry["name"], entry.get("role", FEEDBACK), str(entry["sha256"]).strip().lower())
            for entry in content["files"]
        ]
        source, period = content["source"], content["period"]
    except (KeyError, TypeError, AttributeError):
        raise Refused("manifest_lacking", file=own) from None
    if not (isinstance(source, str) and _SOURCE.fullmatch(source)):
        raise Refused("source_misshapen", file=own)
    if not (isinstance(period, str) and _PERIOD.fullmatch(period)):
        raise Refused("period_misshapen", file=own)
    if content.get("region", region) != region:
        raise Refused("other_region", file=own)
    if not all(_is_a_file_beside(name) and role in (FEEDBACK, EVENTS) for name, role, _ in files):
        raise Refused("files_beside", file=own)
    checksums = {name: checksum for name, _, checksum in files}
    roles = {name: role for name, role, _ in files}
    if not files or len(checksums) != len(files) or len(set(roles.values())) != len(files):
        raise Refused("one_file_a_role", file=own)
    return Waiting(path, tuple(path.parent / name for name in checksums), source, period, checksums, roles)


def verified_bytes(file: UPath, checksum: str) -> bytes:
    if _age(file) is None:
        raise Refused("not_delivered", file=shown(file.name))
    if file.stat().st_size > LARGEST_FILE:
        raise Refused("too_large", file=shown(file.name), most=LARGEST_FILE // 1024**2)
    data = file.read_bytes()
    if hashlib.sha256(data).hexdigest() != checksum:
        raise Refused("checksum", file=shown(file.name))
    return data
