"""The gate: one landed delivery is read, judged, validated; rows go on or stay apart; a receipt goes out."""

import time
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from expectations.catalogue import contract_of
from expectations.contract import Contract
from expectations.judge import Judgement, judge
from expectations.known_rows import earlier_than, forget, remember
from expectations.reading.facts import Facts
from expectations.reading.read import read_delivery
from expectations.reasons import reasons
from expectations.receipt import make_receipt
from expectations.receipt_workbook import write_receipt
from expectations.reviewers import write_reviewers_pages
from lake_layout import audit, folders, ledger, story
from lake_layout.delivery import DeliveryId
from lake_layout.records import FIELDS


def check(delivery_id: str) -> str:
    """Check a received delivery; its outcome. Can run again: every file and figure is written anew."""
    started = time.monotonic()
    delivery = DeliveryId.parse(delivery_id)
    if (status := ledger.delivery(delivery_id)["status"]) in story.GONE:
        raise RuntimeError(f"{delivery_id} has been {status}: there is nothing left to check")
    contract = contract_of(delivery.region, delivery.source)
    judgement = judge(_read(delivery, contract), contract, delivery.period, earlier_than(delivery))
    _validate(judgement, contract, delivery)
    _stage(judgement, contract, delivery)
    _enter(judgement, delivery)
    forget(delivery) if judgement.outcome == "rejected" else remember(delivery, judgement.accepted_rows)
    _write_receipt(judgement, contract, delivery)
    write_reviewers_pages(delivery.region)
    seconds = time.monotonic() - started
    ledger.put(
        audit.STAGES, [{"subject": delivery_id, "stage": "check", "seconds": seconds, "rows": judgement.received}]
    )
    return judgement.outcome


def _read(delivery: DeliveryId, contract: Contract) -> Facts:
    files = {contract.role_of(path.name): path.read_bytes() for path in folders.landed(delivery).iterdir()}
    return read_delivery(files, contract)


def _validate(judgement: Judgement, contract: Contract, delivery: DeliveryId) -> None:
    # Imported here: Great Expectations takes seconds to import, and the supplier's dry run does without it.
    from expectations.docs_site import data_context, write_pages
    from expectations.validation import validate

    context = data_context(Path(str(folders.validations())), Path(str(folders.data_docs())))
    _, results = validate(context, judgement, contract, str(delivery))
    write_pages(context, Path(str(folders.data_docs())), results)


def _as_text(rows: pd.DataFrame, contract: Contract) -> pa.Table:
    columns = {"line_number": pa.array(rows["line_number"], pa.int32())}
    for field in FIELDS[contract.record]:
        values = rows[field.name] if field.name in rows else [None] * len(rows)
        columns[field.name] = pa.array(list(values), pa.string())
    return pa.table(columns)


def _write_parquet(table: pa.Table, path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as stream:
        # Statistics would repeat a column's smallest and largest value in the file's footer.
        pq.write_table(table, stream, write_statistics=False)


def _stage(judgement: Judgement, contract: Contract, delivery: DeliveryId) -> None:
    """Accepted rows go to landing's stage, quarantined rows to quarantine with their reasons."""
    _clear_stage(delivery)
    if judgement.outcome == "rejected":
        return
    _write_parquet(_as_text(judgement.accepted_rows, contract), folders.staged(delivery))
    if judgement.quarantined:
        rows = judgement.facts.rows
        apart = _as_text(rows[rows["line_number"].isin(judgement.quarantined)], contract)
        folder = folders.quarantined(delivery)
        _write_parquet(apart, folder / "rows.parquet")
        found = judgement.findings[judgement.findings["line_number"].isin(judgement.quarantined)]
        told = found[["line_number", "column", "reason"]]
        _write_parquet(pa.Table.from_pandas(told, preserve_index=False), folder / "reasons.parquet")
        # Lines that could not be split into columns stay readable only in the file as delivered.
        if len(apart) < len(judgement.quarantined):
            keep_files(delivery)


def _clear_stage(delivery: DeliveryId) -> None:
    """What an earlier check of the delivery left."""
    folders.staged(delivery).unlink(missing_ok=True)
    for name in ("rows.parquet", "reasons.parquet"):
        (folders.quarantined(delivery) / name).unlink(missing_ok=True)


def keep_files(delivery: DeliveryId) -> None:
    """Copy a delivery's files, as they came, to quarantine."""
    target = folders.quarantined(delivery) / "files"
    target.mkdir(parents=True, exist_ok=True)
    for path in folders.landed(delivery).iterdir():
        (target / path.name).write_bytes(path.read_bytes())


def _write_receipt(judgement: Judgement, contract: Contract, delivery: DeliveryId) -> None:
    receipt = make_receipt(judgement, contract, str(delivery), delivery.period)
    for folder in (folders.outbox(delivery.region), folders.data_docs() / "receipts"):
        write_receipt(receipt, contract.receipt_languages, folder)


def _enter(judgement: Judgement, delivery: DeliveryId) -> None:
    texts = judgement.accepted_rows.get("open_text")
    figures = {
        "status": "rejected" if judgement.outcome == "rejected" else "checked",
        "outcome": judgement.outcome,
        "checked_at": ledger.now(),
        "rows_received": judgement.received,
        "rows_accepted": len(judgement.accepted_rows),
        "rows_quarantined": len(judgement.quarantined),
        "rows_rejected": judgement.rejected,
        "rows_duplicate": judgement.duplicates,
        "texts": 0 if texts is None else int(texts.notna().sum()),
    }
    if judgement.received != sum(
        figures[f"rows_{part}"] for part in ("accepted", "quarantined", "rejected", "duplicate")
    ):
        raise RuntimeError(f"{delivery}: received rows are not accepted + quarantined + rejected + duplicates")
    # Not over a withdrawal that was approved meanwhile.
    ledger.change(audit.DELIVERIES, figures, delivery_id=str(delivery), status=("received", "checked", "rejected"))
    ledger.tell(str(delivery), judgement.outcome, str(delivery), who="gate", rows=judgement.received)
    counted = judgement.all_findings.groupby(["reason", "column"]).size()
    rows = [
        {
            "delivery_id": str(delivery),
            "reason": reason,
            "column_name": column,
            "severity": reasons()[reason].severity,
            "rows": int(n),
        }
        for (reason, column), n in counted.items()
    ]
    ledger.replace(audit.FINDINGS, rows, delivery_id=str(delivery))


def quarantine(delivery_id: str) -> None:
    """Keep a rejected delivery's files whole in quarantine, and let landing go."""
    delivery = DeliveryId.parse(delivery_id)
    landed = folders.landed(delivery)
    if landed.exists():
        keep_files(delivery)
        for path in landed.iterdir():
            path.unlink()
        landed.rmdir()
