"""A region's DAG run in one process by `dag.test()`, on a Spark session of its own instead of the Connect server."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.services
ROOT = Path(__file__).parent.parent.parent

RUN = """
from pathlib import Path
from dags.regions import region_18
from expectations.catalogue import contract_of
from infra.sample.deliver import deliver
from lake_layout import audit, folders, ledger

contract = contract_of("18", "roidu")
deliver(contract, "2026-01", 80, Path(str(folders.inbox("18"))), FAULTS)
run = region_18.test()
(row,) = ledger.read(audit.DELIVERIES)
print("RESULT", run.state, row["status"], row["rows_received"], row["rows_silver"])
check = region_18.get_task("check")
print("LINKS", [(link.name, link.xcom_key) for link in check.operator_extra_links])
from airflow.models.xcom import XComModel
from airflow.utils.session import create_session
with create_session() as session:
    found = XComModel.get_many(run_id=run.run_id, key="_link_ReceiptLink", dag_ids="region_18", task_ids="check")
    print("LINK", [entry for (entry,) in session.execute(found.with_only_columns(XComModel.value))])
"""


@pytest.fixture(scope="module")
def prepared(tmp_path_factory):
    """Airflow's environment over a database of its own."""
    folder = tmp_path_factory.mktemp("dag")
    script = (
        "import json; from infra.local import airflow; airflow.write_login(); print(json.dumps(airflow.environment()))"
    )
    base = {**os.environ, "PYTHONPATH": str(ROOT), "ASPA_HOME": str(folder / "home"), "ASPA_LAKE": str(folder / "lake")}
    import json

    printed = subprocess.run(
        [sys.executable, "-c", script], env=base, capture_output=True, text=True, check=True
    ).stdout
    environment = json.loads(printed)
    del environment["ASPA_SPARK_REMOTE"]
    subprocess.run(
        [sys.executable, "-m", "infra.local.prepare_airflow"], env=environment, capture_output=True, check=True
    )
    return environment, folder


def run(prepared, lake: str, faults: str) -> str:
    environment, folder = prepared
    environment = {**environment, "ASPA_LAKE": str(folder / lake)}
    done = subprocess.run(
        [sys.executable, "-c", RUN.replace("FAULTS", faults)],
        env=environment,
        capture_output=True,
        text=True,
        timeout=600,
    )
    return next((line for line in done.stdout.splitlines() if line.startswith("RESULT")), done.stdout + done.stderr)


def test_a_sound_delivery_goes_through(prepared):
    assert run(prepared, "sound", "()") == "RESULT success refined 80 80"


def test_a_rejected_delivery_fails_its_run(prepared):
    assert run(prepared, "faulty", "(('missing_cost_centres', 0.5),)") == "RESULT failed rejected 80 None"
