"""A withdrawn delivery is gone: from every layer, from old versions, logs and copies; nothing else has changed."""

import json
from pathlib import Path

import duckdb
import pytest

from expectations.catalogue import contract_of
from infra.sample.deliver import make_delivery
from lake_layout import audit, bronze, folders, gold, ledger, silver, story
from lake_layout.delivery import DeliveryId
from lake_layout.open_feedback import MONTH_THEMES, THEMES
from tests.spark.conftest import as_table
from tests.spark.steps import arrive, publish, withdraw

pytestmark = pytest.mark.spark
MONTH = "2025-07"
OTHER_MONTH = "2025-10"  # another quarter of the same year


@pytest.fixture(scope="module")
def story_of_three(spark):
    """Kymenlaakso's July with quarantined rows and a rejected correction, its October, and its neighbour's July."""
    gone = arrive("10", "webropol", MONTH, 150, [("missing_places", 0.03)], planted_share=0.5)
    rejected = arrive("10", "webropol", MONTH, 150, [("missing_cost_centres", 0.5)], "_b", planted_share=0.5)
    kept = arrive("10", "webropol", OTHER_MONTH, 60)
    neighbour = arrive("14", "webropol", MONTH, 60)
    publish("before")
    return {"gone": gone, "rejected": rejected, "kept": kept, "neighbour": neighbour}


@pytest.fixture(scope="module")
def tokens(story_of_three):
    """Personal data planted in the delivery's texts and nowhere else."""
    contract = contract_of("10", "webropol")
    others = "".join(
        make_delivery(contract_of(region, "webropol"), period, rows).content.decode("utf-8-sig", "replace")
        for region, period, rows in (("10", OTHER_MONTH, 60), ("14", MONTH, 60))
    )
    made = make_delivery(contract, MONTH, 150, [("missing_places", 0.03)], planted_share=0.5)
    return {token for _, token in made.planted if len(token) >= 6 and token not in others}


@pytest.fixture
def tables(spark):
    from spark_jobs import delta

    def read(region):
        return {
            t.name: as_table(delta.read(spark, t, region), "delivery_id") for t in (bronze.FEEDBACK, *silver.TABLES)
        }

    return read


def periods_of_gold(spark, table=gold.RESULTS, region="10"):
    from spark_jobs import delta

    return {row["period"] for row in delta.read(spark, table).where(f"region = '{region}'").collect()}


def test_the_preview_counts_rows_and_cells_and_changes_nothing(story_of_three, spark):
    from spark_jobs.withdraw.preview import preview

    before = ledger.read(audit.DELIVERIES)
    seen = preview(story_of_three["gone"])
    accepted = ledger.delivery(story_of_three["gone"])["rows_accepted"]
    assert seen.rows[bronze.FEEDBACK.name] == seen.rows[silver.FEEDBACK.name] == accepted < 150
    assert seen.rows["quarantine"] == 150 - accepted
    assert seen.periods == ("2025", MONTH, "2025-Q3") and seen.cells > 100
    assert story_of_three["rejected"] in seen.markdown, "it says what is not withdrawn"
    assert ledger.read(audit.DELIVERIES) == before


def test_the_proof_fails_as_long_as_anything_is_there(story_of_three, tokens):
    from spark_jobs.withdraw.evidence import gather
    from spark_jobs.withdraw.prove import Found, prove

    gather(DeliveryId.parse(story_of_three["gone"]))
    with pytest.raises(Found) as found:
        prove(story_of_three["gone"], "too early", tokens)
    assert "(row)" in str(found.value) and not any(token in str(found.value) for token in tokens)


@pytest.mark.parametrize("where", ["lake/outbox/10/x.json", "lake/data_docs/x.html", "home/run/task.log", "home/x.gz"])
def test_the_proof_finds_what_was_copied_elsewhere(story_of_three, lake, where, spark):
    import gzip

    from lake_layout.settings import settings
    from spark_jobs import delta
    from spark_jobs.withdraw.evidence import gather
    from spark_jobs.withdraw.prove import Found, prove

    gather(DeliveryId.parse(story_of_three["gone"]))
    rows = delta.read(spark, bronze.FEEDBACK, "10").where(f"period = '{MONTH}'").toPandas()
    text = max(rows["open_text"].dropna(), key=len)
    room, _, name = where.partition("/")
    path = (lake if room == "lake" else Path(settings().home)) / name
    path.parent.mkdir(parents=True, exist_ok=True)
    content = json.dumps({"row": 1, "value": text}).encode()
    path.write_bytes(gzip.compress(content) if path.suffix == ".gz" else content)
    with pytest.raises(Found) as found:
        prove(story_of_three["gone"], "too early")
    assert f"{path} (text)" in str(found.value)
    path.unlink()


def test_it_is_gone_and_all_else_stays(story_of_three, tokens, tables, spark, lake):
    gone = story_of_three["gone"]
    salt = folders.salt("10", "webropol").read_bytes()
    neighbours = tables("14")
    kept = {name: [row for row in rows if row != (gone,)] for name, rows in tables("10").items()}
    others_file = lake / "quarantine" / "10" / story_of_three["rejected"]
    proof = withdraw(gone, "withdrawal", ())
    assert proof.files > 50 and proof.parquet_rows > 0
    assert tables("10") == kept and tables("14") == neighbours
    assert folders.salt("10", "webropol").read_bytes() == salt, "October's ids still need it"
    assert others_file.exists(), "the rejected correction was not withdrawn"
    assert MONTH not in periods_of_gold(spark) and {"2025", OTHER_MONTH} <= periods_of_gold(spark)
    assert "2025-Q3" not in periods_of_gold(spark, gold.WORDS)
    assert MONTH not in periods_of_gold(spark, THEMES) and MONTH not in periods_of_gold(spark, MONTH_THEMES)
    assert not folders.withdrawing(DeliveryId.parse(gone)).exists()


def test_no_planted_token_is_in_any_file_once_the_rejected_copy_is_withdrawn_too(story_of_three, tokens, lake):
    from spark_jobs.withdraw.prove import Found, prove

    assert len(tokens) > 5
    with pytest.raises(Found, match="quarantine"):  # the rejected correction brought the same feedback
        prove(story_of_three["gone"], "again", tokens)
    withdraw(story_of_three["rejected"], "withdrawal of the rejected", tokens)
    prove(story_of_three["gone"], "again", tokens)


def test_serving_has_one_file_and_it_has_no_trace_of_the_month(story_of_three, lake):
    (file,) = (lake / "serving").glob("report_users-*.duckdb")
    with duckdb.connect(str(file), read_only=True) as connection:
        shown = connection.execute("select distinct period from results where region = '10'").fetchall()
    assert (MONTH,) not in shown and (OTHER_MONTH,) in shown


def test_the_ledger_tells_who_when_and_why_and_its_figures_agree(story_of_three):
    gone = story_of_three["gone"]
    row = ledger.delivery(gone)
    assert row["status"] == "withdrawn" and story.conserved(row)
    assert (row["rows_bronze"], row["rows_silver"], row["rows_gold"]) == (0, 0, 0)
    told = {event["event"]: event for event in ledger.read(audit.EVENTS, delivery_id=gone)}
    assert {"received", "quarantine_left", "withdrawn", "withdrawal_proved"} <= set(told)
    assert told["withdrawn"]["who"] == "Testaaja" and told["withdrawn"]["why"] == "wrong extraction"
    assert all(story.conserved(row) for row in ledger.read(audit.DELIVERIES) if row["status"] in story.SETTLED)


def test_a_withdrawn_delivery_can_neither_be_withdrawn_again_nor_come_back_by_a_second_run(story_of_three):
    from spark_jobs.load import load
    from spark_jobs.withdraw.preview import NotWithdrawable, preview

    with pytest.raises(NotWithdrawable, match="withdrawn already"):
        preview(story_of_three["gone"])
    with pytest.raises(story.Superseded, match="withdrawn"):
        load(story_of_three["gone"])


def test_the_same_month_may_be_delivered_again_and_then_withdrawn_with_its_correction(story_of_three, tables):
    first = arrive("10", "webropol", MONTH, 40)
    second = arrive("10", "webropol", MONTH, 41, suffix="_b")
    assert (first, second) == (f"10_webropol_{MONTH}_3", f"10_webropol_{MONTH}_4")
    assert ledger.delivery(first)["status"] == "replaced"
    withdraw(second, "withdrawal of the correction")
    held = {row for rows in tables("10").values() for row in rows}
    assert (first,) not in held and (second,) not in held, "what it had replaced does not come back"
    withdraw(first, "withdrawal of the former")


def test_the_salt_goes_with_the_last_delivery_of_its_source(story_of_three):
    withdraw(story_of_three["kept"], "withdrawal of the last")
    assert not folders.salt("10", "webropol").exists()
    assert folders.salt("14", "webropol").exists()
