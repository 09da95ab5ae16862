"""The serving file: gold's rows with labels, and a view of every table in each language."""

import duckdb
import pytest

from lake_layout import serving
from spark_jobs import serve
from tests import published


@pytest.fixture(scope="module")
def connection(tmp_path_factory):
    folder = tmp_path_factory.mktemp("serving")
    results = published.results(("2026-01",), ("10", "HUS"))
    words, written = published.words(("2026-Q1",), ("10",)), published.written(("2026-01",), ("10",))
    name = serve.write_file(serve.served_tables(results, words, written=written), folder)
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
