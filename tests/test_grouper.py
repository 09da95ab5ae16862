"""The grouper's rules, as tables that a domain expert can read."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from expectations.catalogue import contracts, regions
from expectations.contract import Contract
from infra.sample.visits import UNCLASSIFIABLE_SHARE, draw_visits
from lake_layout.reference import latest
from lake_layout.reference.sets import CONDITIONS
from lake_layout.validity import turning_days
from spark_jobs.classify.__main__ import main
from spark_jobs.classify.grouper import RuleError, compiled, grouper, read_rules
from tests.tables import rows

FIELDS = frozenset(["service_form", "contact_type", "profession", "specialty", "age_group"])
CLASSES = frozenset(["DENTAL", "CHILD", "HOME", "HOSPITAL", "OTHER"])

RULES = """
    rule | service_form | contact_type | profession | specialty | age_group | class    | valid_from | valid_to   | in
    10   | T60          |              |            |           |           | DENTAL   | 2025-01-01 |            | v1
    20   | T21 T22      |              | 32* 2230   |           |           | CHILD    | 2025-01-01 |            | v1
    30   |              | R20          |            |           | 75-84 85+ | HOME     | 2025-01-01 | 2026-06-30 | v1
    30   |              | R20          |            |           | 85+       | HOME     | 2026-07-01 |            | v2
    40   |              |              |            | *         |           | HOSPITAL | 2025-01-01 |            | v1
    50   |              | R20          |            |           |           | OTHER    | 2025-01-01 |            | v1
"""

CASES = """
    service_form | contact_type | profession | specialty | age_group | day        | class    | rule
    T60          | R10          | -          | -         | -         | 2026-03-01 | DENTAL   | v1:10
    T60          | R10          | -          | 30        | -         | 2026-03-01 | DENTAL   | v1:10
    T21          | -            | 32312      | -         | -         | 2026-03-01 | CHILD    | v1:20
    T22          | -            | 2230       | -         | -         | 2026-03-01 | CHILD    | v1:20
    T22          | -            | 22301      | -         | -         | 2026-03-01 | -        | -
    T21          | -            | -          | -         | -         | 2026-03-01 | -        | -
    -            | R20          | -          | -         | 75-84     | 2026-06-30 | HOME     | v1:30
    -            | R20          | -          | -         | 75-84     | 2026-07-01 | OTHER    | v1:50
    -            | R20          | -          | -         | 85+       | 2026-07-01 | HOME     | v2:30
    -            | R20          | -          | 10        | 18-29     | 2026-03-01 | HOSPITAL | v1:40
    -            | -            | -          | -         | -         | 2026-03-01 | -        | -
    T60          | -            | -          | -         | -         | 2024-12-31 | -        | -
"""


def table(text: str) -> list[dict[str, str]]:
    told = [{name: cell or "" for name, cell in row.items()} for row in rows(text)]
    return [{"service_class": row.pop("class"), "version": row.pop("in"), **row} for row in told]


@pytest.fixture
def rules():
    return read_rules(table(RULES), FIELDS, CLASSES)


@pytest.mark.parametrize("case", rows(CASES), ids=lambda case: f"{case['rule']}@{case['day']}")
def test_the_first_rule_that_holds_decides(rules, case):
    decided = rules.decide({name: case[name] for name in rules.fields}, case["day"])
    assert (decided and decided.service_class, decided and decided.name) == (case["class"], case["rule"])


CODE = st.sampled_from([None, "T60", "T21", "R20", "R10", "32312", "2230", "30", "85+", "75-84"])


@given(codes=st.tuples(*[CODE] * 5), day=st.sampled_from(["2024-12-31", "2025-01-01", "2026-06-30", "2026-07-01"]))
def test_compiled_rules_decide_as_the_plain_ones_do(codes, day):
    plain = read_rules(table(RULES), FIELDS, CLASSES)
    assert compiled(plain)(day, codes) is plain.decide(dict(zip(plain.fields, codes)), day)


@pytest.mark.parametrize("name", CONDITIONS)
def test_a_rule_may_look_at_every_code_that_silver_keeps_of_a_feedback(name):
    """
    urgency | class  | a feedback with the code    with another    with none
    E       | OTHER  | OTHER                       -               -
    """
    rule = {"rule": "1", name: "E", "service_class": "OTHER", "valid_from": "", "valid_to": "", "version": "v"}
    told = read_rules([rule], frozenset(CONDITIONS), CLASSES)
    decided = [told.decide(codes, "2026-03-01") for codes in ({name: "E"}, {name: "F"}, {})]
    assert [rule and rule.service_class for rule in decided] == ["OTHER", None, None]


def test_a_rule_of_urgency_and_age_stands_before_the_general_one():
    rules = """
        rule | urgency | age_group | service_form | class    | valid_from | valid_to | in
        10   | 5 6     | 75-84 85+ |              | HOSPITAL |            |          | v1
        20   |         |           | T11          | OTHER    |            |          | v1
    """
    cases = """
        urgency | age_group | service_form | class
        6       | 85+       | T11          | HOSPITAL
        6       | 18-29     | T11          | OTHER
        E       | 85+       | T11          | OTHER
        6       | 18-29     | -            | -
    """
    told = read_rules(table(rules), frozenset(CONDITIONS), CLASSES)
    for case in rows(cases):
        decided = told.decide(case, "2026-03-01")
        assert (decided and decided.service_class) == case["class"], case


def test_rules_that_overlap_are_all_told(rules):
    holding = rules.all_holding({"service_form": "T60", "contact_type": "R20", "specialty": "30"}, "2026-03-01")
    assert [rule.number for rule in holding] == [10, 40, 50]


@pytest.mark.parametrize(
    "spoil, told",
    [
        ({"service_class": "NONE"}, "rule 10, column service_class"),
        ({"service_form": ""}, "rule 10 asks nothing"),
        ({"rule": "ten"}, "no whole number"),
        ({"rule": "20"}, "rule 20 stands twice"),
        ({"postcode": "1"}, "no code of a feedback: postcode"),
    ],
    ids=["unknown class", "asks nothing", "number", "twice", "unknown code"],
)
def test_a_rule_table_with_a_mistake_is_refused(spoil, told):
    first, *others = table(RULES)
    with pytest.raises(RuleError, match=told):
        read_rules([{**first, **spoil}, *others], FIELDS, CLASSES)


def test_days_between_two_changes_are_alike():
    assert turning_days([("2025-01-01", ""), ("2025-01-01", "2026-06-30"), ("2026-07-01", "")]) == (
        "2025-01-01", "2026-07-01",
    )  # fmt: skip


def test_the_shipped_rules_can_be_used_and_say_that_they_are_placeholders():
    assert grouper().rules
    assert all("placeholder" in rule.version for rule in grouper().rules)


SHIPPED = """
    service_form | contact_type | profession | specialty | class  | rule | in words
    T60          | R10          | 2222       | -         | PL-SUU | 10   | oral health care, whoever meets
    T60          | -            | -          | 30        | PL-SUU | 10   | the service form comes before the specialty
    T21          | R10          | 32312      | -         | PL-NEU | 20   | prenatal clinic
    T25          | -            | -          | -         | PL-NEU | 20   | the clinics' last form
    T26          | R10          | 32312      | -         | PL-KOU | 30   | school health care
    T27          | R10          | 32312      | -         | PL-KOU | 30   | student health care
    T40          | R20          | 51321      | -         | PL-KOT | 40   | home care
    T43          | R20          | 32311      | -         | PL-KOT | 40   | hospital at home
    T51          | R10          | 32261      | -         | PL-KUN | 50   | physiotherapy
    T59          | R10          | -          | -         | PL-KUN | 50   | other rehabilitation
    T71          | R10          | 24451      | -         | PL-MIE | 60   | mental health work
    T73          | R10          | 32311      | -         | PL-PAI | 70   | substance abuse work
    -            | R10          | 2222       | -         | PL-SUU | 80   | a dentist
    -            | R10          | 22221      | 30        | PL-SUU | 80   | a dentist, before the specialty
    -            | R10          | 3225       | -         | PL-SUU | 90   | a dental hygienist
    -            | R10          | 22212      | 30        | PL-ESH | 100  | any specialty
    -            | R80          | 32311      | -         | PL-ESH | 110  | a ward
    T11          | R80          | 32311      | -         | PL-ESH | 110  | a ward, before outpatient care
    T58          | R10          | -          | -         | PL-SOS | 120  | social work
    -            | R10          | 24461      | -         | PL-SOS | 130  | a social worker
    -            | R10          | 34610      | -         | PL-SOS | 140  | a social instructor
    T80          | R10          | 51321      | -         | PL-IKA | 150  | services for older people
    T81          | R41          | -          | -         | PL-IKA | 150  | services for older people, elsewhere
    T11          | R10          | 22213      | -         | PL-AVO | 160  | outpatient care
    T11          | R52          | 22213      | -         | PL-AVO | 160  | outpatient care, at a distance
    -            | R52          | 32311      | -         | PL-DIG | 170  | a digital contact of no other service
    -            | R56          | -          | -         | PL-DIG | 170  | a message
    T90          | R10          | 32311      | -         | PL-MUU | 180  | other services
    -            | R10          | 32311      | -         | -      | -    | a nurse's visit tells nothing
    T60          | -            | -          | -         | PL-SUU | 10   | service form alone
    T99          | R10          | -          | -         | -      | -    | a form that no rule knows
    -            | -            | -          | -         | -      | -    | nothing is told
"""


@pytest.mark.parametrize("case", rows(SHIPPED), ids=lambda case: case["in words"])
def test_the_shipped_table_by_its_cases(case):
    decided = grouper().decide(case, "2026-03-01")
    assert (decided and decided.service_class, decided and str(decided.number)) == (case["class"], case["rule"])


def test_every_shipped_rule_has_a_case():
    assert {case["rule"] for case in rows(SHIPPED)} - {None} == {str(rule.number) for rule in grouper().rules}


ROWS = 2000
CLASSIFYING = [c for c in contracts() if {"service_form", "specialty"} & set(c.fields)]


def unclassified(contract: Contract, seed: int) -> int:
    """Of so many invented visits, how many neither the cost centre's mapping nor a rule classifies."""
    visits, _ = draw_visits(np.random.default_rng(seed), contract, ROWS)
    mapped = {r["cost_centre"] for r in latest("cost_centres") if r["region"] == contract.region and r["service_class"]}
    decide = compiled(grouper())
    lists = [visits[name] if name in contract.fields else [None] * ROWS for name in grouper().fields]
    return sum(
        centre not in mapped and decide("2026-03-15", codes) is None
        for centre, codes in zip(visits["cost_centre"], zip(*lists))
    )


def most(rows: int) -> float:
    """The planted share of so many rows, and three standard deviations of chance."""
    return UNCLASSIFIABLE_SHARE * rows + 3 * (UNCLASSIFIABLE_SHARE * (1 - UNCLASSIFIABLE_SHARE) * rows) ** 0.5


def test_every_region_is_unclassified_at_most_at_the_share_that_was_planted():
    told = {f"{c.region}_{c.source}": unclassified(c, seed) for seed, c in enumerate(CLASSIFYING)}
    assert {name.partition("_")[0] for name in told} == set(regions())
    assert not {name: count for name, count in told.items() if count > most(ROWS)}
    assert sum(told.values()) <= most(ROWS * len(told))


def test_explain_tells_which_rule_decides_and_what_kept_the_others_away(capsys):
    assert main(["explain", "service_form=T60", "profession=2222", "--day", "2026-03-01"]) == 0
    told = capsys.readouterr().out
    assert "PL-SUU" in told and "holds too, but rule 10 stands before it" in told and "service_form is other" in told
    assert main(["explain", "contact_type=R10"]) == 1
    assert main(["explain", "postcode=1"]) == 2
    assert main(["explain", "service_form=T60", "--day", "yesterday"]) == 2
