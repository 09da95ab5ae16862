"""From a delivery's text rows to silver: codes, classes, days, ids; a redelivery replaces, a second run repeats."""

from pathlib import Path

import pytest

from expectations.catalogue import contract_of
from infra.sample.deliver import deliver
from lake_layout import audit, bronze, folders, ledger, silver, story
from tests.spark.conftest import as_table

pytestmark = pytest.mark.spark


def arrive(period: str, rows: int, faults=(), suffix="") -> str:
    from expectations.gate import check
    from spark_jobs.load import load
    from spark_jobs.receive import receive
    from spark_jobs.refine import refine

    deliver(contract_of("18", "roidu"), period, rows, Path(str(folders.inbox("18"))), faults, 2026, suffix)
    delivery_id = receive("18")
    if check(delivery_id) != "rejected":
        load(delivery_id)
        refine(delivery_id)
    return delivery_id


@pytest.fixture(scope="module")
def first(spark):
    return arrive("2026-03", 120)


@pytest.fixture
def read(spark):
    from spark_jobs import delta

    return lambda table: delta.read(spark, table, "18")


def test_silver_has_no_id_of_the_region_and_no_time_of_day(first, read):
    columns = dict(read(silver.FEEDBACK).dtypes)
    assert not {"source_row_id", "service_event_id", "serviced_at", "answered_at", "open_text"} & set(columns)
    assert columns["answered_on"] == "date"


def test_every_row_has_national_codes_and_a_class(first, read):
    rows = read(silver.FEEDBACK).where("period = '2026-03'").collect()
    assert len(rows) == 120 == len({row["feedback_id"] for row in rows})
    assert {row["contact_type"] for row in rows} <= {"R10", "R20", "R41", "R52", "R56", "R80", "R90"}
    assert {row["questionnaire"] for row in rows} == {contract_of("18", "roidu").questionnaire}, "the row tells none"
    assert {row["service_class_basis"] for row in rows} <= {"cost_centre", "rule", "unclassified"}
    assert all((row["service_class"] == "EI-LUOK") == (row["service_class_basis"] == "unclassified") for row in rows)


def test_a_second_run_leaves_the_same_rows(first, read):
    from spark_jobs.load import load
    from spark_jobs.refine import refine

    before = as_table(read(silver.FEEDBACK).where("period = '2026-03'"), "feedback_id", "record_key", "nps", "text")
    load(first)
    refine(first)
    assert (
        as_table(read(silver.FEEDBACK).where("period = '2026-03'"), "feedback_id", "record_key", "nps", "text")
        == before
    )


def test_the_ledger_holds_what_the_verification_run_found(first):
    told = ledger.read(audit.VERIFICATIONS, delivery_id=first)
    assert sum(row["texts"] for row in told) == ledger.delivery(first)["texts"] > 0
    assert all(row["texts_missed"] <= row["texts_changed"] <= row["texts"] <= row["words"] for row in told)
    assert {row["language"] for row in ledger.read(audit.PROBES, delivery_id=first)} == {"fi", "sv", "en"}
    assert (folders.outbox("18") / f"{first}_varmistusajo.html").exists()


def test_a_cut_tripwire_stops_the_run_before_silver(first, read, monkeypatch):
    from spark_jobs import verification
    from spark_jobs.refine import refine

    before = as_table(read(silver.FEEDBACK), "feedback_id", "text")
    ledger.change(audit.DELIVERIES, {"status": "loaded"}, delivery_id=first)
    wire = verification.Canary("fi", "Kaikki meni hyvin", "NIMI", "hyvin", "fi-x")
    monkeypatch.setattr(verification, "tripwires", lambda: [wire])
    with pytest.raises(verification.TripwireCut, match="fi-x") as cut:
        refine(first)
    assert "hyvin" not in str(cut.value)
    assert as_table(read(silver.FEEDBACK), "feedback_id", "text") == before
    assert ledger.delivery(first)["status"] == "loaded"
    ledger.change(audit.DELIVERIES, {"status": "refined"}, delivery_id=first)


def test_a_redelivery_replaces_and_keeps_the_ids_of_rows_that_came_again(first, read):
    before = {row["feedback_id"] for row in read(silver.FEEDBACK).where("period = '2026-03'").collect()}
    second = arrive("2026-03", 120, faults=[("missing_places", 0.03)], suffix="_korjattu")
    after = {row["feedback_id"] for row in read(silver.FEEDBACK).where("period = '2026-03'").collect()}
    assert after < before
    assert {row["delivery_id"] for row in read(bronze.FEEDBACK).where("period = '2026-03'").collect()} == {second}
    assert ledger.delivery(first)["status"] == "replaced" and ledger.delivery(first)["replaced_by"] == second


def test_an_older_delivery_may_not_come_back(first, read):
    from spark_jobs.load import load

    with pytest.raises(story.Superseded):
        load(first)


def test_the_same_bytes_again_are_recognised_and_ignored(first, spark):
    from spark_jobs.receive import receive

    arrive("2026-05", 40)
    before = ledger.read(audit.DELIVERIES)
    deliver(contract_of("18", "roidu"), "2026-05", 40, Path(str(folders.inbox("18"))), (), 2026)
    assert receive("18") is None
    assert ledger.read(audit.DELIVERIES) == before
    assert not list(Path(str(folders.inbox("18"))).iterdir())


def test_a_second_run_of_a_replaced_delivery_leaves_its_successor_alone(first, read):
    from spark_jobs.refine import refine

    before = as_table(read(silver.FEEDBACK), "feedback_id")
    with pytest.raises(story.Superseded):
        refine(first)
    assert as_table(read(silver.FEEDBACK), "feedback_id") == before


def test_bronze_statistics_hold_nothing_of_a_row(first, lake):
    log = "".join(path.read_text() for path in (lake / "bronze" / "18" / "feedback" / "_delta_log").glob("*.json"))
    added = [line for line in log.splitlines() if line.startswith('{"add"')]
    assert added and not any(
        name in line for line in added for name in ("open_text", "cost_centre", "service_event_id")
    )


def test_a_rejected_delivery_reaches_neither_bronze_nor_silver(first, read):
    rejected = arrive("2026-04", 60, faults=[("missing_cost_centres", 0.5)])
    assert ledger.delivery(rejected)["status"] == "rejected"
    assert read(bronze.FEEDBACK).where("period = '2026-04'").count() == 0
    assert read(silver.FEEDBACK).where("period = '2026-04'").count() == 0
