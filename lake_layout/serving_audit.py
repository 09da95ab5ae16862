"""The serving files of the audit layer: `deliveries` for a region's own situation, `audit` for reviewers and operators.

Totals of a delivery are exact. Whatever is finer than a delivery (a reason, a language) is rounded to the nearest ten:
a figure then can't be told apart from its neighbours, nor by subtracting it from an exact total.
"""

from lake_layout.serving import LOCALES
from lake_layout.table import Column, Table

DELIVERIES_FILE, AUDIT_FILE = "deliveries", "audit"
FINER_ROUNDED_TO = 10


def _labels(name: str) -> tuple[Column, ...]:
    return tuple(Column(f"{name}_{locale}", "STRING", f"Name of {name}, {locale}") for locale in LOCALES)


_OF_DELIVERY = (
    Column("delivery_id", "STRING", "Region, source, period, sequence", nullable=False),
    Column("region", "STRING", "Region", nullable=False, code_set="regions"),
    Column("source", "STRING", "Source", nullable=False),
    Column("period", "STRING", "Month of the answers", nullable=False),
    *_labels("region"),
)
_STATE = (
    *_OF_DELIVERY,
    Column("state", "STRING", "What became of it", nullable=False, code_set="delivery_states"),
    *_labels("state"),
    Column("received_on", "STRING", "Day it came, YYYY-MM-DD", nullable=False),
    Column("published_on", "STRING", "Day its results were published, YYYY-MM-DD"),
    Column("due_on", "STRING", "Last day of its deadline, YYYY-MM-DD"),
    Column("days_late", "INT", "Days after the deadline"),
    Column("rows_received", "INT", "Rows of the files"),
    Column("rows_accepted", "INT", "Rows that passed"),
    Column("rows_quarantined", "INT", "Rows kept apart until corrected"),
    Column("rows_rejected", "INT", "Rows of a rejected delivery"),
    Column("rows_duplicate", "INT", "Exact duplicates dropped"),
    Column("texts", "INT", "Rows with open text"),
    Column("texts_withheld", "INT", "Texts the verification run withheld"),
)


def _served(name: str, meaning: str, key: tuple[str, ...], *columns: Column, readers: str) -> Table:
    return Table(name, "serving", name, meaning, columns, key, readers, retention="until the next one is written")


DELIVERY_STATES = _served(
    "delivery_states",
    "A region's deliveries and what became of them",
    ("delivery_id",),
    *_STATE,
    readers="the region itself, national users",
)
_REVIEWERS = "operators, reviewers"
AUDITED_DELIVERIES = _served(
    "audited_deliveries", "Every delivery, exact totals", ("delivery_id",), *_STATE, readers=_REVIEWERS
)
AUDITED_FINDINGS = _served(
    "audited_findings",
    "What the gate found, by delivery, reason and column; lines rounded",
    ("delivery_id", "reason", "column_name"),
    *_OF_DELIVERY,
    Column("reason", "STRING", "Reason code", nullable=False),
    *_labels("reason"),
    Column("column_name", "STRING", "National field name, or - for the file", nullable=False),
    Column("severity", "STRING", "reject, quarantine or warning", nullable=False),
    Column("lines", "INT", "Lines it was found on, rounded"),
    readers=_REVIEWERS,
)
AUDITED_TEXTS = _served(
    "audited_texts",
    "The verification run by delivery and language; texts rounded",
    ("delivery_id", "language"),
    *_OF_DELIVERY,
    Column("language", "STRING", "Language whose rules were used", nullable=False, code_set="languages"),
    *_labels("language"),
    Column("texts", "INT", "Texts, rounded"),
    Column("texts_missed", "INT", "Texts that still held an identifier, rounded"),
    Column("texts_withheld", "INT", "Texts withheld, rounded"),
    readers=_REVIEWERS,
)
AUDITED_PROBES = _served(
    "audited_probes",
    "Made-up identifiers that the verification run was given beside a delivery, by type: exact, nobody's own",
    ("delivery_id", "removal_type"),
    *_OF_DELIVERY,
    Column("removal_type", "STRING", "Type of identifier", nullable=False),
    Column("probes", "INT", "Sentences made"),
    Column("found", "INT", "Sentences of which nothing survived"),
    readers=_REVIEWERS,
)

TABLES = {
    DELIVERIES_FILE: (DELIVERY_STATES,),
    AUDIT_FILE: (AUDITED_DELIVERIES, AUDITED_FINDINGS, AUDITED_TEXTS, AUDITED_PROBES),
}
