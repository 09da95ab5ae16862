"""The serving file of report users: gold's tables with labels beside the codes, one table a page reads.

A label column `<dimension>_fi` holds what a reader sees and filters by; `Kaikki` and `Koko maa` stand for `*`.
"""

from lake_layout.gold import ALL, CATEGORIES, DIMENSIONS, PERIOD_COLUMNS, RESULTS, WORDS
from lake_layout.table import Column, Table

FILE = "serving/report_users"
LABEL_OF_ALL = "Kaikki"
LABEL_OF_COUNTRY = "Koko maa"

LABELLED = tuple(column for column in (*PERIOD_COLUMNS, *DIMENSIONS) if column.code_set)


def _label(column: Column) -> Column:
    return Column(f"{column.name}_fi", "STRING", f"Finnish name of {column.name}", nullable=False, label=column.label)


_TOTALS = tuple(
    Column(f"{question}_n", "INT", f"Published answers to {question}: the sum of its published categories")
    for question in CATEGORIES
)

SERVED_RESULTS = Table(
    name="results",
    layer="serving",
    path="results",
    meaning="Gold's results with labels and each question's published n",
    columns=(*RESULTS.columns, *(_label(column) for column in LABELLED), *_TOTALS),
    key=RESULTS.key,
    readers=RESULTS.readers,
    retention="until the next publication",
)

SERVED_STATEMENTS = Table(
    name="statement_results",
    layer="serving",
    path="statement_results",
    meaning="The seven national statements, one row a statement and slice: published n, counts 1-5 and mean",
    columns=(
        *PERIOD_COLUMNS,
        *DIMENSIONS,
        *(_label(column) for column in LABELLED),
        Column("statement", "STRING", "Statement", nullable=False, code_set="statements"),
        Column("statement_fi", "STRING", "Finnish name of the statement", nullable=False, label="Väittämä"),
        Column("statement_order", "INT", "Order on the questionnaire", nullable=False),
        *(Column(f"answers_{step}", "INT", f"Answers {step}", label=f"Vastauksia {step}") for step in range(1, 6)),
        Column("n", "INT", "Published answers", label="Vastauksia"),
        Column("mean", "DOUBLE", "Mean of the published answers, 1-5", label="Keskiarvo (1–5)"),
    ),
    key=(*RESULTS.key, "statement"),
    readers=RESULTS.readers,
    retention="until the next publication",
)

SERVED_WORDS = Table(
    name="words",
    layer="serving",
    path="words",
    meaning="Gold's words with labels",
    columns=(*WORDS.columns, Column("region_fi", "STRING", "Finnish name of region", nullable=False, label="Alue")),
    key=WORDS.key,
    readers=WORDS.readers,
    retention="until the next publication",
)

TABLES = (SERVED_RESULTS, SERVED_STATEMENTS, SERVED_WORDS)

__all__ = ["ALL", "FILE", "LABELLED", "LABEL_OF_ALL", "LABEL_OF_COUNTRY", "TABLES"]
