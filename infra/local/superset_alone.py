"""A Superset of its own over serving files of one's own, without Spark and Airflow: for tests and benchmarks."""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from infra.local import apart
from lake_layout.settings import PROJECT

UP = """
from infra.local import health, services
services.prepare_superset()
superset = services.superset()
services.start(superset)
health.wait_for(superset.name, superset.names, superset.patience)
services.provision_superset()
"""


@dataclass(frozen=True)
class Server:
    """The running Superset, its environment and serving folder."""

    url: str
    environment: dict[str, str]
    serving: Path
    administrator: tuple[str, str]

    def login(self, name: str, password: str) -> httpx.Client:
        """A client with all that a reader's browser has: the session's cookie, the CSRF token, and a bearer's token."""
        client = httpx.Client(base_url=self.url, timeout=60)
        page = client.get("/login/").raise_for_status().text
        csrf = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
        client.headers.update({"X-CSRFToken": csrf[1] if csrf else "", "Referer": self.url})
        entered = client.post("/login/", data={"username": name, "password": password})
        body = {"username": name, "password": password, "provider": "db"}
        token = client.post("/api/v1/security/login", json=body).raise_for_status().json()["access_token"]
        client.headers["Authorization"] = f"Bearer {token}"
        if "session" not in client.cookies or "/login" in entered.headers.get("Location", ""):
            raise RuntimeError(f"{name} could not log in as a browser does")
        return client

    def provision(self) -> str:
        """Provisions again; what it printed."""
        superset = {"URL": self.url, "USER": self.administrator[0], "PASSWORD": self.administrator[1]}
        environment = {**self.environment, **{f"ASPA_SUPERSET_{name}": value for name, value in superset.items()}}
        command = [str(PROJECT / "infra/superset/.venv/bin/python"), "-m", "superset_assets.provision"]
        return _run(command, environment)


@contextmanager
def running(accounts: dict[str, dict[str, str]], publish: Callable[[Path], None], first: str = "") -> Iterator[Server]:
    """Start, with what `publish` writes into the serving folder and the Python that is to run `first`; then remove all.

    ASPA_KEEP names a folder to leave it running in, to look at it; `infra.local down` with its environment stops it.
    """
    kept = os.environ.get("ASPA_KEEP")
    folder = Path(kept or tempfile.mkdtemp(prefix="aspa-superset-"))
    environment = apart.environment(folder, ASPA_SUPERSET_ACCOUNTS=json.dumps(accounts))
    publish(folder / "lake" / "serving")
    try:
        _run([sys.executable, "-W", "ignore", "-c", first + UP], environment)
        held = json.loads((folder / "home" / "credentials.json").read_text())
        url = f"http://127.0.0.1:{environment['ASPA_PORT_SUPERSET']}"
        yield Server(url, environment, folder / "lake" / "serving", (held["user"], held["password"]))
    finally:
        if not kept:
            _run([sys.executable, "-W", "ignore", "-m", "infra.local", "down"], environment)
            shutil.rmtree(folder, ignore_errors=True)


def _run(command: list[str], environment: dict[str, str]) -> str:
    done = subprocess.run(command, cwd=PROJECT, env=environment, capture_output=True, text=True, timeout=600)
    if done.returncode:
        raise RuntimeError(f"{command[-1][:60]} failed: {done.stderr[-3000:]}")
    return done.stdout
