"""A new serving file is seen by the next query of an open session, and nothing of the former one stays anywhere."""

from pathlib import Path

import pytest

from spark_jobs import serve
from superset_assets.datasets import RESULTS
from tests import published
from tests.access import conftest as served
from tests.access.asking import CHART, ask, ids, rows

pytestmark = pytest.mark.services
PLANTED = 7654321


def write(server, respondents: int | None) -> None:
    results = published.results(served.MONTHS, served.REGIONS)
    if respondents:
        of_hus = (results["region"] == "HUS") & (results["period"] == "2026-06")
        results.loc[of_hus, "respondents"] = respondents
    else:
        results = results[results["region"] != "HUS"]
    tables = serve.served_tables(results, published.words(("2026-Q2",), served.REGIONS))
    serve.write_file({"2026-06": f"made with {respondents}"}, lambda _: tables, server.serving, keep=1)


def test_a_withdrawn_deliverys_figures_are_gone_with_the_next_query_and_from_every_cache(server, clients):
    number = ids(clients["admin"], "dataset")[RESULTS.uuid("fi")]
    everywhere = dict.fromkeys(("service_class", "contact_type", "professional_group", "age_group"), "*")
    pinned = {"period": "2026-06", **everywhere}
    query = {**CHART, "filters": [{"col": name, "op": "==", "val": value} for name, value in pinned.items()]}
    query["columns"], query["metrics"] = ["region", "respondents"], ["published_respondents"]

    def seen() -> dict[str, int]:
        return {row["region"]: row["respondents"] for row in rows(ask(clients["kansallinen"], number, query))}

    try:
        write(server, PLANTED)
        assert seen()["HUS"] == PLANTED
        write(server, None)
        assert "HUS" not in seen()
        home = Path(server.environment["ASPA_HOME"]) / "superset"
        left = [path for path in home.rglob("*") if path.is_file() and str(PLANTED).encode() in path.read_bytes()]
        assert not left, "something keeps a figure of the file that is gone"
        assert len(list(server.serving.glob("report_users-*.duckdb"))) == 1
    finally:
        served.publish(server.serving)
