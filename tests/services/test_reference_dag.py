"""New reference data through Airflow as an operator brings them: asked for, approved by a person, applied, published.

Runs before the withdrawal's tests: files run in the order of their names.
"""

import csv
import shutil

import duckdb
import pytest

from lake_layout.gold import ALL, DIMENSION_NAMES
from lake_layout.reference import shipped
from tests.demo import ledger_rows
from tests.services.runs import trigger, wait

pytestmark = pytest.mark.services


def ask(airflow, **conf):
    """The DAG's run that is asked for."""
    asked = {"version": "koe", "reason": "Kokeilu", "status": "placeholder", "takes_effect": "", **conf}
    return trigger(airflow, "reference_data", **asked)


def busiest(demo):
    """Number and service class of the rule that decided on most feedback: most cost centres lead to a class by
    themselves, so a rule chosen without a look may have decided on none."""
    query = "select rule, service_class from classifications where basis = 'rule' group by 1, 2 order by sum(feedback)"
    rule, service_class = ledger_rows(demo, query)[-1]
    return rule.rpartition(":")[2], service_class


def inbox(demo, name, rule, service_class):
    """A file of rules in the inbox: the shipped ones, this rule leading to the class."""
    folder = demo.lake / "reference" / "inbox"
    folder.mkdir(exist_ok=True)
    other = {"service_class": service_class}
    table = [{**row, **(other if row["rule"] == rule else {})} for row in shipped("service_class_rules")]
    with (folder / name).open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(table[0]))
        writer.writeheader()
        writer.writerows(table)
    return [f"service_class_rules={name}"]


def shown(demo, service_class):
    """Respondents of the class that the dashboard shows, over the regions and years."""
    newest = sorted((demo.lake / "serving").glob("report_users-*.duckdb"))[-1]
    others = " and ".join(f"{name} = '{ALL}'" for name in DIMENSION_NAMES if name != "service_class")
    with duckdb.connect(str(newest), read_only=True) as connection:
        query = f"select sum(respondents) from results where {others} and region <> '{ALL}' and period_kind = 'year'"
        return connection.execute(f"{query} and service_class = ?", [service_class]).fetchone()[0] or 0


def unpublished(demo):
    return ledger_rows(demo, "select delivery_id from deliveries where status = 'refined'")


def test_a_file_with_a_mistake_is_told_and_nobody_is_asked(demo, airflow):
    run = ask(airflow, sets=inbox(demo, "vaara.csv", "10", "PL-PUUTTUU"))
    assert run.ended() == "failed" and run.tasks()["approve"] == "upstream_failed"


def test_a_refused_version_changes_nothing(demo, airflow):
    before = (demo.lake / "reference" / "in_force.json").read_text()
    run = ask(airflow, sets=inbox(demo, "uudet.csv", busiest(demo)[0], "PL-MUU"))
    asked = run.question()
    assert "1 changed, 0 ended, 17 stay as they are" in asked["body"] and "** are classified otherwise" in asked["body"]
    run.answer("Reject")
    assert run.ended() == "success" and run.tasks()["record_refusal"] == "success"
    assert (demo.lake / "reference" / "in_force.json").read_text() == before
    assert not list((demo.lake / "reference" / "proposed").iterdir())


def test_an_approved_version_reaches_the_dashboard(demo, airflow):
    rule, former = busiest(demo)
    before = shown(demo, former)
    run = ask(airflow, sets=inbox(demo, "uudet.csv", rule, "PL-MUU"), version="koe-1")
    run.question()
    run.answer("Approve")
    assert run.ended() == "success", run.tasks()
    told = ledger_rows(demo, "select changed, feedback, who from reference_versions where version = 'koe-1'")
    ((changed, feedback, who),) = told
    assert changed == 1 and feedback > 0 and who
    events = ledger_rows(demo, f"select sum(rows) from events where event = 'reharmonised' and run = '{run.name}'")
    assert events == [(feedback,)]
    wait(lambda: not unpublished(demo))
    assert shown(demo, former) < before
    shutil.rmtree(demo.lake / "reference" / "inbox")
