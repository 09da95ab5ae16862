"""Where accounts come from: Superset's own (db), OAuth/OpenID Connect, or LDAP; all from the environment.

ASPA_SUPERSET_AUTH            db (default), oauth or ldap
ASPA_SUPERSET_ROLES           JSON, the directory's group -> our roles: {"aspa-10": ["Aspa region 10"]}

ASPA_SUPERSET_OAUTH_NAME      oauth: name of the provider, as Superset's page shows it
ASPA_SUPERSET_OAUTH_ISSUER    its address; what else it has is read from /.well-known/openid-configuration
ASPA_SUPERSET_OAUTH_CLIENT    our client id there, and ASPA_SUPERSET_OAUTH_SECRET its secret

ASPA_SUPERSET_LDAP_URL        ldaps://...; ASPA_SUPERSET_LDAP_BASE where people are searched,
ASPA_SUPERSET_LDAP_BIND       with whose name and ASPA_SUPERSET_LDAP_PASSWORD; groups are read from memberOf

An account of a directory gets the roles of its groups at every login and no other: without a group it sees nothing.
"""

import json
from collections.abc import Mapping
from typing import Any

DATABASE, LDAP, OAUTH = 1, 2, 4
"""Flask-AppBuilder's numbers of these."""


def settings(environment: Mapping[str, str]) -> dict[str, Any]:
    """Superset's settings; ValueError names what is missing."""
    kind = environment.get("ASPA_SUPERSET_AUTH", "db")
    makers = {"db": _database, "oauth": _oauth, "ldap": _ldap}
    if kind not in makers:
        raise ValueError(f"ASPA_SUPERSET_AUTH is one of {', '.join(makers)}")
    return makers[kind](environment)


def _database(environment: Mapping[str, str]) -> dict[str, Any]:
    return {"AUTH_TYPE": DATABASE, "AUTH_USER_REGISTRATION": False}


def _directory(environment: Mapping[str, str]) -> dict[str, Any]:
    """Accounts are made at the first login, their roles set anew at each; without a group it is `Public`: nothing."""
    return {
        "AUTH_USER_REGISTRATION": True,
        "AUTH_USER_REGISTRATION_ROLE": "Public",
        "AUTH_ROLES_SYNC_AT_LOGIN": True,
        "AUTH_ROLES_MAPPING": json.loads(_needed(environment, "ROLES")),
    }


def _oauth(environment: Mapping[str, str]) -> dict[str, Any]:
    issuer = _needed(environment, "OAUTH_ISSUER").rstrip("/")
    provider = {
        "name": _needed(environment, "OAUTH_NAME"),
        "icon": "fa-key",
        "token_key": "access_token",
        "remote_app": {
            "client_id": _needed(environment, "OAUTH_CLIENT"),
            "client_secret": _needed(environment, "OAUTH_SECRET"),
            "server_metadata_url": f"{issuer}/.well-known/openid-configuration",
            "client_kwargs": {"scope": "openid profile email groups"},
        },
    }
    return {**_directory(environment), "AUTH_TYPE": OAUTH, "OAUTH_PROVIDERS": [provider]}


def _ldap(environment: Mapping[str, str]) -> dict[str, Any]:
    url = _needed(environment, "LDAP_URL")
    if not url.startswith("ldaps://"):
        raise ValueError("ASPA_SUPERSET_LDAP_URL begins with ldaps://: passwords go through it")
    return {
        **_directory(environment),
        "AUTH_TYPE": LDAP,
        "AUTH_LDAP_SERVER": url,
        "AUTH_LDAP_SEARCH": _needed(environment, "LDAP_BASE"),
        "AUTH_LDAP_BIND_USER": _needed(environment, "LDAP_BIND"),
        "AUTH_LDAP_BIND_PASSWORD": _needed(environment, "LDAP_PASSWORD"),
        "AUTH_LDAP_UID_FIELD": environment.get("ASPA_SUPERSET_LDAP_UID", "uid"),
        "AUTH_LDAP_GROUP_FIELD": "memberOf",
        "AUTH_LDAP_TLS_DEMAND": True,
    }


def _needed(environment: Mapping[str, str], name: str) -> str:
    value = environment.get(f"ASPA_SUPERSET_{name}")
    if not value:
        raise ValueError(f"ASPA_SUPERSET_{name} must be set (infra/superset/sign_in.py)")
    return value
