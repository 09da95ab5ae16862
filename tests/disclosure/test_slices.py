"""A month's slices: every feedback is counted once in each slice that holds it, with its key."""

import pandas as pd

from lake_layout.gold import CATEGORIES, DIMENSION_NAMES, TRIPLES
from lake_layout.slices import COUNTS, KEY_SUMS, MONTH_SLICES
from spark_jobs.lattice import count_slices, slices
from tests.tables import rows

THREE = """
    record_key | service_class | contact_type | professional_group | age_group | nps | statement_access
    1          | PL-AVO        | R10          | SAIR               | 65-74     | 10  | 5
    20         | PL-AVO        | R10          | LAAK               | 65-74     | 0   | -
    300        | PL-SUU        | -            | HLAAK              | 18-29     | 8   | 1
"""


def feedback(table):
    """Silver's rows of one region's month; what the table doesn't name is not given."""
    given = pd.DataFrame(rows(table))
    wanted = ["period", "region", "record_key", *DIMENSION_NAMES, *CATEGORIES]
    numbers = ["record_key", *CATEGORIES]
    frame = given.assign(period="2026-01", region="18").reindex(columns=wanted)
    return frame.assign(**{name: pd.to_numeric(frame[name]) for name in numbers})


def shown(counted, *columns, **pinned):
    """Slices with these codes and `*` in every other dimension but the columns asked for."""
    free = {name: "*" for name in DIMENSION_NAMES if name not in columns}
    for name, value in {**free, **pinned}.items():
        counted = counted[counted[name] == value]
    return sorted(map(tuple, counted[list(columns)].values.tolist()))


def test_the_slice_of_all_counts_every_answer_and_sums_the_keys_of_who_answered():
    counted = count_slices(feedback(THREE))
    columns = ("respondents", "respondents_key", "nps_promoters", "nps_detractors", "nps_key", "statement_access_key")
    assert shown(counted, *columns) == [(3, 321, 1, 1, 321, 301)]


def test_a_dimension_not_given_counts_in_all_and_in_no_slice_of_its_own():
    counted = count_slices(feedback(THREE))
    assert shown(counted, "contact_type", "respondents") == [("*", 3), ("R10", 2)]


def test_two_dimensions_together():
    counted = count_slices(feedback(THREE))
    assert shown(counted, "professional_group", "respondents", "respondents_key", service_class="PL-AVO") == [
        ("*", 2, 21),
        ("LAAK", 1, 20),
        ("SAIR", 1, 1),
    ]


def test_three_dimensions_only_where_a_triple_is_named():
    broken_down = {tuple(sorted(chosen)) for chosen in slices() if len(chosen) == 3}
    assert broken_down == {tuple(sorted(triple)) for triple in TRIPLES}
    assert len(slices()) == 1 + 8 + 28 + len(TRIPLES)


def test_a_month_in_which_nobody_answered_a_question_has_zeros():
    counted = count_slices(feedback(THREE))
    assert counted[["digital_rating_1", "digital_rating_key"]].to_numpy().sum() == 0
    assert list(counted.columns) == list(MONTH_SLICES.column_names)
    assert not counted[[*COUNTS, *KEY_SUMS]].isna().any().any()
