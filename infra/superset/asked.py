"""What a report user's query may ask: named columns, named metrics, plain filters; everything else is refused.

Row-level security adds its clause to whatever is asked. Here the rest is closed: SQL of the reader's own (metrics,
columns, WHERE, HAVING, order), raw rows, samples, drilling, annotations over other data, and steps after the query that
no chart of ours takes. So what can be had over REST is what the pages can show, neither more rows nor other figures.
"""

from collections.abc import Iterable
from typing import Any

RESULT_TYPES = {"full", "results"}
OPERATORS = {"==", "!=", "IN", "NOT IN", "<", "<=", ">", ">=", "IS NULL", "IS NOT NULL", "TEMPORAL_RANGE"}
STEPS_AFTER = {"pivot", "flatten", "rename", "sort", "resample", "contribution", "rank"}
GRAINS = {None, "", "P1M", "P3M", "P1Y"}
EXTRAS = {"where", "having", "time_grain_sqla", "instant_time_comparison_range"}


def refusal(context: Any, columns: set[str], metrics: set[str]) -> str | None:
    """Why a query context is refused, or None; `columns` and `metrics` are the dataset's own names."""
    if _value(context.result_type) not in RESULT_TYPES:
        return "only a chart's own result can be asked for"
    for query in context.queries:
        if _value(query.result_type) not in {None, *RESULT_TYPES}:
            return "only a chart's own result can be asked for"
        if reason := _of_query(query, columns, metrics):
            return reason
    return None


def _of_query(query: Any, columns: set[str], metrics: set[str]) -> str | None:
    asked = query.metrics or []
    named = {"columns": [*query.columns, *(query.series_columns or [])], "metrics": asked}
    if not all(_is_column(one, columns) for one in named["columns"]):
        return "a column that the dataset doesn't name"
    if not all(isinstance(one, str) and one in metrics for one in asked):
        return "a metric that the dataset doesn't name"
    if not asked and (query.metrics is None or len(query.columns) > 1):
        return "rows as they are can't be had, only a filter's values"
    if not all(_is_order(one, columns, metrics) for one in query.orderby):
        return "an order by what the dataset doesn't name"
    limit = query.series_limit_metric
    if limit is not None and limit != "" and not (isinstance(limit, str) and limit in metrics):
        return "a limit by what the dataset doesn't name"
    if not all(_is_filter(one, columns) for one in query.filter):
        return "a filter that isn't a column, a known comparison and plain values"
    if _extras(query.extras):
        return "clauses of one's own"
    if any((step or {}).get("operation") not in STEPS_AFTER for step in query.post_processing):
        return "a step after the query that no page takes"
    if query.annotation_layers or query.time_offsets or query.time_shift or query.is_rowcount:
        return "annotations, shifted times and counts of rows aren't offered"
    if query.granularity and query.granularity not in columns:
        return "a time column that the dataset doesn't name"
    return None


def _value(kind: Any) -> str | None:
    return None if kind is None else str(getattr(kind, "value", kind))


def _is_column(asked: Any, columns: set[str]) -> bool:
    """A column's name; a chart's axis wraps it in an expression that is that name and nothing else."""
    if isinstance(asked, dict):
        own = asked.get("sqlExpression")
        return asked.get("columnType") == "BASE_AXIS" and own in columns and asked.get("timeGrain") in GRAINS
    return isinstance(asked, str) and asked in columns


def _is_order(asked: Any, columns: set[str], metrics: set[str]) -> bool:
    what = asked[0] if isinstance(asked, list | tuple) and asked else None
    return isinstance(what, str) and what in metrics or _is_column(what, columns)


def _is_filter(asked: dict[str, Any], columns: set[str]) -> bool:
    value = asked.get("val")
    values: Iterable[Any] = value if isinstance(value, list | tuple) else [value]
    plain = all(one is None or isinstance(one, str | int | float) for one in values)
    return _is_column(asked.get("col"), columns) and str(asked.get("op", "")).upper() in OPERATORS and plain


def _extras(extras: dict[str, Any]) -> bool:
    clauses = extras.get("where") or extras.get("having")
    return bool(clauses) or not set(extras) <= EXTRAS or extras.get("time_grain_sqla") not in GRAINS
