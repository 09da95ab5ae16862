"""The county's page: its own results beside the country's, what has changed, and its deliveries.

The region isn't chosen: a county's account holds one, and the filter begins with it. Others choose among all.
"""

from typing import Any

from lake_layout.gold import DIMENSIONS
from lake_layout.serving import COUNTY_RESULTS, COUNTY_STATEMENTS, LABEL_OF_ALL, SERVED_OWN_STATEMENTS
from lake_layout.serving_audit import DELIVERIES_FILE, DELIVERY_STATES
from superset_assets.charts import Chart
from superset_assets.dashboards import Dashboard, Row, Section
from superset_assets.datasets import RESULTS, STATEMENTS, TWO_DECIMALS, WHOLE, Dataset, Metric, as_published
from superset_assets.filters import Filter
from superset_assets.labels import Text
from superset_assets.looks import BARS, BIG_NUMBER, LINE, TABLE

CHANGE, CHANGE_OF_MEAN = "+,.0f", "+,.2f"
_TO = "|| chr(160) || '…' || chr(160) ||"

_OF_NPS = f"MAX(CASE WHEN nps_low IS NOT NULL THEN round(nps_low)::INT {_TO} round(nps_high)::INT END)"
_OF_MEAN = (
    "MAX(CASE WHEN low IS NOT NULL THEN "
    + f" {_TO} ".join(f"replace(format('{{:.2f}}', {end}), '.', '<decimal>')" for end in ("low", "high"))
    + " END)"
)
_TOLD = (
    "MAX(CASE WHEN nps IS NULL THEN '<county.too_few>' ELSE '<county.published> n = ' || nps_n || "
    "CASE WHEN nps_indicative = 1 THEN '. <county.indicative>' ELSE '' END END)"
)

COUNTY = Dataset(
    COUNTY_RESULTS,
    metrics=(
        *RESULTS.metrics,
        Metric("nps_interval", _OF_NPS, ""),
        Metric("country_nps", "MAX(country_nps)", WHOLE),
        Metric("nps_change", "MAX(nps_change)", CHANGE),
        Metric("told", _TOLD, "", otherwise="'<county.not_held>'"),
        Metric("clear", "MAX(CASE nps_clear WHEN 1 THEN '▲' WHEN -1 THEN '▼' WHEN 0 THEN '=' END)", ""),
    ),
    made=RESULTS.made,
)


COUNTY_ON_STATEMENTS = Dataset(
    COUNTY_STATEMENTS,
    metrics=(
        *STATEMENTS.metrics,
        Metric("statement_order", "MAX(statement_order)", WHOLE),
        Metric("mean_interval", _OF_MEAN, ""),
        Metric("country_mean", "MAX(country_mean)", TWO_DECIMALS),
        Metric("mean_change", "MAX(mean_change)", CHANGE_OF_MEAN),
        Metric("clear", "MAX(CASE mean_clear WHEN 1 THEN '▲' WHEN -1 THEN '▼' WHEN 0 THEN '=' END)", ""),
    ),
    made=STATEMENTS.made,
)


OWN_STATEMENTS = Dataset(
    SERVED_OWN_STATEMENTS,
    metrics=(as_published("mean", TWO_DECIMALS), as_published("n"), Metric("mean_interval", _OF_MEAN, "")),
)


def _total(column: str) -> Metric:
    return Metric(column, f"SUM({column})", WHOLE, summed=True)


DELIVERED = Dataset(
    DELIVERY_STATES,
    metrics=(
        *map(_total, ("rows_received", "rows_accepted", "rows_quarantined", "rows_rejected")),
        *map(_total, ("texts_withheld", "days_late")),
    ),
    file=DELIVERIES_FILE,
)
_LISTED = ["period", "source", "state_label", "received_on", "due_on", "published_on"]


def _class_table(dimension: str) -> Chart:
    shown = ("nps", "nps_interval", "country_nps", "nps_change", "clear", "nps_n")
    return Chart(
        f"county_by_{dimension}", COUNTY, TABLE, shown, by=dimension,
        barred=(), settings={"timeseries_limit_metric": "published_nps_n"},
    )  # fmt: skip


def _number(key: str, metric: str, **settings: Any) -> Chart:
    return Chart(key, COUNTY, BIG_NUMBER, (metric,), settings=settings)


DIMENSION_NAMES = tuple(column.name for column in DIMENSIONS)
OF_CLASSES = tuple(map(_class_table, DIMENSION_NAMES))
CHARTS = (
    _number("county_nps", "nps", subtitle=Text("chart.county_nps.subtitle")),
    _number("county_interval", "nps_n", subtitle=Text("chart.county_interval.subtitle")),
    _number("county_country", "country_nps", subtitle=Text("chart.county_country.subtitle")),
    _number("county_change", "nps_change", subtitle=Text("chart.county_change.subtitle"), y_axis_format=CHANGE),
    Chart("county_told", COUNTY, TABLE, ("told",), barred=(),
          settings={"groupby": [], "timeseries_limit_metric": None}),
    Chart("county_trend", COUNTY, LINE, ("nps", "country_nps"), across="month", trend=True,
          settings={"show_legend": True, "legendOrientation": "top", "show_value": False}),
    Chart("county_band", COUNTY, LINE, ("nps_low", "nps", "nps_high"), across="month", trend=True,
          settings={"show_legend": True, "legendOrientation": "top", "show_value": False}),
    Chart("county_statements", COUNTY_ON_STATEMENTS, TABLE,
          ("mean", "mean_interval", "country_mean", "mean_change", "clear", "n"), barred=(),
          settings={"groupby": ["numbered_statement"], "timeseries_limit_metric": "published_statement_order",
                    "order_desc": False}),
    Chart("county_statements_by_month", COUNTY_ON_STATEMENTS, LINE, ("mean",), across="month", trend=True,
          settings={"groupby": ["numbered_statement"], "show_legend": True, "legendOrientation": "top",
                    "show_value": False, "y_axis_format": TWO_DECIMALS}),
    Chart("own_statements", OWN_STATEMENTS, TABLE, ("mean", "mean_interval", "n"), barred=(),
          settings={"groupby": ["statement_label"], "timeseries_limit_metric": "published_n"}),
    *OF_CLASSES,
    Chart("own_deliveries", DELIVERED, TABLE, tuple(metric.name for metric in DELIVERED.metrics),
          also_escapes=("period", *DIMENSION_NAMES),
          settings={"groupby": _LISTED, "timeseries_limit_metric": "published_rows_received"}),
    Chart("own_rows", DELIVERED, BARS, ("rows_accepted", "rows_quarantined", "rows_rejected"), across="period",
          also_escapes=("period", *DIMENSION_NAMES),
          settings={"orientation": "vertical", "stack": "Stack", "show_legend": True, "legendOrientation": "top",
                    "x_axis_sort": "period", "show_value": False}),
)  # fmt: skip

CHART = {chart.key: chart for chart in CHARTS}
_PAIRS = [OF_CLASSES[at : at + 2] for at in range(0, len(OF_CLASSES), 2)]

PAGE = Dashboard(
    "oma-alue",
    readers=("county", "national"),
    body=(
        Section("county.intro", height=20, heading=False),
        Section("section.now"),
        Row(27, tuple((CHART[f"county_{name}"], 3) for name in ("nps", "country", "change", "interval"))),
        Row(16, ((CHART["county_told"], 12),)),
        Section("section.trend"),
        Row(44, ((CHART["county_trend"], 6), (CHART["county_band"], 6))),
        Section("section.statements"),
        Row(48, ((CHART["county_statements"], 6), (CHART["county_statements_by_month"], 6))),
        Row(24, ((CHART["own_statements"], 12),)),
        Section("section.classes"),
        *(Row(44, tuple((chart, 12 // len(pair)) for chart in pair)) for pair in _PAIRS),
        Section("section.deliveries"),
        Row(44, ((CHART["own_rows"], 5), (CHART["own_deliveries"], 7))),
    ),
    filters=(
        Filter("region", "region_label", dataset=COUNTY),
        Filter("period", "period", ascending=False, dataset=COUNTY),
        *(Filter(name, f"{name}_label", LABEL_OF_ALL, dataset=COUNTY) for name in DIMENSION_NAMES),
    ),
)
