"""Reference data: every set is what it says; what is in force in the lake is seen without Spark; one rule of days."""

import pytest

from lake_layout import reference, silver
from lake_layout.reference import copy
from lake_layout.reference.sets import CONDITIONS, OFFICIAL, PLACEHOLDER, SETS
from lake_layout.reference.table import from_lake, to_lake
from lake_layout.validity import last_day_of, overlap, turning_days, valid_on
from spark_jobs.reference.incoming import Incoming
from spark_jobs.reference.validate import problems_of
from tests.tables import rows

SPANS = """
    valid_from | valid_to   | 2025-12-31 | 2026-01-01 | 2026-03-31 | 2026-04-01
    2026-01-01 | 2026-03-31 | no         | yes        | yes        | no
    2026-01-01 | -          | no         | yes        | yes        | yes
    -          | 2026-03-31 | yes        | yes        | yes        | no
    -          | -          | yes        | yes        | yes        | yes
"""


@pytest.fixture
def lake(tmp_path, monkeypatch):
    from lake_layout.settings import settings

    monkeypatch.setenv("ASPA_LAKE", str(tmp_path / "lake"))
    settings.cache_clear()
    yield tmp_path / "lake"
    settings.cache_clear()


@pytest.mark.parametrize("case", rows(SPANS), ids=lambda case: f"{case['valid_from']}..{case['valid_to']}")
def test_a_span_holds_its_first_and_its_last_day(case):
    first, last = case.pop("valid_from") or "", case.pop("valid_to") or ""
    assert {day: valid_on(first, last, day) for day in case} == {day: told == "yes" for day, told in case.items()}


def test_spans_that_share_a_day_overlap():
    assert overlap(("2026-01-01", "2026-03-31"), ("2026-03-31", ""))
    assert not overlap(("2026-01-01", "2026-03-31"), ("2026-04-01", ""))
    assert turning_days([("2026-01-01", "2026-03-31"), ("", "2099-12-31")]) == (
        "2026-01-01", "2026-04-01", "2100-01-01",
    )  # fmt: skip


@pytest.mark.parametrize(
    "period, last", [("2026-02", "2026-02-28"), ("2026-12", "2026-12-31"), ("2026-Q1", "2026-03-31"),
                     ("2026-Q4", "2026-12-31"), ("2026", "2026-12-31")]
)  # fmt: skip
def test_the_last_day_of_a_period(period, last):
    assert last_day_of(period) == last


@pytest.mark.parametrize("known", SETS.values(), ids=SETS)
def test_a_shipped_set_is_valid_and_every_row_says_its_version_status_and_source(known):
    shipped = reference.shipped(known.file)
    # The crosswalk is empty: nothing of it could be had.
    assert not shipped or not problems_of(known, [Incoming(number, row) for number, row in enumerate(shipped, 2)])
    assert all(row["status"] in (OFFICIAL, PLACEHOLDER) and row["version"] for row in shipped)
    assert all(row["source"] or "unverified" in row["note"] for row in shipped)


@pytest.mark.parametrize("known", SETS.values(), ids=SETS)
def test_a_row_comes_back_from_the_lake_as_it_was(known):
    for number, row in enumerate(reference.shipped(known.file)):
        assert from_lake(known, to_lake(known, row, number)) == row


def test_what_stands_in_for_an_official_list_says_so():
    assert {"service_classes", "service_class_rules", "cost_centres", "sote_classes"} <= set(reference.placeholders())
    assert "municipalities" not in reference.placeholders()


def test_silver_keeps_every_code_that_a_rule_may_look_at():
    assert set(CONDITIONS) <= set(silver.FEEDBACK.column_names)


def changed(name="professional_groups", **values):
    return [{**row, **values} for row in reference.shipped(f"codes/{name}")]


def test_without_a_lake_readers_see_what_was_shipped(lake):
    assert not lake.exists()
    assert reference.rows_of("codes/regions") is reference.shipped("codes/regions")


def test_with_a_lake_they_see_the_version_in_force_at_once(lake):
    copy.write({"age_groups": changed("age_groups", name_fi="eka")})
    assert set(reference.labels("age_groups").values()) == {"eka"}
    copy.write({"age_groups": changed("age_groups", name_fi="toka"), "channels": changed("channels")})
    assert set(reference.labels("age_groups").values()) == {"toka"}
    assert reference.labels("channels")["SMS"] == "Tekstiviestikysely"
    assert reference.rows_of("codes/urgency") is reference.shipped("codes/urgency"), "a set that it doesn't hold"


def test_another_process_changes_it_and_this_one_notices(lake, monkeypatch):
    copy.write({"age_groups": changed("age_groups", name_fi="eka")})
    assert set(reference.labels("age_groups").values()) == {"eka"}
    pointer = lake / "reference" / copy.POINTER
    file = lake / "reference" / "age_groups-other.csv"
    first = (lake / "reference" / copy.files()["age_groups"]).read_text()
    file.write_text(first.replace("eka", "muu"))
    pointer.write_text(pointer.read_text().replace(copy.files()["age_groups"], file.name))
    monkeypatch.setattr(copy, "LOOK_AGAIN_AFTER", 0.0)
    assert set(reference.labels("age_groups").values()) == {"muu"}


def test_a_supposed_version_is_seen_in_this_process_only_and_only_meanwhile(lake):
    before = reference.labels("age_groups")
    with reference.supposing({"age_groups": changed("age_groups", name_fi="jos")}):
        assert set(reference.labels("age_groups").values()) == {"jos"}
    assert reference.labels("age_groups") == before


def test_a_code_that_was_renamed_has_both_names_each_on_its_days(lake):
    (row,) = changed("channels")[:1]
    former = {**row, "valid_to": "2026-03-31"}
    copy.write({"channels": [{**row, "name_fi": "Uusi", "valid_from": "2026-04-01"}, former]})
    assert reference.codes_on("channels", "2026-03-31")["SMS"].name_fi == "Tekstiviestikysely"
    assert reference.codes_on("channels", "2026-04-01")["SMS"].name_fi == "Uusi" == reference.labels("channels")["SMS"]
