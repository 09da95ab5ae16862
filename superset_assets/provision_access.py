"""Brings roles, rules, pages' readers and accounts of a running Superset to what the code says."""

from typing import Any

from superset_assets import accounts
from superset_assets.access import OURS, READING, Role, Rule, roles, rules
from superset_assets.datasets import Dataset
from superset_assets.labels import LOCALES
from superset_assets.pages import PAGES
from superset_assets.session import SupersetSession, checked


def provision_access(session: SupersetSession, regions: tuple[str, ...]) -> list[str]:
    """Everything that decides who sees what; returns what changed, a line each."""
    every = roles(regions)
    datasets = {one["uuid"]: one["id"] for one in session.all_of("dataset", "id", "uuid")}
    ids, changes = _roles(session, every, datasets)
    changes += _rules(session, rules(every), ids, datasets)
    changes += _readers(session, every, ids)
    changes += accounts.provision(session, ids)
    return changes + _prune(session, every)


def _in_all_languages(dataset: Dataset) -> list[str]:
    return [dataset.uuid(locale) for locale in LOCALES]


def _permissions(session: SupersetSession) -> dict[tuple[str, str], int]:
    found = session.all_of("security/permissions-resources", "id", "permission.name", "view_menu.name")
    return {(one["permission"]["name"], one["view_menu"]["name"]): one["id"] for one in found}


def _roles(
    session: SupersetSession, every: tuple[Role, ...], datasets: dict[str, int]
) -> tuple[dict[str, int], list[str]]:
    """Every role's id by name, with exactly the permissions that `access` says."""
    known = {one["name"]: one["id"] for one in session.all_of("security/roles", "id", "name")}
    permissions, changes = _permissions(session), []
    of_dataset = {
        number: one
        for (permission, on), one in permissions.items()
        if permission == "datasource_access"
        for number in [int(on.rpartition("(id:")[2].rstrip(")"))]
    }
    for role in every:
        if role.name not in known:
            known[role.name] = checked(session.post(session.url("security/roles/"), json={"name": role.name})).json()[
                "id"
            ]
        readable = [of_dataset[datasets[uuid]] for dataset in role.datasets for uuid in _in_all_languages(dataset)]
        wanted = {*(permissions[one] for one in READING), *readable}
        place = session.url("security/roles", known[role.name], "permissions")
        held = {one["id"] for one in checked(session.get(f"{place}/")).json()["result"]}
        if held != wanted:
            checked(session.post(place, json={"permission_view_menu_ids": sorted(wanted)}))
            changes.append(f"changed  role {role.name}")
    return known, changes


def _rules(
    session: SupersetSession, wanted: tuple[Rule, ...], role_ids: dict[str, int], datasets: dict[str, int]
) -> list[str]:
    columns = ("id", "name", "filter_type", "clause", "group_key", "roles.id", "tables.id")
    known = {one["name"]: one for one in session.all_of("rowlevelsecurity", *columns)}
    changes = []
    for rule in wanted:
        body = {
            "name": rule.name,
            "filter_type": "Base" if rule.base else "Regular",
            "clause": rule.clause,
            "group_key": rule.group,
            "roles": sorted(role_ids[name] for name in rule.roles),
            "tables": sorted(datasets[uuid] for dataset in rule.datasets for uuid in _in_all_languages(dataset)),
        }
        if rule.name not in known:
            checked(session.post(session.url("rowlevelsecurity/"), json=body))
            changes.append(f"added    rule {rule.name}")
        elif _as_body(known[rule.name]) != body:
            checked(session.put(session.url("rowlevelsecurity", known[rule.name]["id"]), json=body))
            changes.append(f"changed  rule {rule.name}")
    for name in sorted(set(known) - {rule.name for rule in wanted}):
        if name.startswith(OURS):
            session.remove("rowlevelsecurity", known[name]["id"])
            changes.append(f"removed  rule {name}")
    return changes


def _as_body(rule: dict[str, Any]) -> dict[str, Any]:
    kept = {name: rule[name] for name in ("name", "filter_type", "clause", "group_key")}
    return {**kept, **{name: sorted(one["id"] for one in rule[name]) for name in ("roles", "tables")}}


def _readers(session: SupersetSession, every: tuple[Role, ...], role_ids: dict[str, int]) -> list[str]:
    """Each page is shown to the roles of its readers only."""
    known = {one["uuid"]: one for one in session.all_of("dashboard", "id", "uuid", "roles.id")}
    changes = []
    for page in PAGES:
        wanted = sorted(role_ids[role.name] for role in every if page in role.pages)
        for locale in LOCALES:
            dashboard = known[page.uuid(locale)]
            if sorted(role["id"] for role in dashboard["roles"]) != wanted:
                checked(session.put(session.url("dashboard", dashboard["id"]), json={"roles": wanted}))
                changes.append(f"changed  readers of {page.slug(locale)}")
    return changes


def _prune(session: SupersetSession, every: tuple[Role, ...]) -> list[str]:
    names, removed = {role.name for role in every}, []
    for role in session.all_of("security/roles", "id", "name"):
        if role["name"].startswith(OURS) and role["name"] not in names:
            session.remove("security/roles", role["id"])
            removed.append(f"removed  role {role['name']}")
    return removed
