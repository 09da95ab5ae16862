"""Charts: what each shows, of which rows, and which of the page's filters it escapes.

A breakdown chart shows the rows that are not `*` in its own dimension and escapes that dimension's filter; a trend
chart shows months and escapes the period's. Every other filter pins one value, so that each group is one row.
"""

from dataclasses import dataclass, field
from typing import Any

from lake_layout.gold import ALL
from superset_assets.datasets import Dataset
from superset_assets.identity import uuid_of
from superset_assets.labels import in_words, localised, text, texts
from superset_assets.looks import TABLE, Look


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
    without: tuple[tuple[str, str], ...] = ()
    also_escapes: tuple[str, ...] = ()
    barred: tuple[str, ...] | None = None
    """The figures that a table draws as bars too; by default its first."""
    settings: dict[str, Any] = field(default_factory=dict)

    def uuid(self, locale: str) -> str:
        return uuid_of("chart", localised(self.key, locale))

    def title(self, locale: str) -> str:
        return text(f"chart.{self.key}", locale)

    @property
    def escapes(self) -> set[str]:
        """The filters (by dimension, `region` or `period`) that don't act on the chart."""
        return {*self.also_escapes, *([self.by] if self.by else []), *(["period"] if self.trend else [])}

    @property
    def rows(self) -> list[dict[str, Any]]:
        """The chart's own filters, in Superset's form."""
        own = [where(column, "==", value) for column, value in self.only]
        own += [where(column, "!=", value) for column, value in self.without]
        own += [where(self.by, "!=", ALL)] if self.by else []
        own += [where("period_kind", "==", "month")] if self.trend else []
        return own

    def description(self, locale: str) -> str | None:
        """What the chart's information sign says: its own words, else which filters don't act on it."""
        if f"chart.{self.key}.description" in texts():
            return text(f"chart.{self.key}.description", locale)
        notes = [text("chart.breakdown.description", locale)] if self.by else []
        notes += [text("chart.trend.description", locale)] if self.trend else []
        return " ".join(notes) or None

    def params(self, locale: str) -> dict[str, Any]:
        """Superset's form of the chart."""
        metrics = [self.dataset.metric(name).metric_name for name in self.metrics]
        look = self.look.params(metrics, self.across, f"{self.by}_label" if self.by else None)
        own = in_words(self.settings, locale)
        columns = {"column_config": self._columns()} if self.look is TABLE else {}
        return {**look, **columns, **own, "viz_type": self.look.viz_type, "adhoc_filters": self.rows}

    def _columns(self) -> dict[str, dict[str, Any]]:
        """A table's figures, each in its own format."""
        barred = self.metrics[:1] if self.barred is None else self.barred
        return {
            self.dataset.metric(name).metric_name: {
                "d3NumberFormat": self.dataset.metric(name).format,
                "showCellBars": name in barred,
            }
            for name in self.metrics
        }


def where(column: str, operator: str, value: str) -> dict[str, Any]:
    """A condition in Superset's form."""
    return {
        "expressionType": "SIMPLE",
        "subject": column,
        "operator": operator,
        "operatorId": {"==": "EQUALS", "!=": "NOT_EQUALS"}[operator],
        "comparator": value,
        "clause": "WHERE",
        "filterOptionName": f"{column}_{operator}_{value}",
    }


def definition(chart: Chart, locale: str) -> dict[str, Any]:
    """The chart as Superset imports it."""
    return {
        "slice_name": chart.title(locale),
        "description": chart.description(locale),
        "viz_type": chart.look.viz_type,
        "params": chart.params(locale),
        "uuid": chart.uuid(locale),
        "dataset_uuid": chart.dataset.uuid(locale),
        "is_managed_externally": True,
        "version": "1.0.0",
    }
