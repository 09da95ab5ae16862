"""Accounts that the environment names: `ASPA_SUPERSET_ACCOUNTS`, JSON: a name, its role and its password.

    {"kymenlaakso": {"role": "Aspa region 10", "password": "..."}, ...}

They are made, changed and, once they are no longer named, removed. Accounts of an OAuth or LDAP directory are not
touched (docs/access.md): their roles come from the directory's groups at every login.
"""

import json
import os
from typing import Any

from superset_assets.session import SupersetSession, checked

DOMAIN = "aspa.invalid"
"""E-mail domain by which an account is known as one of these."""


def wanted() -> dict[str, dict[str, str]] | None:
    """The accounts that the environment names; None where it says nothing of accounts."""
    said = os.environ.get("ASPA_SUPERSET_ACCOUNTS")
    return None if said is None else json.loads(said)


def provision(session: SupersetSession, role_ids: dict[str, int]) -> list[str]:
    """Brings our accounts to what the environment says; lines that say what changed."""
    accounts = wanted()
    if accounts is None:
        return []
    known = {one["username"]: one for one in session.all_of("security/users", "id", "username", "email", "roles.id")}
    ours = {name: one for name, one in known.items() if one["email"].endswith(f"@{DOMAIN}")}
    changes = []
    for name, account in accounts.items():
        body = _body(name, account, role_ids[account["role"]])
        if name not in known:
            checked(session.post(session.url("security/users/"), json=body))
            changes.append(f"added    account {name}")
        elif name not in ours:
            raise ValueError(f"the account {name} was made by hand: choose another name in ASPA_SUPERSET_ACCOUNTS")
        elif [role["id"] for role in ours[name]["roles"]] != body["roles"] or not session.knows(name, body["password"]):
            checked(session.put(session.url("security/users", ours[name]["id"]), json=body))
            changes.append(f"changed  account {name}")
    for name in sorted(set(ours) - set(accounts)):
        session.remove("security/users", ours[name]["id"])
        changes.append(f"removed  account {name}")
    return changes


def _body(name: str, account: dict[str, str], role: int) -> dict[str, Any]:
    return {
        "username": name,
        "first_name": "Aspa",
        "last_name": name,
        "email": f"{name}@{DOMAIN}",
        "active": True,
        "roles": [role],
        "password": account["password"],
    }
