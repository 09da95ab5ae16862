"""The invented deliveries: reproducible, like reality, each in its region's own format, faulty only where asked."""

import csv
import gzip
import hashlib
import io
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from expectations.contract import FEEDBACK, JOIN, Contract, load_contracts
from infra.sample.answers import draw_moods, draw_sentiments
from infra.sample.deliver import deliver, make_delivery
from infra.sample.faults import FAULTS
from infra.sample.feedback import contract_of, generate, generate_feedback
from infra.sample.sizes import main_source, national_month, rows_in_range
from infra.sample.units import units_of
from infra.sample.visits import draw_visits
from infra.sample.write import own_values, within
from lake_layout.feedback_fields import FIELD, STATEMENTS
from lake_layout.settings import PROJECT
from spark_jobs.classify.grouper import UNCLASSIFIED, grouper

CONTRACTS = load_contracts(PROJECT / "expectations" / "contracts")
NAMES = [f"{contract.region}_{contract.source}" for contract in CONTRACTS]
CODES = PROJECT / "lake_layout" / "reference"
ROWS = 4000


def nps(values: pd.Series) -> float:
    answered = values.dropna()
    return 100 * float((answered >= 9).mean() - (answered <= 6).mean())


def month(region: str, source: str, period: str, rows: int = ROWS) -> pd.DataFrame:
    frame = generate_feedback(region, source, period, rows)
    kind = {unit.cost_centre: unit.kind for unit in units_of(region)}
    return frame.assign(kind=frame["cost_centre"].map(kind))


def unpacked(contract: Contract, content: bytes) -> bytes:
    if contract.dialect.compression == "gzip":
        return gzip.decompress(content)
    if contract.dialect.compression == "zip":
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return archive.read(archive.namelist()[0])
    return content


def read_back(contract: Contract, content: bytes) -> tuple[list[str], list[list[str]]]:
    """Header and rows as text, by another way than the writer's."""
    raw, dialect = unpacked(contract, content), contract.dialect
    if dialect.format == "jsonl":
        objects = [json.loads(line) for line in raw.decode("utf-8").splitlines()]
        return list(objects[0]), [["" if v is None else str(v) for v in o.values()] for o in objects]
    if dialect.format in ("xlsx", "parquet"):
        frame = (
            pd.read_excel(io.BytesIO(raw), dtype=str) if dialect.format == "xlsx" else pd.read_parquet(io.BytesIO(raw))
        )
        return list(frame.columns), frame.astype(object).where(frame.notna(), "").astype(str).values.tolist()
    text = io.StringIO(raw.decode(dialect.encoding), newline="")
    header, *rows = csv.reader(text, delimiter=dialect.delimiter, quotechar=dialect.quoteChar)
    return header, rows


# --- contracts


def test_every_region_has_a_contract_and_there_are_at_least_30_sources():
    regions = pd.read_csv(CODES / "codes" / "regions.csv", dtype=str)["code"]
    assert {contract.region for contract in CONTRACTS} == set(regions)
    assert len(CONTRACTS) >= 30


def test_formats_differ():
    dialects = [contract.dialect for contract in CONTRACTS]
    assert {d.format for d in dialects} == {"csv", "jsonl", "xlsx", "parquet"}
    assert {d.delimiter for d in dialects if d.format == "csv"} == {";", ",", "\t", "|"}
    assert {d.encoding for d in dialects} == {"utf-8", "utf-8-sig", "windows-1252", "iso-8859-15", "utf-16"}
    assert {d.compression for d in dialects} == {"none", "zip", "gzip"}


@pytest.mark.parametrize("contract", CONTRACTS, ids=NAMES)
def test_national_codes_of_every_contract_exist(contract: Contract):
    for column in contract.columns:
        if column.codes:
            known = set(pd.read_csv(CODES / "codes" / f"{FIELD[column.field].code_set}.csv", dtype=str)["code"])
            assert set(column.codes.values()) <= known, column.field


@pytest.mark.parametrize("contract", CONTRACTS, ids=NAMES)
def test_a_delivery_reads_back_as_it_was_written(contract: Contract):
    sample = generate(contract, "2026-03", 120).rows
    contents = make_delivery(contract, "2026-03", 120).contents
    assert tuple(contents) == contract.roles
    for role, content in contents.items():
        part = contract.part(role)
        header, rows = read_back(part, content)
        assert tuple(header) == part.header
        assert len(rows) == 120
        own = own_values(part, sample if role == FEEDBACK else sample.sort_values(JOIN, ignore_index=True))
        for number, column in enumerate(part.columns):
            if FIELD[column.field].kind in ("text", "code"):
                values = own[column.physical_name]
                wanted = [within(v, part.dialect.encoding) if isinstance(v, str) else "" for v in values]
                assert [row[number] for row in rows] == wanted, column.field


@pytest.mark.parametrize("contract", CONTRACTS, ids=NAMES)
def test_values_are_what_the_contract_and_the_code_sets_know(contract: Contract):
    rows = generate(contract, "2026-03", 1500).rows
    assert tuple(rows.columns) == contract.fields
    for column in contract.columns:
        field, values = FIELD[column.field], rows[column.field].dropna()
        if field.kind == "code":
            known = set(pd.read_csv(CODES / "codes" / f"{field.code_set}.csv", dtype=str)["code"])
            assert set(values) <= (set(column.codes.values()) if column.codes else known), field.name
        if field.kind == "scale":
            assert values.between(*field.scale).all(), field.name
        if column.required or field.required:
            assert len(values) == len(rows), field.name


def test_decimal_comma_where_agreed():
    contract = contract_of("16", "webropol")
    _, rows = read_back(contract, make_delivery(contract, "2026-03", 50).content)
    at = contract.fields.index("nps")
    assert all(row[at] == "" or row[at].endswith(",0") for row in rows)


def test_characters_outside_the_encoding_become_plain_ones_and_others_stay():
    assert within("13–17 € “hyvä” ☺", "iso-8859-15") == '13-17 € "hyvä" ?'
    assert within("13–17 € “hyvä” ☺", "windows-1252") == "13–17 € “hyvä” ?"


def test_dates_are_written_as_agreed():
    for region, source in (("18", "roidu"), ("10", "webropol"), ("HUS", "kysely")):
        contract = contract_of(region, source)
        _, rows = read_back(contract, make_delivery(contract, "2026-03", 60).content)
        at = contract.fields.index("answered_at")
        moments = pd.to_datetime([row[at] for row in rows], format=contract.date_format_of("answered_at"))
        assert set(moments.strftime("%Y-%m")) == {"2026-03"}


# --- reproducible


@pytest.mark.parametrize("contract", CONTRACTS, ids=NAMES)
def test_same_arguments_same_bytes(contract: Contract):
    one, other = (make_delivery(contract, "2026-02", 80) for _ in range(2))
    assert one == other
    assert one.content != make_delivery(contract, "2026-02", 80, seed=7).content


def test_same_bytes_in_another_process(tmp_path: Path):
    contract = contract_of("10", "webropol")
    call = [
        sys.executable,
        "-m",
        "infra.sample",
        "--regions",
        "10",
        "--months",
        "2026-02",
        "--rows",
        "80",
        "--out",
        str(tmp_path),
    ]
    subprocess.run(call, cwd=PROJECT, check=True, capture_output=True, env=os.environ | {"PYTHONHASHSEED": "7"})
    assert (tmp_path / "10" / "webropol_2026-02.csv").read_bytes() == make_delivery(contract, "2026-02", 80).content


def test_ids_never_repeat():
    frames = [
        generate_feedback("14", source, period, 500)
        for source in ("webropol", "digipalvelut")
        for period in ("2026-01", "2026-02")
    ]
    everything = pd.concat(frames)
    assert everything["source_row_id"].is_unique
    assert everything["service_event_id"].is_unique


# --- like reality


def test_moments_lie_in_the_month_and_follow_one_another():
    rows = generate_feedback("18", "roidu", "2026-02", ROWS)
    assert set(rows["answered_at"].dt.strftime("%Y-%m")) == {"2026-02"}
    assert (rows["serviced_at"] <= rows["invited_at"]).all()
    assert (rows["invited_at"] <= rows["answered_at"]).all()
    assert rows["answered_at"].dt.hour.between(6, 23).all()


def test_recommendation_is_about_70_in_the_country_and_80_in_kymenlaakso():
    mains = [
        main_source([c for c in CONTRACTS if c.region == region]) for region in sorted({c.region for c in CONTRACTS})
    ]
    rows = national_month(mains, 40_000)
    country = pd.concat([generate(c, "2026-05", rows[c.region, c.source], planted_share=0).rows["nps"] for c in mains])
    assert 66 <= nps(country) <= 74
    assert 77 <= nps(generate_feedback("10", "webropol", "2026-05", 8000)["nps"]) <= 85


def test_texts_are_a_third_and_most_are_content():
    rows = generate_feedback("15", "palauteportti", "2026-05", 8000)
    assert 0.31 <= rows["open_text"].notna().mean() <= 0.37
    assert nps(rows.loc[rows["open_text"].notna(), "nps"]) < nps(rows["nps"]) + 2


def test_sentiments_are_83_5_12():
    rng, drawn = np.random.default_rng(1), []
    for region, source in (
        ("08", "asiakaskokemus"),
        ("15", "palauteportti"),
        ("03", "asiakaskysely"),
        ("HUS", "kysely"),
    ):
        visits, kind = draw_visits(rng, contract_of(region, source), 10_000)
        mood, _ = draw_moods(rng, contract_of(region, source), "2026-05", visits, kind)
        drawn.append(pd.Series(draw_sentiments(rng, mood)))
    shares = pd.concat(drawn).dropna().value_counts(normalize=True)
    assert 0.80 <= shares["positive"] <= 0.86
    assert 0.03 <= shares["neutral"] <= 0.07
    assert 0.09 <= shares["negative"] <= 0.15


def test_digital_rating_averages_4_37():
    periods = ("2026-01", "2026-02", "2026-03")
    ratings = pd.concat([generate_feedback("14", "digipalvelut", period, ROWS)["digital_rating"] for period in periods])
    assert 4.32 <= ratings.mean() <= 4.42


def test_statements_follow_the_recommendation():
    rows = generate_feedback("18", "roidu", "2026-05", ROWS)
    for field in STATEMENTS:
        answered = rows[["nps", field.name]].dropna().astype(float)
        assert 0.4 < answered.corr().iloc[0, 1] < 0.9, field.name


def test_random_statements_where_agreed():
    asked = (
        generate_feedback("10", "webropol", "2026-05", ROWS)[[field.name for field in STATEMENTS]].notna().sum(axis=1)
    )
    assert asked.max() == 3
    assert 2.3 <= asked.mean() <= 2.6


def test_oral_health_queues_of_keski_pohjanmaa_shrink():
    january, june = (month("18", "roidu", period) for period in ("2026-01", "2026-06"))
    access = [frame.loc[frame["kind"] == "hammashoitola", "statement_access"].mean() for frame in (january, june)]
    assert access[1] - access[0] > 0.4


def test_mental_health_is_lower():
    frame = month("08", "asiakaskokemus", "2026-05", 8000)
    assert nps(frame.loc[frame["kind"] == "mielenterveyspalvelut", "nps"]) < nps(frame["nps"]) - 8


def test_pohjois_karjala_dips_in_april():
    march, april, may = (
        nps(generate_feedback("14", "webropol", period, ROWS)["nps"]) for period in ("2026-03", "2026-04", "2026-05")
    )
    assert april < min(march, may) - 10


def test_specialties_differ_and_belong_to_specialised_care():
    hus = generate_feedback("HUS", "kysely", "2026-05", 8000)
    assert nps(hus.loc[hus["specialty"] == "65", "nps"]) > nps(hus.loc[hus["specialty"] == "15", "nps"]) + 15
    county = month("18", "roidu", "2026-05")
    assert set(county.loc[county["specialty"].notna(), "kind"]) == {"keskussairaala"}


def test_languages_and_production_modes():
    pohjanmaa = generate_feedback("17", "enkat", "2026-05", ROWS)
    assert 0.37 <= (pohjanmaa["language"] == "sv").mean() <= 0.43
    assert 0.90 <= (pohjanmaa["production_mode"] == "OMA").mean() <= 0.94
    assert 0.17 <= (generate_feedback("18", "roidu", "2026-05", ROWS)["language"] == "sv").mean() <= 0.23


def classified_by_rules(rows: pd.DataFrame) -> pd.Series:
    """The grouper's class of each row: the first rule that holds, EI-LUOK where none does."""
    codes = rows[list(grouper().fields)].astype(object).where(rows[list(grouper().fields)].notna(), None)
    decided = [grouper().decide(row, "2026-05-15") for row in codes.to_dict("records")]
    return pd.Series([rule.service_class if rule else UNCLASSIFIED for rule in decided], index=rows.index)


def test_rules_find_the_class_of_the_cost_centre_and_3_percent_stay_unclassified():
    rows = generate_feedback("18", "roidu", "2026-05", 8000)
    centres = pd.read_csv(CODES / "cost_centres.csv", dtype=str)
    own = rows["cost_centre"].map(centres[centres["region"] == "18"].set_index("cost_centre")["service_class"])
    by_rules = classified_by_rules(rows)
    assert (by_rules[own.notna()] == own[own.notna()]).all()
    assert 0.02 <= (by_rules[own.isna()] == "EI-LUOK").sum() / len(rows) <= 0.04


# --- planted personal data


def test_planted_tokens_stand_in_the_file_and_are_of_every_kind(tmp_path: Path):
    contract = contract_of("18", "roidu")
    planted = deliver(contract, "2026-01", ROWS, tmp_path)
    text = (tmp_path / "roidu_2026-01.csv").read_bytes().decode(contract.dialect.encoding).replace('""', '"')
    assert all(token in text for _, token in planted)
    assert len({kind for kind, _ in planted}) >= 8


@pytest.mark.parametrize(
    "contract", [c for c in CONTRACTS if "open_text" in c.fields], ids=lambda c: f"{c.region}_{c.source}"
)
def test_planted_tokens_survive_every_encoding(contract: Contract):
    delivery = make_delivery(contract, "2026-01", 200, planted_share=1.0)
    _, rows = read_back(contract, delivery.content)
    text = "\n".join(row[contract.fields.index("open_text")] for row in rows)
    assert delivery.planted
    assert [token for _, token in delivery.planted if token not in text] == []


def test_manifest_names_the_file_with_its_checksum(tmp_path: Path):
    deliver(contract_of("18", "roidu"), "2026-01", 50, tmp_path, suffix="_korjattu")
    file = tmp_path / "roidu_2026-01_korjattu.csv"
    manifest = json.loads((tmp_path / f"{file.name}.manifest.json").read_text())
    content = file.read_bytes()
    about = {"name": file.name, "sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content)}
    assert manifest == {"source": "roidu", "period": "2026-01", "files": [about]}
    assert len(list(tmp_path.iterdir())) == 2


# --- faults


def faulty(
    name: str, share: float, region: str = "18", source: str = "roidu"
) -> tuple[Contract, list[list[str]], list[list[str]], int, bytes]:
    contract = contract_of(region, source)
    sound = make_delivery(contract, "2026-01", 200)
    made = make_delivery(contract, "2026-01", 200, faults=[(name, share)])
    assert made.content != sound.content
    return (
        contract,
        read_back(contract, sound.content)[1],
        made.content.decode(contract.dialect.encoding, "replace").split("\r\n")[:-1],
        made.hits[name],
        made.content,
    )


@pytest.mark.parametrize(("name", "field"), [("missing_cost_centres", "cost_centre"), ("missing_places", "place")])
def test_missing_links(name: str, field: str):
    contract, sound, _, hits, content = faulty(name, 0.3)
    at = contract.fields.index(field)
    rows = read_back(contract, content)[1]
    assert sum(row[at] == "" for row in rows) == hits == 60
    assert [row[:at] + row[at + 1 :] for row in rows] == [row[:at] + row[at + 1 :] for row in sound]


def test_unknown_codes():
    contract, _, _, hits, content = faulty("unknown_codes", 0.05)
    at = contract.fields.index("contact_type")
    known = set(contract.columns[at].codes)
    assert sum(row[at] not in known for row in read_back(contract, content)[1]) == hits == 10


def test_duplicate_rows():
    contract, sound, _, hits, content = faulty("duplicate_rows", 0.05)
    rows = read_back(contract, content)[1]
    assert rows[:200] == sound
    assert len(rows) - 200 == hits == 10
    assert all(row in sound for row in rows[200:])


def test_dates_outside_period_and_out_of_scale():
    contract, _, _, hits, content = faulty("dates_outside_period", 0.05)
    at = contract.fields.index("answered_at")
    assert sum(".01.2026" not in row[at] for row in read_back(contract, content)[1]) == hits == 10
    contract, _, _, hits, content = faulty("out_of_scale", 0.05)
    assert sum(row[contract.fields.index("nps")] == "11" for row in read_back(contract, content)[1]) == hits == 10


def test_repeated_service_events():
    contract, _, _, hits, content = faulty("repeated_service_events", 0.05)
    events = pd.Series([row[contract.fields.index("service_event_id")] for row in read_back(contract, content)[1]])
    assert events.duplicated().sum() == hits


def test_changed_format():
    contract, sound, _, hits, content = faulty("changed_format", 1)
    header, rows = read_back(contract, content)
    assert not set(header) & set(contract.header)
    assert [row[3:] + row[:3] for row in rows] != sound and len(rows) == 200 and hits == 201
    assert rows[0][header.index("Vastattu (uusi)")].startswith("2026/01/")


def test_wrong_delimiter():
    _, _, lines, hits, _ = faulty("wrong_delimiter", 1)
    assert lines[0].count(",") == 23 and ";" not in lines[0]
    assert hits == len(lines) == 201


def test_mixed_delimiters():
    _, _, lines, hits, _ = faulty("mixed_delimiters", 0.3)
    assert lines[0].count(";") == 23
    assert sum(line.count(";") < 23 for line in lines) == hits == 60


def test_wrong_encoding():
    contract, _, _, hits, content = faulty("wrong_encoding", 1)
    with pytest.raises(UnicodeDecodeError):
        content.decode(contract.dialect.encoding)
    assert hits == sum(not line.isascii() for line in content.decode("windows-1252").split("\r\n"))


def test_ragged_lines():
    contract, _, _, hits, content = faulty("ragged_lines", 0.05)
    rows = read_back(contract, content)[1]
    assert sorted(len(row) for row in rows if len(row) != 24) == [23] * 5 + [25] * 5
    assert hits == 10


def test_unbalanced_quote():
    contract, _, lines, hits, content = faulty("unbalanced_quote", 0)
    assert hits == 1 and sum(line.startswith('"') for line in lines) == 1
    assert content.decode().count('"') % 2 == 1
    assert len(read_back(contract, content)[1]) < 200


def test_header_only_and_empty_file():
    contract, _, lines, hits, _ = faulty("header_only", 1)
    assert lines == [";".join(contract.header)] and hits == 200
    assert faulty("empty_file", 1)[4] == b""


def test_every_fault_is_tested_and_needs_a_fitting_source():
    source = Path(__file__).read_text(encoding="utf-8")
    assert [name for name in FAULTS if source.count(f'"{name}"') == 0] == []
    with pytest.raises(ValueError, match="needs CSV"):
        make_delivery(contract_of("14", "digipalvelut"), "2026-01", 20, faults=[("wrong_delimiter", 1)])
    with pytest.raises(ValueError, match="missing_cost_centres"):
        make_delivery(contract_of("18", "roidu"), "2026-01", 20, faults=[("nothing_like_it", 1)])


# --- sizes and the command


def test_national_month_is_shared_by_population():
    rows = national_month(list(CONTRACTS), 250_000)
    assert sum(rows.values()) == 250_000
    by_region = pd.Series({region: sum(n for (r, _), n in rows.items() if r == region) for region, _ in rows})
    assert abs(by_region["HUS"] - by_region.drop("HUS").max()) <= 2
    assert by_region["18"] < 4000 < by_region["08"]


def test_rows_in_range_are_drawn_from_the_seed():
    contract = contract_of("18", "roidu")
    drawn = {rows_in_range(contract, f"2026-{number:02}", 3000, 6000, 2026) for number in range(1, 13)}
    assert len(drawn) > 6 and min(drawn) >= 3000 and max(drawn) <= 6000


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--regions", "77"], "no contract for regions 77"),
        (["--months", "2026-13"], "no month"),
        (["--rows", "0"], "no number of rows"),
        (["--fault", "nonsense"], "no fault 'nonsense'"),
        (["--fault", "ragged_lines=much"], "could not convert"),
    ],
)
def test_wrong_calls_say_what_is_wrong(arguments: list[str], message: str, tmp_path: Path, monkeypatch, capsys):
    from infra.sample.__main__ import main

    monkeypatch.setattr(sys, "argv", ["sample", "--out", str(tmp_path), "--months", "2026-01", *arguments])
    with pytest.raises(SystemExit) as stop:
        main()
    assert stop.value.code == 2
    assert message in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
