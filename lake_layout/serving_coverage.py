"""The serving file's table of coverage: who is asked, and who answers, against invitations and service events."""

from lake_layout.gold import DIMENSIONS, PERIOD_COLUMNS, RESULTS
from lake_layout.serving_comparison import names_of, words_of
from lake_layout.table import Column, Table

_GROUPS = tuple(column for column in DIMENSIONS if column.name in ("service_class", "age_group"))
LABELLED = (*(column for column in PERIOD_COLUMNS if column.code_set), *_GROUPS)

COVERAGE = Table(
    name="coverage",
    layer="serving",
    path="coverage",
    meaning="Response rate and coverage from published counts, by region, service class and age group; unknown where "
    "a region hasn't told its invitations and events",
    columns=(
        *PERIOD_COLUMNS,
        *_GROUPS,
        *(name for column in LABELLED for name in names_of(column)),
        Column("respondents", "INT", "Published respondents, however they were asked"),
        Column("invitations", "INT", "Published invitations; null where withheld or not told"),
        Column("service_events", "INT", "Published service events; null where withheld or not told"),
        Column("response_rate", "DOUBLE", "Respondents to invitations; null where unknown or over 1"),
        Column("response_low", "DOUBLE", "Lower end of its 95 % interval (Wilson, noise included)"),
        Column("response_high", "DOUBLE", "Upper end of it"),
        Column("coverage_share", "DOUBLE", "Respondents to service events; null where unknown or over 1"),
        Column("invited_share", "DOUBLE", "Invitations to service events; null where unknown"),
        Column("extraction_rule", "STRING", "How those asked are picked", code_set="extraction_rules"),
        *words_of("extraction_rule", "How those asked are picked, in words"),
        Column("follow_up", "STRING", "asked, asked_less, nobody_asked or unknown", code_set="follow_up"),
        *words_of("follow_up", "The same in words"),
    ),
    key=("period", "region", "service_class", "age_group"),
    readers=RESULTS.readers,
    retention="until the next publication",
)

TABLES = (COVERAGE,)
