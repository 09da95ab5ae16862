"""Customer feedback: a region's, or the country's, results at a glance."""

from datetime import date
from typing import Any

from lake_layout.reference.crosswalk import lacking
from superset_assets.charts import Chart
from superset_assets.dashboards import Dashboard, Row, Section
from superset_assets.datasets import RESULTS, STATEMENTS, WORDS
from superset_assets.filters import FILTERS
from superset_assets.labels import Text
from superset_assets.looks import BARS, BIG_NUMBER, HEATMAP, LINE, SHARES, TABLE, TREND_NUMBER, WORD_CLOUD


def _nps_by(dimension: str, **settings: Any) -> Chart:
    return Chart(
        f"nps_by_{dimension}", RESULTS, BARS, ("nps",), across=f"{dimension}_with_n", by=dimension, settings=settings
    )


SOTE_CLASS = () if lacking(date.today().isoformat()) else ("sote_class",)
"""Shown once every service class leads to a SOTE class, by official rows: a page that is provisioned then has it."""
_CHANGE = {"compare_lag": 1, "compare_suffix": Text("chart.latest.change")}

CHARTS = (
    Chart("nps_period", RESULTS, BIG_NUMBER, ("nps",), settings={"subtitle": Text("chart.nps_period.subtitle")}),
    Chart(
        "respondents_period",
        RESULTS,
        BIG_NUMBER,
        ("respondents",),
        settings={"subtitle": Text("chart.respondents_period.subtitle")},
    ),
    Chart("nps_latest", RESULTS, TREND_NUMBER, ("nps",), across="month", trend=True),
    Chart("respondents_latest", RESULTS, TREND_NUMBER, ("respondents",), across="month", trend=True, settings=_CHANGE),
    Chart("nps_by_month", RESULTS, LINE, ("nps",), across="month", trend=True),
    Chart("nps_by_region_month", RESULTS, HEATMAP, ("nps",), across="month", by="region", trend=True),
    Chart(
        "statement_means",
        STATEMENTS,
        BARS,
        ("mean",),
        across="statement_with_n",
        settings={
            "x_axis_sort": "statement_with_n",
            "x_axis_sort_asc": False,
            "y_axis_bounds": [1, 5],
            "y_axis_format": ",.2f",
        },
    ),
    Chart(
        "statement_shares",
        STATEMENTS,
        SHARES,
        tuple(f"answers_{step}" for step in range(1, 6)),
        across="numbered_statement",
    ),
    _nps_by("service_class"),
    Chart("service_class_table", RESULTS, TABLE, ("respondents", "nps", "nps_n", *SOTE_CLASS), by="service_class"),
    _nps_by("contact_type"),
    _nps_by("professional_group"),
    _nps_by("age_group", x_axis_sort="age_group_with_n", x_axis_sort_asc=False),
    Chart("words", WORDS, WORD_CLOUD, ("feedback",), across="word", only=(("text_language", "fi"),)),
    Chart("respondents_by_region_month", RESULTS, HEATMAP, ("respondents",), across="month", by="region", trend=True),
)  # fmt: skip

CHART = {chart.key: chart for chart in CHARTS}

PAGE = Dashboard(
    "asiakaspalaute",
    readers=("county", "national"),
    body=(
        Section("intro", height=23, heading=False),
        Section("section.now"),
        Row(
            27,
            (
                (CHART["nps_period"], 3),
                (CHART["respondents_period"], 3),
                (CHART["nps_latest"], 3),
                (CHART["respondents_latest"], 3),
            ),
        ),
        Section("section.trend"),
        Row(44, ((CHART["nps_by_month"], 6), (CHART["nps_by_region_month"], 6))),
        Section("section.statements"),
        Row(54, ((CHART["statement_means"], 6), (CHART["statement_shares"], 6))),
        Section("section.services"),
        Row(68, ((CHART["nps_by_service_class"], 6), (CHART["service_class_table"], 6))),
        Section("section.encounters"),
        Row(62, ((CHART["nps_by_contact_type"], 6), (CHART["nps_by_professional_group"], 6))),
        Section("section.respondents"),
        Row(46, ((CHART["nps_by_age_group"], 6), (CHART["respondents_by_region_month"], 6))),
        Section("section.text"),
        Row(48, ((CHART["words"], 12),)),
    ),
    filters=FILTERS,
)
