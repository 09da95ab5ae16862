"""A Superset of its own over made-up published results: real, without Spark and Airflow; an account of each role."""

from pathlib import Path

import pytest

from infra.local import superset_alone
from tests import published

REGIONS = ("10", "18", "14", "HUS")
MONTHS = ("2026-04", "2026-05", "2026-06")
ACCOUNTS = {
    "kymenlaakso": {"role": "Aspa region 10", "password": "kymenlaakso-1"},
    "keski-pohjanmaa": {"role": "Aspa region 18", "password": "keski-pohjanmaa-1"},
    "kansallinen": {"role": "Aspa national", "password": "kansallinen-1"},
    "tarkastaja": {"role": "Aspa reviewer", "password": "tarkastaja-1"},
}
FIRST = """
from spark_jobs.serve_audit import write_audit_files
from tests import published
published.enter_deliveries(("10", "18"), ("2026-05", "2026-06"))
write_audit_files()
"""


def publish(folder: Path, regions: tuple[str, ...] = REGIONS) -> None:
    """Write a serving file of made-up results of these regions."""
    from spark_jobs import serve

    tables = published.served(MONTHS, ("2026-Q2",), regions)
    serve.write_file({"2026": "made for these tests"}, lambda _: tables, folder, keep=1)


@pytest.fixture(scope="session")
def server():
    """Started once, stopped and removed at the end."""
    with superset_alone.running(ACCOUNTS, publish, FIRST) as started:
        yield started


@pytest.fixture(scope="session")
def clients(server):
    """A client of every account, and of the administrator as `admin`."""
    logins = {name: account["password"] for name, account in ACCOUNTS.items()}
    opened = {name: server.login(name, password) for name, password in logins.items()}
    opened["admin"] = server.login(*server.administrator)
    yield opened
    for client in opened.values():
        client.close()
