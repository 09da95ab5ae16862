"""Ports of the local services, on the loopback interface only; each can be moved by its environment variable."""

import os
import socket

HOST = "127.0.0.1"
DEFAULTS = {"spark": 15002, "airflow": 8080, "data_docs": 8081, "citizens": 8082, "superset": 8088}
# Airflow serves each task's and trigger's log on ports of their own.
AIRFLOW_LOGS = {"airflow_logs": 8793, "airflow_trigger_logs": 8794}


def port(service: str) -> int:
    """The service's port, from ASPA_PORT_<SERVICE> or the default."""
    return int(os.environ.get(f"ASPA_PORT_{service.upper()}", {**DEFAULTS, **AIRFLOW_LOGS}[service]))


def url(service: str) -> str:
    return f"http://{HOST}:{port(service)}"


def in_use(number: int) -> bool:
    """Whether something listens on the port."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.settimeout(1)
        return probe.connect_ex((HOST, number)) == 0
