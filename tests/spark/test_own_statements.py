"""Own statements counted and protected by Spark: by slice of their region, in months, quarters and years."""

import pytest

from lake_layout.gold import ALL, ANSWERS, DIMENSION_NAMES
from lake_layout.slices import OWN_STATEMENTS_KEY
from spark_jobs.own_statements import count_own_statements, own_statements_of, protected_own_statements
from tests.spark.conftest import as_table

pytestmark = pytest.mark.spark


@pytest.fixture(scope="module")
def months(spark):
    """Region 14's answers to two statements: 20 a month in one service class, 12 in another; and another region's."""
    rows = []
    for month in ("2026-01", "2026-02"):
        for n in range(32):
            service_class = "12" if n < 20 else "20"
            others = (None,) * (len(DIMENSION_NAMES) - 1)
            rows.append((month, "14", 7919 * n + 1, service_class, *others, 1 + n % 5, 5 if n < 9 else None, None))
            rows.append((month, "HUS", 7919 * n + 2, service_class, *others, 4, None, None))
    names = ("period", "region", "record_key", *DIMENSION_NAMES, *(f"own_statement_{n}" for n in (1, 2, 3)))
    kinds = ("STRING", "STRING", "BIGINT", *("STRING",) * len(DIMENSION_NAMES), *("INT",) * 3)
    schema = ", ".join(f"{name} {kind}" for name, kind in zip(names, kinds))
    return count_own_statements(spark.createDataFrame(rows, schema))


def test_answers_are_counted_by_slice_and_unanswered_ones_are_not(months):
    own = months.where("region = '14' AND period = '2026-01' AND statement = 'own_statement_1'")
    assert as_table(own, "service_class", *ANSWERS) == [
        ("*", 7, 7, 6, 6, 6),
        ("12", 4, 4, 4, 4, 4),
        ("20", 3, 3, 2, 2, 2),
    ]
    assert not months.where("statement = 'own_statement_3'").count()


def test_they_are_published_of_their_region_alone_from_ten_answers_on(months):
    slices = own_statements_of(months, ("2026-01", "2026-Q1", "2026"))
    told = protected_own_statements(slices).where(f"{ANSWERS[0]} IS NOT NULL")
    assert not told.where(f"region = '{ALL}'").count()
    kinds = as_table(told.where("region = '14' AND service_class = '*'"), "period", "statement")
    # Nine a month answered the second statement: eighteen in the quarter.
    assert kinds == [("2026", "own_statement_1"), ("2026", "own_statement_2"), ("2026-01", "own_statement_1"),
                     ("2026-Q1", "own_statement_1"), ("2026-Q1", "own_statement_2")]  # fmt: skip


def test_two_statements_of_the_same_respondents_are_not_changed_alike(spark):
    """Else the difference of the two would be told exactly."""
    names = ("period", "region", "record_key", *DIMENSION_NAMES, *(f"own_statement_{n}" for n in (1, 2, 3)))
    kinds = ("STRING", "STRING", "BIGINT", *("STRING",) * len(DIMENSION_NAMES), *("INT",) * 3)
    schema = ", ".join(f"{name} {kind}" for name, kind in zip(names, kinds))
    rows = [
        (f"2026-{month:02}", "14", 7919 * n + month, *(None,) * len(DIMENSION_NAMES), 1 + n % 5, 1 + n % 5, None)
        for month in range(1, 13)
        for n in range(60)
    ]
    counted = count_own_statements(spark.createDataFrame(rows, schema))
    keys = as_table(counted.where("period = '2026-01'"), "statement", OWN_STATEMENTS_KEY)
    assert keys[1][1] == 3 * keys[0][1]
    told = protected_own_statements(own_statements_of(counted, ("2026-01", "2026-02", "2026-03", "2026-04")))
    one, other = (as_table(told.where(f"statement = 'own_statement_{n}'"), "period", *ANSWERS) for n in (1, 2))
    assert len(one) == len(other) == 4 and one != other
