"""The supplier's dry run: the platform's own judgement without its machinery, on a terminal."""

import gzip
import json
import subprocess
import sys
from pathlib import Path

import pytest

from expectations.__main__ import main
from expectations.catalogue import contract_of, contracts
from infra.sample.deliver import make_delivery

PROJECT = Path(__file__).parents[2]


def written(folder: Path, region: str, source: str, faults=(), rows: int = 60, name: str | None = None) -> Path:
    made = make_delivery(contract_of(region, source), "2026-03", rows, faults=faults)
    path = folder / (name or made.name)
    path.write_bytes(made.content)
    if made.events_content is not None:
        path.with_name(f"{path.name}.events").write_bytes(made.events_content)
    return path


def test_two_files_are_asked_for_where_the_contract_has_two(tmp_path, capsys):
    assert main(["check", str(written(tmp_path, "04", "palauteportti")), "--region", "04"]) == 2
    assert "delivers two files: give the file of service events with --events" in capsys.readouterr().err


def test_a_sound_file_is_accepted_with_source_and_month_guessed(tmp_path, capsys):
    assert main(["check", str(written(tmp_path, "10", "webropol")), "--region", "10"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("TOIMITUS HYVÄKSYTTÄISIIN\n")
    assert "Tiedostosta päätelty: --source webropol --period 2026-03" in said


def test_what_to_mend_is_said_with_column_and_line_numbers(tmp_path, capsys):
    path = written(tmp_path, "17", "enkat", [("missing_cost_centres", 0.05)])
    assert main(["check", str(path), "--region", "17"]) == 0
    said = capsys.readouterr().out
    assert "Kostnadsställe: Kostnadsstället saknas.  COST_CENTRE_MISSING" in said and "Radnummer: " in said


def test_a_file_that_would_be_rejected_exits_with_one_and_as_json(tmp_path, capsys):
    path = written(tmp_path, "18", "roidu", [("wrong_delimiter", 1)])
    assert main(["check", str(path), "--region", "18", "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert (told["outcome"], told["dry_run"]) == ("rejected", True)
    assert "DELIMITER" in {finding["reason"] for finding in told["findings"]}


@pytest.mark.parametrize("contract", contracts(), ids=lambda c: f"{c.region}-{c.source}")
def test_the_source_of_every_file_is_found_by_its_columns(tmp_path, capsys, contract):
    path = written(tmp_path, contract.region, contract.source, rows=20, name="tiedosto.bin")
    events = ["--events", f"{path}.events"] if contract.event_columns else []
    assert main(["check", str(path), *events, "--region", contract.region, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["source"] == contract.source


def test_a_month_that_is_named_is_taken_at_its_word(tmp_path, capsys):
    path = written(tmp_path, "10", "webropol")
    assert main(["check", str(path), "--region", "10", "--period", "2026-02", "--json"]) == 1
    assert "DATE_OUTSIDE_PERIOD" in capsys.readouterr().out


def test_it_leaves_the_receipt_where_it_is_asked_to(tmp_path, capsys):
    path = written(tmp_path, "10", "webropol")
    assert main(["check", str(path), "--region", "10", "--receipt", str(tmp_path / "kuittaus")]) == 0
    assert {p.suffix for p in (tmp_path / "kuittaus").iterdir()} == {".html", ".xlsx", ".json"}
    page = (tmp_path / "kuittaus" / "10_webropol_2026-03_check.html").read_text(encoding="utf-8")
    assert "Tarkistus ennen toimitusta" in page and "Mitään ei ole vielä lähetetty" in page


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--region", "99"], "region '99' has no contract"),
        (["--region", "10", "--source", "x"], "region 10 has no source 'x'; there are webropol"),
        (["--region", "10", "--period", "maaliskuu"], "the period is a month"),
        ([], "--region"),
    ],
)
def test_an_unusable_call_exits_with_two_and_says_why(tmp_path, capsys, arguments, said):
    path = written(tmp_path, "10", "webropol")
    try:
        code = main(["check", str(path), *arguments])
    except SystemExit as stopped:
        code = stopped.code
    assert code == 2 and said in capsys.readouterr().err


def test_a_file_that_is_not_there_is_an_unusable_call(tmp_path, capsys):
    assert main(["check", str(tmp_path / "ei.csv"), "--region", "10"]) == 2
    assert "there is no file" in capsys.readouterr().err


def test_anything_at_all_gets_a_receipt(tmp_path, capsys):
    for content in (b"", b"\x00\x01\x02", gzip.compress(b"x"), b"a,b\n1,2\n", "Työ;ö\n".encode("utf-16")):
        path = tmp_path / "mikä tahansa.csv"
        path.write_bytes(content)
        assert main(["check", str(path), "--region", "10"]) == 1
    assert "TOIMITUS HYLÄTTÄISIIN" in capsys.readouterr().out


def test_a_suppliers_check_needs_neither_airflow_nor_spark_gx_or_a_database(tmp_path):
    path = written(tmp_path, "10", "webropol", rows=2000)
    heavy = "airflow pyspark great_expectations sqlalchemy duckdb"
    call = (
        "import sys; from expectations.__main__ import main; "
        f"code = main(['check', {str(path)!r}, '--region', '10']); "
        f"print([m for m in {heavy.split()} if m in sys.modules]); sys.exit(code)"
    )
    ran = subprocess.run([sys.executable, "-c", call], cwd=PROJECT, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.splitlines()[-1] == "[]"
