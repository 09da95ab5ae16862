"""The lattice on Spark: months are counted region by region, quarters and years are their sums."""

import pytest
from pyspark.sql import functions as F

from lake_layout.gold import CATEGORIES, DIMENSION_NAMES
from spark_jobs.lattice import month_slices, of_periods
from tests.spark.conftest import as_table

pytestmark = pytest.mark.spark
PERIODS = ("2026-01", "2026-02", "2026-Q1", "2026")


@pytest.fixture
def counted(frame):
    """Slices of `period | region | service_class | contact_type | age_group | nps`; keys are powers of ten."""

    def make(table):
        schema = (
            "record_key BIGINT, period STRING, region STRING, service_class STRING, contact_type STRING, "
            "age_group STRING, nps INT"
        )
        given = frame(schema, table)
        missing = {name: F.lit(None).cast("string") for name in DIMENSION_NAMES if name not in given.columns}
        missing |= {name: F.lit(None).cast("int") for name in CATEGORIES if name not in given.columns}
        return of_periods(month_slices(given.withColumns(missing)), PERIODS)

    return make


FOUR = """
    record_key | period  | region | service_class | contact_type | age_group | nps
    1          | 2026-01 | 18     | PL-AVO        | R10          | 65-74     | 10
    10         | 2026-02 | 18     | PL-AVO        | R10          | 65-74     | 0
    100        | 2026-02 | 18     | PL-SUU        | -            | 18-29     | 8
    1000       | 2026-02 | 10     | PL-SUU        | R10          | 18-29     | 8
"""


def test_months_add_up_to_quarters_and_years_with_their_keys(counted):
    whole = counted(FOUR).where(" AND ".join(f"{name} = '*'" for name in DIMENSION_NAMES)).where("region = '18'")
    shown = ("period_kind", "period", "respondents", "nps_promoters", "nps_passives", "nps_detractors", "nps_key")
    assert as_table(whole, *shown) == [
        ("month", "2026-01", 1, 1, 0, 0, 1),
        ("month", "2026-02", 2, 0, 1, 1, 110),
        ("quarter", "2026-Q1", 3, 1, 1, 1, 111),
        ("year", "2026", 3, 1, 1, 1, 111),
    ]


def test_three_dimensions_of_quarters_and_years_only(counted):
    three = counted(FOUR).where("service_class = 'PL-AVO' AND contact_type = 'R10' AND age_group = '65-74'")
    assert as_table(three, "period", "respondents") == [("2026", 2), ("2026-Q1", 2)]
