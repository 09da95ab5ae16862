"""Receive: take the next whole delivery from a region's inbox, keep its bytes, enter it into the ledger."""

import hashlib
import json
import re
import time
from dataclasses import dataclass

from upath import UPath

from expectations.catalogue import contract_of
from expectations.contract import ContractError
from expectations.receipt import refusal_receipt
from lake_layout import audit, folders, ledger
from lake_layout.delivery import DeliveryId

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


def _verified_bytes(file: UPath, checksum: str) -> bytes:
    if _age(file) is None:
        raise Refused(f"{file.name}: named in the manifest but not delivered as a plain file")
    if file.stat().st_size > LARGEST_FILE:
        raise Refused(f"{file.name}: larger than {LARGEST_FILE // 1024**2} MB")
    data = file.read_bytes()
    if hashlib.sha256(data).hexdigest() != checksum:
        raise Refused(f"{file.name}: its checksum is not the manifest's; it was changed or cut on the way")
    return data


def _earlier(region: str, source: str, period: str) -> list[dict]:
    rows = ledger.read(audit.DELIVERIES, region=region, source=source, period=period)
    return sorted(rows, key=lambda row: row["sequence"])


def _repeated(earlier: list[dict], digest: str) -> dict | None:
    """The delivery in force, if these are its bytes. A rejected one's may come again: what it lacked may be known."""
    in_force = [row for row in earlier if row["status"] not in ("rejected", "replaced")]
    return in_force[-1] if in_force and in_force[-1]["sha256"] == digest else None


def receive(region: str) -> str | None:
    """Take the oldest whole delivery of a region; its delivery id, or None where nothing new waits.

    The same bytes again are recognised and taken out of the inbox without another run. Refused where the delivery
    can't be identified; its files then lie in quarantine.
    """
    for manifest in waiting(region):
        try:
            taken = _take(region, open_manifest(manifest, region))
        except Refused as refusal:
            _set_aside(region, manifest, str(refusal))
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
    known = _repeated(earlier, digest)
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


def _set_aside(region: str, manifest: UPath, why: str) -> None:
    """Move a refused delivery's manifest, and the file of its name, to quarantine; the region's outbox says why."""
    name = f"{manifest.name.removesuffix(MANIFEST)[:100]}_{ledger.now():%Y%m%dT%H%M%S}"
    folder = folders.lake() / "quarantine" / region / "refused" / name
    folder.mkdir(parents=True, exist_ok=True)
    for path in (manifest, manifest.parent / manifest.name.removesuffix(MANIFEST)):
        if path.is_file() and not path.is_symlink():
            path.rename(folder / path.name[-200:])
    box = folders.outbox(region)
    box.mkdir(parents=True, exist_ok=True)
    (box / f"refused_{name}.json").write_text(
        json.dumps(refusal_receipt(why), ensure_ascii=False, indent=2), encoding="utf-8"
    )
