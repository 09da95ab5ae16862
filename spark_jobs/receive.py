"""Receive: take the next whole delivery from a region's inbox, keep its bytes, enter it into the ledger."""

import hashlib
import json
import re
from dataclasses import dataclass

from upath import UPath

from expectations.catalogue import contract_of
from expectations.contract import ContractError
from lake_layout import audit, folders, ledger
from lake_layout.delivery import DeliveryId

MANIFEST = ".manifest.json"
_NAME = re.compile(r"(?P<source>[a-z0-9-]+)_(?P<period>\d{4}-(?:0[1-9]|1[0-2]))(?:[_.-].*)?")


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


def waiting(region: str) -> list[UPath]:
    """Manifests in a region's inbox, oldest first. A file without its manifest is still being written."""
    box = folders.inbox(region)
    if not box.exists():
        return []
    manifests = [path for path in box.iterdir() if path.name.endswith(MANIFEST)]
    return sorted(manifests, key=lambda path: (path.stat().st_mtime, path.name))


def open_manifest(path: UPath) -> Waiting:
    """Read a manifest; Refused where it doesn't say what it must or names anything but files beside it."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        names = [entry["name"] for entry in content["files"]]
        checksums = {entry["name"]: entry["sha256"] for entry in content["files"]}
        source, period = content["source"], content["period"]
    except (ValueError, KeyError, TypeError):
        raise Refused(f"{path.name}: the manifest must give source, period and files with name and sha256") from None
    if not names or any(not isinstance(n, str) or "/" in n or "\\" in n or n in ("", ".", "..") for n in names):
        raise Refused(f"{path.name}: the manifest may name only files that lie beside it")
    if not _NAME.fullmatch(f"{source}_{period}"):
        raise Refused(f"{path.name}: source or period in the manifest is misshapen; the period is YYYY-MM")
    return Waiting(path, tuple(path.parent / name for name in names), source, period, checksums)


def _verified_bytes(file: UPath, checksum: str) -> bytes:
    if not file.exists():
        raise Refused(f"{file.name}: named in the manifest but not delivered")
    data = file.read_bytes()
    if hashlib.sha256(data).hexdigest() != checksum:
        raise Refused(f"{file.name}: its checksum is not the manifest's; it was changed or cut on the way")
    return data


def _earlier(region: str, source: str, period: str) -> list[dict]:
    return ledger.read(audit.DELIVERIES, region=region, source=source, period=period)


def receive(region: str) -> str | None:
    """Take the oldest whole delivery of a region; its delivery id, or None where nothing new waits.

    The same bytes again are recognised and taken out of the inbox without another run. Refused where the delivery
    can't be identified; its files then lie in quarantine.
    """
    for manifest in waiting(region):
        try:
            taken = _take(region, open_manifest(manifest))
        except Refused:
            _set_aside(region, manifest)
            raise
        if taken:
            return taken
    return None


def _take(region: str, found: Waiting) -> str | None:
    try:
        contract_of(region, found.source)
    except ContractError as error:
        raise Refused(str(error)) from None
    contents = {file.name: _verified_bytes(file, found.checksums[file.name]) for file in found.files}
    digest = hashlib.sha256("".join(sorted(found.checksums.values())).encode()).hexdigest()
    earlier = _earlier(region, found.source, found.period)
    known = next((row for row in earlier if row["sha256"] == digest), None)
    if known and known["status"] != "received":
        _clear(found)
        return None
    sequence = known["sequence"] if known else len(earlier) + 1
    delivery = DeliveryId(region, found.source, found.period, sequence)
    _keep(delivery, contents)
    _enter(delivery, digest, list(contents))
    _clear(found)
    return str(delivery)


def _keep(delivery: DeliveryId, contents: dict[str, bytes]) -> None:
    folder = folders.landed(delivery)
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in contents.items():
        (folder / name).write_bytes(data)


def _enter(delivery: DeliveryId, digest: str, names: list[str]) -> None:
    row = {
        "delivery_id": str(delivery),
        "region": delivery.region,
        "source": delivery.source,
        "period": delivery.period,
        "sequence": delivery.sequence,
        "sha256": digest,
        "file_names": ", ".join(names),
        "contract_version": contract_of(delivery.region, delivery.source).version,
        "status": "received",
        "received_at": ledger.now(),
    }
    ledger.put(audit.DELIVERIES, [row])


def _clear(found: Waiting) -> None:
    """Take the delivery out of the inbox, the manifest first, so that half of it is never seen as whole."""
    if found.manifest:
        found.manifest.unlink()
    for file in found.files:
        file.unlink(missing_ok=True)


def _set_aside(region: str, manifest: UPath) -> None:
    """Move a refused delivery's manifest, and the files that it rightly names, to quarantine."""
    folder = folders.lake() / "quarantine" / region / "refused" / manifest.name
    folder.mkdir(parents=True, exist_ok=True)
    stem = manifest.name.removesuffix(MANIFEST)
    for path in (manifest, manifest.parent / stem):
        if path.is_file():
            (folder / path.name).write_bytes(path.read_bytes())
            path.unlink()
