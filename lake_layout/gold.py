"""Gold/anonymised: protected aggregates, all that report users ever see.

Every dimension column holds a code or `*` (all). A withheld figure is null: withheld and unanswered look the same.
"""

from lake_layout.feedback_fields import STATEMENTS
from lake_layout.table import Column, Table

ALL = "*"

PERIOD_COLUMNS = (
    Column("period_kind", "STRING", "month, quarter or year", nullable=False, label="Ajanjakson laji"),
    Column("period", "STRING", "2026-05, 2026-Q2 or 2026", nullable=False, label="Ajanjakso"),
    Column("region", "STRING", "Region, * the country", nullable=False, code_set="regions", label="Alue"),
)
DIMENSIONS = (
    Column(
        "service_class", "STRING", "Service class", nullable=False, code_set="service_classes", label="Palveluluokka"
    ),
    Column("contact_type", "STRING", "Contact type", nullable=False, code_set="contact_types", label="Yhteystapa"),
    Column(
        "professional_group",
        "STRING",
        "Professional group",
        nullable=False,
        code_set="professional_groups",
        label="Ammattiryhmä",
    ),
    Column("age_group", "STRING", "Age group", nullable=False, code_set="age_groups", label="Ikäryhmä"),
)
DIMENSION_NAMES = tuple(column.name for column in DIMENSIONS)

MOST_DIMENSIONS_AT_ONCE = 2


#: Each question's answer categories: published column -> the answers (of the silver column) it counts.
CATEGORIES: dict[str, dict[str, tuple[int, ...]]] = {
    "nps": {
        "nps_detractors": tuple(range(0, 7)),
        "nps_passives": (7, 8),
        "nps_promoters": (9, 10),
    },
    **{field.name: {f"{field.name}_{step}": (step,) for step in range(1, 6)} for field in STATEMENTS},
    "digital_rating": {f"digital_rating_{step}": (step,) for step in range(1, 6)},
}

RESULTS = Table(
    name="results",
    layer="gold/anonymised",
    path="gold/anonymised/results",
    meaning="Respondents of a slice and, for each question, how many gave each answer; a column per answer category",
    columns=(
        *PERIOD_COLUMNS,
        *DIMENSIONS,
        Column("respondents", "INT", "Feedback of the slice", label="Vastaajia"),
        *(
            Column(category, "INT", f"Answers counted as {category}")
            for categories in CATEGORIES.values()
            for category in categories
        ),
    ),
    key=("period", "region", *DIMENSION_NAMES),
    readers="report users, by role",
    retention="years",
    partition_by=("period",),
    statistics=("period_kind", "period", "region"),
)

WORDS = Table(
    name="words",
    layer="gold/anonymised",
    path="gold/anonymised/words",
    meaning="Words that recur in the same written form: how many feedback of the region and quarter hold them",
    columns=(
        *PERIOD_COLUMNS,
        Column("text_language", "STRING", "Language of the texts", nullable=False, code_set="languages", label="Kieli"),
        Column("word", "STRING", "The word as written, in lower case", nullable=False, label="Sana"),
        Column("lemma", "STRING", "Its dictionary form", nullable=False),
        Column("feedback", "INT", "Feedback that hold the word", nullable=False, label="Palautteita"),
    ),
    key=("period", "region", "text_language", "word"),
    readers="report users, by role",
    retention="years",
    partition_by=("period",),
    statistics=("period_kind", "period", "region"),
)

TABLES = (RESULTS, WORDS)
