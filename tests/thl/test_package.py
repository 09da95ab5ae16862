"""A package says what it holds: descriptor, contract, README and data agree, and none holds what may not be there."""

import csv
import hashlib
import json
import re
import subprocess
from pathlib import Path

import duckdb
import pandas as pd
import pyarrow.parquet as pq
import pytest
import yaml

from lake_layout import pseudonymised, silver
from lake_layout.disclosure import COARSENING, FEWEST_ALIKE
from lake_layout.thl_packages import AGGREGATE, LISTS, PACKAGES, ROW_LEVEL
from spark_jobs.thl.contract import contracts
from spark_jobs.thl.package import checksum_of, typed
from tests.thl.packages import frames, make

PROJECT = Path(__file__).parents[2]


@pytest.fixture(scope="module", params=PACKAGES.values(), ids=PACKAGES)
def package(request, tmp_path_factory):
    return request.param, make(tmp_path_factory.mktemp("thl"), request.param)


@pytest.fixture
def described(package):
    return json.loads((package[1] / "datapackage.json").read_text(encoding="utf-8"))


CELL = {
    "string": lambda text: True,
    "integer": re.compile(r"-?\d+").fullmatch,
    "number": re.compile(r"-?\d+(\.\d+)?").fullmatch,
}


def test_every_file_is_described_with_its_size_and_checksum(package, described):
    assert described["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    assert re.fullmatch(r"[a-z0-9-]+", described["name"]) and described["version"] == "2"
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", described["created"])
    names = [resource["name"] for resource in described["resources"]]
    assert len(set(names)) == len(names)
    twins = [resource["aspa"]["sameRowsAs"] for resource in described["resources"] if "aspa" in resource]
    for told in (*described["resources"], *twins):
        content = (package[1] / told["path"]).read_bytes()
        assert told["bytes"] == len(content)
        assert told["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
    data = {path.name for path in package[1].iterdir() if path.suffix in (".csv", ".parquet")}
    assert {told["path"] for told in (*described["resources"], *twins)} == data


def test_the_rows_are_as_the_schema_says(package, described):
    for resource in described["resources"]:
        with (package[1] / resource["path"]).open(encoding="utf-8", newline="") as stream:
            header, *body = csv.reader(stream)
        fields = resource["schema"]["fields"]
        assert header == [field["name"] for field in fields]
        for row in body:
            for cell, field in zip(row, fields, strict=True):
                constraints = field.get("constraints", {})
                assert (cell and CELL[field["type"]](cell)) or (not cell and not constraints.get("required"))
                if cell and "minimum" in constraints:
                    assert constraints["minimum"] <= int(cell) <= constraints["maximum"]
        at = [header.index(name) for name in resource["schema"].get("primaryKey", ())]
        keys = [tuple(row[number] for number in at) for row in body]
        assert not at or len(set(keys)) == len(keys)


def test_parquet_and_csv_hold_the_same(package):
    for table in package[0].tables:
        whole = pq.read_table(str(package[1] / f"{table.name}.parquet"))
        assert whole.schema.names == list(table.column_names)
        read = pd.read_csv(str(package[1] / f"{table.name}.csv"), dtype={
            column.name: object if column.type == "STRING" else "Int64" for column in table.columns
        }, keep_default_na=False, na_values=[""])  # fmt: skip
        pd.testing.assert_frame_equal(typed(whole.to_pandas(), table), typed(read, table))


def test_codes_stay_text_and_every_code_has_its_names(package):
    codes = pd.read_csv(str(package[1] / "codes.csv"), dtype=str, keep_default_na=False)
    assert "01" in set(codes["code"]) and not (codes[["name_fi", "name_sv", "name_en"]] == "").any().any()
    named = {(row.column_name, row.code) for row in codes.itertuples()}
    for name, rows in frames(package[0]).items():
        coded = {c.name for t in package[0].tables if t.name == name for c in t.columns if c.code_set}
        for column in coded:
            assert {(column, code) for code in rows[column].dropna()} <= named


def test_the_revision_lists_what_was_corrected_and_withdrawn(package, described):
    told = described["aspa"]
    assert told["replaced"] == {"18_roidu_2026-05_1": "18_roidu_2026-05_2"}
    assert told["withdrawn"] == ["10_webropol_2026-05_1"] and told["added"] == ["18_roidu_2026-05_2"]
    listed = pd.read_csv(str(package[1] / "deliveries.csv"), keep_default_na=False)
    assert dict(zip(listed["delivery"], listed["change"])) == {
        "10_webropol_2026-05_1": "withdrawn", "14_webropol_2026-05_1": "held",
        "18_roidu_2026-05_1": "replaced", "18_roidu_2026-05_2": "added",
    }  # fmt: skip


@pytest.mark.parametrize("locale, destroy", [("fi", "Hävittäkää"), ("sv", "Förstör dem"), ("en", "Destroy them")])
def test_each_language_tells_what_changed_and_what_to_do(package, locale, destroy):
    told = (package[1] / f"README.{locale}.md").read_text(encoding="utf-8")
    assert destroy in told and "18_roidu_2026-05_1 → 18_roidu_2026-05_2" in told
    assert re.search(r"\*\*.*\| 10_webropol_2026-05_1 \|", told)
    assert all(f"`{table.name}.csv`" in told for table in package[0].tables)
    assert ("Laki X 5 §" in told) == package[0].of_rows
    assert "{{" not in told and "None" not in told


def test_the_first_revision_has_nothing_to_replace(tmp_path):
    told = (make(tmp_path, number=1) / "README.en.md").read_text(encoding="utf-8")
    assert "first revision: 2 deliveries" in told and "Destroy" not in told


def test_rows_of_feedback_hold_nothing_that_could_tell_a_customer():
    gone = set(silver.FEEDBACK.column_names) - set(pseudonymised.FEEDBACK.column_names)
    assert {"feedback_id", "record_key", "delivery_id", "source", "cost_centre", "place", "text", "serviced_on",
            "invited_on", "answered_on", "profession", "specialty", "service_form", "channel", "language",
            "production_mode"} <= gone  # fmt: skip
    assert set(pseudonymised.FEEDBACK.column_names) == {*pseudonymised.ALIKE, *pseudonymised.ANSWERS}


def test_the_same_data_have_the_same_checksum_in_any_order():
    (table,) = ROW_LEVEL.tables
    rows = frames(ROW_LEVEL)["feedback"]
    shuffled = typed(rows.sample(frac=1, random_state=1), table)
    assert checksum_of({"feedback": rows}) == checksum_of({"feedback": shuffled})
    changed = rows.assign(nps=rows["nps"].fillna(9))
    assert checksum_of({"feedback": rows}) != checksum_of({"feedback": changed})


def test_the_contract_describes_every_table_and_the_rule_that_rows_satisfy(package):
    told = yaml.safe_load((package[1] / "contract.odcs.yaml").read_text(encoding="utf-8"))
    assert (told["apiVersion"], told["kind"]) == ("v3.1.0", "DataContract")
    tables = {table.name: table for table in (*package[0].tables, *LISTS)}
    assert {part["name"] for part in told["schema"]} == set(tables)
    for part in told["schema"]:
        assert [one["name"] for one in part["properties"]] == list(tables[part["name"]].column_names)
        assert (package[1] / part["physicalName"]).exists()
    own = {one["property"]: one["value"] for one in told["customProperties"]}
    assert ("legalBasis" in own) == package[0].of_rows
    if package[0].of_rows:
        assert own["fewestAlike"] == FEWEST_ALIKE and len(own["coarsening"]) == len(COARSENING)
        (rule,) = told["schema"][0]["quality"]
        feedback = frames(ROW_LEVEL)["feedback"]
        with duckdb.connect() as connection:
            connection.register("feedback", feedback)
            assert connection.execute(rule["query"]).fetchone() == (5,)
            connection.register("feedback", feedback[:4])
            assert connection.execute(rule["query"]).fetchone()[0] < rule["mustBeGreaterOrEqualTo"]


LINTER = PROJECT / "infra" / "contracts"


@pytest.mark.skipif(not (LINTER / ".venv").exists(), reason="make setup installs the standard's linter")
def test_datacontract_lint_accepts_both_contracts(tmp_path):
    for name, contract in contracts().items():
        (tmp_path / f"{name}.yaml").write_text(yaml.safe_dump(contract, allow_unicode=True), encoding="utf-8")
    command = [LINTER / ".venv" / "bin" / "python", LINTER / "lint.py", tmp_path]
    told = subprocess.run(command, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stdout + told.stderr[-500:]
    assert told.stdout == "2 of 2 contracts pass datacontract lint\n"


def test_the_default_holds_published_results_only():
    assert not AGGREGATE.of_rows and {table.layer for table in AGGREGATE.tables} == {"gold/anonymised"}
