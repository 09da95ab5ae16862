"""The reviewers' pages: every delivery that ever came has its page; the picture shows each source's months."""

import re
from datetime import datetime
from pathlib import Path

import pytest

from expectations import timeliness
from expectations.reviewers import write_reviewers_pages
from lake_layout import audit, ledger
from tests.tables import rows

LEDGER = """
    delivery_id          | status    | outcome                  | got | ok  | out | bad | left      | by
    18_roidu_2026-01_1   | replaced  | accepted_with_quarantine | 100 | 97  | 3   | 0   | corrected | 18_roidu_2026-01_2
    18_roidu_2026-01_2   | published | accepted                 | 100 | 100 | 0   | 0   | -         | -
    18_roidu_2026-02_1   | published | accepted_with_quarantine | 90  | 88  | 2   | 0   | -         | -
    18_roidu_2026-03_1   | rejected  | rejected                 | 80  | 0   | 0   | 80  | -         | -
    18_roidu_2026-04_1   | withdrawn | accepted                 | 70  | 70  | 0   | 0   | -         | -
    HUS_kysely_2026-03_1 | refined   | accepted                 | 50  | 50  | 0   | 0   | -         | -
"""


def came(row):
    region, source, period, sequence = row["delivery_id"].split("_")
    year, month = divmod(int(period[:4]) * 12 + int(period[5:]), 12)
    return {
        "delivery_id": row["delivery_id"], "region": region, "source": source, "period": period,
        "sequence": int(sequence), "sha256": row["delivery_id"], "file_names": "a.csv", "status": row["status"],
        "outcome": row["outcome"], "received_at": datetime(year, month + 1, 5, 9), "replaced_by": row["by"],
        "rows_received": int(row["got"]), "rows_accepted": int(row["ok"]), "rows_quarantined": int(row["out"]),
        "rows_rejected": int(row["bad"]), "rows_duplicate": 0, "quarantine_left": row["left"],
    }  # fmt: skip


@pytest.fixture
def site(tmp_path, monkeypatch):
    from datetime import date

    from lake_layout.settings import settings

    monkeypatch.setenv("ASPA_LAKE", str(tmp_path / "lake"))
    settings.cache_clear()
    ledger.put(audit.DELIVERIES, [came(row) for row in rows(LEDGER)])
    found = {"delivery_id": "18_roidu_2026-02_1", "reason": "PLACE_MISSING", "column_name": "place"}
    ledger.put(audit.FINDINGS, [{**found, "severity": "quarantine", "rows": 2}])
    ledger.tell("18_roidu_2026-04_1", "withdrawn", "run", who="Testaaja", why="väärä poiminta", rows=70)
    for run in ("20260305T090000.000000Z", "20260306T090000.000000Z"):
        page = tmp_path / "lake/data_docs/validations/18_roidu_rows/18_roidu_2026-02_1" / run / "batch.html"
        page.parent.mkdir(parents=True)
        page.write_text("x")
    owed = timeliness.all_owed
    monkeypatch.setattr(timeliness, "all_owed", lambda: owed(date(2026, 6, 20)))
    write_reviewers_pages()
    yield tmp_path / "lake" / "data_docs"
    settings.cache_clear()


def test_the_picture_has_a_line_a_region_and_a_mark_a_month(site):
    page = (site / "index.html").read_text()
    assert page.count('<th scope="row">') == 23
    line = next(part for part in page.split("<tr>") if 'regions/18.html">' in part)
    assert re.findall(r'class="mark (\w+)"', line) == ["in_time", "partly", "awaiting", "withdrawn", "missing"]


def test_each_mark_says_in_words_what_it_means(site):
    page = (site / "index.html").read_text()
    assert "roidu 2026-05: Puuttuu, määräpäivä ohi" in page and "Missing, past its deadline" in page


def test_a_region_page_tells_reasons_in_words_and_who_replaced_whom(site):
    page = (site / "regions" / "18.html").read_text()
    assert "Suorituspaikka puuttuu." in page and "PLACE_MISSING" in page
    assert "→ 18_roidu_2026-01_2" in page


def test_every_delivery_that_ever_came_has_its_page_with_all_its_runs(site):
    assert len(list((site / "deliveries").glob("*.html"))) == len(rows(LEDGER))
    page = (site / "deliveries" / "18_roidu_2026-02_1.html").read_text()
    assert page.count("batch.html") == 2 and "5.3.2026 11.00" in page
    gone = (site / "deliveries" / "18_roidu_2026-04_1.html").read_text()
    assert "Testaaja" in gone and "väärä poiminta" in gone and "Peruttu" in gone


def test_every_link_of_the_pages_leads_somewhere(site):
    (site / "results.html").write_text("")
    for page in (*site.glob("*.html"), *site.glob("regions/*.html"), *site.glob("deliveries/*.html")):
        for address in re.findall(r'href="([^"#]+)', page.read_text()):
            assert (page.parent / address).resolve().exists(), (page.name, address)


def test_nothing_is_loaded_from_elsewhere(site):
    assert not [path for path in Path(site).rglob("*.html") if "http" in path.read_text()]
