"""What the ledger marks unpublished, and what of the gold layer it touches."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, timedelta

from expectations.catalogue import regions
from lake_layout import audit, ledger, story
from lake_layout.settings import settings
from spark_jobs.inbox import waiting


@dataclass(frozen=True)
class Pending:
    """Deliveries that silver holds and gold doesn't yet."""

    delivery_ids: tuple[str, ...]
    regions: tuple[str, ...]
    months: tuple[str, ...]


def unpublished() -> tuple[str, ...]:
    """Delivery ids that silver holds and gold doesn't."""
    return tuple(row["delivery_id"] for row in ledger.read(audit.DELIVERIES, status="refined"))


def pending(delivery_ids: Iterable[str]) -> Pending:
    """Those of the deliveries that are still unpublished: what a publication that was begun with them works on.

    A publication keeps to the deliveries it began with, so that none is marked published that only half of its steps
    have seen; one that was replaced meanwhile is left to its successor's publication.
    """
    rows = ledger.read(audit.DELIVERIES, status="refined", delivery_id=list(delivery_ids))
    return Pending(
        tuple(row["delivery_id"] for row in rows),
        tuple(sorted({row["region"] for row in rows})),
        tuple(sorted({row["period"] for row in rows})),
    )


def settled() -> bool:
    """Whether no delivery is under way or waits in an inbox, so that one publication takes them all.

    A delivery holds publishing back only for `publish_patience_minutes` after it came: one that is stuck must not
    keep the country waiting.
    """
    since = ledger.now() - timedelta(minutes=settings().publish_patience_minutes)
    under_way = [row for row in ledger.read(audit.DELIVERIES, status=story.UNDER_WAY) if row["received_at"] > since]
    oldest = since.replace(tzinfo=UTC).timestamp()
    return not under_way and not any(path.stat().st_mtime > oldest for region in regions() for path in waiting(region))


def published_regions() -> tuple[str, ...]:
    """Regions whose silver table holds feedback, published or to be published."""
    rows = ledger.read(audit.DELIVERIES, status=story.IN_FORCE)
    return tuple(sorted({row["region"] for row in rows}))
