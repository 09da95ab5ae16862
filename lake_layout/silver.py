"""Silver (tietovarasto): harmonised feedback, typed and anonymised, and what text analysis says of it."""

from lake_layout.bronze import DELIVERY_COLUMNS
from lake_layout.feedback_fields import FIELDS
from lake_layout.table import Column, Table

_CODES = tuple(
    Column(field.name, "STRING", field.meaning, code_set=field.code_set, label=field.label_fi)
    for field in FIELDS
    if field.kind == "code"
)
_MEASURES = tuple(
    Column(field.name, "INT", field.meaning, label=field.label_fi) for field in FIELDS if field.kind == "scale"
)

FEEDBACK = Table(
    name="silver_feedback",
    layer="silver",
    path="silver/{region}/feedback",
    meaning="One row a feedback: national codes, classification, measures, anonymised text; no id of the region",
    columns=(
        Column(
            "feedback_id", "STRING", "Keyed hash of the source's row id; random once the salt is gone", nullable=False
        ),
        Column(
            "record_key",
            "BIGINT",
            "Disclosure control's key of the record, 0 to 2^32-1; never leaves silver",
            nullable=False,
        ),
        *DELIVERY_COLUMNS,
        Column("cost_centre", "STRING", "Cost centre that produced the service", nullable=False),
        Column("place", "STRING", "Place of performance", nullable=False),
        *_CODES,
        Column(
            "professional_group",
            "STRING",
            "Reporting group of the profession",
            code_set="professional_groups",
            label="Ammattiryhmä",
        ),
        Column(
            "service_class",
            "STRING",
            "Service class",
            nullable=False,
            code_set="service_classes",
            label="Palveluluokka",
        ),
        Column(
            "service_class_basis", "STRING", "How it was classified: cost_centre, rule or unclassified", nullable=False
        ),
        Column("service_class_rule", "STRING", "Rule table's version and the rule that decided, if one did"),
        Column("serviced_on", "DATE", "Day of the service"),
        Column("invited_on", "DATE", "Day of the invitation"),
        Column("answered_on", "DATE", "Day of the answer", nullable=False),
        *_MEASURES,
        Column(
            "text", "STRING", "Open feedback after the verification run; null where none was given or it is withheld"
        ),
        Column("text_language", "STRING", "Language the text was read as", code_set="languages"),
        Column("text_withheld", "STRING", "Why the text is withheld, null where it isn't"),
    ),
    key=("feedback_id",),
    readers="the pipeline",
    retention="years",
    partition_by=("period",),
    statistics=("delivery_id", "region", "source", "period"),
)

DENOMINATORS = Table(
    name="silver_denominators",
    layer="silver",
    path="silver/{region}/denominators",
    meaning="How many were invited and how many service events there were, by cost centre and age group of a month",
    columns=(
        Column(
            "record_key", "BIGINT", "Disclosure control's key of the row, 0 to 2^32-1; never leaves silver",
            nullable=False,
        ),
        *DELIVERY_COLUMNS,
        Column("cost_centre", "STRING", "Cost centre that produced the service", nullable=False),
        Column("service_class", "STRING", "Service class", nullable=False, code_set="service_classes"),
        Column("age_group", "STRING", "Age group; null where it isn't told", code_set="age_groups"),
        Column("invitations", "INT", "Invitations sent; null where they aren't counted"),
        Column("service_events", "INT", "Service events; null where they aren't counted"),
    ),
    key=("region", "source", "period", "cost_centre", "age_group"),
    readers="the pipeline",
    retention="years",
    partition_by=("period",),
    statistics=("delivery_id", "region", "source", "period"),
)  # fmt: skip

TEXT_WORDS = Table(
    name="silver_text_words",
    layer="silver",
    path="silver/{region}/text_words",
    meaning="Beside silver's feedback: the distinct words of each anonymised text, as written and as lemmas",
    columns=(
        Column("feedback_id", "STRING", "The feedback whose text it is", nullable=False),
        *DELIVERY_COLUMNS,
        Column("word", "STRING", "The word as written, in lower case", nullable=False),
        Column("lemma", "STRING", "Its dictionary form", nullable=False),
        Column("text_language", "STRING", "Language the text was read as", nullable=False, code_set="languages"),
    ),
    key=("feedback_id", "word"),
    readers="the pipeline",
    retention="years",
    partition_by=("period",),
    statistics=("delivery_id", "region", "source", "period"),
)

UNASSIGNED = "unassigned"
"""Stands as theme where the model is sure of none: such a text has one row, with no score and no evidence."""

TEXT_LABELS = Table(
    name="silver_text_labels",
    layer="silver",
    path="silver/{region}/text_labels",
    meaning="Beside silver's feedback: a row a theme of each anonymised text, with its sentiment and where the "
    "evidence for it stands (offsets, never a copy); a text without a theme has one row",
    columns=(
        Column("feedback_id", "STRING", "The feedback whose text it is", nullable=False),
        *DELIVERY_COLUMNS,
        Column("theme", "STRING", f"Theme, or {UNASSIGNED}", nullable=False, code_set="themes", label="Teema"),
        Column(
            "sentiment",
            "STRING",
            "positive, neutral, negative or mixed: of the theme; of the text where no theme is assigned",
            nullable=False,
        ),
        Column("score", "FLOAT", "How likely the theme is, 0 to 1"),
        Column("evidence_start", "INT", "First character of the evidence in the text, from 0"),
        Column("evidence_end", "INT", "The character after its last"),
        Column("basis", "STRING", "What found the evidence: lexicon (and how it speaks) or model"),
        Column("text_sentiment", "STRING", "The whole text's sentiment", nullable=False),
        Column("text_language", "STRING", "Language the text was read as", nullable=False, code_set="languages"),
        Column("model", "STRING", "Version of the model (docs/model_card.md)", nullable=False),
    ),
    key=("feedback_id", "theme"),
    readers="the pipeline",
    retention="years",
    partition_by=("period",),
    statistics=("delivery_id", "region", "source", "period"),
)

TABLES = (FEEDBACK, DENOMINATORS, TEXT_WORDS, TEXT_LABELS)
