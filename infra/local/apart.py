"""An installation apart from the usual one: its own lake, home and ports, for tests and benchmarks that really run."""

import os
import socket
from contextlib import ExitStack
from pathlib import Path

from infra.local.ports import AIRFLOW_LOGS, DEFAULTS, HOST
from lake_layout.settings import PROJECT


def free_ports(number: int) -> list[int]:
    """Ports nobody listens on; all are held at once while they are chosen, so that no two are the same."""
    with ExitStack() as held:
        probes = [held.enter_context(socket.socket()) for _ in range(number)]
        for probe in probes:
            probe.bind((HOST, 0))
        return [probe.getsockname()[1] for probe in probes]


def environment(folder: Path, **settings: str) -> dict[str, str]:
    """Environment of an installation whose data all lie in `folder`; `settings` are further variables."""
    services = [*DEFAULTS, *AIRFLOW_LOGS]
    ports = {f"ASPA_PORT_{name.upper()}": str(free) for name, free in zip(services, free_ports(len(services)))}
    own = {
        "PYTHONPATH": str(PROJECT),
        "ASPA_LAKE": str(folder / "lake"),
        "ASPA_HOME": str(folder / "home"),
    }
    return {**os.environ, **own, **ports, **settings}
