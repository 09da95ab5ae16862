"""A region's inbox: which deliveries lie whole in it, and what their manifests say. Nothing hostile gets further."""

import hashlib
import json
import re
import time
from dataclasses import dataclass

from upath import UPath

from lake_layout import folders

MANIFEST = ".manifest.json"
LARGEST_MANIFEST = 1024**2
LARGEST_FILE = 512 * 1024**2
"""Bytes of a delivered file that are still taken; a national month of the biggest region is a tenth of it."""
STILL_BEING_WRITTEN = 60.0
"""Seconds for which a manifest that can't be read is taken for one that is still being written."""
_PERIOD = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])")


class Refused(ValueError):
    """A delivery that can't be taken in; the message says why and names files, never their content."""


@dataclass(frozen=True)
class Waiting:
    """A delivery that lies whole in an inbox."""

    manifest: UPath | None
    files: tuple[UPath, ...]
    source: str
    period: str
    checksums: dict[str, str]

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
        return isinstance(json.loads(path.read_text(encoding="utf-8")), dict)
    except (OSError, ValueError, RecursionError):
        return False


def waiting(region: str) -> list[UPath]:
    """Manifests in a region's inbox, oldest first. A file without its manifest is still being written."""
    box = folders.inbox(region)
    if not box.exists():
        return []
    aged = [(age, path) for path in box.iterdir() if path.name.endswith(MANIFEST) and (age := _age(path)) is not None]
    whole = [(age, path) for age, path in aged if age > STILL_BEING_WRITTEN or _readable(path)]
    return [path for _, path in sorted(whole, key=lambda pair: (-pair[0], pair[1].name))]


def _manifest(path: UPath) -> dict:
    try:
        if path.stat().st_size > LARGEST_MANIFEST:
            raise ValueError
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        raise Refused(f"{path.name}: the manifest is no JSON document of a plausible size") from None
    if not isinstance(content, dict):
        raise Refused(f"{path.name}: the manifest must be a JSON object")
    return content


def open_manifest(path: UPath, region: str) -> Waiting:
    """Read a manifest; Refused where it doesn't say what it must or names anything but a file beside it."""
    content = _manifest(path)
    try:
        checksums = {entry["name"]: str(entry["sha256"]).lower() for entry in content["files"]}
        source, period = content["source"], content["period"]
    except (KeyError, TypeError):
        raise Refused(f"{path.name}: the manifest must give source, period and files with name and sha256") from None
    if not (isinstance(source, str) and isinstance(period, str) and _PERIOD.fullmatch(period)):
        raise Refused(f"{path.name}: source or period in the manifest is misshapen; the period is YYYY-MM")
    if content.get("region", region) != region:
        raise Refused(f"{path.name}: the manifest is another region's")
    if len(checksums) != 1 or not all(_plain_name(name) for name in checksums):
        raise Refused(f"{path.name}: the manifest must name exactly one file, which lies beside it")
    return Waiting(path, tuple(path.parent / name for name in checksums), source, period, checksums)


def _plain_name(name: object) -> bool:
    """Whether a name is a file's own, without a way to another folder and without characters that hide one."""
    return isinstance(name, str) and len(name) <= 200 and re.fullmatch(r"[\w][\w .()+-]*", name) is not None


def verified_bytes(file: UPath, checksum: str) -> bytes:
    if _age(file) is None:
        raise Refused(f"{file.name}: named in the manifest but not delivered as a plain file")
    if file.stat().st_size > LARGEST_FILE:
        raise Refused(f"{file.name}: larger than {LARGEST_FILE // 1024**2} MB")
    data = file.read_bytes()
    if hashlib.sha256(data).hexdigest() != checksum:
        raise Refused(f"{file.name}: its checksum is not the manifest's; it was changed or cut on the way")
    return data
