"""Twenty users at once over three national years: how long a chart takes to answer, measured over REST.

Results of all 23 regions, 36 months with their quarters and years, every slice of up to two dimensions with five values
each. A user opens charts of the county's page one after the other, with a second between, under filters of its own; a
county's user sees its own rows (row-level security acts on every query). The aim: 300 ms at the median, 1 s at p95.
"""

import random
import statistics
import threading
import time
from contextlib import closing
from pathlib import Path

import duckdb

from infra.local import superset_alone
from lake_layout import serving
from lake_layout.reference import code_set, labels
from superset_assets.pages.county import CHARTS, COUNTY, PAGE
from tests import published

USERS, SECONDS, THINKS = 20, 40.0, 1.0
MONTHS = [f"{year}-{month:02}" for year in (2024, 2025, 2026) for month in range(1, 13)]
PERIODS = [
    *(("month", month) for month in MONTHS),
    *(("quarter", f"{year}-Q{quarter}") for year in (2024, 2025, 2026) for quarter in range(1, 5)),
    *(("year", str(year)) for year in (2024, 2025, 2026)),
]
REGIONS = tuple(code_set("regions"))
ACCOUNTS = {f"user-{n}": {"role": f"Aspa region {REGIONS[n]}", "password": f"user-{n}-password"} for n in range(USERS)}


def publish(folder: Path) -> None:
    """One month's rows made up, then every other period from them: only how many there are matters."""
    from spark_jobs import serve

    base = published.results(("2026-12",), REGIONS, values=5)
    base = base[base["period_kind"] == "month"]
    tables = serve.served_tables(base, published.words(("2026-Q4",), REGIONS))
    serve.write_file({"2026-12": "made for this benchmark"}, lambda _: tables, folder)
    with duckdb.connect(str(next(folder.glob("*.duckdb")))) as connection:
        for table in (serving.SERVED_RESULTS, serving.SERVED_STATEMENTS):
            for kind, period in PERIODS:
                if period != "2026-12":
                    connection.execute(
                        f"INSERT INTO {table.name} SELECT * REPLACE ('{kind}' AS period_kind, '{period}' AS period) "
                        f"FROM {table.name} WHERE period = '2026-12'"
                    )


def query_of(chart, region: str, rng: random.Random) -> dict:
    """A chart's query under filters that a reader may have chosen."""
    params, dimension = chart.params("fi"), rng.choice([one.key for one in PAGE.filters[2:]])
    chosen = {"region": region, "period": rng.choice(PERIODS)[1]}
    code = rng.choice(published.CODES[dimension][:5])
    chosen[dimension] = code_set(next(c.code_set for c in serving.LABELLED if c.name == dimension))[code].name_fi
    pinned = [
        {"col": one.column, "op": "IN", "val": [chosen.get(one.key, (one.default or {}).get("fi"))]}
        for one in PAGE.filters
        if one.key not in chart.escapes
    ]
    own = [{"col": one["subject"], "op": one["operator"], "val": one["comparator"]} for one in params["adhoc_filters"]]
    columns = [params.get("x_axis"), *(params.get("groupby") or [])]
    metrics = params.get("metrics") or [params["metric"]]
    return {"columns": [c for c in columns if c], "metrics": metrics, "filters": pinned + own, "row_limit": 1000}


def _user(server, number: int, dataset: int, until: float, told: list[float]) -> None:
    rng, charts = random.Random(number), [chart for chart in CHARTS if chart.dataset is COUNTY]
    name, region = f"user-{number}", REGIONS[number]
    label = labels("regions")[region]
    with closing(server.login(name, ACCOUNTS[name]["password"])) as client:
        time.sleep(rng.uniform(0, THINKS))
        while time.monotonic() < until:
            body = {"datasource": {"id": dataset, "type": "table"}, "result_format": "json", "result_type": "full"}
            query, started = query_of(rng.choice(charts), label, rng), time.monotonic()
            client.post("/api/v1/chart/data", json={**body, "queries": [query]}).raise_for_status()
            told.append(time.monotonic() - started)
            time.sleep(THINKS)


def run() -> None:
    """Start, ask for a while, and print the figures."""
    with superset_alone.running(ACCOUNTS, publish) as server:
        with closing(server.login(*server.administrator)) as admin:
            query = "(columns:!(id,uuid),page_size:100)"
            found = admin.get("/api/v1/dataset/", params={"q": query}).raise_for_status().json()["result"]
            dataset = next(one["id"] for one in found if one["uuid"] == COUNTY.uuid("fi"))
        told: list[float] = []
        until = time.monotonic() + SECONDS
        users = [threading.Thread(target=_user, args=(server, n, dataset, until, told)) for n in range(USERS)]
        for user in users:
            user.start()
        for user in users:
            user.join()
        file = next(server.serving.glob("report_users-*.duckdb"))
        with duckdb.connect(str(file), read_only=True) as connection:
            rows = connection.execute("SELECT count(*) FROM results").fetchall()[0][0]
        cuts = statistics.quantiles(told, n=100)
        print(f"{USERS} users, {SECONDS:.0f} s, {rows:,} rows of results ({file.stat().st_size / 1e6:.0f} MB)")
        median, p95 = (cuts[at] * 1000 for at in (49, 94))
        print(f"{len(told)} charts: median {median:.0f} ms, p95 {p95:.0f} ms")
