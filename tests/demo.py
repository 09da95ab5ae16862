"""A small demo of its own, really run: services on other ports, a lake and a home in a temporary folder."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@dataclass(frozen=True)
class Demo:
    """The run: its environment, folders, and what it printed."""

    environment: dict[str, str]
    lake: Path
    home: Path
    printed: str

    def url(self, service: str) -> str:
        return f"http://127.0.0.1:{self.environment[f'ASPA_PORT_{service.upper()}']}"

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return local(self.environment, *arguments)


def local(environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-W", "ignore", "-m", "infra.local", *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=1500)


@pytest.fixture(scope="session")
def demo():
    """`make demo` with two months of a few hundred rows; stopped and removed at the end."""
    folder = Path(tempfile.mkdtemp(prefix="aspa-test-"))
    ports = ("spark", "airflow", "data_docs", "superset", "airflow_logs", "airflow_trigger_logs")
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "ASPA_LAKE": str(folder / "lake"),
        "ASPA_HOME": str(folder / "home"),
        "ASPA_DEMO_ROWS": "500-600",
        "ASPA_DEMO_MONTHS": "2",
        **{f"ASPA_PORT_{name.upper()}": str(free_port()) for name in ports},
    }
    try:
        done = local(environment, "demo")
        assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
        print(done.stdout)
        yield Demo(environment, folder / "lake", folder / "home", done.stdout)
    finally:
        local(environment, "down")
        shutil.rmtree(folder, ignore_errors=True)
