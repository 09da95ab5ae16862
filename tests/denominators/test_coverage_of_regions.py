"""Response rate and coverage from published counts; unknown where a region hasn't told; where nobody is asked."""

import pandas as pd
import pytest

from lake_layout.gold import ALL, DENOMINATORS
from lake_layout.serving_coverage import COVERAGE
from spark_jobs.denominators.coverage import coverage
from spark_jobs.denominators.known import extraction_rules, known_of, questionnaires
from tests.comparison.published import fits, results
from tests.tables import rows

RESPONDENTS = """
    period  | region | service_class | age_group | nps
    2026-01 | 10     | *             | *         | 1/1/98
    2026-01 | 10     | PL-SUU        | *         | 1/1/58
    2026-01 | 14     | *             | *         | 1/1/98
    2026-01 | 21     | *             | *         | 1/1/98
"""
TOLD = """
    period  | region | service_class | age_group | invitations | service_events
    2026-01 | 10     | *             | *         | 400         | 1000
    2026-01 | 10     | PL-SUU        | *         | 200         | 400
    2026-01 | 10     | PL-SUU        | 18-29     | 100         | 150
    2026-01 | 10     | PL-SUU        | 85+       | 10          | 50
    2026-01 | 10     | PL-PAI        | *         | -           | 60
    2026-01 | 14     | *             | *         | 90          | -
"""


@pytest.fixture(scope="module")
def table():
    told = pd.DataFrame(rows(TOLD)).assign(period_kind="month")
    counts = {"invitations": "Int64", "service_events": "Int64"}
    told = told.astype(dict.fromkeys(counts, "Float64")).astype(counts)[list(DENOMINATORS.column_names)]
    return coverage(results(RESPONDENTS), told, {"10": "all"})


def of(table, region, service_class=ALL, age_group=ALL):
    wanted = (table["region"] == region) & (table["service_class"] == service_class) & (table["age_group"] == age_group)
    return table[wanted].iloc[0]


def test_the_table_is_as_described(table):
    assert fits(table, COVERAGE)


def test_response_rate_and_coverage_are_of_published_counts(table):
    row = of(table, "10")
    assert (row["response_rate"], row["coverage_share"], row["invited_share"]) == (0.25, 0.1, 0.4)
    assert row["response_low"] < 0.25 < row["response_high"]
    assert (row["extraction_rule_fi"], row["follow_up"]) == ("jokaisesta käynnistä lähtee kutsu", "asked")


def test_a_region_that_has_told_nothing_is_unknown_and_not_zero(table):
    row = of(table, "21")
    assert row["follow_up"] == "unknown"
    assert row[["response_rate", "coverage_share", "invitations"]].isna().all()


def test_without_events_nobody_can_tell_who_is_not_asked(table):
    assert of(table, "14")["follow_up"] == "unknown"


def test_more_answers_than_invitations_give_no_rate(table):
    """Some answer at a device or on paper: they were never invited."""
    assert pd.isna(of(table, "14")["response_rate"])


def test_a_service_with_events_and_hardly_an_invitation_is_followed_up(table):
    assert of(table, "10", "PL-PAI")["follow_up"] == "nobody_asked"
    assert of(table, "10", "PL-SUU")["follow_up"] == "asked"


def test_an_age_group_that_is_invited_less_than_half_as_often_is_told(table):
    assert of(table, "10", "PL-SUU", "18-29")["follow_up"] == "asked"
    assert of(table, "10", "PL-SUU", "85+")["follow_up"] == "asked_less"
    assert of(table, "10", "PL-SUU", "85+")["follow_up_sv"].startswith("åldersgruppen bjuds in")


def test_what_is_known_goes_to_the_comparison(table):
    known = known_of(table)
    assert known.response_rates == {("2026-01", "10", "*"): 0.25, ("2026-01", "10", "PL-SUU"): 0.5}
    assert (questionnaires()["10"], questionnaires()["12"]) == ("AIKUISET-18", "AIKUISET-13")
    assert extraction_rules()["14"] == "quiet-30"
    assert "90" not in extraction_rules(), "a device that anyone may use invites nobody"
