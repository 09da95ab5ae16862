"""Receive: take the next whole delivery from a region's inbox, keep its bytes, enter it into the ledger."""

import hashlib

from upath import UPath

from expectations.catalogue import contract_of
from expectations.contract import ContractError
from expectations.refusal import Refused
from expectations.refusal_receipt import receipt_of, write_refusal
from lake_layout import audit, folders, ledger, story
from lake_layout.delivery import DeliveryId
from lake_layout.names import shown
from spark_jobs.inbox import MANIFEST, Waiting, named_files, open_manifest, verified_bytes, waiting


def receive(region: str) -> str | None:
    """Take the oldest whole delivery of a region; its delivery id, or None where nothing new waits.

    The same bytes again are recognised and taken out of the inbox without another run. Refused where the delivery
    can't be identified; its files then lie in quarantine.
    """
    for manifest in waiting(region):
        try:
            taken = _take(region, open_manifest(manifest, region))
        except Refused as refusal:
            _set_aside(region, manifest, refusal)
            raise
        if taken:
            return taken
    return None


def _take(region: str, found: Waiting) -> str | None:
    try:
        contract = contract_of(region, found.source)
    except ContractError:
        raise Refused("no_contract", region=region, source=found.source) from None
    if sorted(found.roles.values()) != sorted(contract.roles):
        named = found.manifest or found.files[0]
        raise Refused("other_roles", file=shown(named.name), roles=", ".join(contract.roles))
    contents = {file.name: verified_bytes(file, found.checksums[file.name]) for file in found.files}
    digest = hashlib.sha256("".join(sorted(found.checksums.values())).encode()).hexdigest()
    arrival = story.recognise(ledger.deliveries_of(region, found.source, found.period), digest)
    delivery = DeliveryId(region, found.source, found.period, arrival.sequence)
    if arrival.repeated:
        ledger.tell(str(delivery), "came_again", f"{ledger.now():%Y%m%dT%H%M%S}", who=f"region {region}")
        _clear(found)
        return None
    _keep(delivery, {contract.landed_name(found.roles[name], name): data for name, data in contents.items()})
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
    ledger.tell(str(delivery), "received", str(delivery), who=f"region {delivery.region}")


def _clear(found: Waiting) -> None:
    """Take the delivery out of the inbox, the manifest first, so that half of it is never seen as whole."""
    if found.manifest:
        found.manifest.unlink()
    for file in found.files:
        file.unlink(missing_ok=True)


def _set_aside(region: str, manifest: UPath, refusal: Refused) -> None:
    """Move a refused delivery's manifest, and the files of its own, to quarantine; the region's outbox says why."""
    name = f"{shown(manifest.name.removesuffix(MANIFEST)).replace('?', '_')[:100]}_{ledger.now():%Y%m%dT%H%M%S}"
    folder = folders.lake() / "quarantine" / region / "refused" / name
    folder.mkdir(parents=True, exist_ok=True)
    beside = manifest.parent / manifest.name.removesuffix(MANIFEST)
    # A file that has a manifest of its own is another delivery's, whatever this one says.
    named = [path for path in named_files(manifest) if not (path.parent / f"{path.name}{MANIFEST}").exists()]
    for path in dict.fromkeys((*named, beside, manifest)):
        if path.is_file() and not path.is_symlink():
            path.rename(folder / shown(path.name[-100:]).replace("?", "_"))
    receipt = receipt_of(refusal, shown(manifest.name), f"{ledger.now():%Y-%m-%d}")
    for target in (folders.outbox(region), folders.data_docs() / "receipts"):
        write_refusal(receipt, target, f"refused_{name}")
