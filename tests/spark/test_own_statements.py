"""Own statements counted and protected by Spark: by slice of their region, in months, quarters and years."""

import pytest

from lake_layout.gold import ALL, ANSWERS, DIMENSION_NAMES
from spark_jobs.one_dimension import of_periods
from spark_jobs.own_statements import KEYS, SET, count_own_statements, protected_own_statements
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
    slices = of_periods(months, ("2026-01", "2026-Q1", "2026"), KEYS, ANSWERS, SET.key)
    told = protected_own_statements(slices).where(f"{ANSWERS[0]} IS NOT NULL")
    assert not told.where(f"region = '{ALL}'").count()
    kinds = as_table(told.where("region = '14' AND service_class = '*'"), "period", "statement")
    # Nine a month answered the second statement: eighteen in the quarter.
    assert kinds == [("2026", "own_statement_1"), ("2026", "own_statement_2"), ("2026-01", "own_statement_1"),
                     ("2026-Q1", "own_statement_1"), ("2026-Q1", "own_statement_2")]  # fmt: skip
