"""The Superset assets without a server: what they say is about columns the lake has, and the filters reach right."""

import re
from io import BytesIO
from zipfile import ZipFile

import pytest
import yaml

from lake_layout import serving_audit
from lake_layout.gold import DIMENSION_NAMES
from lake_layout.serving import COUNTY_RESULTS, COUNTY_STATEMENTS, SERVED_RESULTS, TABLES, view_columns, view_sql
from superset_assets import bundle, charts, dashboards, datasets, filters
from superset_assets.dashboards import Dashboard
from superset_assets.identity import is_ours, uuid_of
from superset_assets.labels import LOCALES, texts
from superset_assets.pages import CHARTS, DATASETS, PAGES, county
from superset_assets.pages.customer_feedback import CHARTS as RESULT_CHARTS
from superset_assets.pages.customer_feedback import PAGE

#: One row in all, or, where a metric lists figures as they are published, one for each region.
ONE_ROW = ("CASE WHEN COUNT(*) = 1 THEN ", "CASE WHEN COUNT(*) = COUNT(DISTINCT region) THEN ")
#: https://d3js.org/d3-format#locale_format: [[fill]align][sign][symbol][0][width][,][.precision][~][type]
D3_FORMAT = r"(.?[<>=^])?[+\-( ]?[$#]?0?\d*,?(\.\d+)?~?[a-zA-Z%]?"
COLUMN_FIELDS = ("x_axis", "groupby", "series", "x_axis_sort")


def in_scope(chart: str, page: Dashboard = PAGE) -> set[str]:
    """The filters that act on a chart, read from the imported form."""
    definition = dashboards.definition(page, "fi")
    number = next(n for n, one in page.charts.items() if one.key == chart)
    return {
        one["id"].removeprefix("NATIVE_FILTER-")
        for one in definition["metadata"]["native_filter_configuration"]
        if number not in one["scope"]["excluded"]
    }


def test_the_archive_holds_every_asset_under_one_folder_and_is_the_same_each_time():
    archive = bundle.archive()
    with ZipFile(BytesIO(archive)) as opened:
        names = set(opened.namelist())
        assert yaml.safe_load(opened.read("aspa/metadata.yaml"))["type"] == "assets"
    assert names == {"aspa/metadata.yaml", *(f"aspa/{path}" for path in bundle.files())}
    assert archive == bundle.archive()


def test_identities_are_fixed_distinct_and_tell_ours_from_those_made_by_hand():
    uuids = [asset["uuid"] for asset in bundle.files().values()]
    assert len(set(uuids)) == len(uuids)
    assert all(map(is_ours, uuids))
    assert not is_ours("9c9d2f39-6a0c-4f6e-8b61-0f3f2a5c1b11")
    assert uuid_of("dashboard", "asiakaspalaute") == "0a4a17c9-1f1c-5568-83df-be15eee0ace8"


@pytest.mark.parametrize("dataset", DATASETS, ids=lambda one: one.key)
def test_a_dataset_is_its_table_plus_columns_computed_from_it(dataset):
    served = (
        *TABLES,
        COUNTY_RESULTS,
        COUNTY_STATEMENTS,
        *(table for own in serving_audit.TABLES.values() for table in own),
    )
    table = next(table for table in served if table.name == dataset.key)
    columns = datasets.definition(dataset, "sv")["columns"]
    assert [c["column_name"] for c in columns if c["expression"] is None] == [c.name for c in view_columns(table)]
    assert not {made.name for made in dataset.made} & {c.name for c in view_columns(table)}


def test_a_view_shows_its_language_and_every_table_has_one_in_each():
    """
    region_fi     region_sv     region_en         the view results_sv:   region_label
    Kymenlaakso   Kymmenedalen  Kymenlaakso                              Kymmenedalen
    """
    sql = view_sql(SERVED_RESULTS, "sv")
    assert sql.startswith("CREATE VIEW results_sv AS SELECT period_kind, period, region, ")
    assert "region_sv AS region_label" in sql and "region_fi" not in sql and "region_en" not in sql


def test_every_text_stands_in_three_languages_and_every_asset_in_each():
    assert all(set(by_locale) == set(LOCALES) and all(by_locale.values()) for by_locale in texts().values())
    titles = {page.title(locale) for page in PAGES for locale in LOCALES}
    assert len(titles) == len(LOCALES) * len(PAGES)
    assert len(bundle.files()) == len({d.file for d in DATASETS}) + 3 * (len(DATASETS) + len(CHARTS) + len(PAGES))


@pytest.mark.parametrize("dataset", DATASETS, ids=lambda one: one.key)
def test_a_metric_shows_one_published_row_or_nothing(dataset):
    """Results overlap and are never added up; facts about deliveries don't, and may be."""
    for metric in datasets.definition(dataset, "en")["metrics"]:
        if dataset.file == datasets.REPORT_USERS:
            assert metric["expression"].startswith(ONE_ROW)
        assert metric["metric_name"] not in dataset.column_names


@pytest.mark.parametrize("chart", CHARTS, ids=lambda one: one.key)
def test_a_chart_reads_columns_and_metrics_of_its_dataset(chart):
    params = charts.definition(chart, "fi")["params"]
    known = {metric.metric_name for metric in chart.dataset.metrics}
    shown = [params["metric"]] if "metric" in params else params["metrics"]
    assert set(shown) <= known
    named = [params[field] for field in COLUMN_FIELDS if params.get(field)]
    columns = {name for value in named for name in ([value] if isinstance(value, str) else value)}
    columns |= {one["subject"] for one in params["adhoc_filters"]}
    assert columns <= chart.dataset.column_names | known


@pytest.mark.parametrize("chart", CHARTS, ids=lambda one: one.key)
def test_a_number_format_is_one_that_the_browser_knows(chart):
    """`,+.0f` is none: the page would show "invalid format" in place of every figure."""
    params = charts.definition(chart, "fi")["params"]
    shown = [one["d3NumberFormat"] for one in params.get("column_config", {}).values()]
    shown += [params.get(field, "") for field in ("y_axis_format", "x_axis_number_format")]
    shown += [chart.dataset.metric(name).format for name in chart.metrics]
    assert all(re.fullmatch(D3_FORMAT, one) for one in shown)
    assert not re.fullmatch(D3_FORMAT, ",+.0f")


def test_the_page_has_one_single_select_filter_with_a_default_for_every_dimension():
    assert [one.key for one in PAGE.filters] == ["region", "period", *DIMENSION_NAMES]
    for one in PAGE.filters:
        control = filters.definition(one, PAGE.charts, "fi")["controlValues"]
        assert control["multiSelect"] is False
        assert bool(one.default) != control["defaultToFirstItem"]


def test_a_filter_acts_on_every_chart_but_those_that_show_all_of_its_values():
    everything = {"region", "period", *DIMENSION_NAMES}
    assert in_scope("nps_period") == everything
    assert in_scope("statement_means") == everything
    assert in_scope("nps_by_month") == everything - {"period"}
    assert in_scope("nps_by_region_month") == everything - {"period", "region"}
    assert in_scope("words") == everything
    for dimension in (one.by for one in PAGE.charts.values() if one.key == f"nps_by_{one.by}"):
        assert in_scope(f"nps_by_{dimension}") == everything - {dimension}


@pytest.mark.parametrize("chart", RESULT_CHARTS, ids=lambda one: one.key)
def test_filters_and_own_rows_together_pin_one_row_a_group(chart):
    """Each part of the table's key is pinned by a filter, by the chart's own rows, or is what the chart lays out."""
    laid_out = {chart.across, chart.by, "period" if chart.trend else None}
    if "statement" in chart.dataset.table.key:
        laid_out.add("statement")
    pinned = in_scope(chart.key) | {column for column, _ in chart.only} | laid_out
    assert set(chart.dataset.table.key) <= pinned


@pytest.mark.parametrize(
    "chart", [one for one in county.CHARTS if one.dataset is county.COUNTY], ids=lambda one: one.key
)
def test_the_countys_charts_are_pinned_too_and_its_filter_begins_with_its_own_region(chart):
    laid_out = {chart.across, chart.by, "period" if chart.trend else None}
    laid_out |= {"statement"} if "statement" in str(chart.params("fi").get("groupby")) else set()
    assert set(chart.dataset.table.key) <= in_scope(chart.key, county.PAGE) | laid_out
    region = county.PAGE.filters[0]
    assert filters.definition(region, county.PAGE.charts, "fi")["controlValues"]["defaultToFirstItem"] is True


def test_the_sote_class_is_on_no_page_while_the_crosswalk_is_incomplete():
    shown = [metric for chart in CHARTS for metric in chart.metrics]
    assert "nps" in shown and "sote_class" not in shown


@pytest.mark.parametrize("asset", bundle.files().values(), ids=lambda one: str(one["uuid"])[:8])
def test_assets_are_marked_as_managed_by_code(asset):
    assert asset["is_managed_externally"] is True
