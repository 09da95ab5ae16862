"""The reviewers' page of classification: shares by region and month, rules that never fire, rules that overlap."""

from datetime import datetime

import pytest

from lake_layout import audit, ledger, reference
from lake_layout.reference import copy, crosswalk
from spark_jobs.classify.grouper import grouper, read_rules
from spark_jobs.classify.overlaps import never_deciding, overlaps
from spark_jobs.classify.page import shares, write_classification_page
from tests.tables import rows

LEDGER = """
    delivery_id        | status    | service_class | basis        | rule                  | feedback
    18_roidu_2026-03_1 | published | PL-AVO        | cost_centre  | -                     | 60
    18_roidu_2026-03_1 | published | PL-SUU        | rule         | 2025-placeholder-1:10 | 37
    18_roidu_2026-03_1 | published | EI-LUOK       | unclassified | -                     | 3
    18_roidu_2026-02_1 | replaced  | EI-LUOK       | unclassified | -                     | 99
"""
RULES = """
    rule | service_form | contact_type | profession | class
    10   | T60          |              |            | DENTAL
    20   | T60 T21      | R10          |            | OTHER
    30   | T60          | R20          |            | OTHER
    40   |              |              | 2222*      | DENTAL
    50   | T21          |              |            | CHILD
    60   | T22          | R10          |            | CHILD
"""
OVERLAPS = """
    first | second | same | covers
    10    | 20     | no   | no
    10    | 30     | no   | yes
    10    | 40     | yes  | no
    20    | 40     | no   | no
    20    | 50     | no   | no
    30    | 40     | no   | no
    40    | 50     | no   | no
    40    | 60     | no   | no
"""


def told():
    return [
        {"delivery_id": r["delivery_id"], "service_class": r["service_class"], "basis": r["basis"],
         "rule": r["rule"] or "-", "feedback": int(r["feedback"])}
        for r in rows(LEDGER)
    ]  # fmt: skip


def delivered():
    found = {}
    for row in rows(LEDGER):
        region, source, period, sequence = row["delivery_id"].split("_")
        found[row["delivery_id"]] = {
            "delivery_id": row["delivery_id"], "region": region, "source": source, "period": period,
            "sequence": int(sequence), "sha256": "x", "file_names": "a.csv", "status": row["status"],
            "received_at": datetime(2026, 5, 1),
        }  # fmt: skip
    return list(found.values())


@pytest.fixture
def lake(tmp_path, monkeypatch):
    from lake_layout.settings import settings

    monkeypatch.setenv("ASPA_LAKE", str(tmp_path / "lake"))
    settings.cache_clear()
    yield tmp_path / "lake"
    settings.cache_clear()


@pytest.fixture
def page(lake):
    ledger.put(audit.DELIVERIES, delivered())
    ledger.put(audit.CLASSIFICATIONS, told())
    write_classification_page()
    return (lake / "data_docs" / "classification.html").read_text()


def test_shares_are_of_the_deliveries_in_force():
    (slot, one), *others = shares(told(), delivered()).items()
    assert slot == ("18", "2026-03") and not others
    assert [one.percent(basis) for basis in ("cost_centre", "rule", "unclassified")] == [60.0, 37.0, 3.0]


def test_the_page_shows_shares_and_rules_that_never_fire_in_three_languages(page):
    assert "Keski-Pohjanmaa" in page and ">60,0</span>" in page and ">37,0</span>" in page and "n 100" in page
    assert page.count('class="tag wait"') == len(grouper().rules) - 1, "all but rule 10"
    assert all(word in page for word in ("Luokittelematta", "Oklassificerade", "Unclassified"))


def test_the_page_names_cost_centres_without_a_class_and_placeholders(page):
    unmapped = [r["cost_centre"] for r in reference.rows_of("cost_centres") if not r["service_class"]]
    assert unmapped and all(code in page for code in unmapped)
    assert "<code>service_classes</code>" in page


def ruled():
    return read_rules(
        [{**{k: v or "" for k, v in r.items() if k != "class"}, "service_class": r["class"], "valid_from": "",
          "valid_to": "", "version": "v"} for r in rows(RULES)],
        frozenset(["service_form", "contact_type", "profession"]), frozenset(["DENTAL", "OTHER", "CHILD"]),
    )  # fmt: skip


def test_rules_that_can_hold_together_are_found():
    found = [
        {"first": str(o.first.number), "second": str(o.second.number), "same": "yes" if o.same_class else "no",
         "covers": "yes" if o.covers else "no"}
        for o in overlaps(ruled())
    ]  # fmt: skip
    assert found == rows(OVERLAPS)


def test_a_rule_that_an_earlier_one_covers_never_decides():
    assert [rule.number for rule in never_deciding(overlaps(ruled()))] == [30]
    assert not never_deciding(overlaps(grouper())), "the shipped table has no such rule"


@pytest.mark.parametrize(
    "lacking, status, shown",
    [((), "official", True), (("PL-KOT",), "official", False), ((), "placeholder", False)],
    ids=["complete", "one class lacks", "not official"],
)
def test_the_sote_crosswalk_is_applied_only_where_it_is_complete(lake, lacking, status, shown):
    day, classes = "2026-03-01", [c for c in reference.code_set("service_classes") if c != "EI-LUOK"]
    assert crosswalk.sote_classes(day) == {} and crosswalk.lacking(day) == tuple(classes), "nothing of it is shipped"
    common = {"valid_from": "", "valid_to": "", "version": "1", "status": status, "note": "", "source": ""}
    copy.write({"sote_crosswalk": [{"service_class": c, "sote_class": "SOTE3", **common} for c in classes
                                   if c not in lacking]})  # fmt: skip
    assert bool(crosswalk.sote_classes(day)) == shown
    assert crosswalk.sote_classes(day) == (dict.fromkeys(classes, "SOTE3") if shown else {})
