"""A source that delivers feedback and care records in two files goes all the way to silver."""

from pathlib import Path

import pytest

from expectations.catalogue import contract_of
from infra.sample.deliver import deliver
from lake_layout import folders, ledger, silver
from lake_layout.delivery import DeliveryId

pytestmark = pytest.mark.spark


@pytest.mark.parametrize("region", ["04", "12"])
def test_two_files_become_one_feedback_a_row(spark, region):
    from expectations.gate import check
    from spark_jobs import delta
    from spark_jobs.load import load
    from spark_jobs.receive import receive
    from spark_jobs.refine import refine

    contract = contract_of(region, "palauteportti")
    deliver(contract, "2026-03", 80, Path(str(folders.inbox(region))), [("missing_cost_centres", 0.02)])
    delivery_id = receive(region)
    assert check(delivery_id) == "accepted_with_quarantine"
    load(delivery_id)
    refine(delivery_id)
    rows = delta.read(spark, silver.FEEDBACK, region).where("period = '2026-03'").collect()
    told = ledger.delivery(delivery_id)
    assert len(rows) == told["rows_accepted"] == 78 and told["rows_received"] == 80
    assert all(row["cost_centre"] and row["place"] for row in rows)
    assert not folders.landed(DeliveryId.parse(delivery_id)).exists()
