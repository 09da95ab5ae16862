"""Quarantine's end: rows and files leave it when they are corrected, withdrawn or too old, and the ledger says so."""

from upath import UPath

from lake_layout import audit, folders, ledger, story
from lake_layout.delivery import DeliveryId


def remove_folder(folder: UPath) -> int:
    """Delete a folder with all that lies in it; how many files there were. On an object store a folder is a prefix."""
    if not folder.exists():
        return 0
    files = [path for path in folder.rglob("*") if path.is_file()]
    folder.fs.rm(folder.path, recursive=True)
    return len(files)


def empty(delivery: DeliveryId, why: str, run: str, who: str = "platform") -> int:
    """Destroy what quarantine holds of a delivery; the rows that left. `why`: corrected, withdrawn or expired."""
    row = ledger.delivery(str(delivery))
    rows = story.in_quarantine(row)
    remove_folder(folders.quarantined(delivery))
    if rows:
        ledger.change(audit.DELIVERIES, {"quarantine_left": why}, delivery_id=str(delivery))
        ledger.tell(str(delivery), "quarantine_left", run, who=who, why=why, rows=rows)
    return rows
