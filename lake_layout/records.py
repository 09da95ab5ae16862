"""What a delivery's rows may be, by the name of the contract's schema object, and the fields of each."""

from lake_layout import denominator_fields, feedback_fields
from lake_layout.feedback_fields import FeedbackField

FEEDBACK, DENOMINATORS = "palaute", "kutsut"

FIELDS: dict[str, tuple[FeedbackField, ...]] = {
    FEEDBACK: feedback_fields.FIELDS,
    DENOMINATORS: denominator_fields.FIELDS,
}
KNOWN = {field.name: field for fields in FIELDS.values() for field in fields}
"""Every field of every kind of record, by name."""
