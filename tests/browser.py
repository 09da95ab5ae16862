"""A headless Chromium, and how a reader logs in to Superset with it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from selenium import webdriver
from selenium.common.exceptions import TimeoutException
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
)
TRIES = 3


def chromium(width: int, height: int) -> webdriver.Chrome:
    """A browser with a window of this size."""
    options = webdriver.ChromeOptions()
    for flag in (*FLAGS, f"--window-size={width},{height}"):
        options.add_argument(flag)
    chromedriver = Path("/usr/bin/chromedriver")
    service = webdriver.ChromeService(str(chromedriver)) if chromedriver.exists() else None
    return webdriver.Chrome(options=options, service=service)


@contextmanager
def opened(width: int, height: int) -> Iterator[webdriver.Chrome]:
    """A browser that is closed at the end."""
    driver = chromium(width, height)
    try:
        yield driver
    finally:
        driver.quit()


def log_in(driver: webdriver.Chrome, url: str, name: str, password: str) -> None:
    """Fill in Superset's form as a reader does, who tries again where a busy page lost what was typed."""

    def is_in() -> bool:
        return "/login" not in driver.current_url

    for turn in range(1, TRIES + 1):
        driver.get(f"{url}/login/")
        # Who was let in just after the wait of the turn before is led on from here.
        WebDriverWait(driver, 60).until(lambda _: is_in() or driver.find_elements(By.ID, "username"))
        if is_in():
            return
        driver.find_element(By.ID, "username").send_keys(name)
        driver.find_element(By.ID, "password").send_keys(password)
        driver.find_element(By.CSS_SELECTOR, "button[type=submit]").click()
        try:
            WebDriverWait(driver, 30).until(lambda _: is_in())
            return
        except TimeoutException:
            if turn == TRIES:
                said = driver.find_element(By.TAG_NAME, "body").text
                raise AssertionError(f"{name} stays on the page of the login, which says: {said}") from None
