"""Attackers with a county's account who try to get at another county's rows over REST; and what each role may see.

The account is Kymenlaakso's (region 10). Every answer may hold rows of region 10 and of the country (`*`), never 18's.
"""

import json

import httpx
import pytest

from superset_assets.datasets import RESULTS, STATEMENTS, WORDS
from superset_assets.labels import LOCALES
from superset_assets.pages import DATASETS, PAGES
from tests.access.asking import CHART, ask, ids, refused, rows

pytestmark = pytest.mark.services
OWN, OTHERS = {"10", "*"}, {"14", "18", "HUS"}
REPORTS = [dataset for dataset in DATASETS if dataset.file == "report_users"]


@pytest.fixture(scope="module")
def datasets(clients) -> dict[str, int]:
    """Every dataset's id by uuid, as the administrator knows them and an attacker may guess."""
    return ids(clients["admin"], "dataset")


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("dataset", REPORTS, ids=lambda one: one.key)
def test_a_county_sees_its_own_rows_and_the_countrys_in_every_dataset(clients, datasets, dataset, locale):
    query = {**CHART, "metrics": [dataset.metrics[0].metric_name]}
    number = datasets[dataset.uuid(locale)]
    seen = {row["region"] for row in rows(ask(clients["kymenlaakso"], number, query))} if allowed(dataset) else set()
    everything = {row["region"] for row in rows(ask(clients["admin"], number, query))}
    assert seen == (everything & OWN if allowed(dataset) else set())
    assert everything - OWN, "there is something to be kept from it"
    if allowed(dataset):
        assert {row["region"] for row in rows(ask(clients["kansallinen"], number, query))} == everything
    else:
        assert refused(ask(clients["kymenlaakso"], number, query))


def allowed(dataset) -> bool:
    """Whether a county's pages show the dataset."""
    return any(dataset in [c.dataset for c in page.charts.values()] for page in PAGES if "county" in page.readers)


@pytest.mark.parametrize("operator", ["==", "IN", "!=", "NOT IN", ">="])
def test_a_filter_on_another_region_gives_none_of_its_rows(clients, datasets, operator):
    value = ["18"] if "IN" in operator else "18"
    query = {**CHART, "filters": [{"col": "region", "op": operator, "val": value}]}
    assert {row["region"] for row in rows(ask(clients["kymenlaakso"], datasets[RESULTS.uuid("fi")], query))} <= OWN


INJECTED = [
    {"extras": {"where": "1 = 1) OR (1 = 1"}},
    {"extras": {"where": "region = '18'"}},
    {"extras": {"having": "1 = 1) UNION ALL SELECT region, 1 FROM results WHERE (1 = 1"}},
    {"filters": [{"col": "region", "op": "==", "val": "x' OR '1' = '1"}]},
    {"filters": [{"col": "1 = 1 OR region", "op": "==", "val": "18"}]},
    {"metrics": [{"expressionType": "SQL", "label": "x", "sqlExpression": "(SELECT sum(nps_n) FROM results)"}]},
    {"metrics": [{"expressionType": "SQL", "label": "x", "sqlExpression": "list(region) FILTER (1 = 1)"}]},
    {"metrics": [{"expressionType": "SIMPLE", "label": "x", "aggregate": "MAX", "column": {"column_name": "region"}}]},
    {"columns": [{"expressionType": "SQL", "label": "x", "sqlExpression": "(SELECT max(region) FROM results)"}]},
    {"columns": [{"columnType": "BASE_AXIS", "expressionType": "SQL", "label": "x",
                  "sqlExpression": "(SELECT max(region) FROM results)"}]},
    {"orderby": [[{"expressionType": "SQL", "label": "x", "sqlExpression": "(SELECT 1)"}, True]]},
    {"metrics": None, "columns": ["region", "nps_n"]},
    {"metrics": [], "columns": ["region", "period", "nps_n"]},
    {"is_rowcount": True},
    {"annotation_layers": [{"name": "x", "annotationType": "EVENT", "sourceType": "table", "value": 1, "show": True}]},
    {"post_processing": [{"operation": "prophet", "options": {}}]},
    {"row_offset": -1},
]  # fmt: skip


@pytest.mark.parametrize("parts", INJECTED, ids=lambda one: json.dumps(one)[:60])
def test_clauses_and_expressions_of_ones_own_get_nothing(clients, datasets, parts):
    answer = ask(clients["kymenlaakso"], datasets[RESULTS.uuid("fi")], {**CHART, **parts})
    assert refused(answer) or {row["region"] for row in rows(answer)} <= OWN
    assert not {f'"{region}"' for region in OTHERS} & set(answer.text.split())


@pytest.mark.parametrize("kind", ["samples", "drill_detail", "query", "columns", "timegrains", "post_processed"])
def test_samples_drilling_and_queries_are_refused(clients, datasets, kind):
    number = datasets[RESULTS.uuid("fi")]
    assert refused(ask(clients["kymenlaakso"], number, result_type=kind))
    assert refused(ask(clients["kymenlaakso"], number, {**CHART, "result_type": kind}))


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_an_export_holds_what_the_chart_shows(clients, datasets, form):
    number = datasets[RESULTS.uuid("fi")]
    answer = ask(clients["kymenlaakso"], number, result_format=form)
    assert answer.is_success
    if form == "csv":
        assert {line.split(",")[0] for line in answer.text.lstrip("\ufeff").splitlines()[1:]} <= OWN
    raw = {**CHART, "metrics": None, "columns": ["region", "nps_n"]}
    assert refused(ask(clients["kymenlaakso"], number, raw, result_format=form))


#: Doors that report users have no key to: method, path, body.
DOORS = [
    ("POST", "/api/v1/sqllab/execute/", {"database_id": 1, "sql": "SELECT * FROM results"}),
    ("GET", "/api/v1/sqllab/", None),
    ("GET", "/sqllab/", None),
    ("POST", "/api/v1/security/guest_token/", {"user": {}, "resources": [{"type": "dashboard", "id": "1"}], "rls": []}),
    ("GET", "/datasource/samples?datasource_id=1&datasource_type=table", None),
    ("POST", "/datasource/samples?datasource_id=1&datasource_type=table", {}),
    ("GET", "/api/v1/datasource/table/1/column/region/values/", None),
    ("GET", "/datasource/get/table/1/", None),
    ("GET", "/datasource/external_metadata/table/1/", None),
    ("GET", "/api/v1/dataset/1", None),
    ("GET", "/api/v1/dataset/", None),
    ("GET", "/api/v1/dataset/export/?q=!(1)", None),
    ("GET", "/api/v1/dataset/1/drill_info/", None),
    ("GET", "/api/v1/database/", None),
    ("GET", "/api/v1/database/1/tables/?q=(schema_name:main)", None),
    ("GET", "/api/v1/database/1/table/results/main/", None),
    ("GET", "/api/v1/database/1/select_star/results/", None),
    ("POST", "/api/v1/database/1/validate_sql/", {"sql": "SELECT 1", "schema": "main"}),
    ("POST", "/api/v1/dataset/", {"database": 1, "table_name": "results", "schema": "main"}),
    ("PUT", "/api/v1/dataset/1", {"sql": "SELECT * FROM results"}),
    ("POST", "/api/v1/chart/", {"slice_name": "x", "datasource_id": 1, "datasource_type": "table"}),
    ("PUT", "/api/v1/chart/1", {"query_context": "{}"}),
    ("GET", "/api/v1/explore/?datasource_id=1&datasource_type=table", None),
    ("POST", "/api/v1/explore/form_data", {"datasource_id": 1, "datasource_type": "table", "form_data": "{}"}),
    ("POST", "/api/v1/explore/permalink", {"formData": {"datasource": "1__table"}}),
    ("GET", "/api/v1/explore/permalink/abc", None),
    ("POST", "/superset/explore_json/", {"form_data": {"datasource": "1__table", "viz_type": "table"}}),
    ("GET", "/explore/?datasource_id=1&datasource_type=table", None),
    ("POST", "/api/v1/query/", {}),
    ("GET", "/api/v1/query/", None),
    ("GET", "/api/v1/saved_query/", None),
    ("PUT", "/api/v1/chart/warm_up_cache", {"chart_id": 1}),
    ("POST", "/api/v1/cachekey/invalidate", {"datasource_uids": ["1__table"]}),
    ("GET", "/api/v1/rowlevelsecurity/", None),
    ("GET", "/api/v1/security/roles/", None),
    ("GET", "/api/v1/security/users/", None),
    ("POST", "/api/v1/security/roles/", {"name": "x"}),
    ("GET", "/api/v1/assets/export/", None),
    ("GET", "/api/v1/dashboard/export/?q=!(1)", None),
    ("GET", "/api/v1/chart/export/?q=!(1)", None),
    ("POST", "/api/v1/dashboard/1/embedded", {"allowed_domains": []}),
    ("POST", "/api/v1/dashboard/1/permalink", {"dataMask": {}}),
    ("GET", "/api/v1/log/", None),
    ("POST", "/api/v1/report/", {}),
    ("GET", "/tablemodelview/list/", None),
    ("GET", "/rowlevelsecurity/list/", None),
]  # fmt: skip


@pytest.mark.parametrize(("method", "path", "body"), DOORS, ids=lambda one: str(one)[:50])
@pytest.mark.parametrize("account", ["kymenlaakso", "kansallinen", "tarkastaja"])
def test_every_other_door_is_shut(clients, account, method, path, body):
    answer = clients[account].request(method, path, json=body)
    assert answer.status_code in {302, 401, 403, 404, 405}, f"{answer.status_code} {answer.text[:300]}"
    assert "Kymenlaakso" not in answer.text and "nps_n" not in answer.text


def test_the_key_of_anothers_query_gives_ones_own_rows_or_nothing(clients, datasets):
    number = datasets[RESULTS.uuid("fi")]
    answer = ask(clients["keski-pohjanmaa"], number)
    key = answer.json()["result"][0]["cache_key"]
    assert {row["region"] for row in rows(answer)} == {"18", "*"}
    assert refused(clients["kymenlaakso"].get(f"/api/v1/chart/data/{key}"))
    own = ask(clients["kymenlaakso"], number)
    assert own.json()["result"][0]["cache_key"] != key
    assert {row["region"] for row in rows(own)} == OWN and not own.json()["result"][0]["is_cached"]


def test_what_another_chose_on_a_page_tells_nothing_of_its_rows(clients):
    admin, pages = clients["admin"], ids(clients["kymenlaakso"], "dashboard")
    page = next(iter(pages.values()))
    made = admin.post(f"/api/v1/dashboard/{page}/filter_state", json={"value": json.dumps({"region": "18"})})
    key = made.json()["key"]
    assert "nps" not in clients["kymenlaakso"].get(f"/api/v1/dashboard/{page}/filter_state/{key}").text


def test_each_role_finds_its_own_pages_and_no_other(clients):
    everything = ids(clients["admin"], "dashboard")
    kinds = {"kymenlaakso": "county", "kansallinen": "national", "tarkastaja": "reviewer"}
    for account, kind in kinds.items():
        wanted = {page.uuid(locale) for page in PAGES if kind in page.readers for locale in LOCALES}
        assert set(ids(clients[account], "dashboard")) == wanted, account
        for uuid, number in everything.items():
            for path in (f"/api/v1/dashboard/{number}", f"/api/v1/dashboard/{number}/charts",
                         f"/api/v1/dashboard/{number}/datasets"):  # fmt: skip
                assert clients[account].get(path).is_success == (uuid in wanted), (account, path)


def test_a_dataset_that_no_page_of_the_role_shows_is_refused_even_under_a_page_it_may_see(clients, datasets):
    page = next(iter(ids(clients["kymenlaakso"], "dashboard").values()))
    of_others = {d.key: d for d in DATASETS if not allowed(d)}
    for dataset in of_others.values():
        query = {**CHART, "columns": [], "metrics": [dataset.metrics[0].metric_name]}
        for form in ({}, {"dashboardId": page, "slice_id": 1}, {"dashboardId": page, "type": "NATIVE_FILTER"}):
            assert refused(ask(clients["kymenlaakso"], datasets[dataset.uuid("fi")], query, form_data=form))
    for dataset in (RESULTS, STATEMENTS, WORDS):
        assert refused(ask(clients["tarkastaja"], datasets[dataset.uuid("fi")]))


def test_a_dataset_without_a_rule_of_its_own_does_not_exist(clients, datasets):
    ruled = clients["admin"].get("/api/v1/rowlevelsecurity/", params={"q": "(page_size:100)"}).json()["result"]
    closed = [one for one in ruled if one["filter_type"] == "Base" and one["clause"] == "1 = 0"]
    tables = set()
    for one in closed:
        shown = clients["admin"].get(f"/api/v1/rowlevelsecurity/{one['id']}").json()["result"]
        tables |= {table["id"] for table in shown["tables"]}
    assert tables == set(datasets.values())


def test_nobody_without_an_account_sees_anything(server, datasets):
    with httpx.Client(base_url=server.url, timeout=60) as nobody:
        assert refused(ask(nobody, datasets[RESULTS.uuid("fi")]))
        assert not nobody.get("/api/v1/dashboard/").is_success
        guest = {"X-GuestToken": "eyJhbGciOiJIUzI1NiJ9.e30.AAAA"}
        assert not nobody.get("/api/v1/dashboard/", headers=guest).is_success


def test_provisioning_twice_changes_nothing_and_what_is_no_longer_named_is_removed(server, clients):
    assert server.provision().endswith("assets, nothing changed\n")
    admin = clients["admin"]
    admin.post("/api/v1/security/roles/", json={"name": "Aspa old"}).raise_for_status()
    assert "removed  role Aspa old" in server.provision()
