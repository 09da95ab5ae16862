"""Datasets: one per table of a serving file and language, columns as lake_layout describes them, guarded metrics.

Rows of the lattice overlap (a region's month, its service classes, the country …), so nothing may ever be summed:
every metric shows a figure only where its group hits exactly one published row, and nothing otherwise. A dataset reads
the table's view in its language, in which the labels of a column are called `<column>_label`.
"""

import re
from dataclasses import dataclass
from typing import Any

from lake_layout.gold import DIMENSIONS
from lake_layout.serving import SERVED_RESULTS, SERVED_STATEMENTS, SERVED_WORDS, view_columns, view_name
from lake_layout.table import Table
from superset_assets.identity import uuid_of
from superset_assets.labels import text, texts

REPORT_USERS = "report_users"
WHOLE, TWO_DECIMALS = ",.0f", ",.2f"
WITHHELD = "<withheld>"
"""Stands in an expression for the words of the language: `<key>` is the text of that key."""


@dataclass(frozen=True)
class Metric:
    """A figure of one published row; `published_<name>` in Superset, where a metric may not be called as a column."""

    name: str
    of_row: str
    format: str
    otherwise: str | None = None
    """What it says where the choice hits no published row, as SQL; nothing by default."""
    summed: bool = False
    """Of facts about deliveries, which may be added up: `of_row` is then an aggregate of many rows."""
    each: str | None = None
    """The column by which it lists figures, as they are published, of one row each: `of_row` lists them."""

    @property
    def metric_name(self) -> str:
        return f"published_{self.name}"

    @property
    def expression(self) -> str:
        if self.summed:
            return self.of_row
        otherwise = f" ELSE {self.otherwise}" if self.otherwise else ""
        rows = f"COUNT(DISTINCT {self.each})" if self.each else "1"
        return f"CASE WHEN COUNT(*) = {rows} THEN {self.of_row}{otherwise} END"


@dataclass(frozen=True)
class MadeColumn:
    """A column that Superset computes from columns of the same row; WITHHELD in it is said in the language."""

    name: str
    expression: str
    label: str
    type: str = "VARCHAR"
    with_n: bool = False


@dataclass(frozen=True)
class Dataset:
    table: Table
    metrics: tuple[Metric, ...]
    made: tuple[MadeColumn, ...] = ()
    file: str = REPORT_USERS

    @property
    def key(self) -> str:
        return self.table.name

    def name(self, locale: str) -> str:
        """The view that it reads in a language."""
        return view_name(self.table, locale)

    def uuid(self, locale: str) -> str:
        return uuid_of("dataset", self.name(locale))

    @property
    def column_names(self) -> set[str]:
        return {*(column.name for column in view_columns(self.table)), *(column.name for column in self.made)}

    def metric(self, name: str) -> Metric:
        return next(metric for metric in self.metrics if metric.name == name)


def as_published(column: str, format: str = WHOLE) -> Metric:
    """The figure that stands in the column."""
    return Metric(column, f"MAX({column})", format)


def _with_n(name: str, shown: str, n: str) -> MadeColumn:
    """The category and how many answers its figure rests on."""
    digits = f"replace(format('{{:,}}', {n}), ',', chr(8239))"
    answers = f"coalesce('n = ' || {digits}, '{WITHHELD}')"
    return MadeColumn(f"{name}_with_n", f"{shown} || ' (' || {answers} || ')'", f"column.{name}", with_n=True)


MONTH = MadeColumn(
    "month",
    "CASE WHEN period_kind = 'month' THEN CAST(period || '-01' AS TIMESTAMP) END",
    "column.month",
    type="TIMESTAMP",
)

RESULTS = Dataset(
    SERVED_RESULTS,
    metrics=(
        as_published("nps"),
        as_published("nps_low"),
        as_published("nps_high"),
        as_published("nps_n"),
        as_published("respondents"),
        Metric("sote_class", "MAX(sote_class_label)", ""),
    ),
    made=(MONTH, *(_with_n(c.name, f"{c.name}_label", "nps_n") for c in DIMENSIONS)),
)
_NUMBERED = "statement_order || '. ' || statement_label"
STATEMENTS = Dataset(
    SERVED_STATEMENTS,
    metrics=(
        as_published("mean", TWO_DECIMALS),
        as_published("low", TWO_DECIMALS),
        as_published("high", TWO_DECIMALS),
        as_published("n"),
        *(as_published(f"answers_{step}") for step in range(1, 6)),
    ),
    made=(
        MONTH,
        MadeColumn("numbered_statement", _NUMBERED, "column.statement"),
        _with_n("statement", _NUMBERED, "n"),
    ),
)
WORDS = Dataset(SERVED_WORDS, metrics=(as_published("feedback"),))


def definition(dataset: Dataset, locale: str) -> dict[str, Any]:
    """The dataset as Superset imports it."""
    columns = [
        _column(column.name, _label(column.name, locale), _TYPES.get(column.type, column.type))
        for column in view_columns(dataset.table)
    ]
    columns += [_made(column, locale) for column in dataset.made]
    return {
        "table_name": dataset.name(locale),
        "description": text(f"dataset.{dataset.key}", locale),
        "schema": "main",
        "main_dttm_col": MONTH.name if MONTH in dataset.made else None,
        "filter_select_enabled": True,
        "uuid": dataset.uuid(locale),
        "database_uuid": uuid_of("database", dataset.file),
        "columns": columns,
        "metrics": [
            {
                "metric_name": metric.metric_name,
                "verbose_name": text(f"metric.{metric.name}", locale),
                "expression": _in_words(metric.expression, locale),
                "d3format": metric.format,
            }
            for metric in dataset.metrics
        ],
        "is_managed_externally": True,
        "version": "1.0.0",
    }


_TYPES = {"STRING": "VARCHAR", "INT": "INTEGER"}


def _label(name: str, locale: str) -> str | None:
    """What readers call a column, by default a label as its code; what no page shows has no name of its own."""
    keys = (f"column.{name}", f"column.{name.removesuffix('_label')}")
    return next((text(key, locale) for key in keys if key in texts()), None)


def _made(column: MadeColumn, locale: str) -> dict[str, Any]:
    label = text(column.label, locale)
    label = text("column.with_n", locale, of=label) if column.with_n else label
    return _column(column.name, label, column.type, _in_words(column.expression, locale))


def _in_words(expression: str, locale: str) -> str:
    return re.sub("<([a-z][A-Za-z0-9_.]*)>", lambda found: text(found[1], locale).replace("'", "''"), expression)


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
