"""THL's delivery over silver and gold: packages, revisions, and what a withdrawal and retention take out of them."""

import os

import pandas as pd
import pyarrow.parquet as pq
import pytest

from lake_layout import audit, folders, gold, ledger, pseudonymised, silver
from lake_layout.disclosure import FEWEST_ALIKE
from lake_layout.settings import settings
from lake_layout.thl_packages import AGGREGATE, ROW_LEVEL
from tests.spark.steps import arrive, withdraw

pytestmark = pytest.mark.spark
MONTH = "2021-05"  # a year that no other test publishes in
BASIS = "Laki X 5 §, päätös THL/1/2026"


def named(**values):
    for name, value in values.items():
        os.environ[f"ASPA_{name.upper()}"] = str(value)
    settings.cache_clear()


def publish_counts(run, *deliveries):
    """What a publication does to gold, without the text's analysis and the pages."""
    from spark_jobs.aggregate import aggregate

    aggregate(run, deliveries)
    ledger.change(audit.DELIVERIES, {"status": "published"}, delivery_id=list(deliveries))


@pytest.fixture(scope="module")
def may(spark, tmp_path_factory):
    """Two regions' May, published, and both packages of it."""
    from spark_jobs.thl.deliver import deliver
    from spark_jobs.thl.signature import make_key

    key = tmp_path_factory.mktemp("keys") / "thl.pem"
    make_key(key)
    named(thl_signing_key=key, thl_row_level_legal_basis=BASIS)
    kept, gone = arrive("07", "palautekanava", MONTH, 160), arrive("10", "webropol", MONTH, 80)
    publish_counts("before THL", kept, gone)
    yield kept, gone, {package.name: deliver(package.name, [MONTH], "first") for package in (AGGREGATE, ROW_LEVEL)}
    for name in ("ASPA_THL_SIGNING_KEY", "ASPA_THL_ROW_LEVEL_LEGAL_BASIS"):
        del os.environ[name]
    settings.cache_clear()


def revision(package, number):
    (row,) = ledger.read(audit.THL_DELIVERIES, package=package.name, period=MONTH, revision=number)
    return row, folders.thl(package.name, MONTH, number)


def of_silver(spark, *regions):
    from spark_jobs import delta

    return pd.concat([
        delta.read(spark, silver.FEEDBACK, region).where(f"period = '{MONTH}'").toPandas() for region in regions
    ])  # fmt: skip


def of_gold(spark):
    from spark_jobs.thl.pseudonymise import rows_held

    return rows_held(spark, [MONTH]).toPandas()


def test_the_aggregate_package_holds_what_is_published_as_it_is(may, spark):
    from spark_jobs import delta
    from spark_jobs.thl.signature import verify

    kept, gone, made = may
    assert made["aggregate"] == {MONTH: f"aggregate/{MONTH}/r1"}
    row, folder = revision(AGGREGATE, 1)
    assert verify(folder)[1] == row["key_fingerprint"]
    shown = delta.read(spark, gold.RESULTS).where(f"period = '{MONTH}'").toPandas()
    told = pq.read_table(str(folder / "results.parquet")).to_pandas()
    assert 40 < len(told) == len(shown) and told["respondents"].sum() == shown["respondents"].sum()
    assert set(row["deliveries"].split()) == set(row["added"].split()) == {kept, gone}
    assert row["rows_left_out"] is None and row["legal_basis"] is None
    told = ledger.read(audit.EVENTS, delivery_id=kept, event="packed_for_thl")
    assert {event["why"] for event in told} == {f"aggregate/{MONTH}/r1", f"row_level/{MONTH}/r1"}


def test_rows_are_alike_complete_and_hold_silvers_answers(may, spark):
    row, folder = revision(ROW_LEVEL, 1)
    rows = pd.read_csv(str(folder / "feedback.csv"), dtype=dict.fromkeys(pseudonymised.ALIKE, object))
    assert rows.groupby(list(pseudonymised.ALIKE), dropna=False).size().min() >= FEWEST_ALIKE
    held = of_silver(spark, "07", "10")
    assert len(rows) == row["rows"] and row["rows"] + row["rows_left_out"] == len(held)
    assert row["rows_left_out"] < 20 and 0 < row["rows_coarsened"] < row["rows"]
    assert row["legal_basis"] == BASIS
    fewer = held["nps"].value_counts() - rows["nps"].value_counts().reindex(held["nps"].dropna().unique(), fill_value=0)
    assert (fewer >= 0).all() and fewer.sum() <= row["rows_left_out"]


def test_no_id_of_silver_stands_in_any_file_of_the_rows(may, spark):
    _, folder = revision(ROW_LEVEL, 1)
    held = of_silver(spark, "07", "10")
    ids = {str(value) for name in ("feedback_id", "record_key", "cost_centre", "place") for value in held[name]}
    ids = {value.encode() for value in ids if len(value) > 5}
    on_disk = [path for path in folders.lake().joinpath("gold", "pseudonymised").rglob("*") if path.is_file()]
    whole = b"".join(path.read_bytes() for path in (*folder.iterdir(), *on_disk))
    assert ids and not any(value in whole for value in ids)


def test_what_has_not_changed_makes_no_new_revision(may):
    from spark_jobs.thl.deliver import deliver

    for package in (AGGREGATE, ROW_LEVEL):
        assert deliver(package.name, [MONTH], "again") == {MONTH: None}
        assert len(ledger.read(audit.THL_DELIVERIES, package=package.name, period=MONTH)) == 1


def test_a_correction_waits_for_its_publication_and_is_told(may):
    from spark_jobs.thl.agreed import NotSettled
    from spark_jobs.thl.deliver import deliver

    kept, gone, _ = may
    corrected = arrive("07", "palautekanava", MONTH, 165, suffix="_b")
    with pytest.raises(NotSettled, match=corrected):
        deliver("row_level", [MONTH], "too early")
    publish_counts("corrected", corrected)
    assert deliver("row_level", [MONTH], "corrected") == {MONTH: f"row_level/{MONTH}/r2"}
    row, _ = revision(ROW_LEVEL, 2)
    assert row["replaced"] == f"{kept}>{corrected}" and row["added"] == corrected
    assert set(row["deliveries"].split()) == {corrected, gone}


def test_a_withdrawn_deliverys_rows_are_gone_and_the_next_revision_says_so(may, spark, lake):
    from spark_jobs.thl.deliver import deliver

    _, gone, _ = may
    before = of_gold(spark)
    withdraw(gone, "withdrawal for THL")
    after = of_gold(spark)
    assert set(before["region"]) == {"07", "10"} and set(after["region"]) == {"07"}
    on_disk = [p for p in (lake / "gold" / "pseudonymised").rglob("*.parquet") if "_delta_log" not in p.parts]
    assert {name for path in on_disk for name in pq.ParquetFile(path).read(["region"]).column(0).to_pylist()} == {"07"}
    for package, number in ((AGGREGATE, 1), (ROW_LEVEL, 1), (ROW_LEVEL, 2)):
        row, folder = revision(package, number)
        assert row["left"] == "withdrawn" and not folder.exists()
    assert deliver("aggregate", [MONTH], "told") == {MONTH: f"aggregate/{MONTH}/r2"}
    assert deliver("row_level", [MONTH], "told") == {MONTH: f"row_level/{MONTH}/r3"}
    for package, number in ((AGGREGATE, 2), (ROW_LEVEL, 3)):
        row, folder = revision(package, number)
        assert row["withdrawn"] == gone and gone in (folder / "README.fi.md").read_text(encoding="utf-8")
    assert revision(ROW_LEVEL, 3)[0]["rows"] == len(after)


def test_the_proof_fails_as_long_as_a_package_with_the_delivery_is_there(may):
    from spark_jobs.withdraw.prove import Found, prove

    _, gone, _ = may
    _, folder = revision(AGGREGATE, 1)
    folder.mkdir(parents=True)
    with pytest.raises(Found, match="still there"):
        prove(gone, "put back")
    folder.rmdir()


def test_without_a_legal_basis_retention_leaves_no_row(may, spark):
    from spark_jobs.thl.retention import expire_thl

    rows = len(of_gold(spark))
    named(thl_row_level_legal_basis="")
    assert expire_thl(dry_run=True)["pseudonymised"] == (1, rows) and len(of_gold(spark)) == rows
    expire_thl(dry_run=False)
    assert not len(of_gold(spark)) and not revision(ROW_LEVEL, 3)[1].exists() and revision(AGGREGATE, 2)[1].exists()
    assert expire_thl(dry_run=False)["pseudonymised"] == (0, 0)
