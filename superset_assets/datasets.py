"""Datasets: one per table of the serving file, its columns as lake_layout describes them, plus guarded metrics.

Rows of the lattice overlap (a region's month, its service classes, the country …), so nothing may ever be summed:
every metric shows a figure only where its group hits exactly one published row, and nothing otherwise.
"""

from dataclasses import dataclass
from typing import Any

from lake_layout.gold import DIMENSIONS
from lake_layout.serving import SERVED_RESULTS, SERVED_STATEMENTS, SERVED_WORDS
from lake_layout.table import Table
from superset_assets.identity import uuid_of
from superset_assets.labels import text

DATABASE = "report_users"
WHOLE, TWO_DECIMALS = ",.0f", ",.2f"


@dataclass(frozen=True)
class Metric:
    """A figure of one published row; `published_<name>` in Superset, where a metric may not be called as a column."""

    name: str
    of_row: str
    format: str

    @property
    def metric_name(self) -> str:
        return f"published_{self.name}"

    @property
    def expression(self) -> str:
        return f"CASE WHEN COUNT(*) = 1 THEN {self.of_row} END"

    @property
    def label(self) -> str:
        return text(f"metric.{self.name}")


@dataclass(frozen=True)
class MadeColumn:
    """A column that Superset computes from columns of the same row."""

    name: str
    expression: str
    label: str
    type: str = "VARCHAR"


@dataclass(frozen=True)
class Dataset:
    table: Table
    metrics: tuple[Metric, ...]
    made: tuple[MadeColumn, ...] = ()

    @property
    def key(self) -> str:
        return self.table.name

    @property
    def uuid(self) -> str:
        return uuid_of("dataset", self.key)

    @property
    def column_names(self) -> set[str]:
        return {*self.table.column_names, *(column.name for column in self.made)}

    def metric(self, name: str) -> Metric:
        return next(metric for metric in self.metrics if metric.name == name)


def _as_published(column: str, format: str = WHOLE) -> Metric:
    return Metric(column, f"MAX({column})", format)


def _with_n(name: str, label: str, shown: str, n: str) -> MadeColumn:
    """The category and how many answers its figure rests on."""
    digits = f"replace(format('{{:,}}', {n}), ',', chr(8239))"
    answers = f"coalesce('n = ' || {digits}, '{text('withheld')}')"
    return MadeColumn(f"{name}_with_n", f"{shown} || ' (' || {answers} || ')'", text("column.with_n").format(of=label))


MONTH = MadeColumn(
    "month",
    "CASE WHEN period_kind = 'month' THEN CAST(period || '-01' AS TIMESTAMP) END",
    text("column.month"),
    type="TIMESTAMP",
)

RESULTS = Dataset(
    SERVED_RESULTS,
    metrics=(
        Metric("nps", "100.0 * (MAX(nps_promoters) - MAX(nps_detractors)) / NULLIF(MAX(nps_n), 0)", WHOLE),
        _as_published("nps_n"),
        _as_published("respondents"),
    ),
    made=(MONTH, *(_with_n(c.name, c.label, f"{c.name}_fi", "nps_n") for c in DIMENSIONS)),
)
_NUMBERED = "statement_order || '. ' || statement_fi"
STATEMENTS = Dataset(
    SERVED_STATEMENTS,
    metrics=(
        _as_published("mean", TWO_DECIMALS),
        _as_published("n"),
        *(_as_published(f"answers_{step}") for step in range(1, 6)),
    ),
    made=(
        MONTH,
        MadeColumn("numbered_statement", _NUMBERED, text("column.statement")),
        _with_n("statement", text("column.statement"), _NUMBERED, "n"),
    ),
)
WORDS = Dataset(SERVED_WORDS, metrics=(_as_published("feedback"),))

DATASETS = (RESULTS, STATEMENTS, WORDS)


def definition(dataset: Dataset) -> dict[str, Any]:
    """The dataset as Superset imports it."""
    columns = [
        _column(column.name, column.label, {"STRING": "VARCHAR", "INT": "INTEGER"}.get(column.type, column.type))
        for column in dataset.table.columns
    ]
    columns += [_column(column.name, column.label, column.type, column.expression) for column in dataset.made]
    return {
        "table_name": dataset.table.name,
        "description": text(f"dataset.{dataset.key}"),
        "schema": "main",
        "main_dttm_col": MONTH.name if MONTH in dataset.made else None,
        "filter_select_enabled": True,
        "uuid": dataset.uuid,
        "database_uuid": uuid_of("database", DATABASE),
        "columns": columns,
        "metrics": [
            {
                "metric_name": metric.metric_name,
                "verbose_name": metric.label,
                "expression": metric.expression,
                "d3format": metric.format,
            }
            for metric in dataset.metrics
        ],
        "is_managed_externally": True,
        "version": "1.0.0",
    }


def _column(name: str, label: str | None, type: str, expression: str | None = None) -> dict[str, Any]:
    return {
        "column_name": name,
        "verbose_name": label,
        "type": type,
        "is_dttm": type == "TIMESTAMP",
        "groupby": True,
        "filterable": True,
        "expression": expression,
    }
