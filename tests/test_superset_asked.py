"""What a report user's query may ask, without a server: the pages' own queries pass, all others are refused."""

from types import SimpleNamespace

import pytest

from infra.superset.asked import refusal

COLUMNS, METRICS = {"region", "region_label", "period", "month"}, {"published_nps", "published_nps_n"}
AXIS = {"columnType": "BASE_AXIS", "sqlExpression": "month", "label": "month", "timeGrain": "P1M"}


def asked(result_type="full", **parts):
    """A query context as Superset makes it, by default a chart of the pages."""
    query = {
        "columns": [AXIS, "region_label"],
        "metrics": ["published_nps"],
        "filter": [{"col": "period", "op": "IN", "val": ["2026-05"]}],
        "orderby": [["published_nps", False]],
        "extras": {"where": "", "having": "", "time_grain_sqla": "P1M"},
        "post_processing": [{"operation": "pivot"}, {"operation": "flatten"}],
        "series_columns": [],
        "series_limit_metric": None,
        "annotation_layers": [],
        "time_offsets": [],
        "time_shift": None,
        "is_rowcount": False,
        "granularity": None,
        "result_type": None,
    }
    context = SimpleNamespace(result_type=result_type, queries=[SimpleNamespace(**{**query, **parts})])
    return refusal(context, COLUMNS, METRICS)


def test_a_chart_of_the_pages_and_a_filters_values_pass():
    assert asked() is None
    assert asked(columns=["region_label"], metrics=[], orderby=[["region_label", True]]) is None


@pytest.mark.parametrize("kind", ["samples", "drill_detail", "query", "columns", "timegrains", "post_processed"])
def test_only_a_charts_result_can_be_had(kind):
    assert asked(result_type=kind)
    assert asked(**{"result_type": "full"}) is None


SQL_METRIC = {"expressionType": "SQL", "sqlExpression": "(SELECT max(nps_n) FROM results)", "label": "x"}
SIMPLE_METRIC = {"expressionType": "SIMPLE", "column": {"column_name": "nps_n"}, "aggregate": "SUM", "label": "x"}
SQL_COLUMN = {"expressionType": "SQL", "sqlExpression": "(SELECT string_agg(region) FROM results)", "label": "x"}


@pytest.mark.parametrize(
    "parts",
    [
        {"metrics": [SQL_METRIC]},
        {"metrics": [SIMPLE_METRIC]},
        {"metrics": ["count"]},
        {"columns": [SQL_COLUMN]},
        {"columns": [{**AXIS, "sqlExpression": "region || (SELECT 1)"}]},
        {"columns": [{**AXIS, "timeGrain": "PT1S"}]},
        {"columns": ["no_such"]},
        {"series_columns": [SQL_COLUMN]},
        {"metrics": None},
        {"metrics": [], "columns": ["region", "period"]},
        {"orderby": [[SQL_METRIC, True]]},
        {"orderby": [["(SELECT 1)", True]]},
        {"series_limit_metric": SQL_METRIC},
        {"filter": [{"col": SQL_COLUMN, "op": "==", "val": 1}]},
        {"filter": [{"col": "region", "op": "LIKE", "val": "%"}]},
        {"filter": [{"col": "region", "op": "IN", "val": [{"a": 1}]}]},
        {"filter": [{"col": "1=1 OR region", "op": "==", "val": "10"}]},
        {"extras": {"where": "1 = 1) OR (1 = 1"}},
        {"extras": {"having": "1 = 1"}},
        {"extras": {"time_grain_sqla": "PT1S"}},
        {"extras": {"relative_start": "now"}},
        {"post_processing": [{"operation": "prophet"}]},
        {"annotation_layers": [{"sourceType": "table", "value": 3}]},
        {"time_offsets": ["1 year ago"]},
        {"is_rowcount": True},
        {"granularity": "(SELECT 1)"},
    ],
    ids=str,
)
def test_all_else_is_refused(parts):
    assert asked(**parts)
