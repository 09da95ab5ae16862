"""Open feedback in gold: what it is about and how it sounds.

As everywhere in gold a dimension column holds a code or `*`; a result set that is withheld has no row, so that withheld
and unsaid look the same.
"""

from lake_layout.gold import DIMENSION_NAMES, DIMENSIONS, PERIOD_COLUMNS
from lake_layout.slices import made_of
from lake_layout.table import Column, Table

SENTIMENTS = ("positive", "neutral", "negative", "mixed")
_COUNTS = {
    "positive": "Feedback that speaks well of it",
    "neutral": "Feedback that mentions it without a judgement",
    "negative": "Feedback that speaks badly of it",
    "mixed": "Feedback that does both",
}
KEY_SUM = "theme_key"

_WHAT = (
    *PERIOD_COLUMNS,
    *DIMENSIONS,
    Column("theme", "STRING", "Theme, * all texts, or unassigned", nullable=False, code_set="themes", label="Teema"),
    *(Column(name, "INT", meaning, nullable=False) for name, meaning in _COUNTS.items()),
)

MONTH_THEMES = Table(
    name="month_themes",
    layer="silver",
    path="silver/month_themes",
    meaning="A month's open feedback by theme and sentiment before protection: exact counts and sums of record keys, "
    "what quarters and years are summed up from; never published",
    columns=(
        *(column for column in _WHAT if column.name != "period_kind"),
        Column(KEY_SUM, "BIGINT", "Sum of the record keys of the feedback that mention it", nullable=False),
    ),
    key=("period", "region", *DIMENSION_NAMES, "theme"),
    readers="the pipeline",
    retention="years",
    partition_by=("period",),
    statistics=("period", "region"),
)

THEMES = Table(
    name="themes",
    layer="gold/anonymised",
    path="gold/anonymised/themes",
    meaning="Open feedback of a slice of at most one dimension by theme and sentiment; theme * counts every analysed "
    "text by its own sentiment, theme unassigned those of which the model is sure of no theme",
    columns=_WHAT,
    key=("period", "region", *DIMENSION_NAMES, "theme"),
    readers="report users, by role",
    retention="years",
    partition_by=("period",),
    statistics=("period_kind", "period", "region"),
)

THEMES_MADE_OF = made_of(THEMES, SENTIMENTS)

TABLES = (MONTH_THEMES, THEMES, THEMES_MADE_OF)
