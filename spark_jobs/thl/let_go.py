"""Let go: revisions of THL's packages whose files may not stay here. Their row in the ledger stays, and says why."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from upath import UPath

from lake_layout import audit, folders, ledger
from lake_layout.delivery import DeliveryId
from lake_layout.settings import settings
from lake_layout.thl_packages import PACKAGES
from spark_jobs.quarantine import remove_folder
from spark_jobs.thl.agreed import legal_basis


def folder_of(row: dict) -> UPath:
    """Where a revision's files lie, or lay."""
    return folders.thl(row["package"], row["period"], row["revision"])


def holding(delivery: DeliveryId) -> list[dict]:
    """Revisions made with the delivery, whether their files are still here or not."""
    return [row for row in ledger.read(audit.THL_DELIVERIES) if str(delivery) in row["deliveries"].split()]


def still_here(rows: Iterable[dict]) -> list[dict]:
    """Those whose files have not been destroyed."""
    return [row for row in rows if not row["left"]]


def superseded(rows: Iterable[dict], now: datetime) -> list[dict]:
    """Revisions that a newer one has replaced long enough ago. Pure."""
    before = now - timedelta(days=settings().thl_superseded_days)
    rows = list(rows)
    return [
        row
        for row in still_here(rows)
        if any(
            (other["package"], other["period"]) == (row["package"], row["period"])
            and other["revision"] > row["revision"]
            and other["made_at"] <= before
            for other in rows
        )
    ]


def without_basis(rows: Iterable[dict]) -> list[dict]:
    """Revisions that hold rows of feedback though no legal basis is named any more."""
    return [] if legal_basis() else [row for row in still_here(rows) if PACKAGES[row["package"]].of_rows]


def strays() -> list[UPath]:
    """Folders that a run left half-written: the ledger has no revision there. The caller holds gold's pool."""
    known = {str(folder_of(row)) for row in ledger.read(audit.THL_DELIVERIES)}
    found = folders.thl().glob("*/*/r*") if folders.thl().exists() else ()
    return [path for path in found if path.is_dir() and str(path) not in known]


def destroy(rows: Iterable[dict], why: str) -> int:
    """Destroy the files of these revisions, and enter why: superseded, withdrawn or no_legal_basis; how many."""
    rows = still_here(rows)
    for row in rows:
        remove_folder(folder_of(row))
        key = {name: row[name] for name in audit.THL_DELIVERIES.key}
        ledger.change(audit.THL_DELIVERIES, {"left": why, "left_at": ledger.now()}, **key)
    return len(rows)


def let_go_of(delivery: DeliveryId) -> int:
    """Destroy what was made with a withdrawn delivery; how many revisions. The next one tells THL of it."""
    for folder in strays():
        remove_folder(folder)
    return destroy(holding(delivery), "withdrawn")
