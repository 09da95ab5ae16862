"""A contract proposed from a sample: how much of it is right, and what a person must still fill in."""

import re
from pathlib import Path

import pytest

from expectations import usual_names
from expectations.__main__ import main
from expectations.catalogue import contracts
from expectations.contract import Contract, ContractError
from expectations.contract_file import load_contract
from expectations.draft.columns import guess_columns
from expectations.draft.propose import propose
from expectations.draft.sniff import sniff
from expectations.judge import judge
from expectations.reading.read import read_file
from infra.sample.deliver import make_delivery

OF_ONE_FILE = [contract for contract in contracts() if not contract.event_columns]
"""A delivery in two files is proposed file by file, and joined by hand."""
BY_NAMES = {tuple(contract.header): contract for contract in OF_ONE_FILE}
"""A contract for each set of column names: the 34 contracts share some."""


def sample_of(contract: Contract, folder: Path, rows: int = 300) -> Path:
    made = make_delivery(contract, "2026-03", rows)
    path = folder / made.name
    path.write_bytes(made.content)
    return path


def filled_in(text: str, contract: Contract) -> str:
    """The proposal as a person who knows the region's codes leaves it."""
    codes = {column.field: column.codes or {} for column in contract.columns}
    lines, field = [], ""
    for line in text.splitlines():
        if name := re.match(r"      - name: (\w+)", line):
            field = name[1]
        lines.append(re.sub(r'"([^"]*)": "\?"', lambda gap, of=field: f'"{gap[1]}": "{codes[of][gap[1]]}"', line))
    text = "\n".join(lines)
    return text.replace('url: "?"', 'url: "mailto:x@alue.example"')


@pytest.mark.parametrize("contract", OF_ONE_FILE, ids=lambda c: f"{c.region}-{c.source}")
def test_the_proposal_from_every_sources_sample_loads_and_accepts_the_sample(tmp_path, contract):
    path = sample_of(contract, tmp_path)
    text = propose(path, contract.region, contract.source)
    file = tmp_path / "ehdotus.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ContractError, match=r"ehdotus.yaml:\d+: '\?' is to be filled in"):
        load_contract(file)
    file.write_text(filled_in(text, contract), encoding="utf-8")
    proposed = load_contract(file)
    right = sum(one.field == contract.columns[at].field for at, one in enumerate(proposed.columns))
    assert (right, proposed.header) == (len(contract.columns), contract.header)
    judgement = judge(read_file(path.read_bytes(), proposed), proposed, "2026-03")
    assert judgement.outcome == "accepted", judgement.all_findings.groupby(["reason", "column"]).size()


def test_names_that_the_table_does_not_know_are_mostly_found_and_seldom_wrong(tmp_path, monkeypatch):
    """Each set of names is looked up in a table from which exactly those names were taken out."""
    right = wrong = total = 0
    known = usual_names._of_fields()
    for contract in BY_NAMES.values():
        own = {usual_names.plain(name) for name in contract.header}
        without = {field: names - own | {usual_names.plain(field)} for field, names in known.items()}
        monkeypatch.setattr(usual_names, "_of_fields", lambda table=without: table)
        guessed = {guess.column: guess.field for guess in guess_columns(sniff(sample_of(contract, tmp_path)).columns)}
        for column in contract.columns:
            total += 1
            right += guessed.get(column.physical_name) == column.field
            wrong += guessed.get(column.physical_name) not in (None, column.field)
    print(f"of {total} columns whose names the table does not know, {right} are mapped right and {wrong} wrong")
    assert right / total > 0.6 and wrong / total < 0.1, (right, wrong, total)


def test_every_guess_and_every_gap_is_marked(tmp_path):
    contract = next(c for c in contracts() if c.region == "HUS")
    text = propose(sample_of(contract, tmp_path))
    for line in text.splitlines():
        if '"?"' in line and not line.lstrip().startswith(("name:", "tenant:", "#")):
            assert "FILL IN" in line, line
        if re.match(r"      - name: ", line):
            assert re.search(r"# GUESS \d+ %", line), line


def test_contact_details_and_columns_that_are_nothing_are_pointed_out(tmp_path):
    path = tmp_path / "näyte.csv"
    path.write_text("Tunniste;Vastattu;Puhelin;Sää\n1;1.3.2026;040;pouta\n2;2.3.2026;050;sade\n", encoding="utf-8")
    text = propose(path, "18", "uusi")
    assert 'column "Puhelin" looks like contact details: it must not be delivered' in text
    assert 'column "Sää" was not mapped' in text
    assert "no column was found for cost_centre (Kustannuspaikka), which is required" in text
    assert 'dateFormat, value: "%d.%m.%Y"' in text


@pytest.mark.parametrize("content", [b"", b"\x00\xff" * 100, b"PK\x03\x04nothing", b"one line\n", b"{}\n"])
def test_a_file_without_a_table_is_an_unusable_call(tmp_path, capsys, content):
    path = tmp_path / "tyhjä.csv"
    path.write_bytes(content)
    assert main(["draft", str(path)]) == 2
    assert "tyhjä.csv: no table" in capsys.readouterr().err


@pytest.mark.parametrize(
    "data",
    [
        bytes(range(256)) * 40,
        b"\x81\x8d\x8f\xff;" * 99,
        b"PK\x03\x04" + b"x" * 99,
        b"PAR1" * 9,
        b"\x1f\x8b" + b"x" * 99,
    ],
)
def test_a_sample_that_is_no_table_is_told_in_one_line(tmp_path, capsys, data):
    sample = tmp_path / "nayte.csv"
    sample.write_bytes(data)
    assert main(["draft", str(sample)]) == 2
    assert capsys.readouterr().err.startswith("python -m expectations: nayte.csv: no table")
