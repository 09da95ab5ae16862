"""Exact counts of a month's slices, beside silver and never published: what quarters and years are summed up from.

A row says how many feedback of a region, month and slice gave each answer, and the sums of their record keys, from
which the published counts' noise follows. What it counts of a delivery goes with the delivery.
"""

from lake_layout.gold import ANSWERS, CATEGORIES, DIMENSIONS, OWN_STATEMENTS, PERIOD_COLUMNS, RESULTS, WORDS
from lake_layout.table import Column, Table

RESPONDENTS = "respondents"
QUESTIONS: dict[str, tuple[str, ...]] = {
    RESPONDENTS: (RESPONDENTS,),
    **{question: tuple(categories) for question, categories in CATEGORIES.items()},
}
"""Each result set of a slice and its categories; the respondents themselves are a set of one."""

COUNTS = tuple(category for categories in QUESTIONS.values() for category in categories)
KEY_SUMS = tuple(f"{question}_key" for question in QUESTIONS)

MONTH_SLICES = Table(
    name="month_slices",
    layer="silver",
    path="silver/month_slices",
    meaning="A month's slices before protection: exact counts and sums of record keys, a column per answer category",
    columns=(
        *(column for column in PERIOD_COLUMNS if column.name != "period_kind"),
        *DIMENSIONS,
        *(Column(name, "INT", f"Feedback counted as {name}", nullable=False) for name in COUNTS),
        *(Column(name, "BIGINT", "Sum of the record keys of who answered", nullable=False) for name in KEY_SUMS),
    ),
    key=("period", "region", *(column.name for column in DIMENSIONS)),
    readers="the pipeline",
    retention="years",
    partition_by=("period",),
    statistics=("period", "region"),
)


OWN_STATEMENTS_KEY = "own_statement_key"

MONTH_OWN_STATEMENTS = Table(
    name="month_own_statements",
    layer="silver",
    path="silver/month_own_statements",
    meaning="A month's answers to regions' own statements before protection: exact counts and sums of record keys, "
    "what quarters and years are summed up from; never published",
    columns=(
        *(column for column in OWN_STATEMENTS.columns if column.name != "period_kind"),
        Column(OWN_STATEMENTS_KEY, "BIGINT", "Sum of the statement's multiples of the record keys", nullable=False),
    ),
    key=OWN_STATEMENTS.key,
    readers="the pipeline",
    retention="years",
    partition_by=("period",),
    statistics=("period", "region"),
)


def made_of(table: Table, counts: tuple[str, ...]) -> Table:
    """What a gold table's published counts were made of, by the same key: a set is published anew only when enough of
    it has changed since."""
    columns = tuple(column for column in table.columns if column.type == "STRING")
    return Table(
        name=f"{table.name}_made_of",
        layer="silver",
        path=f"silver/{table.name}_made_of",
        meaning=f"The true counts that gold's {table.name} were made of when they were last published",
        columns=(*columns, *(Column(name, "INT", f"Feedback counted as {name}", nullable=False) for name in counts)),
        key=table.key,
        readers="the pipeline",
        retention="years",
        partition_by=("period",),
        statistics=table.statistics,
    )


RESULTS_MADE_OF = made_of(RESULTS, COUNTS)
WORDS_MADE_OF = made_of(WORDS, ("feedback",))
OWN_STATEMENTS_MADE_OF = made_of(OWN_STATEMENTS, ANSWERS)

TABLES = (MONTH_SLICES, MONTH_OWN_STATEMENTS, RESULTS_MADE_OF, WORDS_MADE_OF, OWN_STATEMENTS_MADE_OF)
