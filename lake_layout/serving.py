"""The serving file of report users: gold's tables with labels beside the codes, one table a page reads.

A label column `<dimension>_fi` (`_sv`, `_en`) holds what a reader sees and filters by; `Kaikki` and `Koko maa` stand
for `*`. Each table has a view per language, `results_sv` say, in which the labels are called `<dimension>_label`: so
one definition of a page serves every language.
"""

from lake_layout import serving_comparison, serving_context, serving_coverage, serving_open_feedback
from lake_layout.beside import beside, beside_sql
from lake_layout.gold import ALL, ANSWERS, CATEGORIES, DIMENSIONS, OWN_STATEMENTS, PERIOD_COLUMNS, RESULTS, WORDS
from lake_layout.table import Column, Table

FILE = "serving/report_users"
LOCALES = ("fi", "sv", "en")
LABEL_OF_ALL = {"fi": "Kaikki", "sv": "Alla", "en": "All"}
LABEL_OF_COUNTRY = {"fi": "Koko maa", "sv": "Hela landet", "en": "Whole country"}

LABELLED = tuple(column for column in (*PERIOD_COLUMNS, *DIMENSIONS) if column.code_set)


def _labels(name: str) -> tuple[Column, ...]:
    return tuple(
        Column(f"{name}_{locale}", "STRING", f"Name of {name} in {locale}", nullable=False) for locale in LOCALES
    )


def _all_labels() -> tuple[Column, ...]:
    return tuple(label for column in LABELLED for label in _labels(column.name))


_TOTALS = tuple(
    Column(f"{question}_n", "INT", f"Published answers to {question}: the sum of its published categories")
    for question in CATEGORIES
)

_SOTE_CLASS = (
    Column("sote_class", "STRING", "The service class' SOTE class; null while the crosswalk is incomplete",
           code_set="sote_classes"),
    *(Column(f"sote_class_{locale}", "STRING", f"Its name in {locale}") for locale in LOCALES),
)  # fmt: skip

SERVED_RESULTS = Table(
    name="results",
    layer="serving",
    path="results",
    meaning="Gold's results with labels and each question's published n",
    columns=(*RESULTS.columns, *_all_labels(), *_SOTE_CLASS, *_TOTALS, *serving_comparison.NPS_INTERVAL),
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
        *_all_labels(),
        Column("statement", "STRING", "Statement", nullable=False, code_set="statements"),
        *_labels("statement"),
        Column("statement_order", "INT", "Order on the questionnaire", nullable=False),
        *(Column(f"answers_{step}", "INT", f"Answers {step}", label=f"Vastauksia {step}") for step in range(1, 6)),
        Column("n", "INT", "Published answers", label="Vastauksia"),
        Column("mean", "DOUBLE", "Mean of the published answers, 1-5", label="Keskiarvo (1–5)"),
        *serving_comparison.MEAN_INTERVAL,
    ),
    key=(*RESULTS.key, "statement"),
    readers=RESULTS.readers,
    retention="until the next publication",
)

SERVED_OWN_STATEMENTS = Table(
    name="own_statement_results",
    layer="serving",
    path="own_statement_results",
    meaning="Statements that a region asks besides the national ones, one row a statement and slice: published n, "
    "counts 1-5 and mean; never of the country",
    columns=(
        *PERIOD_COLUMNS,
        *DIMENSIONS,
        *_all_labels(),
        Column("statement", "STRING", "own_statement_1 …, as the region's contract maps it", nullable=False),
        *_labels("statement"),
        *(Column(name, "INT", f"Answers {name[-1]}") for name in ANSWERS),
        Column("n", "INT", "Published answers"),
        Column("mean", "DOUBLE", "Mean of the published answers, 1-5"),
        *serving_comparison.MEAN_INTERVAL,
    ),
    key=OWN_STATEMENTS.key,
    readers=OWN_STATEMENTS.readers,
    retention="until the next publication",
)

SERVED_WORDS = Table(
    name="words",
    layer="serving",
    path="words",
    meaning="Gold's words with labels",
    columns=(*WORDS.columns, *_all_labels(), *_labels("text_language")),
    key=WORDS.key,
    readers=WORDS.readers,
    retention="until the next publication",
)

TABLES = (
    SERVED_RESULTS,
    SERVED_STATEMENTS,
    SERVED_OWN_STATEMENTS,
    SERVED_WORDS,
    *serving_comparison.TABLES,
    *serving_coverage.TABLES,
    *serving_context.TABLES,
    *serving_open_feedback.TABLES,
)

COUNTY_RESULTS = beside("county_results", SERVED_RESULTS, "nps")
COUNTY_STATEMENTS = beside("county_statements", SERVED_STATEMENTS, "mean")


def view_name(table: Table, locale: str) -> str:
    """The table's view in a language."""
    return f"{table.name}_{locale}"


def view_columns(table: Table) -> tuple[Column, ...]:
    """What the table's views hold: its columns, with one `<name>_label` where the table has a label a language."""
    kept = []
    for column in table.columns:
        name, _, ending = column.name.rpartition("_")
        if ending == LOCALES[0]:
            kept.append(Column(f"{name}_label", column.type, f"Name of {name} in the view's language", nullable=False))
        elif ending not in LOCALES:
            kept.append(column)
    return tuple(kept)


def view_sql(table: Table, locale: str) -> str:
    """The statements that create the table's view in a language, and those of the county's page."""
    known = set(table.column_names)
    chosen = [
        f"{name} AS {column.name}" if (name := column.name.removesuffix("label") + locale) in known else column.name
        for column in view_columns(table)
    ]
    view = view_name(table, locale)
    made = f"CREATE VIEW {view} AS SELECT {', '.join(chosen)} FROM {table.name}"
    if table is SERVED_RESULTS:
        made += f"; {beside_sql(view_name(COUNTY_RESULTS, locale), view, table, 'nps', 'nps_low', 'nps_high')}"
    if table is SERVED_STATEMENTS:
        made += f"; {beside_sql(view_name(COUNTY_STATEMENTS, locale), view, table, 'mean', 'low', 'high')}"
    return made


__all__ = ["ALL", "FILE", "LABELLED", "LABEL_OF_ALL", "LABEL_OF_COUNTRY", "LOCALES", "TABLES"]
