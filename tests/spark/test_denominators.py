"""A sampling base from the gate to gold: classified, keyed, protected; withdrawn and corrected like any delivery."""

import pytest
from pyspark.sql import functions as F

from infra.sample.deliver import deliver
from infra.sample.feedback import contract_of
from lake_layout import audit, bronze, folders, gold, ledger, silver
from lake_layout.disclosure import NOISE_BOUND
from tests.spark.conftest import as_table

pytestmark = pytest.mark.spark
REGION, MONTH = "17", "2026-02"


@pytest.fixture(scope="module")
def base(spark, lake):
    """One base delivered and brought to silver: its delivery id."""
    from expectations.gate import check
    from spark_jobs.load import load
    from spark_jobs.receive import receive
    from spark_jobs.refine import refine

    contract = contract_of(REGION, "kutsut")
    deliver(contract, MONTH, 3000, folders.inbox(REGION))
    delivery_id = receive(REGION)
    assert check(delivery_id) == "accepted"
    load(delivery_id)
    refine(delivery_id)
    return delivery_id


def test_every_row_of_the_base_is_in_silver_with_class_and_key(spark, base):
    from spark_jobs import delta

    rows = delta.read(spark, silver.DENOMINATORS, REGION)
    row = ledger.delivery(base)
    assert row["rows_silver"] == row["rows_accepted"] == rows.count() > 100
    assert rows.where("service_class = 'PL-SUU' AND invitations > 0").count() > 0
    assert rows.select("record_key").distinct().count() == rows.count()
    assert delta.read(spark, bronze.DENOMINATORS, REGION).count() == row["rows_bronze"]


def test_gold_tells_sums_with_noise_and_nothing_under_ten(spark, base):
    from spark_jobs import delta
    from spark_jobs.denominators.aggregate import aggregate_denominators

    aggregate_denominators(spark, [REGION], (MONTH, "2026-Q1", "2026"))
    exact = delta.read(spark, silver.DENOMINATORS, REGION).agg(F.sum("invitations"), F.sum("service_events")).collect()
    shown = delta.read(spark, gold.DENOMINATORS)
    whole = "service_class = '*' AND age_group = '*'"
    for row in shown.where(whole).collect():
        for name, true in zip(("invitations", "service_events"), exact[0]):
            assert abs(row[name] - true) <= NOISE_BOUND
    assert {row[0] for row in as_table(shown.where(whole), "period")} == {MONTH, "2026-Q1", "2026"}
    assert shown.where("invitations < 10 OR service_events < 10").count() == 0
    assert shown.where("region = '*'").count() == 0, "a country figure needs three regions"
    assert ledger.delivery(base)["rows_gold"] == ledger.delivery(base)["rows_silver"]


def test_the_same_set_has_other_noise_in_another_month(spark):
    """Else the noise would go from the difference of two months."""
    from spark_jobs.denominators.refine import to_silver

    contract = contract_of(REGION, "kutsut")
    columns = ["delivery_id", "region", "source", "period", "cost_centre", "age_group", "invitations", "service_events"]
    keys = {
        to_silver(
            spark.createDataFrame([("d", REGION, "kutsut", month, "171007", "85+", "12", "40")], columns),
            contract, month, bytes(32),
        ).collect()[0]["record_key"]
        for month in ("2026-01", "2026-02", "2026-03")
    }  # fmt: skip
    assert len(keys) == 3


def test_a_withdrawn_base_is_gone_from_every_layer(spark, base):
    from spark_jobs import delta
    from spark_jobs.withdraw.preview import preview
    from spark_jobs.withdraw.remove import remove

    rows = ledger.delivery(base)["rows_silver"]
    told = preview(base)
    assert told.rows["silver_denominators"] == told.rows["bronze_denominators"] == rows
    remove(base, "run", "tester", "test")
    for table in (bronze.DENOMINATORS, silver.DENOMINATORS):
        assert delta.read(spark, table, REGION).count() == 0
    assert ledger.read(audit.DELIVERIES, delivery_id=base)[0]["status"] == "withdrawn"
