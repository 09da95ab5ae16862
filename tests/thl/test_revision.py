"""Revisions: numbered, only where anything is new; they list what they add, correct and withdraw."""

import pytest

from spark_jobs.thl.package import deliveries_list
from spark_jobs.thl.revision import changes, is_new
from tests.tables import rows

LEDGER = """
    delivery_id         | status    | replaced_by
    18_roidu_2026-05_1  | replaced  | 18_roidu_2026-05_2
    18_roidu_2026-05_2  | replaced  | 18_roidu_2026-05_3
    18_roidu_2026-05_3  | published | -
    10_kysely_2026-05_1 | replaced  | 10_kysely_2026-05_2
    10_kysely_2026-05_2 | withdrawn | -
    06_kysely_2026-05_1 | withdrawn | 06_kysely_2026-05_2
    06_kysely_2026-05_2 | published | -
    14_kysely_2026-05_1 | published | -
    01_kysely_2026-05_1 | published | -
"""

# what the former revision held, what is in force now, and what is told of it
TOLD = """
    former              | now                 | told
    14_kysely_2026-05_1 | 14_kysely_2026-05_1 | 14_kysely_2026-05_1 held
    -                   | 01_kysely_2026-05_1 | 01_kysely_2026-05_1 added
    18_roidu_2026-05_1  | 18_roidu_2026-05_3  | 18_roidu_2026-05_1 by 18_roidu_2026-05_3, 18_roidu_2026-05_3 added
    10_kysely_2026-05_1 | -                   | 10_kysely_2026-05_1 withdrawn
    06_kysely_2026-05_1 | 06_kysely_2026-05_2 | 06_kysely_2026-05_1 withdrawn, 06_kysely_2026-05_2 added
    00_kysely_2026-05_1 | -                   | 00_kysely_2026-05_1 withdrawn
"""


@pytest.mark.parametrize("case", rows(TOLD), ids=lambda case: case["told"])
def test_each_delivery_is_told_by_what_became_of_it(case):
    listed = deliveries_list(changes((case["former"] or "").split(), (case["now"] or "").split(), rows(LEDGER)))
    told = [
        f"{row.delivery} {f'by {row.replaced_by}' if row.change == 'replaced' else row.change}"
        for row in listed.itertuples()
    ]
    assert ", ".join(told) == case["told"]


def test_the_list_names_region_and_month_of_each():
    listed = deliveries_list(changes((), ["HUS_kysely-2_2026-05_12"], ()))
    assert listed[["region", "period"]].values.tolist() == [["HUS", "2026-05"]]


def test_what_was_classified_anew_is_told_where_both_hold_it():
    found = changes(["14_kysely_2026-05_1"], ["14_kysely_2026-05_1"], (), ["14_kysely_2026-05_1", "elsewhere"])
    assert found.told == {"14_kysely_2026-05_1": "reclassified"} and not found.added


FORMER = {"checksum": "a", "deliveries": "14_kysely_2026-05_1 18_roidu_2026-05_1", "left": None}


@pytest.mark.parametrize(
    "former, checksum, held, new",
    [
        (None, "a", [], True),
        (FORMER, "a", ["18_roidu_2026-05_1", "14_kysely_2026-05_1"], False),
        (FORMER, "b", ["18_roidu_2026-05_1", "14_kysely_2026-05_1"], True),
        (FORMER, "a", ["14_kysely_2026-05_1"], True),  # a withdrawal is told though no published figure changed
        ({**FORMER, "left": "no_legal_basis"}, "a", ["18_roidu_2026-05_1", "14_kysely_2026-05_1"], True),
    ],
)
def test_unchanged_content_of_the_same_deliveries_makes_no_revision(former, checksum, held, new):
    assert is_new(former, checksum, held) is new
