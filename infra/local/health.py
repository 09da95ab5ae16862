"""Whether a service answers; asked until it does, never slept for."""

import json
import socket
import time
import urllib.error
import urllib.request
from collections.abc import Callable

from infra.local import processes
from infra.local.ports import HOST, port, url


class NotReady(RuntimeError):
    """A service that did not come up; the message says where its log is."""


def answers(path: str) -> bool:
    """Whether a GET is answered with a status below 400."""
    try:
        with urllib.request.urlopen(path, timeout=5) as response:
            return response.status < 400
    except (urllib.error.URLError, OSError):
        return False


def airflow_ready() -> bool:
    """Whether all of Airflow's parts report healthy."""
    try:
        with urllib.request.urlopen(f"{url('airflow')}/api/v2/monitor/health", timeout=5) as response:
            parts = json.load(response)
    except (urllib.error.URLError, OSError, ValueError):
        return False
    return all(
        (parts.get(part) or {}).get("status") == "healthy"
        for part in ("metadatabase", "scheduler", "dag_processor", "triggerer")
    )


def spark_ready() -> bool:
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex((HOST, port("spark"))) == 0


CHECKS: dict[str, Callable[[], bool]] = {
    "spark": spark_ready,
    "airflow": airflow_ready,
    "data_docs": lambda: answers(url("data_docs")),
    "citizens": lambda: answers(url("citizens")),
    "superset": lambda: answers(f"{url('superset')}/health"),
}


def wait_for(service: str, names: tuple[str, ...], seconds: float) -> None:
    """Wait until a service answers; NotReady where one of its processes ends or the time is over."""
    deadline = time.monotonic() + seconds
    while not CHECKS[service]():
        ended = [name for name in names if not processes.alive(name)]
        if ended:
            raise NotReady(f"{ended[0]} stopped while starting; its log: {processes.log_of(ended[0])}")
        if time.monotonic() > deadline:
            raise NotReady(f"{service} did not answer within {seconds:.0f} s; its log: {processes.log_of(names[0])}")
        time.sleep(0.5)
