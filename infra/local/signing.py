"""The key that signs THL's packages on this machine: the one that the settings name, else one made at first."""

from pathlib import Path

from lake_layout.settings import settings
from spark_jobs.thl.signature import make_key


def signing_key() -> Path:
    """Where the private key lies."""
    path = settings().thl_signing_key or settings().home / "thl_signing_key.pem"
    if not settings().thl_signing_key and not path.exists():
        make_key(path)
    return path
