"""Contracts: every one is sound by its standard's own linter, and a mistake is told by file, line and reason."""

import subprocess
from pathlib import Path

import pytest

from expectations.catalogue import all_contracts, contracts
from expectations.contract import ContractError
from expectations.contract_file import load_contract, load_contracts

PROJECT = Path(__file__).parents[2]
FOLDER = PROJECT / "expectations" / "contracts"
SOUND = (FOLDER / "10_webropol.yaml").read_text(encoding="utf-8")


def test_there_is_a_contract_for_every_region_and_format():
    given = contracts()
    assert len({contract.region for contract in given}) == 23 and len(given) >= 30
    dialects = [contract.dialect for contract in given]
    assert {d.format for d in dialects} == {"csv", "jsonl", "xlsx", "parquet"}
    assert {d.delimiter for d in dialects if d.format == "csv"} == {";", ",", "\t", "|"}
    assert {d.encoding for d in dialects} == {"utf-8", "utf-8-sig", "windows-1252", "iso-8859-15", "utf-16"}
    assert {d.compression for d in dialects} == {"none", "zip", "gzip"}
    assert {d.decimalChar for d in dialects} == {".", ","}
    assert {contract.date_format for contract in given} >= {"%Y-%m-%d", "%d.%m.%Y", "%d.%m.%Y %H:%M"}


def test_datacontract_lint_accepts_every_contract():
    linter = PROJECT / "infra" / "contracts"
    python = linter / ".venv" / "bin" / "python"
    told = subprocess.run([python, linter / "lint.py", FOLDER], capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stdout + told.stderr[-500:]
    assert told.stdout == f"{len(all_contracts())} of {len(all_contracts())} contracts pass datacontract lint\n"


MISTAKES = [
    # what stands there, what stands there instead, the reason
    ("domain: asiakaspalaute", "domian: asiakaspalaute", "the field 'domian' is unknown; did you mean 'domain'?"),
    ("kind: DataContract", "kind: Contract", "a contract is an ODCS file: apiVersion v3.1.0, kind DataContract"),
    ("version: 1.0.0\n", "", "the contract lacks version"),
    ("status: active", "status: [active", "not YAML"),
    ("name: nps, ", "name: npss, ", "'npss' is no national field; did you mean 'nps'?"),
    ("physicalName: ika,", "physicalName: kp,", "physicalName 'kp' stands twice"),
    ("{name: service_form,", "{name: specialty,", "name 'specialty' stands twice"),
    ("physicalName: ika, logicalType", "physicalName: ika, logicaltype", "did you mean 'logicalType'?"),
    ("nps, logicalType: integer", "nps, logicalType: date", "nps is integer or number, not 'date'"),
    ("required: true}\n      - {name: place", "required: kyllä}\n      - {name: place", "required is true or false"),
    ("kaynti: R10", "kaynti: R11", "'R11' is no code of the national code set contact_types"),
    ("kotikaynti: R20", "kaynti: R20", "'kaynti' stands twice"),
    ("codes\n            value: {kaynti", "code\n            value: {kaynti", "did you mean 'codes'?"),
    ("{property: region, value: \"10\"}", "{property: region, value: \"24\"}", "'24' is no region"),
    ("{property: region, value: \"10\"}", "{property: region, value: 10}", "write it in quotes"),
    ("{property: region, value: \"10\"}", "{property: region, value: \"11\"}", "tenant '10' is not the region '11'"),
    ("property: source", "property: sorce", "the property 'sorce' is unknown; did you mean 'source'?"),
    ("value: webropol", "value: Webropol 2", "source: String should match"),
    ("delimiter: \",\"", "delimiter: \":\"", "delimiter ':' is not one of ';', ',', '\\t', '|'"),
    ("encoding: utf-8-sig", "encoding: utf8", "did you mean 'utf-8'?"),
    ("delimiter: \",\"", "delimeter: \",\"", "the dialect's field 'delimeter' is unknown; did you mean 'delimiter'?"),
    ('value: "%Y-%m-%d"', 'value: "%Y-%m-%q"', "the date format '%Y-%m-%q' is impossible"),
    ('value: "%Y-%m-%d"', 'value: "%Y-%m-%m"', "is impossible"),
    ('value: "%Y-%m-%d"', 'value: "%Y-%m"', "the date format '%Y-%m' lacks %d"),
    ("quarantinedShareMost, value: 0.05", "quarantinedShareMost, value: 5", "less than or equal to 1"),
    ("quarantinedShareMost", "quarantineShareMost", "did you mean 'quarantinedShareMost'?"),
    ("receiptLanguages, value: [fi]", "receiptLanguages, value: [suomi]", "Input should be 'fi', 'sv' or 'en'"),
    ("deadline, value: 10", "deadline, value: 31", "deadline_day: Input should be less than or equal to 28"),
    ("{property: deadline", "{property: frequency", "the property 'frequency' stands twice"),
    ("url: \"mailto:palautetieto@kymenhva.example\"", "address: x", "support names a channel with a url"),
    ("mailto:palautetieto@kymenhva.example", "?", "'?' is to be filled in"),
    ("      - {name: place, physicalName: toimipaikka, logicalType: string, required: true}\n", "", "place"),
]  # fmt: skip


ELSEWHERE = {"the contract lacks version": 1, "not YAML": 7, "tenant '10' is not the region '11'": 8, "place": 16}
"""Lines of the mistakes that are not told where the text was changed."""


def line_of(there: str, instead: str) -> int:
    """The line on which the text begins to differ."""
    same = next((at for at, (one, other) in enumerate(zip(there, instead)) if one != other), len(instead))
    return SOUND[: SOUND.index(there) + same].count("\n") + 1


@pytest.mark.parametrize(("there", "instead", "reason"), MISTAKES, ids=[m[1][:40].strip() for m in MISTAKES])
def test_a_mistake_is_told_by_file_line_and_reason(tmp_path, there, instead, reason):
    assert there in SOUND
    line = ELSEWHERE.get(reason) or line_of(there, instead)
    path = tmp_path / "10_webropol.yaml"
    path.write_text(SOUND.replace(there, instead, 1), encoding="utf-8")
    with pytest.raises(ContractError) as told:
        load_contract(path)
    assert str(told.value).startswith(f"10_webropol.yaml:{line}: ") and reason in str(told.value), str(told.value)


def test_two_contracts_of_one_source_are_told_by_both_names(tmp_path):
    for name in ("a.yaml", "b.yaml"):
        (tmp_path / name).write_text(SOUND, encoding="utf-8")
    with pytest.raises(ContractError, match=r"b.yaml:\d+: region 10, source webropol has a contract already: a.yaml"):
        load_contracts(tmp_path)
