"""The reviewers' and operators' page: deliveries, what the gate found, how texts were verified; no results."""

from lake_layout.serving_audit import (
    AUDIT_FILE,
    AUDITED_DELIVERIES,
    AUDITED_FINDINGS,
    AUDITED_PROBES,
    AUDITED_TEXTS,
)
from superset_assets.charts import Chart
from superset_assets.dashboards import Dashboard, Row, Section
from superset_assets.datasets import WHOLE, Dataset, Metric
from superset_assets.filters import Filter
from superset_assets.looks import BARS, TABLE


def _total(column: str) -> Metric:
    return Metric(column, f"SUM({column})", WHOLE, summed=True)


_ROWS = ("rows_received", "rows_accepted", "rows_quarantined", "rows_rejected", "rows_duplicate", "texts_withheld")
DELIVERIES = Dataset(
    AUDITED_DELIVERIES,
    metrics=(Metric("deliveries", "COUNT(*)", WHOLE, summed=True), *map(_total, (*_ROWS, "texts", "days_late"))),
    file=AUDIT_FILE,
)
FINDINGS = Dataset(
    AUDITED_FINDINGS,
    metrics=(_total("lines"), Metric("deliveries", "COUNT(DISTINCT delivery_id)", WHOLE, summed=True)),
    file=AUDIT_FILE,
)
TEXTS = Dataset(
    AUDITED_TEXTS,
    metrics=(
        *map(_total, ("texts", "texts_missed", "texts_withheld")),
        Metric("missed_share", "1.0 * SUM(texts_missed) / NULLIF(SUM(texts), 0)", ",.1%", summed=True),
    ),
    file=AUDIT_FILE,
)
PROBES = Dataset(
    AUDITED_PROBES,
    metrics=(
        _total("probes"),
        Metric("found_share", "1.0 * SUM(found) / NULLIF(SUM(probes), 0)", ",.1%", summed=True),
    ),
    file=AUDIT_FILE,
)
_STACKED = {"stack": "Stack", "show_legend": True, "legendOrientation": "top", "show_value": False}
_PARTS = ("rows_accepted", "rows_quarantined", "rows_rejected", "rows_duplicate")

CHARTS = (
    Chart("audit_states", DELIVERIES, BARS, ("deliveries",), across="state_label"),
    Chart("audit_rows", DELIVERIES, BARS, _PARTS, across="region_label", settings=_STACKED),
    Chart("audit_months", DELIVERIES, BARS, _PARTS, across="period",
          settings=_STACKED | {"orientation": "vertical", "x_axis_sort": "period"}, also_escapes=("period",)),
    Chart("audit_deliveries", DELIVERIES, TABLE, (*_ROWS, "days_late"),
          settings={"groupby": ["delivery_id", "region_label", "period", "state_label", "received_on", "due_on"],
                    "timeseries_limit_metric": "published_rows_received"}),
    Chart("audit_reasons", FINDINGS, BARS, ("lines",), across="reason_label"),
    Chart("audit_findings", FINDINGS, TABLE, ("lines", "deliveries"),
          settings={"groupby": ["region_label", "reason", "reason_label", "column_name"],
                    "timeseries_limit_metric": "published_lines"}),
    Chart("audit_texts", TEXTS, TABLE, ("texts", "texts_missed", "missed_share", "texts_withheld"),
          settings={"groupby": ["region_label", "language_label"], "timeseries_limit_metric": "published_texts"}),
    Chart("audit_probes", PROBES, BARS, ("found_share",), across="removal_type",
          settings={"y_axis_format": ",.0%", "y_axis_bounds": [0, 1]}),
)  # fmt: skip
CHART = {chart.key: chart for chart in CHARTS}

PAGE = Dashboard(
    "toimitukset",
    readers=("reviewer", "operator"),
    body=(
        Section("audit.intro", height=15, heading=False),
        Section("section.audit_deliveries"),
        Row(44, ((CHART["audit_states"], 4), (CHART["audit_rows"], 4), (CHART["audit_months"], 4))),
        Row(50, ((CHART["audit_deliveries"], 12),)),
        Section("section.audit_gate"),
        Row(36, ((CHART["audit_reasons"], 12),)),
        Row(54, ((CHART["audit_findings"], 12),)),
        Section("section.audit_texts"),
        Row(48, ((CHART["audit_texts"], 6), (CHART["audit_probes"], 6))),
    ),
    filters=(
        Filter("region", "region_label", dataset=DELIVERIES, optional=True),
        Filter("period", "period", ascending=False, dataset=DELIVERIES, optional=True),
    ),
)
