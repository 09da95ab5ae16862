"""How kinds of charts look: Superset's form fields, once per kind, in the house's style."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

COLOURS, TEXT_COLOURS, SHADES = "aspa", "aspa_text", "aspa_blues"
WHITE = {"r": 255, "g": 255, "b": 255, "a": 1}
MONTH_FORMAT = "%-m/%Y"
#: ECharts leaves the first month's label out, to make room for the value axis' lowest; we want it the other way round.
FIRST_MONTH_LABELLED = (
    "{xAxis: {axisLabel: {showMinLabel: true, alignMinLabel: 'left'}}, yAxis: {axisLabel: {showMinLabel: false}}}"
)


@dataclass(frozen=True)
class Look:
    """`params` takes the metrics, the column across and the label column that the chart breaks down by."""

    viz_type: str
    params: Callable[[list[str], str | None, str | None], dict[str, Any]]


def _big_number(metrics: list[str], across: str | None, by: str | None) -> dict[str, Any]:
    return {"metric": metrics[0], "header_font_size": 0.5, "subtitle_font_size": 0.15, "y_axis_format": ",.0f"}


def _trend_number(metrics: list[str], across: str | None, by: str | None) -> dict[str, Any]:
    return {
        "metric": metrics[0],
        "x_axis": across,
        "time_grain_sqla": "P1M",
        "show_trend_line": True,
        "start_y_axis_at_zero": False,
        "header_font_size": 0.5,
        "subheader_font_size": 0.2,
        "show_timestamp": True,
        "y_axis_format": ",.0f",
        "time_format": MONTH_FORMAT,
        "color_picker": {"r": 0, "g": 114, "b": 178, "a": 1},
    }


def _line(metrics: list[str], across: str | None, by: str | None) -> dict[str, Any]:
    return {
        "metrics": metrics,
        "x_axis": across,
        "time_grain_sqla": "P1M",
        "groupby": [],
        "row_limit": 1000,
        # a month that is withheld or missing is a gap in the line
        "resample_rule": "MS",
        "resample_method": "asfreq",
        "seriesType": "line",
        "force_max_interval": True,
        "echartOptions": FIRST_MONTH_LABELLED,
        "markerEnabled": True,
        "markerSize": 8,
        "show_value": True,
        "show_legend": False,
        "rich_tooltip": True,
        "color_scheme": COLOURS,
        "x_axis_time_format": MONTH_FORMAT,
        "tooltipTimeFormat": "%B %Y",
        "y_axis_format": ",.0f",
        "truncateYAxis": True,
        "y_axis_bounds": [None, None],
    }


def _bars(metrics: list[str], across: str | None, by: str | None) -> dict[str, Any]:
    return {
        "metrics": metrics,
        "x_axis": across,
        "groupby": [],
        "row_limit": 1000,
        "orientation": "horizontal",
        "x_axis_sort": metrics[0],
        "x_axis_sort_asc": True,
        "show_value": True,
        "show_legend": False,
        "rich_tooltip": True,
        "color_scheme": COLOURS,
        "y_axis_format": ",.0f",
        "truncateXAxis": False,
    }


def _shares(metrics: list[str], across: str | None, by: str | None) -> dict[str, Any]:
    return {
        **_bars(metrics, across, by),
        "x_axis_sort": across,
        "x_axis_sort_asc": False,
        "sort_series_type": "name",
        "sort_series_ascending": True,
        "show_value": False,
        "stack": "Stack",
        "contributionMode": "row",
        "only_total": False,
        "show_legend": True,
        "legendOrientation": "top",
        "y_axis_format": ".0%",
    }


def _heatmap(metrics: list[str], across: str | None, by: str | None) -> dict[str, Any]:
    return {
        "metric": metrics[0],
        "x_axis": across,
        "time_grain_sqla": None,  # with a grain DuckDB refuses the order that Superset asks for
        "groupby": by,
        "row_limit": 5000,
        "sort_x_axis": "alpha_asc",
        "sort_y_axis": "alpha_desc",
        "normalize_across": "heatmap",
        "linear_color_scheme": SHADES,
        "border_color": WHITE,
        "border_width": 2,
        "show_values": True,
        "show_legend": False,
        "show_percentage": False,
        "left_margin": 25,
        "bottom_margin": 25,
        "xscale_interval": 1,
        "yscale_interval": 1,
        "value_bounds": [None, None],
        "x_axis_time_format": MONTH_FORMAT,
        "y_axis_format": ",.0f",
    }


def _table(metrics: list[str], across: str | None, by: str | None) -> dict[str, Any]:
    return {
        "query_mode": "aggregate",
        "groupby": [by],
        "metrics": metrics,
        "timeseries_limit_metric": metrics[0],
        "order_desc": True,
        "row_limit": 1000,
        "server_page_length": 0,
        "show_cell_bars": True,
        "color_pn": False,
        "include_search": False,
        "allow_rearrange_columns": False,
    }


def _drawn(metrics: list[str], across: str | None, by: str | None) -> dict[str, Any]:
    """One cell that holds a drawing: a metric that writes HTML, which Superset sanitises."""
    return {
        "query_mode": "aggregate",
        "groupby": [],
        "metrics": metrics[:1],
        "row_limit": 2,  # at its limit a table warns that there may be more
        "server_page_length": 0,
        "show_cell_bars": False,
        "include_search": False,
        "allow_rearrange_columns": False,
        "allow_render_html": True,
    }


def _word_cloud(metrics: list[str], across: str | None, by: str | None) -> dict[str, Any]:
    return {
        "series": across,
        "metric": metrics[0],
        "row_limit": 60,
        "sort_by_metric": True,
        "size_from": "14",
        "size_to": "56",
        "rotation": "flat",
        "color_scheme": TEXT_COLOURS,
    }


def _pairs(metrics: list[str], across: str | None, by: str | None) -> dict[str, Any]:
    """Two figures of each category beside one another."""
    return {
        **_bars(metrics, across, by),
        "x_axis_sort": metrics[-1],
        "show_value": False,
        "show_legend": True,
        "legendOrientation": "top",
        "y_axis_format": ",.1f",
        "truncateYAxis": False,  # a bar is as long as its figure is great
    }


def _band(metrics: list[str], across: str | None, by: str | None) -> dict[str, Any]:
    """A line between those of its interval."""
    return {
        **_line(metrics, across, by),
        "y_axis_format": ",.1f",
        "show_value": False,
        "show_legend": True,
        "legendOrientation": "top",
    }


def _funnel(metrics: list[str], across: str | None, by: str | None) -> dict[str, Any]:
    """The first metric as a point a category, the others as lines over the same axis."""
    return {
        "x_axis": across,
        "xAxisForceCategorical": False,
        "metrics": metrics[:1],
        "groupby": [by],
        "seriesType": "scatter",
        "markerEnabled": True,
        "markerSize": 9,
        "row_limit": 1000,
        "metrics_b": metrics[1:],
        "groupby_b": [],
        "seriesTypeB": "line",
        "row_limit_b": 1000,
        "yAxisIndex": 0,
        "yAxisIndexB": 0,
        "show_legend": False,
        "rich_tooltip": False,
        "color_scheme": COLOURS,
        "y_axis_format": ",.1f",
        "truncateYAxis": True,
        "y_axis_bounds": [None, None],
    }


def _scatter(metrics: list[str], across: str | None, by: str | None) -> dict[str, Any]:
    """A point a category, by a number of its own along the axis."""
    return {
        "x_axis": across,
        "xAxisForceCategorical": False,
        "metrics": metrics,
        "groupby": [by],
        "row_limit": 1000,
        "markerEnabled": True,
        "markerSize": 9,
        "show_legend": False,
        "rich_tooltip": False,
        "color_scheme": COLOURS,
        "y_axis_format": ",.1f",
        "x_axis_number_format": ",.2f",
        "truncateXAxis": True,
        "truncateYAxis": True,
        "y_axis_bounds": [None, None],
    }


BIG_NUMBER = Look("big_number_total", _big_number)
TREND_NUMBER = Look("big_number", _trend_number)
LINE = Look("echarts_timeseries_line", _line)
BARS = Look("echarts_timeseries_bar", _bars)
SHARES = Look("echarts_timeseries_bar", _shares)
HEATMAP = Look("heatmap_v2", _heatmap)
TABLE = Look("table", _table)
DRAWN = Look("table", _drawn)
WORD_CLOUD = Look("word_cloud", _word_cloud)
PAIRS = Look("echarts_timeseries_bar", _pairs)
BAND = Look("echarts_timeseries_line", _band)
FUNNEL = Look("mixed_timeseries", _funnel)
SCATTER = Look("echarts_timeseries_scatter", _scatter)
