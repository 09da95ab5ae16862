"""Gold/pseudonymised: feedback row by row, without text, dates, ids or places, for THL's delivery only.

A row is not known by anything: rows that are alike can't be told apart, and no order of theirs says which came first.
What is neither here nor in `ALIKE` could tell a customer (specialty, channel, language, production mode, days) and is
left behind in silver.
"""

from lake_layout.feedback_fields import NATIONAL_SCALES
from lake_layout.gold import DIMENSIONS, PERIOD_COLUMNS
from lake_layout.table import Column, Table

_KNOWN = {column.name: column for column in (*PERIOD_COLUMNS, *DIMENSIONS)}
_COARSE = ("service_class", "contact_type", "professional_group", "age_group")
ALIKE = ("region", "period", *_COARSE)
"""What others may know of a customer: at least `disclosure.FEWEST_ALIKE` rows share each combination."""
ANSWERS = tuple(field.name for field in NATIONAL_SCALES)

FEEDBACK = Table(
    name="feedback",
    layer="gold/pseudonymised",
    path="gold/pseudonymised/feedback",
    meaning="One row a feedback: what was answered, of what kind of service, by what age group; * stands where a row "
    "was coarsened, null where the region did not tell or the customer did not answer",
    columns=(
        Column("region", "STRING", "Region", nullable=False, code_set="regions", label="Alue"),
        Column("period", "STRING", "Month of the answer, 2026-05", nullable=False, label="Kuukausi"),
        *(
            Column(name, "STRING", f"{_KNOWN[name].meaning}; * coarsened", name != "service_class",
                   _KNOWN[name].code_set, _KNOWN[name].label)
            for name in _COARSE
        ),
        *(Column(field.name, "INT", field.meaning, label=field.label_fi) for field in NATIONAL_SCALES),
    ),
    key=(),
    readers="THL's delivery",
    retention="years; nothing where the row-level package is off",
    partition_by=("period",),
    statistics=("period", "region"),
)  # fmt: skip

TABLES = (FEEDBACK,)
