"""Audit: the ledger of deliveries, what the gate found and how long it took; a small SQL database.

It holds counts, codes and times, never anything of a feedback.
"""

from lake_layout.table import Column, Table


def _audit(name: str, meaning: str, key: tuple[str, ...], *columns: Column) -> Table:
    return Table(name, "audit", name, meaning, columns, key, readers="operators, reviewers", retention="years")


DELIVERIES = _audit(
    "deliveries",
    "One row a delivery: received = accepted + quarantined + rejected + duplicates; accepted = bronze = silver",
    ("delivery_id",),
    Column("delivery_id", "STRING", "Region, source, period, sequence", nullable=False),
    Column("region", "STRING", "Region", nullable=False),
    Column("source", "STRING", "Source", nullable=False),
    Column("period", "STRING", "Month of the answers", nullable=False),
    Column("sequence", "INT", "1 for the first of the period, then 2 ...", nullable=False),
    Column("sha256", "STRING", "Checksum of the delivered bytes", nullable=False),
    Column("file_names", "STRING", "Names of the delivered files", nullable=False),
    Column("contract_version", "STRING", "Version of the contract it was checked by"),
    Column("status", "STRING", "received, checked, loaded, refined, published, rejected or replaced", nullable=False),
    Column("outcome", "STRING", "accepted, accepted_with_quarantine or rejected; null until checked"),
    Column("received_at", "TIMESTAMP", "When the platform took it (UTC)", nullable=False),
    Column("checked_at", "TIMESTAMP", "When the gate decided (UTC)"),
    Column("refined_at", "TIMESTAMP", "When silver held it (UTC)"),
    Column("published_at", "TIMESTAMP", "When gold held it (UTC)"),
    Column("replaced_by", "STRING", "The delivery that corrects it"),
    Column("rows_received", "INT", "Rows of the files"),
    Column("rows_accepted", "INT", "Rows that passed"),
    Column("rows_quarantined", "INT", "Rows kept apart until corrected"),
    Column("rows_rejected", "INT", "Rows of a rejected delivery"),
    Column("rows_duplicate", "INT", "Exact duplicates dropped"),
    Column("rows_bronze", "INT", "Rows that bronze holds of it"),
    Column("rows_silver", "INT", "Rows that silver holds of it"),
    Column("rows_gold", "INT", "Rows counted in gold before protection"),
    Column("texts", "INT", "Rows with open text"),
    Column("texts_withheld", "INT", "Texts the verification run withheld"),
)

FINDINGS = _audit(
    "findings",
    "How often each reason was found in a delivery, by column",
    ("delivery_id", "reason", "column_name"),
    Column("delivery_id", "STRING", "Delivery", nullable=False),
    Column("reason", "STRING", "Reason code", nullable=False),
    Column("column_name", "STRING", "National field name, or - for the file", nullable=False),
    Column("severity", "STRING", "reject, quarantine or warning", nullable=False),
    Column("rows", "INT", "Lines it was found on", nullable=False),
)

REMOVALS = _audit(
    "removals",
    "What the verification run removed from a delivery's texts, by language and type",
    ("delivery_id", "language", "removal_type"),
    Column("delivery_id", "STRING", "Delivery", nullable=False),
    Column("language", "STRING", "Language", nullable=False),
    Column("removal_type", "STRING", "Type of identifier", nullable=False),
    Column("removals", "INT", "How many were removed", nullable=False),
    Column("texts", "INT", "How many texts held one", nullable=False),
)

PUBLICATIONS = _audit(
    "publications",
    "What a publication rewrote: cells published and withheld of each gold table and period",
    ("table_name", "period"),
    Column("table_name", "STRING", "Gold table", nullable=False),
    Column("period", "STRING", "Period that was rewritten", nullable=False),
    Column("published_at", "TIMESTAMP", "When (UTC)", nullable=False),
    Column("cells_published", "INT", "Question sets published", nullable=False),
    Column("cells_withheld", "INT", "Question sets withheld", nullable=False),
)

STAGES = _audit(
    "stages",
    "Seconds that each stage took",
    ("subject", "stage"),
    Column("subject", "STRING", "Delivery, or the publication's run", nullable=False),
    Column("stage", "STRING", "receive, check, load, refine, analyse, aggregate, serve", nullable=False),
    Column("seconds", "DOUBLE", "Wall time", nullable=False),
    Column("rows", "INT", "Rows it worked on"),
)

TABLES = (DELIVERIES, FINDINGS, REMOVALS, PUBLICATIONS, STAGES)
