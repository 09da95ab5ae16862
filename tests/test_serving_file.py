"""The serving file: gold's rows with labels, and a view of every table in each language."""

import duckdb
import pytest

from lake_layout import serving
from lake_layout.beside import BEFORE
from spark_jobs import serve, serving_file
from tests import published


@pytest.fixture(scope="module")
def connection(tmp_path_factory):
    folder = tmp_path_factory.mktemp("serving")
    results = published.results(("2026-01",), ("10", "HUS"))
    words = published.words(("2026-Q1",), ("10",))
    tables = published.served(("2026-01",), ("2026-Q1",), ("10",), results=results, words=words)
    name, _ = serve.write_file({"2026-01": "made for this test"}, lambda _: tables, folder)
    with duckdb.connect(str(folder / name), read_only=True) as opened:
        yield opened


@pytest.mark.parametrize(
    ("locale", "county", "country", "of_all"),
    [("fi", "Kymenlaakso", "Koko maa", "Kaikki"), ("sv", "Kymmenedalen", "Hela landet", "Alla"),
     ("en", "Kymenlaakso", "Whole country", "All")],
)  # fmt: skip
def test_a_view_says_region_and_dimensions_in_its_language(connection, locale, county, country, of_all):
    query = f"SELECT DISTINCT region, region_label, service_class_label FROM results_{locale} WHERE service_class = '*'"
    told = {region: (label, service) for region, label, service in connection.execute(query).fetchall()}
    assert told == {"10": (county, of_all), "HUS": ("HUS", of_all), "*": (country, of_all)}


@pytest.mark.parametrize("table", serving.TABLES, ids=lambda one: one.name)
def test_the_views_of_a_table_hold_its_rows_and_no_other_languages_labels(connection, table):
    rows = connection.execute(f"SELECT count(*) FROM {table.name}").fetchall()
    for locale in serving.LOCALES:
        view = serving.view_name(table, locale)
        assert connection.execute(f"SELECT count(*) FROM {view}").fetchall() == rows
        columns = [row[0] for row in connection.execute(f"DESCRIBE {view}").fetchall()]
        assert columns == [column.name for column in serving.view_columns(table)]


def test_a_countys_row_stands_beside_the_countrys_and_the_period_befores(tmp_path):
    """
    period   region  nps          county_results:  period   nps  country_nps  before_nps  change
    2026-03  10        0                           2026-04   50           25           0      50
    2026-04  10       50                           2026-03    0         null        null    null
    2026-04  *        25
    """
    with duckdb.connect() as made:
        table = serving.SERVED_RESULTS
        made.execute(f"CREATE TABLE results ({table.ddl.replace('`', '').replace(' STRING', ' VARCHAR')})")
        same = {column.name: "*" for column in (*serving.DIMENSIONS,)}
        for period, region, nps in (("2026-03", "10", 0.0), ("2026-04", "10", 50.0), ("2026-04", "*", 25.0)):
            row = dict.fromkeys((c.name for c in table.columns if not c.nullable), "x")
            row |= {**same, "period_kind": "month", "period": period, "region": region, "nps": nps}
            row |= {"nps_low": nps - 10, "nps_high": nps + 10}
            places = ", ".join("?" * len(row))
            made.execute(f"INSERT INTO results ({', '.join(row)}) VALUES ({places})", list(row.values()))
        made.execute(serving.view_sql(table, "fi"))
        asked = "SELECT period, nps, country_nps, before_nps, nps_change, nps_clear FROM county_results_fi ORDER BY 1"
        assert made.execute(asked).fetchall() == [
            ("2026-03", 0.0, None, None, None, None),
            ("2026-04", 50.0, 25.0, 0.0, 50.0, 1),
        ]


@pytest.mark.parametrize(
    ("kind", "period", "before"),
    [("month", "2026-01", "2025-12"), ("quarter", "2026-Q1", "2025-Q4"), ("quarter", "2026-Q3", "2026-Q2"),
     ("year", "2026", "2025")],
)  # fmt: skip
def test_the_period_before(kind, period, before):
    asked = f"SELECT {BEFORE} FROM (SELECT ? AS period_kind, ? AS period) o"
    assert duckdb.execute(asked, [kind, period]).fetchall() == [(before,)]


@pytest.mark.parametrize(("replaced", "tidy"), [(0, True), (2, True), (3, False)])
def test_a_file_is_tidied_when_more_than_a_quarter_of_its_rows_are_of_replaced_periods(tmp_path, replaced, tidy):
    """Ten periods of 1,000 rows; those that were replaced are stored until DuckDB tidies up."""
    file = str(tmp_path / "file.duckdb")
    with duckdb.connect(file) as made:
        made.execute("CREATE TABLE results AS SELECT range // 1000 AS period FROM range(10000)")
    with duckdb.connect(file) as made:
        made.execute("SET max_vacuum_tasks = 0")
        made.execute(f"DELETE FROM results WHERE period < {replaced}")
    with duckdb.connect(file) as opened:
        assert serving_file._is_tidy(opened) is tidy
