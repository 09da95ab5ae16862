"""Logins and secrets of the local services, made once an installation and kept in the platform's own folder.

The services listen on the loopback interface only. Name and password of the demo's one login may be set by
ASPA_USER and ASPA_PASSWORD before the first start; the secrets that sign sessions are always random.
"""

import json
import os
import secrets
import uuid
from dataclasses import asdict, dataclass, field
from pathlib import Path

from lake_layout.settings import settings


@dataclass(frozen=True)
class Credentials:
    user: str
    password: str
    airflow_secret: str
    superset_secret: str
    spark_session: str
    accounts: dict[str, dict[str, str]] = field(default_factory=dict)
    """The dashboards' readers: role and password by name (accounts.py)."""


def _file() -> Path:
    return settings().home / "credentials.json"


def credentials() -> Credentials:
    """The installation's credentials, made at the first call."""
    path = _file()
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        made = Credentials(
            os.environ.get("ASPA_USER", "aspa"),
            os.environ.get("ASPA_PASSWORD", "aspa-demo"),
            secrets.token_hex(32),
            secrets.token_hex(32),
            str(uuid.uuid4()),
        )
        keep(made)
    return Credentials(**json.loads(path.read_text()))


def keep(changed: Credentials) -> None:
    """Write them for this installation; only its user can read the file."""
    _file().touch(mode=0o600)
    _file().write_text(json.dumps(asdict(changed)))
