"""Charts: what each shows, of which rows, and which of the page's filters it escapes.

A breakdown chart shows the rows that are not `*` in its own dimension and escapes that dimension's filter; a trend
chart shows months and escapes the period's. Every other filter pins one value, so that each group is one row.
"""

from dataclasses import dataclass, field
from typing import Any

from lake_layout.gold import ALL, DIMENSION_NAMES
from superset_assets.datasets import RESULTS, STATEMENTS, WORDS, Dataset
from superset_assets.identity import uuid_of
from superset_assets.labels import text
from superset_assets.looks import BARS, BIG_NUMBER, HEATMAP, LINE, SHARES, TABLE, TREND_NUMBER, WORD_CLOUD, Look


@dataclass(frozen=True)
class Chart:
    """`across` is the column along the chart's axis, `by` the dimension (or region) that it breaks down by."""

    key: str
    dataset: Dataset
    look: Look
    metrics: tuple[str, ...]
    across: str | None = None
    by: str | None = None
    trend: bool = False
    only: tuple[tuple[str, str], ...] = ()
    also_escapes: tuple[str, ...] = ()
    settings: dict[str, Any] = field(default_factory=dict)

    @property
    def uuid(self) -> str:
        return uuid_of("chart", self.key)

    @property
    def title(self) -> str:
        return text(f"chart.{self.key}")

    @property
    def escapes(self) -> set[str]:
        """The filters (by dimension, `region` or `period`) that don't act on the chart."""
        return {*self.also_escapes, *([self.by] if self.by else []), *(["period"] if self.trend else [])}

    @property
    def rows(self) -> list[dict[str, Any]]:
        """The chart's own filters, in Superset's form."""
        own = [_where(column, "==", value) for column, value in self.only]
        own += [_where(self.by, "!=", ALL)] if self.by else []
        own += [_where("period_kind", "==", "month")] if self.trend else []
        return own

    @property
    def description(self) -> str | None:
        if self.key == "words":
            return text("chart.words.description")
        notes = [text("chart.breakdown.description")] if self.by else []
        notes += [text("chart.trend.description")] if self.trend else []
        return " ".join(notes) or None

    @property
    def params(self) -> dict[str, Any]:
        metrics = [self.dataset.metric(name).metric_name for name in self.metrics]
        look = self.look.params(metrics, self.across, f"{self.by}_fi" if self.by else None)
        return {**look, **self.settings, "viz_type": self.look.viz_type, "adhoc_filters": self.rows}


def _where(column: str, operator: str, value: str) -> dict[str, Any]:
    return {
        "expressionType": "SIMPLE",
        "subject": column,
        "operator": operator,
        "operatorId": {"==": "EQUALS", "!=": "NOT_EQUALS"}[operator],
        "comparator": value,
        "clause": "WHERE",
        "filterOptionName": f"{column}_{operator}_{value}",
    }


def _nps_by(dimension: str, **settings: Any) -> Chart:
    return Chart(
        f"nps_by_{dimension}", RESULTS, BARS, ("nps",), across=f"{dimension}_with_n", by=dimension, settings=settings
    )


_CHANGE = {"compare_lag": 1, "compare_suffix": text("chart.latest.change")}

CHARTS = (
    Chart("nps_period", RESULTS, BIG_NUMBER, ("nps",), settings={"subtitle": text("chart.nps_period.subtitle")}),
    Chart(
        "respondents_period",
        RESULTS,
        BIG_NUMBER,
        ("respondents",),
        settings={"subtitle": text("chart.respondents_period.subtitle")},
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
    Chart("service_class_table", RESULTS, TABLE, ("respondents", "nps", "nps_n"), by="service_class"),
    _nps_by("contact_type"),
    _nps_by("professional_group"),
    _nps_by("age_group", x_axis_sort="age_group_with_n", x_axis_sort_asc=False),
    Chart("words", WORDS, WORD_CLOUD, ("feedback",), across="word", only=(("text_language", "fi"),),
          also_escapes=DIMENSION_NAMES),
    Chart("respondents_by_region_month", RESULTS, HEATMAP, ("respondents",), across="month", by="region", trend=True),
)  # fmt: skip

CHART = {chart.key: chart for chart in CHARTS}


def definition(chart: Chart) -> dict[str, Any]:
    """The chart as Superset imports it."""
    return {
        "slice_name": chart.title,
        "description": chart.description,
        "viz_type": chart.look.viz_type,
        "params": chart.params,
        "uuid": chart.uuid,
        "dataset_uuid": chart.dataset.uuid,
        "is_managed_externally": True,
        "version": "1.0.0",
    }
