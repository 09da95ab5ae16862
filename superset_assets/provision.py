"""Sends the assets to a running Superset: `python -m superset_assets.provision`, as often as you like.

Creates, overwrites, and prunes what was provisioned once and is no longer here; what people made by hand stays. Then
who may see what (`access`). The server and its administrator come from ASPA_SUPERSET_URL, ASPA_SUPERSET_USER and
ASPA_SUPERSET_PASSWORD, accounts of the server's own from ASPA_SUPERSET_ACCOUNTS.
"""

import os
import sys
from typing import Any

from lake_layout.reference import labels
from superset_assets import bundle
from superset_assets.identity import is_ours
from superset_assets.provision_access import provision_access
from superset_assets.session import SupersetSession

#: In the order in which they may be removed, with the column that names them.
KINDS = {"dashboard": "dashboard_title", "chart": "slice_name", "dataset": "table_name"}


def provision(session: SupersetSession) -> list[str]:
    """Brings the server's assets to what the code says; returns what changed, a line each."""
    before = session.export_assets()
    session.import_assets(bundle.archive())
    removed = prune(session, keep={asset["uuid"] for asset in bundle.files().values()})
    granted = provision_access(session, tuple(labels("regions")))
    after = session.export_assets()
    lines = [f"added    {name_of(after[uuid])}" for uuid in after if uuid not in before]
    lines += [f"changed  {name_of(after[uuid])}" for uuid in after if uuid in before and after[uuid] != before[uuid]]
    return lines + [f"removed  {name}" for name in removed] + granted


def prune(session: SupersetSession, keep: set[str]) -> list[str]:
    """Removes assets of ours that the bundle no longer holds."""
    removed = []
    for kind, name in KINDS.items():
        for asset in session.all_of(kind, "id", "uuid", name):
            if is_ours(asset["uuid"]) and asset["uuid"] not in keep:
                session.remove(kind, asset["id"])
                removed.append(asset[name])
    return removed


def name_of(asset: dict[str, Any]) -> str:
    names = ("dashboard_title", "slice_name", "table_name", "database_name")
    return next(str(asset[name]) for name in names if name in asset)


def main() -> int:
    url, user, password = (os.environ[f"ASPA_SUPERSET_{name}"] for name in ("URL", "USER", "PASSWORD"))
    changes = provision(SupersetSession(url, user, password))
    print("\n".join(changes) if changes else f"{len(bundle.files())} assets, nothing changed")
    return 0


if __name__ == "__main__":
    sys.exit(main())
