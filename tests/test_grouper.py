"""The grouper's rules, as tables that a domain expert can read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spark_jobs.classify.__main__ import main
from spark_jobs.classify.grouper import RuleError, compiled, grouper, read_rules
from spark_jobs.classify.in_force import turning_days
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


def test_explain_tells_which_rule_decides_and_what_kept_the_others_away(capsys):
    assert main(["explain", "service_form=T60", "profession=2222", "--day", "2026-03-01"]) == 0
    told = capsys.readouterr().out
    assert "PL-SUU" in told and "holds too, but rule 10 stands before it" in told and "service_form is other" in told
    assert main(["explain", "contact_type=R10"]) == 1
    assert main(["explain", "postcode=1"]) == 2
    assert main(["explain", "service_form=T60", "--day", "yesterday"]) == 2
