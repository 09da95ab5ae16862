"""How the tests ask a running Superset: a chart's query over REST, and what came."""

from typing import Any

import httpx

CHART = {"columns": ["region"], "metrics": ["published_respondents"], "filters": [], "row_limit": 5000}


def ids(client: httpx.Client, kind: str) -> dict[str, int]:
    """The ids of all that the account may list, by uuid."""
    found, page = {}, 0
    while True:
        query = f"(columns:!(id,uuid),page:{page},page_size:100)"
        listed = client.get(f"/api/v1/{kind}/", params={"q": query}).raise_for_status().json()["result"]
        found |= {one["uuid"]: one["id"] for one in listed}
        page += 1
        if len(listed) < 100:
            return found


def ask(client: httpx.Client, dataset: int, query: dict[str, Any] = CHART, **context: Any) -> httpx.Response:
    """One query of a dataset, as a chart asks it."""
    body = {"datasource": {"id": dataset, "type": "table"}, "queries": [query], "result_type": "full"}
    return client.post("/api/v1/chart/data", json={"result_format": "json", **body, **context})


def rows(answer: httpx.Response) -> list[dict[str, Any]]:
    """The rows of an answer that was given."""
    assert answer.is_success, answer.text[:500]
    return answer.json()["result"][0]["data"]


def refused(answer: httpx.Response) -> bool:
    """Refused, and with no figure in the answer."""
    return not answer.is_success and '"data": [{' not in answer.text
