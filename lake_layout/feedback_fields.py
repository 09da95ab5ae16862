"""The nationally agreed structure of one feedback: what a region delivers, whatever its files call it.

Contracts map their own columns to these names; bronze holds them as text; silver holds them typed. Scales follow
THL's national questionnaire (recommendation 0–10, seven statements 1–5).
"""

from dataclasses import dataclass

ID_LONGEST = 100
"""Characters of an id, a cost centre or a place; what is longer is something else."""


@dataclass(frozen=True)
class FeedbackField:
    """One field: `kind` is text, code, date or scale; a scale has its bounds, a code its code set, an id its length."""

    name: str
    kind: str
    meaning: str
    label_fi: str
    required: bool = False
    code_set: str | None = None
    scale: tuple[int, int] | None = None
    longest: int | None = None


def _statement(identifier: str, name: str, dimension: str, label_fi: str) -> FeedbackField:
    return FeedbackField(
        f"statement_{name}", "scale", f"National statement {identifier}: {dimension}, 1–5", label_fi, scale=(1, 5)
    )


STATEMENTS = (
    _statement("V1", "access", "access to help", "Saatavuus"),
    _statement("V2", "encounter", "being cared for as a whole person", "Kohtaaminen"),
    _statement("V3", "participation", "decisions made together", "Osallistuminen"),
    _statement("V4", "safety", "feeling safe", "Turvallisuus"),
    _statement("V5", "information", "knowing how care continues", "Tiedon saanti"),
    _statement("V6", "understanding", "information was understandable", "Tiedon ymmärrettävyys"),
    _statement("V7", "usefulness", "care was useful", "Hyödyllisyys"),
)

OWN_STATEMENTS = tuple(
    FeedbackField(
        f"own_statement_{number}", "scale", f"The region's own statement {number}, 1–5, worded by the region",
        f"Oma väittämä {number}", scale=(1, 5),
    )
    for number in range(1, 4)
)  # fmt: skip
"""Statements that a region asks besides the national ones: no other region's are like them, so none are summed up."""

FIELDS = (
    FeedbackField(
        "source_row_id", "text", "The source's own id of the answer", "Vastauksen tunniste", True, longest=ID_LONGEST
    ),
    FeedbackField(
        "service_event_id",
        "text",
        "Id of the service event in care records",
        "Palvelutapahtuman tunnus",
        longest=ID_LONGEST,
    ),
    FeedbackField(
        "cost_centre", "text", "Cost centre that produced the service", "Kustannuspaikka", True, longest=ID_LONGEST
    ),
    FeedbackField("place", "text", "Place of performance", "Suorituspaikka", True, longest=ID_LONGEST),
    FeedbackField("contact_type", "code", "How the contact took place", "Yhteystapa", code_set="contact_types"),
    FeedbackField("profession", "code", "Profession of the professional", "Ammatti", code_set="professions"),
    FeedbackField("specialty", "code", "Specialty of specialised care", "Erikoisala", code_set="specialties"),
    FeedbackField("service_form", "code", "Service form of primary care", "Palvelumuoto", code_set="service_forms"),
    FeedbackField("sector", "code", "Sector of the service", "Sektori", code_set="sectors"),
    FeedbackField("urgency", "code", "Urgency of care", "Kiireellisyys", code_set="urgency"),
    FeedbackField("age_group", "code", "Age group of the customer", "Ikäryhmä", code_set="age_groups"),
    FeedbackField("production_mode", "code", "Who produced it", "Tuotantotapa", code_set="production_modes"),
    FeedbackField("channel", "code", "How the feedback was given", "Palautekanava", code_set="channels"),
    FeedbackField("language", "code", "Language of the answer", "Kieli", code_set="languages"),
    FeedbackField(
        "questionnaire",
        "code",
        "Questionnaire that was asked; the contract's where it isn't told",
        "Kysely",
        code_set="questionnaires",
    ),
    FeedbackField("serviced_at", "date", "When the service was given", "Palvelun ajankohta"),
    FeedbackField("invited_at", "date", "When the invitation was sent", "Kutsun ajankohta"),
    FeedbackField("answered_at", "date", "When the customer answered", "Vastauksen ajankohta", required=True),
    FeedbackField("nps", "scale", "Recommendation, 0–10", "Suositteluindeksi (NPS)", scale=(0, 10)),
    *STATEMENTS,
    FeedbackField(
        "digital_rating", "scale", "A digital channel's own rating, 1–5 stars", "Digipalvelun arvio", scale=(1, 5)
    ),
    *OWN_STATEMENTS,
    FeedbackField("open_text", "text", "Open feedback, anonymised by the region", "Avoin palaute"),
)

FIELD = {field.name: field for field in FIELDS}
NATIONAL_SCALES = tuple(field for field in FIELDS if field.kind == "scale" and field not in OWN_STATEMENTS)
"""What is asked alike in every region."""
