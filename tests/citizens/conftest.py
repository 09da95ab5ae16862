"""A citizens' site of made-up results: Kymenlaakso (10) and HUS, half a year; Keski-Pohjanmaa (18) has one quarter."""

import pytest

from spark_jobs import serve
from spark_jobs.citizens import publish
from tests import published

MONTHS = tuple(f"2026-{month:02}" for month in range(1, 7))


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("citizens")
    results = published.results(MONTHS, ("10", "18", "HUS"))
    few = (results["region"] == "18") & (results["period"] == "2026-Q1")
    small = (results["region"] == "10") & (results["age_group"] == "00-12") & (results["period"] == "2026-Q2")
    results = results[~few & ~small]
    words = published.words(("2026-Q2",), ("10",))
    tables = published.served(MONTHS, ("2026-Q2",), ("10", "18", "HUS"), results=results, words=words)
    name, _ = serve.write_file({"2026": "made for this test"}, lambda _: tables, folder / "serving")
    publish.write(folder / "serving" / name, folder / "site", "https://aspa.example")
    return folder / "site"
