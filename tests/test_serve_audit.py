"""The serving files of the audit layer: exact totals of deliveries, all that is finer rounded to tens."""

import duckdb
import pytest

from lake_layout.settings import settings
from tests import published


@pytest.fixture
def written(tmp_path, monkeypatch):
    """Both files of a ledger with four deliveries."""
    monkeypatch.setenv("ASPA_LAKE", str(tmp_path))
    settings.cache_clear()
    from spark_jobs import serve_audit

    serve_audit.write_audit_files()
    published.enter_deliveries(("10", "18"), ("2026-05", "2026-06"))
    for _ in range(3):
        serve_audit.write_audit_files()
    yield tmp_path / "serving"
    settings.cache_clear()


def ask(folder, file, query):
    with duckdb.connect(str(sorted(folder.glob(f"{file}-*.duckdb"))[-1]), read_only=True) as connection:
        return connection.execute(query).fetchall()


def test_totals_of_a_delivery_are_exact_and_its_state_is_said_in_words(written):
    query = "SELECT region_label, state_label, rows_received, rows_accepted, rows_rejected, received_on FROM {}_sv"
    wanted = [
        ("Kymmenedalen", "Publicerad", 500, 493, 0, "2026-07-03"),
        ("Kymmenedalen", "Avvisad, väntar på korrigering", 500, 0, 500, "2026-07-03"),
    ]
    assert ask(written, "audit", query.format("audited_deliveries"))[:2] == wanted
    assert ask(written, "deliveries", query.format("delivery_states"))[:2] == wanted


def test_what_is_finer_than_a_delivery_is_rounded_to_tens(written):
    """
    lines  7 -> 10      texts in Finnish  293 -> 290      of the delivery's 300, 10 and not 7 seem left
          23 -> 20      texts in Swedish    7 ->  10
    """
    lines = "SELECT reason, lines FROM audited_findings WHERE delivery_id = '10_kysely_2026-05_1' ORDER BY 1"
    assert ask(written, "audit", lines) == [("COST_CENTRE_MISSING", 10), ("OUT_OF_SCALE", 20)]
    texts = "SELECT language_label, texts, texts_missed FROM audited_texts_en WHERE delivery_id = '10_kysely_2026-05_1'"
    assert sorted(ask(written, "audit", texts)) == [("Finnish", 290, 40), ("Swedish", 10, 0)]


def test_the_regions_file_holds_nothing_but_deliveries(written):
    tables = "SELECT table_name FROM duckdb_tables()"
    assert ask(written, "deliveries", tables) == [("delivery_states",)]


def test_two_versions_of_each_file_stay(written):
    assert len(list(written.glob("audit-*.duckdb"))) == len(list(written.glob("deliveries-*.duckdb"))) == 2
