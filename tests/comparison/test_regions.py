"""Regions side by side, from gold's published rows: figures, the same mix, comparability, standing, funnel."""

import pytest

from lake_layout.serving_comparison import REGION_COMPARISON
from spark_jobs.comparison.regions import Known, compare
from spark_jobs.comparison.served import region_comparison
from tests.comparison.published import fits, results

# Two services, one age group: hospital customers are more content everywhere; 10 has many of them, 18 has few.
TWO_MIXES = """
    period  | region | service_class | age_group | nps
    2026-Q1 | *      | *             | *         | 400/800/2800
    2026-Q1 | *      | PL-AVO        | 45-64     | 300/600/1100
    2026-Q1 | *      | PL-ESH        | 45-64     | 100/200/1700
    2026-Q1 | 10     | *             | *         | 80/160/760
    2026-Q1 | 10     | PL-AVO        | 45-64     | 30/60/110
    2026-Q1 | 10     | PL-ESH        | 45-64     | 40/80/680
    2026-Q1 | 18     | *             | *         | 125/250/625
    2026-Q1 | 18     | PL-AVO        | 45-64     | 120/240/440
    2026-Q1 | 18     | PL-ESH        | 45-64     | 10/20/170
    2026-Q1 | 14     | *             | *         | 2/4/44
"""
ALL_NPS = "service_class == '*' and measure == 'nps'"


def figures(frame, region, *columns):
    row = frame.query(ALL_NPS).set_index("region").loc[region]
    return tuple(row[column] for column in columns)


@pytest.fixture(scope="module")
def compared():
    return compare(results(TWO_MIXES), Known())


def test_raw_figures_differ_by_mix_and_standardised_ones_do_not(compared):
    raw_10, same_10 = figures(compared, "10", "value", "standardised")
    raw_18, same_18 = figures(compared, "18", "value", "standardised")
    assert (raw_10, raw_18) == (68, 50)
    assert same_10 == pytest.approx(60, abs=0.5) and same_18 == pytest.approx(60, abs=0.5)


def test_the_countrys_row_has_a_figure_and_an_interval_and_no_standing(compared):
    value, low, high, rank = figures(compared, "*", "value", "low", "high", "rank_first")
    assert low < value == 60 < high
    assert rank != rank or rank is None
    assert figures(compared, "10", "value", "country_value") == (68, 60), "a region's row holds the country's beside it"


def test_regions_that_differ_by_mix_alone_share_a_letter(compared):
    for region in ("10", "18"):
        assert figures(compared, region, "rank_first", "rank_last", "alike") == (1, 2, "a")


def test_a_region_without_published_strata_is_shown_and_not_ranked(compared):
    value, covered, reasons, rank = figures(compared, "14", "value", "covered_share", "reasons", "rank_first")
    assert value == 84
    assert covered == 0
    assert reasons == "not_standardised interval_wide"
    assert rank is None or rank != rank


def test_the_funnel_is_about_the_countrys_figure_and_wider_for_few(compared):
    wide, narrow = (figures(compared, region, "low_95", "high_95") for region in ("14", "10"))
    assert wide[0] < narrow[0] < 60 < narrow[1] < wide[1]


def test_within_a_service_class_the_mix_is_that_of_age_groups(compared):
    nothing_of_class = compared.query("service_class == 'PL-ESH' and measure == 'nps'")
    assert nothing_of_class.empty, "the class itself isn't published here, only its age group"
    with_class = (
        TWO_MIXES.rstrip()
        + """
    2026-Q1 | *      | PL-ESH        | *         | 100/200/1700
    2026-Q1 | 10     | PL-ESH        | *         | 40/80/680
    """.rstrip()
    )
    row = compare(results(with_class), Known()).query("service_class == 'PL-ESH' and region == '10'").iloc[0]
    assert (row["value"], row["covered_share"]) == (80, 1)
    assert row["standardised"] == pytest.approx(80)


def test_what_is_known_of_regions_becomes_words_in_three_languages():
    known = Known(extraction_rules={"10": "all", "18": "quiet-30"}, response_rates={("2026-Q1", "10", "*"): 0.08})
    table = region_comparison(results(TWO_MIXES), known)
    assert fits(table, REGION_COMPARISON)
    assert figures(table, "10", "comparability_fi", "response_rate") == ("alhainen vastausosuus", 0.08)
    # Both have a thousand answers: the rule that comes first by code is the measure.
    assert figures(table, "18", "comparability_fi", "comparability_en") == (
        "kutsuttavat poimitaan toisella säännöllä (vastausosuutta ei tiedetä)",
        "those asked are picked by another rule (response rate unknown)",
    )
    assert figures(table, "18", "region_fi", "region_sv", "region_en") == (
        "Keski-Pohjanmaa", "Mellersta Österbotten", "Central Ostrobothnia",
    )  # fmt: skip
    assert figures(table, "*", "region_fi", "service_class_sv") == ("Koko maa", "Alla")


def test_nothing_published_is_an_empty_table():
    assert list(region_comparison(results("period | region | nps"), Known()).columns) == list(
        REGION_COMPARISON.column_names
    )
