"""THL's delivery through Airflow as an operator does it: refused with what to set, made, told, verified.

Takes the demo as the other tests leave it: whatever was withdrawn and delivered again before is in force or isn't.
"""

import json
import subprocess
import sys

import pytest

from tests.demo import ROOT, ledger_rows
from tests.services.runs import ask, trigger

pytestmark = pytest.mark.services
DAG = "thl_delivery"
MONTH = "2026-01"


def test_a_mistyped_period_is_told_at_once(airflow):
    refused = ask(airflow, DAG, periods=["tammikuu"])
    assert refused.status_code == 400 and "periods" in refused.text


def test_rows_are_off_and_the_run_ends_at_its_first_task(demo, airflow):
    run = trigger(airflow, DAG, package="row_level", periods=[MONTH])
    assert run.ended() == "failed" and run.tasks() == {"check": "failed", "deliver": "upstream_failed"}
    assert "ASPA_THL_ROW_LEVEL_LEGAL_BASIS" in run.log("check")
    assert not (demo.lake / "gold" / "pseudonymised").exists()


def test_the_agreed_period_becomes_a_signed_package(demo, airflow):
    run = trigger(airflow, DAG, periods=[MONTH])
    assert run.ended() == "success", run.tasks()
    assert run.result("deliver") == {MONTH: f"aggregate/{MONTH}/r1"}
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
    run = trigger(airflow, DAG)
    assert run.ended() == "success" and run.result("deliver") == {MONTH: None}
    assert ledger_rows(demo, "select count(*) from thl_deliveries") == [(1,)]
