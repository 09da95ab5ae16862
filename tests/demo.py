"""A small demo of its own, really run: services on other ports, a lake and a home in a temporary folder."""

import shutil
import sqlite3
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import pytest

from infra.local import apart

ROOT = Path(__file__).parent.parent


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


def ledger_rows(demo: Demo, query: str) -> list[tuple]:
    """What the demo's ledger answers."""
    with sqlite3.connect(f"file:{demo.lake}/audit/ledger.db?mode=ro", uri=True) as connection:
        return connection.execute(query).fetchall()


@pytest.fixture(scope="session")
def demo():
    """`make demo` with two months of a few hundred rows; stopped and removed at the end."""
    folder = Path(tempfile.mkdtemp(prefix="aspa-test-"))
    environment = apart.environment(folder, ASPA_DEMO_ROWS="500-600", ASPA_DEMO_MONTHS="2")
    try:
        done = local(environment, "demo")
        assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
        print(done.stdout)
        yield Demo(environment, folder / "lake", folder / "home", done.stdout)
    finally:
        local(environment, "down")
        shutil.rmtree(folder, ignore_errors=True)
