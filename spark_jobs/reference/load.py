"""Load: an approved proposal comes into force, and the ledger tells it. Re-harmonising follows, region by region."""

from lake_layout import audit, ledger
from lake_layout.reference.sets import SETS
from lake_layout.reference.table import CODES
from spark_jobs import delta
from spark_jobs.reference.change import take_effect
from spark_jobs.reference.propose import Proposal, kept
from spark_jobs.reference.store import current, put, seed
from spark_jobs.session import session


def load(run: str, who: str, why: str) -> Proposal:
    """Put the run's proposal in force; the proposal. Can run again: what is in force then stays as it is."""
    proposal = kept(run)
    spark = session()
    if not delta.read(spark, CODES).limit(1).count():
        seed(spark, f"{run} seed")
    held = current(spark, list(proposal.rows))
    changes = {
        name: take_effect(SETS[name], held.get(name, ()), rows, proposal.takes_effect)
        for name, rows in proposal.rows.items()
    }
    put(spark, {name: change.rows for name, change in changes.items()})
    told = {row["code_system"] for row in ledger.read(audit.REFERENCE_VERSIONS, run=run)}
    ledger.put(
        audit.REFERENCE_VERSIONS,
        [_entry(proposal, name, len(changes[name].rows), who, why) for name in changes if name not in told],
    )
    return proposal


def _entry(proposal: Proposal, name: str, rows: int, who: str, why: str) -> dict:
    change = proposal.changes[name]
    return {
        "run": proposal.run, "code_system": name, "version": proposal.version, "at": ledger.now(), "who": who,
        "why": why, "takes_effect": proposal.takes_effect, "status": proposal.status,
        "source": proposal.sources[name], "rows": rows,
        **{kind: len(change[kind]) for kind in ("added", "changed", "ended")},
        "deliveries": len(proposal.touched) if SETS[name].classifies else 0,
        "feedback": sum(proposal.touched.values()) if SETS[name].classifies else 0,
    }  # fmt: skip


def reason(proposal: Proposal) -> str:
    """What a delivery's ledger says of why it was re-harmonised."""
    since = f"from {proposal.takes_effect}" if proposal.takes_effect else "for all days"
    return f"{', '.join(name for name in proposal.rows if SETS[name].classifies)} {proposal.version}, {since}"
