"""Airflow's database made ready in one process: its schema, and the pools that give each Delta table one writer."""

from airflow.models.pool import Pool
from airflow.utils.db import initdb, upgradedb
from airflow.utils.session import create_session

from dags.common import GOLD_POOL, REFERENCE_POOL, region_pool
from expectations.catalogue import regions


def main() -> None:
    """Create or upgrade the schema, then the pools; run again, it changes nothing."""
    initdb()
    upgradedb()
    with create_session() as session:
        for name in (GOLD_POOL, REFERENCE_POOL, *(region_pool(region) for region in regions())):
            Pool.create_or_update_pool(
                name, slots=1, description="One writer at a time", include_deferred=False, session=session
            )


if __name__ == "__main__":
    main()
