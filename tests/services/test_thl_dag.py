"""THL's delivery through Airflow as an operator does it: refused with what to set, made, told, verified.

Takes the demo as the other tests leave it: whatever was withdrawn and delivered again before is in force or isn't.
"""

import json
import subprocess
import sys
import time

import pytest

from tests.demo import ROOT, ledger_rows

pytestmark = pytest.mark.services
RUNS = "/dags/thl_delivery/dagRuns"
MONTH = "2026-01"


def ended(airflow, conf, seconds=400):
    """Trigger the DAG and wait for its end: the run's state and its tasks'."""
    answer = airflow.post(RUNS, json={"logical_date": None, "conf": conf})
    answer.raise_for_status()
    run, deadline = answer.json()["dag_run_id"], time.monotonic() + seconds
    while (state := airflow.get(f"{RUNS}/{run}").json()["state"]) not in ("success", "failed"):
        assert time.monotonic() < deadline, "waited too long"
        time.sleep(1)
    found = airflow.get(f"{RUNS}/{run}/taskInstances").json()["task_instances"]
    return run, state, {task["task_id"]: task["state"] for task in found}


def result(airflow, run):
    path = f"{RUNS}/{run}/taskInstances/deliver/xcomEntries/return_value"
    value = airflow.get(path).raise_for_status().json()["value"]
    return json.loads(value) if isinstance(value, str) else value


def test_a_mistyped_period_is_told_at_once(airflow):
    refused = airflow.post(RUNS, json={"logical_date": None, "conf": {"periods": ["tammikuu"]}})
    assert refused.status_code == 400 and "periods" in refused.text


def test_rows_are_off_and_the_run_ends_at_its_first_task(demo, airflow):
    run, state, tasks = ended(airflow, {"package": "row_level", "periods": [MONTH]})
    assert state == "failed" and tasks == {"check": "failed", "deliver": "upstream_failed"}
    log = airflow.get(f"{RUNS}/{run}/taskInstances/check/logs/1", params={"full_content": True}).text
    assert "ASPA_THL_ROW_LEVEL_LEGAL_BASIS" in log
    assert not (demo.lake / "gold" / "pseudonymised").exists()


def test_the_agreed_period_becomes_a_signed_package(demo, airflow):
    run, state, tasks = ended(airflow, {"periods": [MONTH]})
    assert state == "success", tasks
    assert result(airflow, run) == {MONTH: f"aggregate/{MONTH}/r1"}
    folder = demo.lake / "thl" / "aggregate" / MONTH / "r1"
    told = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    assert {resource["name"] for resource in told["resources"]} >= {"results", "deliveries", "codes"}
    command = [sys.executable, "-m", "spark_jobs.thl", "verify", str(folder), "--key", str(folder / "public_key.pem")]
    done = subprocess.run(command, cwd=ROOT, env=demo.environment, capture_output=True, text=True)
    assert done.returncode == 0 and "by the agreed key" in done.stdout, done.stdout + done.stderr
    rows = ledger_rows(demo, "select rows, deliveries, withdrawn from thl_deliveries")
    ((written, deliveries, withdrawn),) = rows
    in_force = ledger_rows(
        demo, f"select delivery_id from deliveries where period = '{MONTH}' and status = 'published'"
    )
    assert written > 60 and {(name,) for name in deliveries.split()} == set(in_force) and not withdrawn


def test_again_without_periods_nothing_is_new(demo, airflow):
    run, state, _ = ended(airflow, {})
    assert state == "success" and result(airflow, run) == {MONTH: None}
    assert ledger_rows(demo, "select count(*) from thl_deliveries") == [(1,)]
