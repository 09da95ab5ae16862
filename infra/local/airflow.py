"""Airflow of the embedded default: SQLite, LocalExecutor with two tasks at once, the simple login."""

import json
import os
import sys
from pathlib import Path

from infra.local.credentials import credentials
from infra.local.ports import HOST, port, url
from infra.local.signing import signing_key
from lake_layout.settings import PROJECT, settings


def home() -> Path:
    return settings().home / "airflow"


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "airflow", *arguments]


def spark_remote() -> str:
    """The Connect server's URL. All tasks are clients of one session: Spark keeps Python workers by session, and a
    session of its own would cost every task the start of new ones."""
    return f"sc://{HOST}:{port('spark')}/;session_id={credentials().spark_session};user_id=aspa"


def environment() -> dict[str, str]:
    """Airflow's settings; all must stand before any of its processes starts."""
    secret = credentials().airflow_secret
    return {
        **os.environ,
        "PYTHONPATH": str(PROJECT),
        "AIRFLOW_HOME": str(home()),
        "ASPA_LAKE": settings().lake,
        "ASPA_HOME": str(settings().home),
        "ASPA_SPARK_REMOTE": spark_remote(),
        "ASPA_DATA_DOCS_URL": url("data_docs"),
        "ASPA_CITIZENS_URL": url("citizens"),
        "ASPA_THL_SIGNING_KEY": str(signing_key()),
        "AIRFLOW__CORE__DAGS_FOLDER": str(PROJECT / "dags"),
        "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
        "AIRFLOW__CORE__EXECUTOR": "LocalExecutor",
        "AIRFLOW__CORE__PARALLELISM": "2",
        "AIRFLOW__CORE__DAGS_ARE_PAUSED_AT_CREATION": "False",
        "AIRFLOW__CORE__EXECUTION_API_SERVER_URL": f"{url('airflow')}/execution/",
        "AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_USERS": f"{credentials().user}:admin",
        "AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_PASSWORDS_FILE": str(home() / "logins.json"),
        "AIRFLOW__CORE__FERNET_KEY": "",
        "AIRFLOW__CORE__DEFAULT_TASK_EXECUTION_TIMEOUT": "3600",
        "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN": f"sqlite:///{home() / 'airflow.db'}",
        "AIRFLOW__API__HOST": HOST,
        "AIRFLOW__API__PORT": str(port("airflow")),
        "AIRFLOW__API__BASE_URL": url("airflow"),
        "AIRFLOW__API__SECRET_KEY": secret,
        "AIRFLOW__API__WORKERS": "1",
        "AIRFLOW__API_AUTH__JWT_SECRET": secret,
        "AIRFLOW__LOGGING__LOGGING_LEVEL": "INFO",
        "AIRFLOW__LOGGING__WORKER_LOG_SERVER_PORT": str(port("airflow_logs")),
        "AIRFLOW__LOGGING__TRIGGER_LOG_SERVER_PORT": str(port("airflow_trigger_logs")),
        "AIRFLOW__DAG_PROCESSOR__REFRESH_INTERVAL": "60",
        "AIRFLOW__DAG_PROCESSOR__MIN_FILE_PROCESS_INTERVAL": "300",
        "AIRFLOW__DAG_PROCESSOR__PARSING_PROCESSES": "1",
        "AIRFLOW__SCHEDULER__SCHEDULER_IDLE_SLEEP_TIME": "0.5",
        "AIRFLOW__SCHEDULER__SCHEDULER_HEARTBEAT_SEC": "2",
        "AIRFLOW__USAGE_DATA_COLLECTION__ENABLED": "False",
    }


def write_login() -> None:
    """The one login, where the simple auth manager reads it."""
    home().mkdir(parents=True, exist_ok=True)
    path = home() / "logins.json"
    path.touch(mode=0o600)
    path.write_text(json.dumps({credentials().user: credentials().password}))
