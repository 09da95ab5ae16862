"""The serving file's tables of open feedback; labels in Finnish, Swedish and English from the code sets."""

from dataclasses import replace

from lake_layout.changing import ALERTS, SERIES
from lake_layout.gold import DIMENSIONS, PERIOD_COLUMNS, TEXT_LANGUAGE, WORDS
from lake_layout.open_feedback import SENTIMENTS, THEMES
from lake_layout.serving_comparison import names_of, words_of
from lake_layout.table import Column, Table

LABELLED = (
    *(column for column in (*PERIOD_COLUMNS, *DIMENSIONS) if column.code_set),
    Column("theme", "STRING", "Theme", nullable=False, code_set="themes"),
)

THEME_RESULTS = Table(
    name="theme_results",
    layer="serving",
    path="theme_results",
    meaning="Open feedback of a slice by theme: published counts by sentiment, shares, and the national statement that "
    "asks for the same",
    columns=(
        *THEMES.columns,
        *(name for column in LABELLED for name in names_of(column)),
        Column("theme_order", "INT", "Order on the page: all, the themes, unassigned", nullable=False),
        Column("n", "INT", "Published feedback that mention the theme", nullable=False),
        Column("texts", "INT", "Published feedback of the slice with an analysed text; null where withheld"),
        Column("share", "DOUBLE", "Percent of the slice's texts that mention the theme"),
        *(Column(f"{name}_share", "DOUBLE", f"Percent of the mentions that are {name}") for name in SENTIMENTS),
        Column("balance", "DOUBLE", "Percent positive less percent negative, -100 to 100"),
        Column("statement_mean", "DOUBLE", "Mean 1-5 of the national statement about the theme, in the same slice"),
        Column("statement_n", "INT", "Published answers to it"),
    ),
    key=THEMES.key,
    readers=THEMES.readers,
    retention="until the next publication",
)

TYPICAL_WORDS = Table(
    name="typical_words",
    layer="serving",
    path="typical_words",
    meaning="Words and phrases that recur in at least ten feedback, with how typical they are: of a region beside the "
    "rest of the country, of the country beside its other quarters, of a dimension's code beside its region's others",
    columns=(
        *PERIOD_COLUMNS,
        *DIMENSIONS,
        TEXT_LANGUAGE,
        *(name for column in (*PERIOD_COLUMNS, *DIMENSIONS) if column.code_set for name in names_of(column)),
        *names_of(TEXT_LANGUAGE),
        Column("word", "STRING", "The word or phrase as written, in lower case", nullable=False),
        Column("kind", "STRING", "word or phrase", nullable=False),
        Column("feedback", "INT", "Published feedback that hold it", nullable=False),
        Column("typicality", "DOUBLE", "Standard errors that its log odds lie above those elsewhere"),
    ),
    key=WORDS.key,
    readers=WORDS.readers,
    retention="until the next publication",
)

_OF_SERIES = tuple(column for column in (*PERIOD_COLUMNS, *DIMENSIONS) if column.name in ("region", "service_class"))

SERVED_SERIES = Table(
    name="series",
    layer="serving",
    path="series",
    meaning="Gold's series with labels",
    columns=(
        *SERIES.columns,
        *(name for column in _OF_SERIES for name in names_of(column)),
        *words_of("measure", "What the measure is called"),
    ),
    key=SERIES.key,
    readers=SERIES.readers,
    retention="until the next publication",
)

SERVED_ALERTS = Table(
    name="alerts",
    layer="serving",
    path="alerts",
    meaning="Gold's alerts with labels, the surest first; the last row says how many series were judged, and how many "
    "are too short for it",
    columns=(
        *(replace(column, nullable=True) for column in ALERTS.columns),
        *(name for column in _OF_SERIES for name in names_of(column)),
        Column("place", "INT", "1 the surest", nullable=False),
    ),
    key=("place",),
    readers=ALERTS.readers,
    retention="until the next publication",
)

TABLES = (THEME_RESULTS, TYPICAL_WORDS, SERVED_SERIES, SERVED_ALERTS)
