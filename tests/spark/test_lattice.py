"""The lattice: every feedback is counted once in each slice that holds it."""

import pytest
from pyspark.sql import functions as F

from lake_layout.feedback_fields import STATEMENTS
from spark_jobs.lattice import cells, region_slices, slices
from tests.spark.conftest import as_table

pytestmark = pytest.mark.spark


@pytest.fixture
def feedback(frame):
    def make(table):
        given = frame(
            "period STRING, region STRING, service_class STRING, contact_type STRING, professional_group STRING, "
            "age_group STRING, nps INT",
            table,
        )
        others = [*(field.name for field in STATEMENTS), "digital_rating"]
        return given.withColumns({name: F.lit(None).cast("int") for name in others})

    return make


THREE = """
    period  | region | service_class | contact_type | professional_group | age_group | nps
    2026-01 | 18     | PL-AVO        | R10          | SAIR               | 65-74     | 10
    2026-02 | 18     | PL-AVO        | R10          | LAAK               | 65-74     | 0
    2026-02 | 18     | PL-SUU        | -            | HLAAK              | 18-29     | 8
"""


def test_months_add_up_to_quarters_and_years(feedback):
    counted = region_slices(cells(feedback(THREE))).where(
        "service_class = '*' AND contact_type = '*' AND professional_group = '*' AND age_group = '*'"
    )
    assert as_table(counted, "period", "respondents", "nps_promoters", "nps_passives", "nps_detractors") == [
        ("2026", 3, 1, 1, 1),
        ("2026-01", 1, 1, 0, 0),
        ("2026-02", 2, 0, 1, 1),
        ("2026-Q1", 3, 1, 1, 1),
    ]


def test_a_dimension_not_given_counts_in_all_and_in_no_slice_of_its_own(feedback):
    counted = region_slices(cells(feedback(THREE))).where(
        "period = '2026' AND service_class = '*' AND professional_group = '*' AND age_group = '*'"
    )
    assert as_table(counted, "contact_type", "respondents") == [("*", 3), ("R10", 2)]


def test_no_slice_breaks_down_by_three_dimensions(feedback):
    assert max(len(chosen) for chosen in slices()) == 2
    named = [
        F.when(F.col(d) != "*", 1).otherwise(0)
        for d in ("service_class", "contact_type", "professional_group", "age_group")
    ]
    most = region_slices(cells(feedback(THREE))).select(sum(named[1:], named[0]).alias("n")).agg(F.max("n")).collect()
    assert most[0][0] == 2
