"""Open feedback: what it is about, how it sounds, how that changes, what is typical, and what the statements say."""

from lake_layout.gold import ALL, DIMENSION_NAMES, DIMENSIONS
from lake_layout.open_feedback import SENTIMENTS
from lake_layout.serving import LABEL_OF_ALL, LABEL_OF_COUNTRY
from lake_layout.serving_open_feedback import SERVED_ALERTS, SERVED_SERIES, THEME_RESULTS, TYPICAL_WORDS
from lake_layout.silver import UNASSIGNED
from superset_assets.charts import Chart
from superset_assets.dashboards import Dashboard, Row, Section
from superset_assets.datasets import MONTH, TWO_DECIMALS, WHOLE, Dataset, MadeColumn, Metric
from superset_assets.filters import Filter
from superset_assets.labels import Text
from superset_assets.looks import BARS, BIG_NUMBER, HEATMAP, LINE, SHARES, TABLE, WORD_CLOUD

ONE_DECIMAL = ",.1f"
_NUMBERED = "printf('%02d', theme_order) || ' ' || theme_label"
_COLOURS = {"positive": "#0072b2", "neutral": "#d9dee2", "mixed": "#e8c468", "negative": "#d55e00"}


def _figure(column: str, format: str = WHOLE) -> Metric:
    return Metric(column, f"MAX({column})", format)


THEMES = Dataset(
    THEME_RESULTS,
    metrics=(
        _figure("texts"),
        _figure("n"),
        _figure("share", ONE_DECIMAL),
        _figure("balance"),
        *(_figure(name) for name in SENTIMENTS),
        *(_figure(f"{name}_share") for name in SENTIMENTS),
        _figure("statement_mean", TWO_DECIMALS),
        _figure("statement_n"),
    ),
    made=(
        MONTH,
        MadeColumn("numbered_theme", _NUMBERED, "column.theme"),
        MadeColumn("asked", "CASE WHEN statement_mean IS NULL THEN 'no' ELSE 'yes' END", "column.asked"),
    ),
)
TYPICAL = Dataset(
    TYPICAL_WORDS,
    metrics=(_figure("feedback"), _figure("typicality", ONE_DECIMAL)),
    made=(MadeColumn("stands_out", "CASE WHEN typicality > 0 THEN 'yes' ELSE 'no' END", "column.stands_out"),),
)

SERIES = Dataset(
    SERVED_SERIES,
    metrics=tuple(_figure(name, ONE_DECIMAL) for name in ("value", "trend", "low", "high")),
    made=(MONTH,),
)
ALERTS = Dataset(SERVED_ALERTS, metrics=(_figure("place"),))

_EVERY, _NONE = (("theme", ALL),), (("theme", ALL), ("theme", UNASSIGNED))


def _typical(key: str, look, *metrics: str, **settings) -> Chart:
    return Chart(
        key, TYPICAL, look, metrics, across="word", only=(("text_language", "fi"), ("stands_out", "yes")),
        settings=settings,
    )  # fmt: skip


CHARTS = (
    Chart("texts_period", THEMES, BIG_NUMBER, ("texts",), only=_EVERY,
          settings={"subtitle": Text("chart.texts_period.subtitle")}),
    Chart("negative_period", THEMES, BIG_NUMBER, ("negative_share",), only=_EVERY,
          settings={"subtitle": Text("chart.negative_period.subtitle")}),
    Chart("positive_period", THEMES, BIG_NUMBER, ("positive_share",), only=_EVERY,
          settings={"subtitle": Text("chart.positive_period.subtitle")}),
    Chart("negative_by_month", THEMES, LINE, ("negative_share", "positive_share"), across="month", trend=True,
          only=_EVERY, settings={"show_legend": True, "show_value": False, "y_axis_bounds": [0, None]}),
    Chart("theme_sentiments", THEMES, SHARES, ("negative", "mixed", "neutral", "positive"), across="numbered_theme",
          by="theme", without=_NONE, settings={"contributionMode": None, "y_axis_format": WHOLE}),
    Chart("theme_shares", THEMES, TABLE, ("n", "share", "negative_share", "positive_share", "balance"), by="theme",
          without=_NONE),
    Chart("theme_by_month", THEMES, HEATMAP, ("share",), across="month", by="theme", trend=True, without=_NONE,
          settings={"y_axis_format": ONE_DECIMAL}),
    Chart("theme_by_region", THEMES, HEATMAP, ("share",), across="numbered_theme", without=_NONE,
          also_escapes=("region",),  # the country's row stands among them: a county sees its own beside it
          settings={"groupby": "region_label", "y_axis_format": ONE_DECIMAL, "xAxisLabelRotation": 45,
                    "x_axis_time_format": "smart_date"}),
    Chart("theme_balance", THEMES, BARS, ("balance",), across="theme_label", by="theme", without=_NONE),
    Chart("theme_beside_statement", THEMES, TABLE, ("statement_mean", "statement_n", "share", "negative_share"),
          by="theme", only=(("asked", "yes"),)),
    Chart("alerts", ALERTS, TABLE, ("place",), also_escapes=("region", "period", *DIMENSION_NAMES), barred=(),
          settings={"groupby": ["words_label"], "order_desc": False}),
    Chart("negative_series", SERIES, LINE, ("value", "trend", "low", "high"), across="month", trend=True,
          only=(("measure", "text_negative"),),
          also_escapes=tuple(name for name in DIMENSION_NAMES if name != "service_class"),
          settings={"show_legend": True, "show_value": False, "markerEnabled": False}),
    _typical("typical_words", WORD_CLOUD, "typicality", size_from="10", size_to="26"),
    _typical("typical_list", TABLE, "typicality", "feedback", groupby=["word"], row_limit=20),
)  # fmt: skip

CHART = {chart.key: chart for chart in CHARTS}

FILTERS = (
    Filter("region", "region_label", LABEL_OF_COUNTRY, dataset=THEMES),
    Filter("period", "period", ascending=False, dataset=THEMES),
    *(Filter(column.name, f"{column.name}_label", LABEL_OF_ALL, dataset=THEMES) for column in DIMENSIONS),
)

PAGE = Dashboard(
    "avoin-palaute",
    readers=("county", "national"),
    body=(
        Section("open.intro", height=21, heading=False),
        Section("open.section.now"),
        Row(27, ((CHART["texts_period"], 4), (CHART["negative_period"], 4), (CHART["positive_period"], 4))),
        Section("open.section.themes"),
        Row(70, ((CHART["theme_sentiments"], 6), (CHART["theme_shares"], 6))),
        Row(60, ((CHART["theme_balance"], 6), (CHART["theme_beside_statement"], 6))),
        Section("open.section.trend"),
        Row(62, ((CHART["theme_by_month"], 6), (CHART["negative_by_month"], 6))),
        Section("open.section.alerts"),
        Row(50, ((CHART["alerts"], 6), (CHART["negative_series"], 6))),
        Section("open.section.regions"),
        Row(62, ((CHART["theme_by_region"], 12),)),
        Section("open.section.words"),
        Row(52, ((CHART["typical_words"], 6), (CHART["typical_list"], 6))),
    ),
    filters=FILTERS,
    colours=tuple(
        (THEMES.metric(name).metric_name, colour)
        for tone, colour in _COLOURS.items()
        for name in (tone, f"{tone}_share")
    ),
)
