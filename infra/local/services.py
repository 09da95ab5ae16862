"""The local services: what each one's processes are, how it is prepared, started and stopped."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pyspark

from infra.local import airflow, processes
from infra.local.accounts import accounts
from infra.local.credentials import credentials
from infra.local.ports import HOST, port, url
from lake_layout import folders
from lake_layout.settings import PROJECT, settings
from spark_jobs import session as spark

SUPERSET = PROJECT / "infra" / "superset" / ".venv" / "bin"


@dataclass(frozen=True)
class Service:
    """A service: its processes (name -> command), their environment, and how many seconds it may take to answer."""

    name: str
    commands: dict[str, list[str]]
    environment: dict[str, str] = field(repr=False)
    patience: float = 120.0

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self.commands)


def spark_server() -> Service:
    """A warm Spark Connect server: tasks are its clients and pay no start of their own."""
    submit = Path(pyspark.__file__).parent / "bin" / "spark-submit"
    options = {
        **spark.configuration(),
        "spark.connect.grpc.binding.port": str(port("spark")),
        # Spark 3.5 listens on every interface; this interceptor turns all callers but this machine's away.
        "spark.connect.grpc.interceptor.classes": "fi.aspa.connect.LoopbackOnly",
        "spark.driver.host": HOST,
        "spark.driver.bindAddress": HOST,
    }
    command = [str(submit), "--class", "org.apache.spark.sql.connect.service.SparkConnectServer"]
    for key, value in options.items():
        command += ["--conf", f"{key}={value}"]
    environment = {**spark.environment(), "ASPA_LAKE": settings().lake, "SPARK_LOCAL_IP": HOST}
    return Service("spark", {"spark": [*command, "spark-internal"]}, environment)


def airflow_services() -> Service:
    parts = ("scheduler", "dag-processor", "triggerer", "api-server")
    commands = {f"airflow-{part}": airflow.command(part) for part in parts}
    commands["airflow-scheduler"] = [sys.executable, "-m", "infra.local.warm_scheduler"]
    return Service("airflow", commands, airflow.environment(), patience=180.0)


def data_docs() -> Service:
    """The reviewers' site."""
    return _files("data_docs", "data-docs", Path(str(folders.data_docs())))


def citizens() -> Service:
    """The citizens' site and its open data."""
    return _files("citizens", "citizens", Path(str(folders.citizens())))


def _files(name: str, process: str, site: Path) -> Service:
    """A site of files, served on the loopback interface."""
    site.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "http.server", str(port(name)), "--bind", HOST, "--directory", str(site)]
    return Service(name, {process: command}, dict(os.environ), patience=20.0)


def superset_environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("AIRFLOW", "VIRTUAL_ENV"))}
    return {
        **kept,
        "PYTHONPATH": str(PROJECT),
        "SUPERSET_CONFIG_PATH": str(PROJECT / "infra" / "superset" / "superset_config.py"),
        "SUPERSET_SECRET_KEY": credentials().superset_secret,
        "ASPA_SUPERSET_HOME": str(settings().home / "superset"),
        "ASPA_SERVING": str(folders.serving()),
        "ASPA_SUPERSET_URL": url("superset"),
        "ASPA_SUPERSET_USER": credentials().user,
        "ASPA_SUPERSET_PASSWORD": credentials().password,
        "FLASK_APP": "superset.app:create_app()",
    }


def superset() -> Service:
    command = [
        str(SUPERSET / "gunicorn"), "--bind", f"{HOST}:{port('superset')}", "--workers", "2",
        "--worker-class", "gthread",
        "--threads", "8", "--timeout", "120", "--preload", "superset.app:create_app()",
    ]  # fmt: skip
    return Service("superset", {"superset": command}, superset_environment(), patience=180.0)


def all_services() -> tuple[Service, ...]:
    return (spark_server(), airflow_services(), data_docs(), citizens(), superset())


def prepare_airflow() -> None:
    """Airflow's database and pools."""
    airflow.write_login()
    _run("airflow-prepare", [sys.executable, "-m", "infra.local.prepare_airflow"], airflow.environment())


def seed_reference() -> None:
    """The shipped reference data into the lake, where it has none; needs Spark."""
    _run("reference-seed", [sys.executable, "-m", "spark_jobs.reference", "seed"], airflow.environment())


def prepare_superset() -> None:
    """Superset's metadata."""
    _run("superset-prepare", [str(SUPERSET / "python"), "-m", "infra.superset.setup_metadata"], superset_environment())


def provision_superset() -> None:
    """Dashboards, roles and accounts as code into the running Superset."""
    readers = {"ASPA_SUPERSET_ACCOUNTS": os.environ.get("ASPA_SUPERSET_ACCOUNTS") or json.dumps(accounts())}
    command = [str(SUPERSET / "python"), "-m", "superset_assets.provision"]
    _run("superset-provision", command, {**superset_environment(), **readers})


def _run(name: str, command: list[str], environment: dict[str, str]) -> None:
    log = processes.log_of(name)
    with log.open("ab") as stream:
        done = subprocess.run(
            command, env=environment, stdout=stream, stderr=stream, stdin=subprocess.DEVNULL, cwd=PROJECT
        )
    if done.returncode:
        raise RuntimeError(f"{name} failed; its log: {log}")


def start(service: Service) -> None:
    for name, command in service.commands.items():
        processes.start(name, command, service.environment)
