"""Result sets under ten are withheld; a country figure needs three regions of ten."""

import pytest
from pyspark.sql import functions as F

from lake_layout.gold import CATEGORIES, DIMENSION_NAMES
from spark_jobs.protect import KEYS, QUESTIONS, protect, published, tally
from tests.spark.conftest import as_table

pytestmark = pytest.mark.spark


@pytest.fixture
def slices(frame):
    """Region slices of all from `region | respondents | detractors | passives | promoters`; nothing else answered."""

    def make(table):
        given = frame("region STRING, respondents INT, nps_detractors INT, nps_passives INT, nps_promoters INT", table)
        others = [c for categories in CATEGORIES.values() for c in categories if not c.startswith("nps")]
        keys = {"period_kind": F.lit("month"), "period": F.lit("2026-01"), **{d: F.lit("*") for d in DIMENSION_NAMES}}
        return given.withColumns({**keys, **{name: F.lit(0) for name in others}}).select(
            *KEYS, *(c for categories in QUESTIONS.values() for c in categories)
        )

    return make


def shown(regions):
    return as_table(published(protect(regions)), "region", "respondents", "nps_detractors", "nps_promoters")


def test_nine_are_withheld_and_ten_are_told(slices):
    assert shown(
        slices("""
        region | respondents | nps_detractors | nps_passives | nps_promoters
        10     | 9           | 1              | 2            | 6
        18     | 10          | 1              | 2            | 7
    """)
    ) == [("18", 10, 1, 7)]


def test_a_question_with_nine_answers_is_withheld_where_the_respondents_are_told(slices):
    assert shown(
        slices("""
        region | respondents | nps_detractors | nps_passives | nps_promoters
        18     | 30          | 1              | 2            | 6
    """)
    ) == [("18", 30, None, None)]


def test_the_country_needs_three_regions_of_ten(slices):
    two = """
        region | respondents | nps_detractors | nps_passives | nps_promoters
        10     | 20          | 5              | 5            | 10
        14     | 20          | 5              | 5            | 10
        18     | 9           | 0              | 0            | 9
    """
    assert "*" not in {row[0] for row in shown(slices(two))}
    three = two.replace("18     | 9           | 0              | 0            | 9", "18 | 10 | 0 | 0 | 10")
    assert ("*", 50, 10, 30) in shown(slices(three))


def test_country_minus_the_regions_shown_tells_no_withheld_region(slices):
    table = """
        region | respondents | nps_detractors | nps_passives | nps_promoters
        10     | 20          | 5              | 5            | 10
        14     | 25          | 5              | 5            | 15
        18     | 30          | 5              | 5            | 20
        HUS    | 4           | 1              | 1            | 2
    """
    assert "*" not in {row[0] for row in shown(slices(table))}
    two_hidden = table.rstrip() + "\n        16     | 6           | 1              | 1            | 4\n"
    assert ("*", 85, 17, 51) in shown(slices(two_hidden))


def test_what_is_withheld_is_counted(slices):
    counted = tally(protect(slices("""
        region | respondents | nps_detractors | nps_passives | nps_promoters
        10     | 9           | 1              | 2            | 6
        18     | 10          | 1              | 2            | 7
    """)))  # fmt: skip
    # region 18: respondents and NPS; withheld: both of region 10 and both of the country
    assert as_table(counted, "period", "cells_published", "cells_withheld") == [("2026-01", 2, 4)]
