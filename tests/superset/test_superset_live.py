"""The pages on a running Superset over published data: REST, then a browser.

ASPA_SUPERSET_URL, ASPA_SUPERSET_USER, ASPA_SUPERSET_PASSWORD   the server and its administrator; default the demo's
ASPA_SUPERSET_PYTHON       Superset's own Python; default infra/superset/.venv/bin/python
ASPA_SUPERSET_SCREENSHOT   where the browser test leaves its picture; default the test's own folder
"""

import os
import subprocess
import time
from pathlib import Path

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

from lake_layout.gold import DIMENSION_NAMES
from superset_assets import bundle
from superset_assets.pages.customer_feedback import CHART, CHARTS, PAGE
from tests.browser import log_in, opened
from tests.superset import live

pytestmark = pytest.mark.services

PROJECT = Path(__file__).resolve().parents[2]
PYTHON = os.environ.get("ASPA_SUPERSET_PYTHON", str(PROJECT / "infra/superset/.venv/bin/python"))


@pytest.fixture(scope="module")
def client():
    session = live.login()
    yield session
    session.close()


@pytest.fixture(scope="module")
def datasets(client):
    return live.ids(client, "dataset")


@pytest.fixture(scope="module")
def period(client, datasets):
    return live.latest_period(client, datasets[CHARTS[0].dataset.uuid("fi")])


def provision() -> str:
    done = subprocess.run(
        [PYTHON, "-m", "superset_assets.provision"], cwd=PROJECT, capture_output=True, text=True, check=True
    )
    return done.stdout


def test_provisioning_twice_changes_nothing(client):
    provision()
    before = live.ids(client, "chart")
    assert provision() == f"{len(bundle.files())} assets, nothing changed\n"
    assert live.ids(client, "chart") == before


@pytest.mark.parametrize("chart", CHARTS, ids=lambda one: one.key)
def test_every_chart_has_figures_under_the_default_filters(client, datasets, period, chart):
    query = live.query_of(chart, {"period": period})
    rows = live.ask(client, datasets[chart.dataset.uuid("fi")], query)
    assert rows
    assert any(row[metric] is not None for row in rows for metric in query["metrics"])


BREAKDOWNS = [name for name in DIMENSION_NAMES if f"nps_by_{name}" in CHART]


@pytest.mark.parametrize("breakdown", BREAKDOWNS)
def test_a_breakdown_works_with_one_other_filter(client, datasets, period, breakdown):
    chart = CHART[f"nps_by_{breakdown}"]
    for other in set(BREAKDOWNS) - {breakdown}:
        chosen = {"period": period, "region": "Kymenlaakso"}
        dataset, values = datasets[chart.dataset.uuid("fi")], live.query_of(CHART[f"nps_by_{other}"], chosen)
        biggest = live.ask(
            client,
            dataset,
            {**values, "columns": [f"{other}_label"], "orderby": [["published_respondents", False]],
             "metrics": ["published_respondents"], "row_limit": 1},
        )[0][f"{other}_label"]  # fmt: skip
        rows = live.ask(client, dataset, live.query_of(chart, {**chosen, other: biggest}))
        assert any(row["published_nps"] is not None for row in rows), (breakdown, other, biggest)


def test_the_serving_file_has_no_way_out(client, datasets):
    """A metric that reads a file of the machine is refused."""
    query = {
        "columns": [],
        "metrics": [{"expressionType": "SQL", "label": "x",
                     "sqlExpression": "(SELECT MAX(content) FROM read_text('/etc/hostname'))"}],
        "filters": [],
    }  # fmt: skip
    body = {"datasource": {"id": next(iter(datasets.values())), "type": "table"}, "queries": [query]}
    assert not client.post("/api/v1/chart/data", json=body).is_success


@pytest.fixture(scope="module")
def browser():
    with opened(1600, 3900) as driver:
        yield driver


def test_the_dashboard_renders_every_chart_without_an_error(browser, tmp_path):
    url, user, password = (os.environ[name] for name in live.VARIABLES)
    wait = WebDriverWait(browser, 120)

    def all_of(selector: str) -> list:
        return browser.find_elements(By.CSS_SELECTOR, selector)

    log_in(browser, url, user, password)
    browser.get(f"{url}/superset/dashboard/{PAGE.slug('fi')}/")
    drawn = ".slice_container canvas, .slice_container table, .slice_container svg, .slice_container .header-line"
    wait.until(lambda _: len(all_of(".slice_container")) == len(PAGE.charts))
    wait.until(lambda _: not all_of(".loading") and len(all_of(drawn)) >= len(PAGE.charts))
    time.sleep(3)  # charts move into place after they are drawn
    screenshot = Path(os.environ.get("ASPA_SUPERSET_SCREENSHOT", tmp_path / "asiakaspalaute.png"))
    browser.save_screenshot(str(screenshot))

    page = browser.find_element(By.TAG_NAME, "body").text
    assert not all_of("[role=alert], .ant-alert-error")
    assert "Ei julkaistua tulosta" not in page
    for wrong in ("null", "NaN", "undefined", "Error", "No data"):
        assert wrong not in page
    assert all(chart.title("fi") in page for chart in PAGE.charts.values())
