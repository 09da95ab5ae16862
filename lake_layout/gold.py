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
    Column("specialty", "STRING", "Specialty of specialised care", nullable=False, code_set="specialties",
           label="Erikoisala"),
    Column("production_mode", "STRING", "Who produced it", nullable=False, code_set="production_modes",
           label="Tuotantotapa"),
    Column("channel", "STRING", "How the feedback was given", nullable=False, code_set="channels",
           label="Palautekanava"),
    Column("language", "STRING", "Language of the answer", nullable=False, code_set="languages", label="Kieli"),
)  # fmt: skip
DIMENSION_NAMES = tuple(column.name for column in DIMENSIONS)

MOST_DIMENSIONS_AT_ONCE = 2
"""Of a month, and of what isn't in `TRIPLES`."""

TRIPLES: dict[tuple[str, str, str], str] = {
    ("service_class", "contact_type", "professional_group"): "whom a service's customers met, and how",
    ("service_class", "contact_type", "age_group"): "whom remote services suit",
    ("service_class", "professional_group", "age_group"): "how ages meet professions in a service",
    ("service_class", "age_group", "production_mode"): "own and purchased services for the same ages",
    ("service_class", "contact_type", "production_mode"): "own and purchased services of the same kind",
    ("service_class", "age_group", "language"): "services in both national languages",
    ("contact_type", "age_group", "specialty"): "visits and remote care of a specialty by age",
    ("contact_type", "professional_group", "specialty"): "whom a specialty's patients met, and how",
}
"""Three dimensions at once, of quarters and years only, and what asks for them."""


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

TEXT_LANGUAGE = Column(
    "text_language", "STRING", "Language of the texts", nullable=False, code_set="languages", label="Kieli"
)

WORDS = Table(
    name="words",
    layer="gold/anonymised",
    path="gold/anonymised/words",
    meaning="Words that recur in the same written form: how many feedback of the region and quarter hold them, by at "
    "most one dimension",
    columns=(
        *PERIOD_COLUMNS,
        *DIMENSIONS,
        TEXT_LANGUAGE,
        Column("word", "STRING", "The word as written, in lower case", nullable=False, label="Sana"),
        Column("lemma", "STRING", "Its dictionary form", nullable=False),
        Column("feedback", "INT", "Feedback that hold the word", nullable=False, label="Palautteita"),
    ),
    key=("period", "region", *DIMENSION_NAMES, "text_language", "word"),
    readers="report users, by role",
    retention="years",
    partition_by=("period",),
    statistics=("period_kind", "period", "region"),
)

ANSWERS = tuple(f"answers_{step}" for step in range(1, 6))

OWN_STATEMENTS = Table(
    name="own_statements",
    layer="gold/anonymised",
    path="gold/anonymised/own_statements",
    meaning="Answers to statements that a region asks besides the national ones, by at most one dimension; of regions "
    "only, as one region's statement 1 is another question than the next one's",
    columns=(
        *PERIOD_COLUMNS,
        *DIMENSIONS,
        Column("statement", "STRING", "own_statement_1 …, as the region's contract maps it", nullable=False),
        *(Column(name, "INT", f"Answers {name[-1]}", nullable=False) for name in ANSWERS),
    ),
    key=("period", "region", *DIMENSION_NAMES, "statement"),
    readers="report users, by role",
    retention="years",
    partition_by=("period",),
    statistics=("period_kind", "period", "region"),
)

DENOMINATORS = Table(
    name="denominators",
    layer="gold/anonymised",
    path="gold/anonymised/denominators",
    meaning="Invitations and service events of regions that tell them, by service class and age group, protected as "
    "the results are; a withheld count and one that isn't told are null alike",
    columns=(
        *PERIOD_COLUMNS,
        *(column for column in DIMENSIONS if column.name in ("service_class", "age_group")),
        Column("invitations", "INT", "Invitations sent"),
        Column("service_events", "INT", "Service events"),
    ),
    key=("period", "region", "service_class", "age_group"),
    readers="report users, by role",
    retention="years",
    partition_by=("period",),
    statistics=("period_kind", "period", "region"),
)

INDICATORS = Table(
    name="indicators",
    layer="gold/anonymised",
    path="gold/anonymised/indicators",
    meaning="Population, need, access, waiting times, wellbeing work and unit costs of regions, loaded from files",
    columns=(
        PERIOD_COLUMNS[2],
        *(column for column in DIMENSIONS if column.name in ("service_class", "age_group")),
        Column("year", "INT", "Year that it is of", nullable=False),
        Column("code", "STRING", "Indicator", nullable=False, code_set="indicators"),
        Column("value", "DOUBLE", "Its value", nullable=False),
        Column("source", "STRING", "Where it comes from", nullable=False),
        Column("status", "STRING", "official, verified ..., or illustrative placeholder, not official", nullable=False),
    ),
    key=("region", "service_class", "age_group", "year", "code"),
    readers="report users, by role",
    retention="until loaded anew",
    statistics=("region",),
)

TABLES = (RESULTS, WORDS, OWN_STATEMENTS, DENOMINATORS, INDICATORS)
