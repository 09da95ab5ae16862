"""A running Superset as the tests see it: its address, a REST client, and what a chart asks with default filters."""

import os
from typing import Any

import httpx

from superset_assets.charts import Chart
from superset_assets.filters import FILTERS

VARIABLES = tuple(f"ASPA_SUPERSET_{name}" for name in ("URL", "USER", "PASSWORD"))


def missing() -> list[str]:
    return [name for name in VARIABLES if not os.environ.get(name)]


def login() -> httpx.Client:
    """A client that carries the administrator's token."""
    url, user, password = (os.environ[name] for name in VARIABLES)
    client = httpx.Client(base_url=url, timeout=60)
    body = {"username": user, "password": password, "provider": "db"}
    token = client.post("/api/v1/security/login", json=body).raise_for_status().json()["access_token"]
    client.headers["Authorization"] = f"Bearer {token}"
    csrf = client.get("/api/v1/security/csrf_token/").raise_for_status().json()["result"]
    client.headers.update({"X-CSRFToken": csrf, "Referer": url})
    return client


def ids(client: httpx.Client, kind: str) -> dict[str, int]:
    """The server's ids by uuid."""
    answer = client.get(f"/api/v1/{kind}/", params={"q": "(columns:!(id,uuid),page_size:100)"}).raise_for_status()
    return {one["uuid"]: one["id"] for one in answer.json()["result"]}


def latest_period(client: httpx.Client, dataset: int) -> str:
    """What the period's filter chooses: the first of its values, sorted from the last."""
    query = {"columns": ["period"], "metrics": [], "orderby": [["period", False]], "row_limit": 1}
    return ask(client, dataset, query)[0]["period"]


def query_of(chart: Chart, chosen: dict[str, str]) -> dict[str, Any]:
    """The Finnish chart's query under the page's filters: `chosen` by filter, their defaults otherwise."""
    params = chart.params("fi")
    grouped = params.get("groupby") or []
    columns = [params.get("x_axis"), params.get("series"), *([grouped] if isinstance(grouped, str) else grouped)]
    pinned = [
        {"col": one.column, "op": "IN", "val": [chosen.get(one.key, (one.default or {}).get("fi"))]}
        for one in FILTERS
        if one.key not in chart.escapes
    ]
    own = [{"col": one["subject"], "op": one["operator"], "val": one["comparator"]} for one in params["adhoc_filters"]]
    metrics = params.get("metrics") or [params["metric"]]
    return {"columns": [c for c in columns if c], "metrics": metrics, "filters": pinned + own, "row_limit": 5000}


def ask(client: httpx.Client, dataset: int, query: dict[str, Any]) -> list[dict[str, Any]]:
    body = {"datasource": {"id": dataset, "type": "table"}, "queries": [query], "result_format": "json"}
    answer = client.post("/api/v1/chart/data", json={**body, "result_type": "full"})
    assert answer.is_success, answer.text[:1000]
    return answer.json()["result"][0]["data"]
