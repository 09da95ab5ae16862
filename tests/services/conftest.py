"""What the services' tests share: Airflow's REST API of the small demo."""

import json

import httpx
import pytest


@pytest.fixture(scope="session")
def airflow(demo):
    """Airflow's REST API, logged in."""
    login = json.loads((demo.home / "credentials.json").read_text())
    answer = httpx.post(
        f"{demo.url('airflow')}/auth/token", json={"username": login["user"], "password": login["password"]}
    )
    answer.raise_for_status()
    token = answer.json()["access_token"]
    with httpx.Client(
        base_url=f"{demo.url('airflow')}/api/v2", headers={"Authorization": f"Bearer {token}"}, timeout=30
    ) as client:
        yield client
