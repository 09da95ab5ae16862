"""The serving file's table of experience beside need, access and cost."""

from lake_layout.gold import DIMENSIONS, PERIOD_COLUMNS, RESULTS
from lake_layout.serving_comparison import names_of, words_of
from lake_layout.table import Column, Table

_SERVICE_CLASS = next(column for column in DIMENSIONS if column.name == "service_class")
_INDICATOR = Column("indicator", "STRING", "Indicator", nullable=False, code_set="indicators")
LABELLED = (*(column for column in PERIOD_COLUMNS if column.code_set), _SERVICE_CLASS, _INDICATOR)

CONTEXT = Table(
    name="experience_context",
    layer="serving",
    path="experience_context",
    meaning="Each region's published NPS with an indicator of need, access or cost, by region, service class and year",
    columns=(
        *PERIOD_COLUMNS,
        *LABELLED[1:],
        *(name for column in LABELLED for name in names_of(column)),
        Column("n", "INT", "Published answers", nullable=False),
        Column("value", "DOUBLE", "NPS", nullable=False),
        Column("low", "DOUBLE", "Lower end of its 95 % interval"),
        Column("high", "DOUBLE", "Upper end of it"),
        Column("standardised", "DOUBLE", "NPS with the country's mix of service class and age group"),
        Column("indicator_value", "DOUBLE", "The indicator's value", nullable=False),
        Column("indicator_year", "INT", "The year that it is of", nullable=False),
        *words_of("unit", "Its unit"),
        Column("source", "STRING", "Where it comes from", nullable=False),
        Column("status", "STRING", "Whether it is official, as its file says", nullable=False),
        Column("placeholder", "INT", "1: illustrative, not official", nullable=False),
        *words_of("official", "Whether it is official, in words"),
    ),
    key=("period", "region", "service_class", "indicator"),
    readers=RESULTS.readers,
    retention="until the next publication",
)

TABLES = (CONTEXT,)
