"""The live tests' Superset: the one that the environment names, else the small demo's."""

import json
import os

import pytest

from tests.superset import live


@pytest.fixture(scope="session", autouse=True)
def superset(request):
    """Name the server, and its administrator, in the environment that `live` reads."""
    if live.missing():
        demo = request.getfixturevalue("demo")
        login = json.loads((demo.home / "credentials.json").read_text())
        os.environ.update(zip(live.VARIABLES, (demo.url("superset"), login["user"], login["password"])))
