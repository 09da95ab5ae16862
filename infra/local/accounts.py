"""Accounts of the dashboards' readers in the demo: one for each region that delivers, and one for every other role.

Their passwords are generated once and kept where the other secrets are; `make where` shows them.
"""

import re
import secrets
from dataclasses import replace

from infra.local.credentials import credentials, keep
from lake_layout import audit, ledger
from lake_layout.reference import labels

NATIONAL = {"kansallinen": "Aspa national", "tarkastaja": "Aspa reviewer", "valvoja": "Aspa operator"}


def accounts() -> dict[str, dict[str, str]]:
    """Role and password by account; a region that came since gets its own."""
    held, roles = credentials(), {**_of_regions(), **NATIONAL}
    made = {
        name: held.accounts.get(name, {"role": role, "password": secrets.token_urlsafe(9)})
        for name, role in roles.items()
    }
    if made != held.accounts:
        keep(replace(held, accounts=made))
    return made


def _of_regions() -> dict[str, str]:
    names = labels("regions")
    regions = sorted({row["region"] for row in ledger.read(audit.DELIVERIES)})
    return {_plain(names[region]): f"Aspa region {region}" for region in regions}


def _plain(name: str) -> str:
    """`Etelä-Savo` logs in as `etela-savo`."""
    return re.sub(r"[^a-z]+", "-", name.lower().translate(str.maketrans("äöå", "aoa")))
