"""A delivery is withdrawn through Airflow as an operator does it: asked for, approved or refused by a person, proved.

Runs after the other tests of the demo (files run in the order of their names) and delivers the month again at the end.
"""

import json
import subprocess
import sys
import time
import urllib.request

import duckdb
import pytest

from tests.demo import ledger_rows
from tests.services import runs
from tests.services.runs import trigger, wait

pytestmark = pytest.mark.services
DELIVERY = "18_roidu_2026-02_1"


def ask(airflow, delivery_id=DELIVERY):
    """The run of the withdrawal that is asked for."""
    return trigger(airflow, "withdraw_delivery", delivery_id=delivery_id, reason="Väärä poiminta")


def events(demo):
    query = f"select event, who, why from events where delivery_id = '{DELIVERY}' order by at"
    return {event: (who, why) for event, who, why in ledger_rows(demo, query)}


def snapshot(demo):
    """Files of the layers, and the ledger's row of the delivery; the reviewers' serving files tell of every event."""
    files = {
        str(path.relative_to(demo.lake)): path.stat().st_mtime_ns
        for layer in ("landing", "quarantine", "bronze", "silver", "gold", "serving")
        for path in (demo.lake / layer).rglob("*")
        if path.is_file() and not path.name.startswith(("audit-", "deliveries-"))
    }
    return files, ledger_rows(demo, f"select * from deliveries where delivery_id = '{DELIVERY}'")


def shown(demo):
    """Respondents of the region's month on the dashboard's table."""
    newest = sorted((demo.lake / "serving").glob("report_users-*.duckdb"))[-1]
    with duckdb.connect(str(newest), read_only=True) as connection:
        query = (
            "select respondents from results where region = '18' and period = '2026-02' and service_class = '*' "
            "and contact_type = '*' and professional_group = '*' and age_group = '*'"
        )
        return connection.execute(query).fetchall()


def test_a_mistyped_delivery_is_told_at_once(airflow):
    refused = runs.ask(airflow, "withdraw_delivery", delivery_id="roidu", reason="Kokeilu")
    assert refused.status_code == 400 and "delivery_id" in refused.text
    run = ask(airflow, "18_roidu_2020-01_1")
    assert run.ended() == "failed" and run.tasks()["preview"] == "failed"


RESTING = 20
"""Seconds in a row without a run: what one run tells an asset makes the next one only some seconds later."""


def at_rest(airflow):
    """Whether no run of any DAG is under way: a publication writes its last files after its deliveries are told."""
    under_way = {"state": ["running", "queued"], "limit": 1}
    for _ in range(RESTING):
        if airflow.get("/dags/~/dagRuns", params=under_way).raise_for_status().json()["total_entries"]:
            return False
        time.sleep(1)
    return True


def test_a_refused_withdrawal_changes_nothing(demo, airflow):
    wait(lambda: at_rest(airflow))
    before = snapshot(demo)
    run = ask(airflow)
    asked = run.question()
    assert DELIVERY in asked["subject"] and "cells** of gold change in 2026, 2026-02, 2026-Q1" in asked["body"]
    run.answer("Reject")
    assert run.ended() == "success"
    states = run.tasks()
    assert {states[name] for name in ("withdraw.region_18", "republish", "prove")} == {"skipped"}
    assert states["record_refusal"] == "success"
    files, row = snapshot(demo)
    assert {name for name, _ in {*files.items()} ^ {*before[0].items()}} == set() and row == before[1]
    assert events(demo)["withdrawal_refused"][0] and "withdrawn" not in events(demo)


def test_an_approved_withdrawal_leaves_nothing_and_says_so(demo, airflow):
    assert shown(demo)
    run = ask(airflow)
    run.question()
    run.answer("Approve")
    assert run.ended() == "success", run.tasks()
    started = {name for name, state in run.tasks().items() if state == "success"}
    assert started == {"preview", "approve", "choose", "withdraw.region_18", "republish", "prove"}
    ((status, bronze, silver, gold),) = ledger_rows(
        demo,
        f"select status, rows_bronze, rows_silver, rows_gold from deliveries where delivery_id = '{DELIVERY}'",
    )
    assert (status, bronze, silver, gold) == ("withdrawn", 0, 0, 0)
    assert not shown(demo), "the month is off the dashboard"
    told = events(demo)
    assert told["withdrawn"][1] == "Väärä poiminta" and told["withdrawal_proved"]
    assert told["withdrawal_asked"][0] == told["withdrawal_approved"][0] == login(demo)


def login(demo):
    return json.loads((demo.home / "credentials.json").read_text())["user"]


def test_no_planted_token_of_it_is_anywhere(demo):
    """Nor one of its ids: in every file of the lake and of the services' state; landing, quarantine and bronze too."""
    script = (
        "from infra.local.demo_data import four_regions, SEED\n"
        "from infra.sample.feedback import generate\n"
        "from spark_jobs.withdraw.prove import prove\n"
        "tokens, others, ids = set(), set(), set()\n"
        "for a in four_regions():\n"
        "    made = generate(a.contract, a.period, a.rows, SEED)\n"
        "    own = (a.contract.region, a.period) == ('18', '2026-02')\n"
        "    (tokens if own else others).update(made.planted)\n"
        "    ids.update(made.rows[['source_row_id', 'service_event_id']].to_numpy().ravel() if own else ())\n"
        "wanted = {'identity_code', 'email', 'phone', 'address', 'ip', 'gps'}\n"
        "sought = {t for kind, t in tokens if kind in wanted and len(t) >= 8} - {t for _, t in others}\n"
        f"proof = prove('{DELIVERY}', 'planted', sought | ids)\n"
        "print(len(sought), len(ids), proof.files)\n"
    )
    done = subprocess.run([sys.executable, "-c", script], env=demo.environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    sought, ids, files = map(int, done.stdout.split())
    assert sought and ids > 1000 and files > 100


def test_the_region_gets_a_receipt_and_the_reviewers_see_who_and_why(demo):
    told = json.loads((demo.lake / "outbox" / "18" / f"{DELIVERY}_withdrawn.json").read_text())
    assert told["outcome"] == "withdrawn" and told["reason"] == "Väärä poiminta" and told["rows"] > 400
    page = urllib.request.urlopen(f"{demo.url('data_docs')}/deliveries/{DELIVERY}.html").read().decode()
    assert "Peruttu" in page and "Väärä poiminta" in page and f"{DELIVERY}_withdrawn.html" in page


def test_the_month_can_be_delivered_again(demo):
    script = (
        "from infra.local.demo_data import four_regions\n"
        "(a,) = [a for a in four_regions() if (a.contract.region, a.period) == ('18', '2026-02')]\n"
        "a.bring()\n"
    )
    subprocess.run([sys.executable, "-c", script], env=demo.environment, check=True)
    query = "select status from deliveries where delivery_id = '18_roidu_2026-02_2'"
    wait(lambda: ledger_rows(demo, query) == [("published",)], 400)
    assert shown(demo)


def test_retention_by_night_destroys_nothing_of_a_young_lake(demo, airflow):
    assert trigger(airflow, "retention", dry_run=False).ended() == "success"
    assert ledger_rows(demo, "select count(*) from retentions where kind <> 'serving_files'") == [(0,)]
    periods = ledger_rows(demo, "select period from timeliness where region = '18' and state in ('in_time', 'late')")
    assert {("2026-01",), ("2026-02",)} <= set(periods)
