"""Every page as each of its readers: opened in a browser, all charts drawn, no error, in the page's language.

And what the tile map shows of its HTML, once Superset has sanitised it.

ASPA_SUPERSET_SCREENSHOTS names a folder where the pictures are left.
"""

import os
import time
from pathlib import Path

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

from superset_assets import tiles
from superset_assets.pages import PAGES
from tests.access.conftest import ACCOUNTS, REGIONS
from tests.browser import chromium, log_in

pytestmark = pytest.mark.services
KINDS = {"kymenlaakso": "county", "kansallinen": "national", "tarkastaja": "reviewer"}
OPENED = [
    (account, page, locale)
    for account, kind in KINDS.items()
    for page in PAGES
    if kind in page.readers
    for locale in (("fi", "sv", "en") if account == "kymenlaakso" else ("fi",))
]


@pytest.fixture(scope="module")
def browsers(server):
    """A browser of each account, logged in."""
    opened = {}

    def browser(account: str):
        if account not in opened:
            opened[account] = chromium(1500, 3600)
            log_in(opened[account], server.url, account, ACCOUNTS[account]["password"])
        return opened[account]

    yield browser
    for driver in opened.values():
        driver.quit()


@pytest.mark.parametrize(("account", "page", "locale"), OPENED, ids=lambda one: str(getattr(one, "key", one)))
def test_a_page_is_drawn_for_its_reader(browsers, server, tmp_path, account, page, locale):
    driver = browsers(account)
    wait = WebDriverWait(driver, 120)

    def all_of(selector: str) -> list:
        return driver.find_elements(By.CSS_SELECTOR, selector)

    driver.get(f"{server.url}/superset/dashboard/{page.slug(locale)}/")
    charts = len(page.charts)
    wait.until(lambda _: len(all_of(".slice_container")) == charts)
    wait.until(lambda _: not all_of(".loading"))
    time.sleep(3)  # charts move into place after they are drawn
    folder = Path(os.environ.get("ASPA_SUPERSET_SCREENSHOTS", tmp_path))
    driver.save_screenshot(str(folder / f"{account}_{page.slug(locale)}.png"))
    assert [one.text for one in all_of("[role=alert], .ant-alert-error")] == []
    text = driver.find_element(By.TAG_NAME, "body").text
    for chart in page.charts.values():
        assert chart.title(locale) in text
    for wrong in ("NaN", "undefined", "Unexpected error", "nvalid format"):
        assert wrong not in text


def test_the_tile_map_shows_each_region_once_where_it_lies(browsers, server):
    """A figure for those that have published one, words for the rest; north lies above, west on the left."""
    driver = browsers("kansallinen")
    driver.get(f"{server.url}/superset/dashboard/vertailu/")
    WebDriverWait(driver, 120).until(lambda _: driver.find_elements(By.CSS_SELECTOR, ".tiles .tile"))
    time.sleep(3)
    seen = {}
    for one in driver.find_elements(By.CSS_SELECTOR, ".tiles .tile"):
        if one.is_displayed():
            code = next(name for name in one.get_attribute("class").split() if name.startswith("of-"))
            seen.setdefault(code.removeprefix("of-"), []).append(one)
    assert set(seen) == set(tiles.places()) and all(len(found) == 1 for found in seen.values())
    with_figure = {code for code, (one,) in seen.items() if one.find_elements(By.CSS_SELECTOR, ".tile-figure")}
    assert with_figure == set(REGIONS)
    assert all("n = " in seen[code][0].text for code in REGIONS)
    assert "ei julkaistua tulosta" in seen["21"][0].text
    at = {code: (one.location["y"], one.location["x"]) for code, (one,) in seen.items()}
    assert sorted(at, key=at.get) == sorted(tiles.places(), key=tiles.places().get)
    assert len({(one.size["width"], one.size["height"]) for (one,) in seen.values()}) == 1
