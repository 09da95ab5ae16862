"""Rows are made alike: a table in, a table out; and whatever comes in, no row comes out alone."""

import re
from collections import Counter

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lake_layout.disclosure import COARSENING, FEWEST_ALIKE, FEWEST_DIFFERENT_ANSWERS, WIDER_AGES
from lake_layout.gold import ALL
from lake_layout.pseudonymised import ALIKE, ANSWERS, FEEDBACK
from lake_layout.settings import PROJECT
from spark_jobs.thl.coarsen import LEFT_OUT, coarsened, fewest_alike, were_coarsened, wider_age
from tests.tables import rows

PARENTS = {"PL-AVO": "PL-TERV", "PL-SUU": "PL-TERV"}
WORDS = {"all": "all", "parent": "its parent", "wider": "a wider one"}
SHOWN = ("service_class", "contact_type", "professional_group", "age_group", "nps")


def feedback(table):
    """Silver's rows of `times | service_class | contact_type | professional_group | age_group | nps`; nps counts up
    from the one given, so that alike rows differ in what they answered; `=` before it repeats the same answer."""
    made = []
    for row in rows(table):
        for number in range(int(row.pop("times", None) or 1)):
            given_nps = row["nps"]
            nps = None if given_nps is None else int(given_nps.strip("=")) + (0 if "=" in given_nps else number % 11)
            made.append({**row, "region": "18", "period": "2026-05", "nps": nps})
    frame = pd.DataFrame(made, columns=list(FEEDBACK.column_names)).astype(dict.fromkeys(ANSWERS, "Int32"))
    return frame.astype(dict.fromkeys(ALIKE, object)).where(lambda f: f.notna(), None)


def came_out(made):
    """`service_class contact_type professional_group age_group` of the rows kept, and how often."""
    kept = made[~made[LEFT_OUT]]
    codes = kept[list(SHOWN[:-1])].astype(object).where(kept[list(SHOWN[:-1])].notna(), "-")
    return dict(Counter(" ".join(row) for row in codes.itertuples(index=False)))


CASES = {
    "five alike stay as they are": (
        """
        times | service_class | contact_type | professional_group | age_group | nps
        5     | PL-AVO        | R10          | LAAK               | 30-44     | 0
        """,
        {"PL-AVO R10 LAAK 30-44": 5},
        0,
    ),
    "four alike are too few, and with nobody near they are left out": (
        """
        times | service_class | contact_type | professional_group | age_group | nps
        4     | PL-AVO        | R10          | LAAK               | 30-44     | 0
        """,
        {},
        4,
    ),
    "the professional group goes first": (
        """
        times | service_class | contact_type | professional_group | age_group | nps
        3     | PL-AVO        | R10          | LAAK               | 30-44     | 0
        2     | PL-AVO        | R10          | SAIR               | 30-44     | 3
        5     | PL-AVO        | R10          | FYSI               | 30-44     | 0
        """,
        {"PL-AVO R10 * 30-44": 5, "PL-AVO R10 FYSI 30-44": 5},
        0,
    ),
    "then the contact type": (
        """
        times | service_class | contact_type | professional_group | age_group | nps
        3     | PL-AVO        | R10          | LAAK               | 30-44     | 0
        2     | PL-AVO        | R20          | SAIR               | 30-44     | 3
        """,
        {"PL-AVO * * 30-44": 5},
        0,
    ),
    "then the service class becomes its parent": (
        """
        times | service_class | contact_type | professional_group | age_group | nps
        3     | PL-AVO        | R10          | LAAK               | 30-44     | 0
        2     | PL-SUU        | R20          | HLAAK              | 30-44     | 3
        """,
        {"PL-TERV * * 30-44": 5},
        0,
    ),
    "then the age group a wider one": (
        """
        times | service_class | contact_type | professional_group | age_group | nps
        3     | PL-AVO        | R10          | LAAK               | 30-44     | 0
        2     | PL-AVO        | R20          | SAIR               | 18-29     | 3
        """,
        {"PL-TERV * * 18-64": 5},
        0,
    ),
    "then any service class, then any age": (
        """
        times | service_class | contact_type | professional_group | age_group | nps
        3     | PL-IKA        | R10          | LAAK               | 85+       | 0
        2     | EI-LUOK       | R20          | SAIR               | 65-74     | 3
        4     | PL-NEU        | R20          | SAIR               | 00-12     | 0
        1     | PL-KOT        | R20          | SAIR               | 30-44     | 9
        """,
        {"* * * 65+": 5, "* * * *": 5},
        0,
    ),
    "not told is a value of its own, until it is coarsened": (
        """
        times | service_class | contact_type | professional_group | age_group | nps
        5     | PL-AVO        | -            | LAAK               | 30-44     | 0
        4     | PL-AVO        | R10          | -                  | 30-44     | 0
        1     | PL-AVO        | -            | -                  | 30-44     | 5
        """,
        {"PL-AVO - LAAK 30-44": 5, "PL-AVO * * 30-44": 5},
        0,
    ),
    "five of one mind are told less finely, beside others": (
        """
        times | service_class | contact_type | professional_group | age_group | nps
        5     | PL-AVO        | R10          | LAAK               | 30-44     | =0
        5     | PL-AVO        | R10          | SAIR               | 30-44     | 2
        1     | PL-AVO        | R10          | FYSI               | 30-44     | 9
        """,
        {"PL-AVO R10 * 30-44": 6, "PL-AVO R10 SAIR 30-44": 5},
        0,
    ),
    "of one mind with nobody beside: left out": (
        """
        times | service_class | contact_type | professional_group | age_group | nps
        7     | PL-AVO        | R10          | LAAK               | 30-44     | =10
        """,
        {},
        7,
    ),
    "where one did not answer, nobody knows who said it": (
        """
        times | service_class | contact_type | professional_group | age_group | nps
        5     | PL-AVO        | R10          | LAAK               | 30-44     | =10
        1     | PL-AVO        | R10          | LAAK               | 30-44     | -
        """,
        {"PL-AVO R10 LAAK 30-44": 6},
        0,
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_what_comes_out(case):
    table, wanted, left_out = CASES[case]
    made = coarsened(feedback(table), PARENTS)
    assert came_out(made) == wanted and made[LEFT_OUT].sum() == left_out


def test_answers_stay_and_no_order_tells_which_row_came_first():
    given_rows = feedback(CASES["the professional group goes first"][0])
    made = coarsened(given_rows, {})
    assert Counter(made["nps"]) == Counter(given_rows["nps"])
    again = coarsened(given_rows.sample(frac=1, random_state=3), {})
    pd.testing.assert_frame_equal(made, again)
    assert were_coarsened(made) == 5 and fewest_alike(made) == 5 and fewest_alike(made[:0]) is None


@pytest.mark.parametrize(
    "code, wanted",
    [("00-12", "00-17"), ("13-17", "00-17"), ("18-29", "18-64"), ("45-64", "18-64"), ("65-74", "65+"), ("85+", "65+"),
     ("15-24", ALL), ("60+", ALL), ("aikuinen", ALL)],
)  # fmt: skip
def test_an_age_group_lies_in_a_wider_one_or_in_all(code, wanted):
    assert wider_age(code) == wanted


def test_region_and_month_are_never_coarsened_and_each_step_says_what_it_does():
    assert {column for column, _ in COARSENING} == set(ALIKE) - {"region", "period"}
    assert {how for _, how in COARSENING} == {"all", "parent", "wider"}


CODES = {
    "region": ("01", "18"),
    "period": ("2026-05",),
    "service_class": ("PL-AVO", "PL-SUU", "PL-IKA"),
    "contact_type": ("R10", "R52", None),
    "professional_group": ("LAAK", "SAIR", None),
    "age_group": ("13-17", "18-29", "45-64", "85+", None),
}
ROW = st.fixed_dictionaries(
    {name: st.sampled_from(codes) for name, codes in CODES.items()}
    | {name: st.sampled_from((None, 1, 5)) for name in ANSWERS}
)


@settings(max_examples=60, deadline=None)
@given(st.lists(ROW, max_size=60), st.sampled_from(({}, PARENTS)))
def test_whatever_comes_in_no_row_comes_out_alone(made_up, parents):
    given_rows = pd.DataFrame(made_up, columns=list(FEEDBACK.column_names)).astype(dict.fromkeys(ANSWERS, "Int32"))
    made = coarsened(given_rows, parents)
    kept = made[~made[LEFT_OUT]]
    assert len(made) == len(given_rows), "every row is kept or counted as left out"
    for _, alike in kept.groupby(list(ALIKE), dropna=False):
        assert len(alike) >= FEWEST_ALIKE
        for question in ANSWERS:
            answers = alike[question]
            assert answers.isna().any() or answers.nunique() >= FEWEST_DIFFERENT_ANSWERS
    for name in (*ANSWERS, "region", "period"):
        assert Counter(made[name].fillna(0)) == Counter(given_rows[name].fillna(0))
    wider = {ALL, None, *CODES["service_class"], *PARENTS.values(), "00-17", "18-64", "65+"}
    for name in ("service_class", "contact_type", "professional_group", "age_group"):
        assert set(kept[name].where(kept[name].notna(), None)) <= {*CODES[name], *wider}


def test_the_documentation_tells_the_parameters_in_force():
    told = " ".join((PROJECT / "docs" / "thl_delivery.md").read_text(encoding="utf-8").split())
    assert f"At least {FEWEST_ALIKE} must be alike" in told
    assert f"at least {FEWEST_DIFFERENT_ANSWERS} different answers" in told
    assert ", ".join(band.code.replace("-", "–") for band in WIDER_AGES) in told
    steps = [rf"{column.replace('_', ' ')} to {WORDS[how]}" for column, how in COARSENING]
    assert re.search(r".*?".join(steps), told)
