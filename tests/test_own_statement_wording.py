"""A region's own statements: worded by the region, of the region alone, no part of what goes to THL."""

import pandas as pd
import pytest

from expectations.catalogue import asks_own_statements, contract_of
from expectations.contract import ContractError
from expectations.contract_file import load_contracts
from infra.sample.feedback import generate_feedback
from lake_layout import pseudonymised, reference
from lake_layout.feedback_fields import OWN_STATEMENTS
from lake_layout.gold import CATEGORIES
from lake_layout.gold import OWN_STATEMENTS as TABLE
from lake_layout.reference import copy, rows_of
from lake_layout.reference.sets import SETS
from lake_layout.settings import settings
from spark_jobs.reference.incoming import Incoming
from spark_jobs.reference.validate import problems_of
from spark_jobs.served_own_statements import own_statement_results
from tests import published

NAMES = {field.name for field in OWN_STATEMENTS}


def test_names_are_the_regions_own_and_figures_are_of_published_counts():
    rows = own_statement_results(published.own_statements(("2026-05",), ("14", "10")))
    told = rows.set_index("region")
    assert told.loc["14", ["statement_fi", "statement_sv"]].tolist() == [
        "Takaisinsoitto tuli luvatusti", "Jag blev uppringd som utlovat"]  # fmt: skip
    assert told.loc["10", "statement_fi"] == "Oma väittämä 1", "no wording is known"
    assert told.loc["14", "n"] == 80 and told.loc["14", "mean"] == pytest.approx((4 + 12 + 30 + 80 + 200) / 80)
    assert told.loc["14", "low"] < told.loc["14", "mean"] < told.loc["14", "high"]


def test_they_are_no_answers_that_are_summed_or_given_away():
    assert not NAMES & {*CATEGORIES} and not NAMES & {*pseudonymised.ANSWERS}
    assert TABLE.layer == "gold/anonymised"


def test_every_statement_that_a_contract_maps_has_a_wording():
    worded = {(row["region"], row["statement"]) for row in rows_of("own_statements")}
    mapped = {("14", name) for name in contract_of("14", "webropol").fields if name in NAMES}
    assert mapped and mapped <= worded and asks_own_statements("14") and not asks_own_statements("10")


def test_the_sample_answers_them_and_leaves_every_other_column_as_it_was():
    rows = generate_feedback("14", "webropol", "2026-05", 400)
    for name in ("own_statement_1", "own_statement_2"):
        given = pd.to_numeric(rows[name]).dropna()
        assert 0.4 < len(given) / 400 < 0.6 and given.between(1, 5).all()


def test_two_contracts_of_a_region_cannot_map_the_same_statement(tmp_path):
    folder = settings().contracts
    text = (folder / "14_webropol.yaml").read_text(encoding="utf-8")
    (tmp_path / "14_a.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "14_b.yaml").write_text(text.replace("value: webropol", "value: toinen"), encoding="utf-8")
    with pytest.raises(ContractError, match="14_b.yaml:1: own_statement_1 is mapped by 14_a.yaml already"):
        load_contracts(tmp_path)


def test_a_new_wording_reaches_the_pages(tmp_path, monkeypatch):
    monkeypatch.setenv("ASPA_LAKE", str(tmp_path))
    settings.cache_clear()
    try:
        before = reference.fingerprint()
        rows = [dict(row) for row in rows_of("own_statements")]
        ended = [{**row, "valid_to": "2025-12-31"} for row in rows]
        begun = [{**row, "name_fi": "Uusi", "valid_from": "2026-01-01"} for row in rows]
        copy.write({"own_statements": [*begun, *ended]})
        assert reference.fingerprint() != before
        told = own_statement_results(published.own_statements(("2026-05",), ("14",)))
        assert told["statement_fi"].tolist() == ["Uusi"]
    finally:
        settings.cache_clear()


def test_a_file_of_wordings_is_told_what_is_wrong():
    row = {"region": "14", "statement": "own_statement_4", "name_fi": "", "valid_from": "", "valid_to": ""}
    problems = problems_of(SETS["own_statements"], [Incoming(2, row)])
    assert {(one.line, one.column) for one in problems} == {(2, "statement"), (2, "name_fi")}
