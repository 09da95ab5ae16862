"""THL's part of retention: what was superseded, what no legal basis carries any more, what a run left half-written."""

from lake_layout import audit, ledger
from lake_layout.pseudonymised import FEEDBACK
from spark_jobs import delta
from spark_jobs.quarantine import remove_folder
from spark_jobs.session import session
from spark_jobs.thl.agreed import legal_basis
from spark_jobs.thl.let_go import destroy, strays, superseded, without_basis
from spark_jobs.thl.pseudonymise import empty, rows_of


def expire_thl(dry_run: bool) -> dict[str, tuple[int, int | None]]:
    """Destroy it, or only count: by kind, how many, and rows where it has any. The caller holds gold's pool."""
    rows = ledger.read(audit.THL_DELIVERIES)
    old, baseless, left = superseded(rows, ledger.now()), without_basis(rows), strays()
    gone = {row["package"] + row["period"] + str(row["revision"]): row for row in (*old, *baseless)}
    without_rows = not legal_basis() and delta.exists(FEEDBACK)
    counted = rows_of(session()) if without_rows else 0
    if not dry_run:
        destroy(baseless, "no_legal_basis")
        destroy([row for row in old if row not in baseless], "superseded")
        for folder in left:
            remove_folder(folder)
        if counted:
            empty(session())
    return {
        "thl_packages": (len(gone) + len(left), sum(row["rows"] for row in gone.values())),
        "pseudonymised": (int(counted > 0), counted),
    }
