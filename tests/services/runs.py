"""A DAG's run as an operator and an approver see it through Airflow's REST API."""

import json
import time
from dataclasses import dataclass
from typing import Any

import httpx

READING = 3.0
"""Seconds for which a person reads the question. Airflow 3.3.2 takes an answer that comes in the very moment in which
the task lays itself down for the end of a task that still runs: it fails the try, and asks again in the next."""


def wait(what, seconds=400):
    """Ask until there is an answer."""
    deadline = time.monotonic() + seconds
    while not (answer := what()):
        assert time.monotonic() < deadline, "waited too long"
        time.sleep(1)
    return answer


@dataclass(frozen=True)
class Run:
    """One run of a DAG."""

    airflow: httpx.Client
    path: str

    def tasks(self) -> dict[str, str]:
        """State by task."""
        found = self.airflow.get(f"{self.path}/taskInstances", params={"limit": 100}).json()["task_instances"]
        return {task["task_id"]: task["state"] for task in found}

    def ended(self) -> str:
        """Wait for its end: `success` or `failed`."""
        return wait(lambda: (got := self.airflow.get(self.path).json()["state"]) in ("success", "failed") and got)

    def question(self) -> dict[str, Any]:
        """What the person who approves is asked, once the task waits for an answer."""
        wait(lambda: self.tasks().get("approve") == "awaiting_input")
        time.sleep(READING)
        return self.airflow.get(self._asked).raise_for_status().json()

    def answer(self, option: str) -> None:
        """Approve or reject."""
        body = {"chosen_options": [option], "params_input": {}}
        self.airflow.patch(self._asked, json=body).raise_for_status()

    def result(self, task: str) -> Any:
        """What the task gave back."""
        path = f"{self.path}/taskInstances/{task}/xcomEntries/return_value"
        value = self.airflow.get(path).raise_for_status().json()["value"]
        return json.loads(value) if isinstance(value, str) else value

    def log(self, task: str) -> str:
        """The log of the task's first try."""
        return self.airflow.get(f"{self.path}/taskInstances/{task}/logs/1", params={"full_content": True}).text

    @property
    def name(self) -> str:
        """Airflow's id of the run."""
        return self.path.rpartition("/")[2]

    @property
    def _asked(self) -> str:
        return f"{self.path}/taskInstances/approve/-1/hitlDetails"


def ask(airflow: httpx.Client, dag: str, **conf: Any) -> httpx.Response:
    """Trigger the DAG; Airflow's answer, whatever it is."""
    return airflow.post(f"/dags/{dag}/dagRuns", json={"logical_date": None, "conf": conf})


def trigger(airflow: httpx.Client, dag: str, **conf: Any) -> Run:
    """Trigger the DAG, which Airflow must accept."""
    accepted = ask(airflow, dag, **conf).raise_for_status().json()
    return Run(airflow, f"/dags/{dag}/dagRuns/{accepted['dag_run_id']}")
