"""Bronze (tallennuskerros): a delivery's rows as text, under the national field names."""

from lake_layout import denominator_fields, records
from lake_layout.feedback_fields import FIELDS
from lake_layout.table import Column, Table

DELIVERY_COLUMNS = (
    Column("delivery_id", "STRING", "The delivery that brought the row", nullable=False),
    Column("region", "STRING", "Region that delivered", nullable=False, code_set="regions"),
    Column("source", "STRING", "Feedback system of the region", nullable=False),
    Column("period", "STRING", "Month of the answers, YYYY-MM", nullable=False),
)

FEEDBACK = Table(
    name="bronze_feedback",
    layer="bronze",
    path="bronze/{region}/feedback",
    meaning="Accepted rows as they were delivered: text, the region's own codes, national column names",
    columns=(
        *DELIVERY_COLUMNS,
        Column("line_number", "INT", "Line of the row in the delivered file, the header being line 1", nullable=False),
        *(Column(field.name, "STRING", field.meaning) for field in FIELDS),
    ),
    key=("delivery_id", "line_number"),
    readers="the pipeline",
    retention="13 months",
    partition_by=("source", "period"),
    statistics=("delivery_id", "region", "source", "period"),
)

DENOMINATORS = Table(
    name="bronze_denominators",
    layer="bronze",
    path="bronze/{region}/denominators",
    meaning="Accepted rows of sampling bases as they were delivered: text, the region's own codes",
    columns=(
        *DELIVERY_COLUMNS,
        Column("line_number", "INT", "Line of the row in the delivered file, the header being line 1", nullable=False),
        *(Column(field.name, "STRING", field.meaning) for field in denominator_fields.FIELDS),
    ),
    key=("delivery_id", "line_number"),
    readers="the pipeline",
    retention="13 months",
    partition_by=("source", "period"),
    statistics=("delivery_id", "region", "source", "period"),
)

TABLES = (FEEDBACK, DENOMINATORS)
OF_RECORD = {records.FEEDBACK: FEEDBACK, records.DENOMINATORS: DENOMINATORS}
"""The table that takes a contract's rows, by what they are."""
