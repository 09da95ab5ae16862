"""The main job as a user sees it: what the demo prints, Airflow's runs, Data Docs, receipts; again changes nothing."""

import json
import urllib.request
from pathlib import Path

import pytest

from lake_layout.reference import code_set
from tests.demo import ledger_rows, local

pytestmark = pytest.mark.services
NATIONAL = ("publish", "reanalyse", "reference_data", "retention", "thl_delivery", "withdraw_delivery")


def test_it_ends_with_a_table_whose_figures_agree(demo):
    assert "NO" not in demo.printed.split("region  ")[1].split("result sets")[0].split()
    assert "result sets:" in demo.printed and "seconds of work by stage:" in demo.printed


def test_eleven_deliveries_came_and_one_was_rejected(demo):
    outcomes = dict(ledger_rows(demo, "select outcome, count(*) from deliveries group by outcome"))
    assert outcomes["rejected"] == 1 and sum(outcomes.values()) == 11
    assert ledger_rows(demo, "select status from deliveries where delivery_id = '10_webropol_2026-02_2'") == [
        ("published",)
    ]


def test_rows_are_conserved_from_landing_to_gold(demo):
    rows = ledger_rows(
        demo,
        "select rows_received, rows_accepted, rows_quarantined, rows_rejected, rows_duplicate, "
        "rows_bronze, rows_silver, rows_gold, outcome from deliveries",
    )
    for received, accepted, quarantined, rejected, duplicates, bronze, silver, gold, outcome in rows:
        assert received == accepted + quarantined + rejected + duplicates
        assert outcome == "rejected" or accepted == bronze == silver == gold


def test_airflow_scheduled_every_run_itself(airflow):
    runs = airflow.get("/dags/~/dagRuns", params={"limit": 100}).json()["dag_runs"]
    of_regions = [run for run in runs if run["dag_id"].startswith("region_")]
    assert {run["run_type"] for run in of_regions} == {"asset_triggered"}
    assert {run["run_type"] for run in runs} <= {"asset_triggered", "scheduled"}
    assert sorted(run["state"] for run in of_regions if run["state"] != "success") == ["failed"]
    assert [run["dag_id"] for run in of_regions if run["state"] == "failed"] == ["region_10"]


def test_a_failed_check_stops_its_own_delivery_only_and_is_not_retried(airflow):
    run = next(r for r in airflow.get("/dags/region_10/dagRuns").json()["dag_runs"] if r["state"] == "failed")
    tasks = airflow.get(f"/dags/region_10/dagRuns/{run['dag_run_id']}/taskInstances").json()["task_instances"]
    assert {t["task_id"]: (t["state"], t["try_number"]) for t in tasks} == {
        "receive": ("success", 1),
        "check": ("failed", 1),
        "quarantine": ("success", 1),
        "load": ("upstream_failed", 0),
        "refine": ("upstream_failed", 0),
    }


def test_every_dag_has_owner_tags_and_runbook(airflow):
    dags = airflow.get("/dags", params={"limit": 100}).json()["dags"]
    national = {dag["dag_id"] for dag in dags if any(tag["name"] == "national" for tag in dag["tags"])}
    assert national == set(NATIONAL) and len(dags) == len(code_set("regions")) + len(NATIONAL)
    assert not airflow.get("/importErrors").json()["import_errors"]
    for dag in dags:
        details = airflow.get(f"/dags/{dag['dag_id']}/details").json()
        assert details["owners"] == ["aspa-platform"] and details["tags"] and "| task |" in details["doc_md"]


def test_pools_have_one_slot_each(airflow):
    pools = {p["name"]: p["slots"] for p in airflow.get("/pools", params={"limit": 100}).json()["pools"]}
    assert pools["gold"] == 1 and pools["region_18"] == 1


def test_data_docs_are_served_and_list_every_delivery(demo):
    page = urllib.request.urlopen(f"{demo.url('data_docs')}/index.html").read().decode()
    for delivery_id, region in ledger_rows(demo, "select delivery_id, region from deliveries"):
        assert delivery_id in page
        own = urllib.request.urlopen(f"{demo.url('data_docs')}/deliveries/{delivery_id}.html").read().decode()
        assert own.count('.html">tiedosto') == 1 and f"regions/{region}.html" in own


def test_every_delivery_has_its_receipt(demo):
    for delivery_id, region in ledger_rows(demo, "select delivery_id, region from deliveries"):
        told = json.loads((demo.lake / "outbox" / region / f"{delivery_id}.json").read_text())
        assert told["delivery_id"] == delivery_id
        assert (demo.lake / "outbox" / region / f"{delivery_id}.html").exists()


def test_a_rejected_delivery_left_quarantine_when_its_correction_came_and_landing_is_empty(demo):
    assert not (demo.lake / "quarantine" / "10" / "10_webropol_2026-02_1").exists()
    query = "select quarantine_left, rows_rejected > 0 from deliveries where delivery_id = '10_webropol_2026-02_1'"
    assert ledger_rows(demo, query) == [("corrected", 1)]
    assert not [path for path in (demo.lake / "landing").rglob("*") if path.is_file()]


def snapshot(folder: Path) -> dict[str, int]:
    return {
        str(p.relative_to(folder)): p.stat().st_mtime_ns
        for p in folder.rglob("*")
        if p.is_file() and p.name != "ledger.db"
    }


def test_a_second_demo_changes_nothing(demo):
    before, rows = snapshot(demo.lake), ledger_rows(demo, "select * from deliveries order by delivery_id")
    again = demo.run("demo")
    assert again.returncode == 0, again.stderr
    assert snapshot(demo.lake) == before
    assert ledger_rows(demo, "select * from deliveries order by delivery_id") == rows


def test_a_port_in_use_is_said_before_anything_starts(demo, tmp_path):
    environment = {**demo.environment, "ASPA_HOME": str(tmp_path / "home"), "ASPA_LAKE": str(tmp_path / "lake")}
    refused = local(environment, "up")
    assert refused.returncode == 1 and "ports are in use" in refused.stderr
    assert not list((tmp_path / "home").rglob("*.pid"))
