"""How a withdrawal ends: proved and told to the region, or refused; the reviewers' pages show it."""

from datetime import UTC

from lake_layout import audit, ledger
from lake_layout.delivery import DeliveryId
from spark_jobs.withdraw.prove import prove


def conclude(delivery_id: str, run: str, reason: str) -> int:
    """Prove that the delivery is gone, and write the receipt; how many files were opened."""
    from expectations.reviewers import write_reviewers_pages
    from expectations.timeliness import HELSINKI, refresh
    from expectations.withdrawal import write_withdrawal
    from spark_jobs.serve_audit import write_audit_files

    delivery = DeliveryId.parse(delivery_id)
    proof = prove(delivery_id, run)
    told = {event["event"]: event for event in ledger.read(audit.EVENTS, delivery_id=delivery_id, run=run)}
    gone = told["withdrawn"]
    day = f"{gone['at'].replace(tzinfo=UTC).astimezone(HELSINKI):%-d.%-m.%Y}"
    apart = told.get("quarantine_left")
    rows = (gone["rows"] or 0) + (apart["rows"] if apart else 0)
    write_withdrawal(delivery, day, reason, rows, proof.files)
    refresh()
    write_reviewers_pages(delivery.region)
    write_audit_files()
    return proof.files


def refuse(delivery_id: str, run: str, answered_by: str | None) -> None:
    """Enter that nobody approved: a person refused, or nobody answered in time."""
    from expectations.reviewers import write_reviewers_pages
    from spark_jobs.serve_audit import write_audit_files

    event, who = ("withdrawal_refused", answered_by) if answered_by else ("withdrawal_expired", "platform")
    ledger.tell(delivery_id, event, run, who)
    write_reviewers_pages(DeliveryId.parse(delivery_id).region)
    write_audit_files()
