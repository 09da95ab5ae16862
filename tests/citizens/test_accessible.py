"""WCAG 2.2 AA: axe-core in a headless browser over the citizens' pages, at a desk and on a phone."""

from pathlib import Path

import axe_playwright_python
import pytest

from tests.browser import opened

pytestmark = pytest.mark.services

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = """
const [rules, done] = arguments;
axe.run(document, {runOnly: {type: 'tag', values: rules}}).then(found => done(found));
"""
SCREENS = {"desk": (1200, 900), "phone": (360, 740)}


@pytest.fixture(scope="module")
def browser():
    with opened(*SCREENS["desk"]) as driver:
        yield driver


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("address", ["index.html", "fi/index.html", "fi/10/2026-Q2.html", "sv/18/2026.html",
                                     "en/koko-maa/2026-Q1.html"])  # fmt: skip
def test_axe_finds_nothing_and_nothing_hangs_over_the_edge(browser, site, address, screen):
    width, height = SCREENS[screen]
    browser.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride",
        {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": screen == "phone"},
    )
    # The page forbids scripts, as it should; only the checker is let in.
    browser.execute_cdp_cmd("Page.setBypassCSP", {"enabled": True})
    browser.get((site / address).as_uri())
    browser.execute_script(AXE)
    found = browser.execute_async_script(RUN, RULES)
    assert len(found["passes"]) > 15
    assert [(one["id"], one["nodes"][0]["html"][:200]) for one in found["violations"]] == []
    assert browser.execute_script("return document.documentElement.scrollWidth") <= width
