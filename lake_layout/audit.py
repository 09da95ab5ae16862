"""Audit: the ledger of deliveries, what the gate found and how long it took; a small SQL database.

It holds counts, codes and times, never anything of a feedback.
"""

from lake_layout.table import Column, Table


def _audit(name: str, meaning: str, key: tuple[str, ...], *columns: Column) -> Table:
    return Table(name, "audit", name, meaning, columns, key, readers="operators, reviewers", retention="years")


DELIVERIES = _audit(
    "deliveries",
    "One row a delivery: received = accepted + quarantined + rejected + duplicates; accepted = bronze = silver = gold "
    "while it is in force, and no layer holds a row of it afterwards",
    ("delivery_id",),
    Column("delivery_id", "STRING", "Region, source, period, sequence", nullable=False),
    Column("region", "STRING", "Region", nullable=False),
    Column("source", "STRING", "Source", nullable=False),
    Column("period", "STRING", "Month of the answers", nullable=False),
    Column("sequence", "INT", "1 for the first of the period, then 2 ...", nullable=False),
    Column("sha256", "STRING", "Checksum of the delivered bytes", nullable=False),
    Column("file_names", "STRING", "Names of the delivered files", nullable=False),
    Column("contract_version", "STRING", "Version of the contract it was checked by"),
    Column(
        "status",
        "STRING",
        "received, checked, loaded, refined, published, rejected, replaced or withdrawn",
        nullable=False,
    ),
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
    Column("bronze_left", "STRING", "Why bronze let go of its rows: replaced, withdrawn or expired"),
    Column("quarantine_left", "STRING", "Why its rows left quarantine: corrected, withdrawn or expired"),
    Column("changed_in_silver", "INT", "1 where silver was changed after gold last began to count the delivery"),
    Column("texts", "INT", "Rows with open text"),
    Column("texts_withheld", "INT", "Texts the verification run withheld"),
    Column("texts_labelled", "INT", "Texts that got a sentiment, and themes or none"),
    Column("texts_unassigned", "INT", "Those of them without a theme"),
    Column("text_model", "STRING", "Version of the model that labelled them"),
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

VERIFICATIONS = _audit(
    "verifications",
    "How the verification run found a delivery's texts, by language: what the region's own anonymisation had missed",
    ("delivery_id", "language"),
    Column("delivery_id", "STRING", "Delivery", nullable=False),
    Column("language", "STRING", "Language whose rules were used, und for none of fi, sv, en", nullable=False),
    Column("texts", "INT", "Texts", nullable=False),
    Column("words", "INT", "Words of them", nullable=False),
    Column("texts_missed", "INT", "Texts that still held an identifier other than a bare number", nullable=False),
    Column("texts_changed", "INT", "Texts from which anything was removed", nullable=False),
    Column("withheld_failed", "INT", "Texts withheld because they could not be processed", nullable=False),
    Column("withheld_residue", "INT", "Texts withheld because the second scan found something", nullable=False),
)

PROBES = _audit(
    "probes",
    "How many made-up identifiers the verification run found beside a delivery, by language and type",
    ("delivery_id", "language", "removal_type"),
    Column("delivery_id", "STRING", "Delivery", nullable=False),
    Column("language", "STRING", "Language", nullable=False),
    Column("removal_type", "STRING", "Type of identifier", nullable=False),
    Column("probes", "INT", "Sentences made", nullable=False),
    Column("found", "INT", "Sentences of which nothing survived", nullable=False),
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
    Column("stage", "STRING", "receive, check, load, refine, analyse, aggregate, serve, withdraw ...", nullable=False),
    Column("seconds", "DOUBLE", "Wall time", nullable=False),
    Column("rows", "INT", "Rows it worked on"),
)

EVENTS = _audit(
    "events",
    "What befell a delivery: who did or decided what, when and why; never what stood in it",
    ("delivery_id", "event", "run"),
    Column("delivery_id", "STRING", "Delivery", nullable=False),
    Column("event", "STRING", "received, replaced, quarantine_left, withdrawal_asked ...", nullable=False),
    Column("run", "STRING", "The run or the delivery that brought it about", nullable=False),
    Column("at", "TIMESTAMP", "When (UTC)", nullable=False),
    Column("who", "STRING", "Person, or the platform's own part", nullable=False),
    Column("why", "STRING", "The reason given"),
    Column("rows", "INT", "Rows it concerned"),
)

RETENTIONS = _audit(
    "retentions",
    "What retention destroyed, by run, region and kind",
    ("run", "region", "kind"),
    Column("run", "STRING", "Retention's run", nullable=False),
    Column("region", "STRING", "Region, * the country", nullable=False),
    Column(
        "kind",
        "STRING",
        "quarantine, refused, landing, bronze, salts, serving_files, thl_packages or pseudonymised",
        nullable=False,
    ),
    Column("at", "TIMESTAMP", "When (UTC)", nullable=False),
    Column("dry_run", "INT", "1 where it was only counted", nullable=False),
    Column("removed", "INT", "Deliveries, salts or files", nullable=False),
    Column("rows", "INT", "Rows of them, where they have any"),
)

CLASSIFICATIONS = _audit(
    "classifications",
    "How a delivery's feedback in silver got their service class, by class and rule",
    ("delivery_id", "service_class", "basis", "rule"),
    Column("delivery_id", "STRING", "Delivery", nullable=False),
    Column("service_class", "STRING", "Service class", nullable=False),
    Column("basis", "STRING", "cost_centre, rule or unclassified", nullable=False),
    Column("rule", "STRING", "Version and number of the rule; - where none decided", nullable=False),
    Column("feedback", "INT", "Feedback", nullable=False),
)

REFERENCE_VERSIONS = _audit(
    "reference_versions",
    "Versions of reference data that were put in force: who, when, from which day, and what they changed",
    ("run", "code_system"),
    Column("run", "STRING", "The run that loaded it", nullable=False),
    Column("code_system", "STRING", "The set", nullable=False),
    Column("version", "STRING", "Version of the set", nullable=False),
    Column("at", "TIMESTAMP", "When (UTC)", nullable=False),
    Column("who", "STRING", "Person who approved it, or the platform where it is what was shipped", nullable=False),
    Column("why", "STRING", "The reason given"),
    Column("takes_effect", "STRING", "Day from which it counts, YYYY-MM-DD; empty for all days", nullable=False),
    Column("status", "STRING", "official, placeholder, or shipped", nullable=False),
    Column("source", "STRING", "Where it came from"),
    Column("rows", "INT", "Rows of the set afterwards", nullable=False),
    Column("added", "INT", "Codes added", nullable=False),
    Column("changed", "INT", "Codes changed", nullable=False),
    Column("ended", "INT", "Codes ended", nullable=False),
    Column("deliveries", "INT", "Deliveries that it classifies anew", nullable=False),
    Column("feedback", "INT", "Rows of feedback and sampling bases that it classifies anew", nullable=False),
)

TIMELINESS = _audit(
    "timeliness",
    "Which periods each source owes by its contract, and whether they came in time; brought up to date every day",
    ("region", "source", "period"),
    Column("region", "STRING", "Region", nullable=False),
    Column("source", "STRING", "Source", nullable=False),
    Column("period", "STRING", "Month of the answers", nullable=False),
    Column("due_on", "STRING", "Last day of its deadline, YYYY-MM-DD", nullable=False),
    Column(
        "state", "STRING", "in_time, late, waiting (rejected or under way), due, missing or withdrawn", nullable=False
    ),
    Column("delivery_id", "STRING", "The delivery in force, or the last that came"),
    Column("came_on", "STRING", "Day on which the first accepted one came, YYYY-MM-DD"),
    Column("days_late", "INT", "Days after the deadline; of a missing one, until today"),
)

THL_DELIVERIES = _audit(
    "thl_deliveries",
    "Packages made for THL: what each revision held, of which deliveries, and what became of it here",
    ("package", "period", "revision"),
    Column("package", "STRING", "aggregate or row_level", nullable=False),
    Column("period", "STRING", "Month, quarter or year", nullable=False),
    Column("revision", "INT", "1 for the first of the period, then 2 ...", nullable=False),
    Column("made_at", "TIMESTAMP", "When (UTC)", nullable=False),
    Column("run", "STRING", "The run that made it", nullable=False),
    Column("rows", "INT", "Rows of its data tables", nullable=False),
    Column("rows_coarsened", "INT", "Rows of feedback told less finely than silver holds them; null: none are held"),
    Column("rows_left_out", "INT", "Rows of feedback left out; null: none are held"),
    Column("checksum", "STRING", "SHA-256 over its data, which tells whether there is anything new", nullable=False),
    Column("key_fingerprint", "STRING", "SHA-256 of the public key that its signature is checked by", nullable=False),
    Column("legal_basis", "STRING", "The legal basis it names"),
    Column("deliveries", "STRING", "Deliveries whose feedback it holds, parted by blanks", nullable=False),
    Column("added", "STRING", "Those of them that the revision before didn't hold", nullable=False),
    Column("replaced", "STRING", "Deliveries of the revision before, corrected since, as FORMER>NEW", nullable=False),
    Column("withdrawn", "STRING", "Deliveries of the revision before, withdrawn since", nullable=False),
    Column("left", "STRING", "Why its files were destroyed here: superseded, withdrawn or no_legal_basis"),
    Column("left_at", "TIMESTAMP", "When they were (UTC)"),
)

TABLES = (
    DELIVERIES, FINDINGS, REMOVALS, VERIFICATIONS, PROBES, PUBLICATIONS, STAGES, EVENTS, RETENTIONS, CLASSIFICATIONS,
    REFERENCE_VERSIONS, TIMELINESS, THL_DELIVERIES,
)  # fmt: skip
