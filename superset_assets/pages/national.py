"""The national page: regions side by side, as fairly as they can be compared, and who is asked at all."""

from lake_layout.gold import ALL
from lake_layout.serving import LABEL_OF_ALL, LABEL_OF_COUNTRY
from lake_layout.serving_comparison import REGION_COMPARISON
from lake_layout.serving_context import CONTEXT
from lake_layout.serving_coverage import COVERAGE
from superset_assets.charts import Chart, where
from superset_assets.dashboards import Dashboard, Row, Section
from superset_assets.datasets import MONTH, Dataset, MadeColumn, Metric, as_published
from superset_assets.filters import Filter
from superset_assets.looks import BAND, DRAWN, FUNNEL, HEATMAP, PAIRS, SCATTER, TABLE
from superset_assets.tiles import tile_map

ONE_DECIMAL, TWO_DECIMALS, SHARE = ",.1f", ",.2f", ",.0%"
_OF_NPS = {"fi": "Suositteluindeksi (NPS)", "sv": "Rekommendationsindex (NPS)", "en": "Recommendation (NPS)"}
_DIGITS = "replace(format('{:,}', n), ',', chr(8239))"
_RANK = "MAX(CASE WHEN rank_first = rank_last THEN '' || rank_first ELSE rank_first || '–' || rank_last END)"

COMPARED = Dataset(
    REGION_COMPARISON,
    metrics=(
        as_published("value", ONE_DECIMAL),
        as_published("low", ONE_DECIMAL),
        as_published("high", ONE_DECIMAL),
        as_published("standardised", ONE_DECIMAL),
        as_published("standardised_low", ONE_DECIMAL),
        as_published("standardised_high", ONE_DECIMAL),
        as_published("covered_share", SHARE),
        *(as_published(name, ONE_DECIMAL) for name in ("low_998", "low_95", "high_95", "high_998")),
        as_published("n"),
        Metric("rank", _RANK, ""),
        as_published("alike", ""),
        Metric("comparability", "MAX(comparability_label)", ""),
        Metric("position", "MAX(position_label)", ""),
        Metric("tile_map", tile_map(), "", each="region"),
    ),
    made=(
        MONTH,
        MadeColumn("region_with_n", f"region_label || ' (n = ' || {_DIGITS} || ')'", "column.region", with_n=True),
        MadeColumn("numbered_measure", "(measure_order - 1) || '. ' || measure_label", "column.measure"),
        MadeColumn("kind", "CASE WHEN starts_with(measure, 'statement') THEN 'statement' ELSE measure END",
                   "column.measure"),
    ),
)  # fmt: skip

COVERED = Dataset(
    COVERAGE,
    metrics=(
        as_published("respondents"),
        as_published("invitations"),
        as_published("service_events"),
        as_published("response_rate", SHARE),
        Metric("response_interval", "MAX(CASE WHEN response_low IS NOT NULL THEN round(100 * response_low) || '–' || "
               "round(100 * response_high) || ' %' END)", ""),
        as_published("coverage_share", SHARE),
        as_published("invited_share", SHARE),
        Metric("extraction_rule", "MAX(extraction_rule_label)", ""),
        Metric("follow_up", "MAX(follow_up_label)", ""),
    ),
)  # fmt: skip

BESIDE = Dataset(
    CONTEXT,
    metrics=(
        as_published("value", ONE_DECIMAL),
        as_published("standardised", ONE_DECIMAL),
        as_published("indicator_value", TWO_DECIMALS),
        as_published("indicator_year", "d"),
        Metric("unit", "MAX(unit_label)", ""),
        Metric("official", "MAX(official_label)", ""),
        as_published("source", ""),
    ),
)
_NEED = {"fi": "Palvelutarve (maa = 1)", "sv": "Servicebehov (landet = 1)", "en": "Need of services (country = 1)"}

_SIDE_BY_SIDE = ("value", "low", "high", "standardised", "covered_share", "n", "alike", "rank", "comparability",
                 "position")  # fmt: skip
_SORTED = {"timeseries_limit_metric": "published_standardised", "order_desc": True}
_ALL_AGES = (("age_group", ALL),)

CHARTS = (
    Chart("tile_map", COMPARED, DRAWN, ("tile_map",), also_escapes=("region", "indicator")),
    Chart("compared", COMPARED, TABLE, _SIDE_BY_SIDE, by="region", also_escapes=("indicator",),
          barred=("standardised",), settings=_SORTED),
    Chart("funnel", COMPARED, FUNNEL, ("value", "low_998", "low_95", "high_95", "high_998"), across="n", by="region",
          also_escapes=("indicator",),
          settings={"adhoc_filters_b": [where("region", "!=", ALL)]}),
    Chart("raw_and_standardised", COMPARED, PAIRS, ("value", "standardised"), across="region_with_n", by="region",
          also_escapes=("indicator",)),
    Chart("statements_by_region", COMPARED, HEATMAP, ("value",), across="numbered_measure", by="region",
          only=(("kind", "statement"),), also_escapes=("measure", "indicator"),
          settings={"y_axis_format": ONE_DECIMAL}),
    Chart("trend_with_interval", COMPARED, BAND, ("value", "low", "high"), across="month",
          trend=True, also_escapes=("indicator",)),
    Chart("coverage_by_region", COVERED, TABLE,
          ("response_rate", "response_interval", "coverage_share", "invited_share", "respondents", "extraction_rule",
           "follow_up"),
          by="region", only=_ALL_AGES, also_escapes=("measure", "indicator"),
          settings={"timeseries_limit_metric": "published_response_rate"}),
    Chart("nobody_asked", COVERED, TABLE, ("service_events", "follow_up"), by="service_class",
          only=(("follow_up", "nobody_asked"), *_ALL_AGES), also_escapes=("measure", "region", "indicator"),
          settings={"groupby": ["region_label", "service_class_label"]}),
    Chart("asked_less", COVERED, TABLE, ("invited_share", "service_events", "follow_up"), by="age_group",
          only=(("follow_up", "asked_less"),), also_escapes=("measure", "region", "service_class", "indicator"),
          barred=(),
          settings={"groupby": ["region_label", "service_class_label", "age_group_label"],
                    "timeseries_limit_metric": "published_service_events"}),
    Chart("experience_and_indicator", BESIDE, SCATTER, ("value",), across="indicator_value", by="region",
          also_escapes=("measure",)),
    Chart("indicator_table", BESIDE, TABLE,
          ("indicator_value", "unit", "value", "standardised", "indicator_year", "official", "source"), by="region",
          also_escapes=("measure",)),
)  # fmt: skip

CHART = {chart.key: chart for chart in CHARTS}

PAGE = Dashboard(
    "vertailu",
    readers=("national",),
    body=(
        Section("national.intro", height=24, heading=False),
        Section("section.side_by_side"),
        Row(92, ((CHART["tile_map"], 6), (CHART["raw_and_standardised"], 6))),
        Row(76, ((CHART["compared"], 12),)),
        Row(62, ((CHART["funnel"], 12),)),
        Section("section.statements_compared"),
        Row(66, ((CHART["statements_by_region"], 12),)),
        Section("section.trend_compared"),
        Row(40, ((CHART["trend_with_interval"], 12),)),
        Section("section.coverage"),
        Row(60, ((CHART["coverage_by_region"], 12),)),
        Row(40, ((CHART["nobody_asked"], 6), (CHART["asked_less"], 6))),
        Section("section.context"),
        Section("national.context", height=7, heading=False),
        Row(62, ((CHART["experience_and_indicator"], 5), (CHART["indicator_table"], 7))),
    ),
    filters=(
        Filter("period", "period", ascending=False, dataset=COMPARED),
        Filter("measure", "measure_label", _OF_NPS, dataset=COMPARED),
        Filter("service_class", "service_class_label", LABEL_OF_ALL, dataset=COMPARED),
        Filter("region", "region_label", LABEL_OF_COUNTRY, dataset=COMPARED),
        Filter("indicator", "indicator_label", _NEED, dataset=BESIDE),
    ),
)
