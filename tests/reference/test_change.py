"""A new version takes effect from a day: what was in force, what comes, and what is in force afterwards, as tables."""

import pytest

from lake_layout.reference.sets import SETS, ReferenceSet
from spark_jobs.reference.change import take_effect
from tests.tables import rows

CODES = ReferenceSet("codes", "for tests", attributes=("colour",))
UNITS = ReferenceSet("units", "for tests", folder="", key=("region", "unit"), attributes=("cls",), scope="region")

IN_FORCE = """
    code | name_fi | colour | valid_from | valid_to   | version | status
    A    | Alpha   | red    | -          | -          | v1      | placeholder
    B    | Beta    | blue   | 2020-01-01 | -          | v1      | placeholder
    C    | Gamma   | green  | 2020-01-01 | 2099-12-31 | v1      | placeholder
    D    | Delta   | -      | 2020-01-01 | 2021-12-31 | v1      | placeholder
"""
NEW = """
    code | name_fi | colour | valid_from | valid_to   | version | status
    A    | Alpha   | red    | -          | -          | v2      | placeholder
    B    | Bee     | blue   | 2020-01-01 | -          | v2      | placeholder
    E    | Epsilon | -      | 2026-06-01 | -          | v2      | placeholder
"""
FROM_APRIL = """
    code | name_fi | valid_from | valid_to   | version
    A    | Alpha   | -          | -          | v1
    B    | Bee     | 2026-04-01 | -          | v2
    E    | Epsilon | 2026-06-01 | -          | v2
    B    | Beta    | 2020-01-01 | 2026-03-31 | v1
    C    | Gamma   | 2020-01-01 | 2026-03-31 | v1
    D    | Delta   | 2020-01-01 | 2021-12-31 | v1
"""
FOR_ALL_DAYS = """
    code | name_fi | valid_from | valid_to   | version
    A    | Alpha   | -          | -          | v1
    B    | Bee     | 2020-01-01 | -          | v2
    E    | Epsilon | 2026-06-01 | -          | v2
"""


def table(text: str) -> list[dict[str, str]]:
    return [{name: cell or "" for name, cell in row.items()} for row in rows(text)]


def shown(change, *columns):
    return [{name: row[name] for name in columns} for row in change.rows]


@pytest.mark.parametrize(
    "day, wanted", [("2026-04-01", FROM_APRIL), ("", FOR_ALL_DAYS)], ids=["from a day", "for all days"]
)
def test_what_is_in_force_afterwards(day, wanted):
    change = take_effect(CODES, table(IN_FORCE), table(NEW), day)
    assert shown(change, "code", "name_fi", "valid_from", "valid_to", "version") == table(wanted)


def test_what_a_new_version_changes_is_told_by_code():
    change = take_effect(CODES, table(IN_FORCE), table(NEW), "2026-04-01")
    assert (change.added, change.changed, change.ended) == (("E",), (("B", ("name_fi",)),), ("C",))
    assert change.unchanged == 1 and set(change.keys) == {"B", "C", "E"}


def test_loading_the_same_version_again_changes_nothing():
    once = take_effect(CODES, table(IN_FORCE), table(NEW), "2026-04-01")
    twice = take_effect(CODES, once.rows, table(NEW), "2026-04-01")
    assert twice.rows == once.rows and not twice.anything


@pytest.mark.parametrize("day", ["2026-04-01", "2026-01-01", ""])
def test_an_older_version_is_told_as_the_change_that_it_is(day):
    """The former list loaded once more, after a version that renamed B, ended C and brought E."""
    newer = take_effect(CODES, table(IN_FORCE), table(NEW), "2026-04-01")
    change = take_effect(CODES, newer.rows, [{**row, "version": "v1-again"} for row in table(IN_FORCE)], day)
    assert "name_fi" in dict(change.changed)["B"] and change.ended == ("E",)
    assert "C" in (*change.added, *(key for key, _ in change.changed))
    assert {row["name_fi"] for row in change.rows if row["code"] == "B" and not row["valid_to"]} == {"Beta"}


def test_a_former_row_that_is_forgotten_is_a_change():
    """The newer list is loaded again, now for all days: what B was called until March goes."""
    newer = take_effect(CODES, table(IN_FORCE), table(NEW), "2026-04-01")
    change = take_effect(CODES, newer.rows, table(NEW), "")
    assert change.changed == (("B", ("name_fi", "valid_to")),) and set(change.ended) == {"C", "D"}


def test_a_code_that_is_to_change_later_is_a_change():
    """B is renamed from July on."""
    first, *others = [row for row in table(IN_FORCE) if row["code"] == "B"] + [
        row for row in table(IN_FORCE) if row["code"] != "B"
    ]
    later = {**first, "name_fi": "Bee", "valid_from": "2026-07-01"}
    change = take_effect(CODES, table(IN_FORCE), [{**first, "valid_to": "2026-06-30"}, later, *others], "2026-04-01")
    assert change.changed == (("B", ("name_fi", "valid_to")),)
    assert not change.ended and not change.added


def test_a_placeholder_that_becomes_official_is_a_change():
    official = [{**row, "status": "official"} for row in table(IN_FORCE)]
    change = take_effect(CODES, table(IN_FORCE), official, "2026-04-01")
    assert [names for _, names in change.changed] == [("status",)] * 3


def test_a_code_that_ends_later_or_earlier_than_before_is_a_change():
    sooner = [{**row, "valid_to": "2026-12-31"} if row["code"] == "C" else row for row in table(IN_FORCE)]
    change = take_effect(CODES, table(IN_FORCE), sooner, "2026-04-01")
    assert change.changed == (("C", ("valid_to",)),)
    assert [row["valid_to"] for row in change.rows if row["code"] == "C"] == ["2026-12-31"]


def test_a_regions_file_replaces_its_own_rows_and_no_others():
    units = table("""
        region | unit | cls | valid_from | valid_to | version | status
        18     | 1    | X   | 2025-01-01 | -        | v1      | placeholder
        18     | 2    | X   | 2025-01-01 | -        | v1      | placeholder
        19     | 1    | X   | 2025-01-01 | -        | v1      | placeholder
    """)
    new = table("""
        region | unit | cls | valid_from | valid_to | version | status
        18     | 1    | Y   | 2025-01-01 | -        | v2      | placeholder
    """)
    change = take_effect(UNITS, units, new, "2026-04-01")
    assert (change.changed, change.ended) == ((("18|1", ("cls",)),), ("18|2",))
    assert [(row["unit"], row["valid_to"]) for row in change.rows if row["region"] == "19"] == [("1", "")]


def test_rows_of_versions_with_other_columns_have_all_columns_afterwards():
    rules = SETS["service_class_rules"]
    one = {"rule": "10", "service_form": "T60", "service_class": "X", "valid_from": "", "valid_to": "",
           "version": "v1", "status": "placeholder"}  # fmt: skip
    other = {name: value for name, value in one.items() if name != "service_form"} | {"profession": "22*"}
    change = take_effect(rules, [one], [other], "2026-04-01")
    assert [(row["service_form"], row["profession"]) for row in change.rows] == [("", "22*"), ("T60", "")]
