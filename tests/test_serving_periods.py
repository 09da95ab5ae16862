"""The serving file from gold's files: labels and totals, statements a row each, and only what has changed anew."""

import duckdb
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from lake_layout import gold, reference, serving
from lake_layout.reference import copy
from spark_jobs import serve
from spark_jobs.serving_file import GoldFiles, fill, fingerprints


@pytest.fixture
def gold_files(tmp_path):
    """Gold's results as Delta lays them: a folder a period, the period not in the files."""

    def make(*rows):
        files = {}
        for number, row in enumerate(rows):
            whole = {c.name: row.get(c.name, "*" if c.type == "STRING" else None) for c in gold.RESULTS.columns}
            period = whole.pop("period")
            folder = tmp_path / "results" / f"period={period}"
            folder.mkdir(parents=True, exist_ok=True)
            types = {c.name: pa.string() if c.type == "STRING" else pa.int32() for c in gold.RESULTS.columns}
            schema = pa.schema([(name, types[name]) for name in whole])
            pq.write_table(pa.Table.from_pylist([whole], schema=schema), folder / f"part-{number}.parquet")
            files.setdefault(period, []).append(str(folder / f"part-{number}.parquet"))
        return {"results": files, "words": {}}

    return make


def write_file(files, folder):
    own = GoldFiles(files, fingerprints(files, serving.TABLES, None))
    served = lambda period: serve.served_tables(*own.rows(period, gold.RESULTS, gold.WORDS))  # noqa: E731
    return serve.write_file(own.made_from, served, folder)


def read(tmp_path, sources, query) -> pd.DataFrame:
    name, _ = write_file(sources, tmp_path / "serving")
    with duckdb.connect(str(tmp_path / "serving" / name), read_only=True) as connection:
        return connection.execute(query).df()


YEAR = {
    "period_kind": "year",
    "period": "2026",
    "region": "18",
    "respondents": 40,
    "nps_detractors": 5,
    "nps_passives": 6,
    "nps_promoters": 20,
    **{f"statement_access_{step}": step for step in range(1, 6)},
}
MONTH = {"period_kind": "month", "period": "2026-01", "region": "*", "age_group": "85+", "respondents": 12}


def test_labels_stand_beside_the_codes_and_totals_beside_the_counts(gold_files, tmp_path):
    query = "SELECT period, region_fi, age_group_fi, language_fi, respondents, nps_n FROM results ORDER BY period"
    shown = read(tmp_path, gold_files(YEAR, MONTH), query)
    assert shown.astype(object).where(shown.notna(), None).values.tolist() == [
        ["2026", "Keski-Pohjanmaa", "Kaikki", "Kaikki", 40, 31],
        ["2026-01", "Koko maa", "85 vuotta täyttäneet", "Kaikki", 12, None],
    ]


def test_a_statement_is_a_row_with_its_mean_and_a_withheld_one_is_none(gold_files, tmp_path):
    shown = read(tmp_path, gold_files(YEAR, MONTH), "SELECT statement, n, mean, answers_5 FROM statement_results")
    assert shown.values.tolist() == [["statement_access", 15, 55 / 15, 5]]


def test_the_file_has_every_table_as_the_layout_describes_it(gold_files, tmp_path):
    query = "SELECT table_name, column_name FROM duckdb_columns() JOIN duckdb_tables() USING (table_name)"
    columns = read(tmp_path, gold_files(YEAR), query)
    told = {(table.name, column) for table in serving.TABLES for column in table.column_names}
    assert {tuple(row) for row in columns.values} == told


def test_only_periods_whose_files_have_changed_are_written_anew(gold_files, tmp_path):
    files = gold_files(YEAR, MONTH)
    folder = tmp_path / "serving"
    whole = write_file(files, folder)[1]
    assert whole > 2 and write_file(files, folder)[1] == 0
    other = pq.read_table(tmp_path / "results" / "period=2026" / "part-0.parquet")
    pq.write_table(other, tmp_path / "results" / "period=2026" / "part-9.parquet")
    changed = {**files, "results": {**files["results"], "2026": [str(tmp_path / "results/period=2026/part-9.parquet")]}}
    assert 0 < write_file(changed, folder)[1] < whole
    shown = read(tmp_path, changed, "SELECT period, count(*) FROM results GROUP BY ALL ORDER BY ALL")
    assert shown.values.tolist() == [["2026", 1], ["2026-01", 1]]


def test_a_period_that_gold_no_longer_has_is_gone(gold_files, tmp_path):
    write_file(gold_files(YEAR, MONTH), tmp_path / "serving")
    assert read(tmp_path, gold_files(YEAR), "SELECT period FROM results").values.tolist() == [["2026"]]


def test_a_file_of_another_layout_is_made_from_nothing(gold_files, tmp_path):
    (tmp_path / "serving").mkdir()
    with duckdb.connect(str(tmp_path / "serving" / "report_users-2020.duckdb")) as connection:
        connection.execute("CREATE TABLE results AS SELECT 1 AS period")
    assert len(read(tmp_path, gold_files(YEAR, MONTH), "SELECT region_fi FROM results")) == 2


def test_a_file_that_lacks_a_column_is_made_from_nothing(gold_files, tmp_path):
    files, place = gold_files(YEAR, MONTH), tmp_path / "serving"
    name, whole = write_file(files, place)
    with duckdb.connect(str(place / name)) as connection:
        for locale in serving.LOCALES:
            connection.execute(f"DROP VIEW typical_words_{locale}")
        connection.execute("ALTER TABLE typical_words DROP COLUMN typicality")
    assert write_file(files, place)[1] == whole


@pytest.fixture
def lake(tmp_path, monkeypatch):
    from lake_layout.settings import settings

    monkeypatch.setenv("ASPA_LAKE", str(tmp_path / "lake"))
    settings.cache_clear()
    yield
    settings.cache_clear()


def test_names_that_come_into_force_are_on_every_period_though_gold_is_as_it_was(gold_files, tmp_path, lake):
    files, query = gold_files(YEAR, MONTH), "SELECT DISTINCT age_group_fi FROM results WHERE age_group = '85+'"
    assert read(tmp_path, files, query).values.tolist() == [["85 vuotta täyttäneet"]]
    copy.write({"age_groups": [{**row, "name_fi": "Vanhimmat"} for row in reference.rows_of("age_groups")]})
    assert read(tmp_path, files, query).values.tolist() == [["Vanhimmat"]]


def test_sote_classes_are_hidden_until_every_service_class_has_one(gold_files, tmp_path, lake):
    """
    service_class    PL-KOT lacks one    all have one, from March on
    PL-AVO 2026-02   -                   -
    PL-AVO 2026-03   -                   Lääkäripalvelut
    *      2026-03   -                   -
    """
    classes = [code for code in reference.code_set("service_classes") if code != "EI-LUOK"]
    common = {"valid_from": "2026-03-01", "valid_to": "", "version": "1", "status": "official", "sote_class": "SOTE3"}
    whole = [{"service_class": code, **common} for code in classes]
    of = {**MONTH, "service_class": "PL-AVO"}
    files = gold_files({**of, "period": "2026-02"}, {**of, "period": "2026-03"}, {**MONTH, "period": "2026-03"})
    query = "SELECT period, sote_class_fi FROM results WHERE sote_class IS NOT NULL ORDER BY ALL"
    copy.write({"sote_crosswalk": [row for row in whole if row["service_class"] != "PL-KOT"]})
    assert read(tmp_path, files, query).values.tolist() == []
    copy.write({"sote_crosswalk": whole})
    assert read(tmp_path, files, query).values.tolist() == [["2026-03", "Lääkäripalvelut"]]


def test_a_file_whose_periods_are_replaced_again_and_again_does_not_grow(tmp_path):
    rows, table, place = 20_000, serving.SERVED_WORDS, tmp_path / "serving.duckdb"
    texts = [f"{number:05}" for number in range(rows)]
    filled = {"STRING": pd.Series(texts, dtype=object), "INT": 11, "DOUBLE": 1.0}
    frame = pd.DataFrame({c.name: filled[c.type] for c in table.columns}, index=range(rows)).assign(period="2026-Q1")
    stored = []
    for turn in range(12):
        with duckdb.connect(str(place)) as connection:
            assert fill(connection, {"2026-Q1": str(turn)}, lambda _: {table.name: frame}, {}) == rows
        with duckdb.connect(str(place), read_only=True) as connection:
            parts = f"SELECT sum(count) FROM pragma_storage_info('{table.name}') WHERE column_id = 0"
            stored.append(connection.execute(f"{parts} AND segment_type <> 'VALIDITY'").fetchone()[0])
            assert connection.execute(f"SELECT count(*) FROM {table.name}").fetchone()[0] == rows
    assert max(stored) <= 4 * rows
