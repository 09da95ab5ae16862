"""What all DAGs share: owner, retries, the assets and pools by which they wait for one another."""

from datetime import timedelta

from airflow.sdk import Asset

OWNER = "aspa-platform"
GOLD_POOL = "gold"
REFERENCE_POOL = "reference"
# A second try helps where a server was away for a moment; a rejected delivery fails without one.
DEFAULTS = {"owner": OWNER, "retries": 2, "retry_delay": timedelta(seconds=15)}


def region_pool(region: str) -> str:
    """The pool of one slot that a region's writers hold, so that each Delta table has one writer."""
    return f"region_{region}"


def settled(region: str) -> Asset:
    """Told when a delivery of the region is in silver or turned away: publishing may look what there is."""
    return Asset(name=f"settled_{region}", uri=f"aspa://settled/{region}", group="deliveries")
