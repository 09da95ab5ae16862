"""The receipt: what a region gets back for a delivery. It names lines, columns and reasons, never a value."""

import json
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path

import jinja2
import pandas as pd

from expectations.contract import EVENTS, Contract
from expectations.judge import Judgement
from expectations.reading.facts import EVENT_PREFIX
from expectations.reasons import Language, reasons
from lake_layout.feedback_fields import FIELD

LINES_SHOWN = 20
"""Line numbers that the page names for one finding; the JSON names all."""

HEADINGS = {
    "fi": {
        "title": "Toimituskuittaus", "accepted": "Toimitus on hyväksytty",
        "accepted_with_quarantine": "Toimitus on hyväksytty, osa riveistä odottaa korjausta",
        "rejected": "Toimitus on hylätty", "delivery": "Toimitus", "period": "Kuukausi", "source": "Lähde",
        "received": "Rivejä", "accepted_rows": "Hyväksytty", "quarantined": "Odottaa korjausta",
        "rejected_rows": "Hylätty", "duplicates": "Samoja rivejä pois", "what": "Mitä löytyi", "column": "Sarake",
        "rows": "Rivejä", "lines": "Rivinumerot", "mend": "Näin korjaat", "more": "ja muita",
        "none": "Kaikki rivit täyttävät sopimuksen.", "values": "Kuittauksessa ei ole yhtään palautteen arvoa.",
        "agreed": "Sovitut sarakkeet, jotka puuttuvat",
        "was_agreed": "sovittu", "came": "tuli",
    },
    "sv": {
        "title": "Leveranskvitto", "accepted": "Leveransen är godkänd",
        "accepted_with_quarantine": "Leveransen är godkänd, en del rader väntar på rättelse",
        "rejected": "Leveransen är avvisad", "delivery": "Leverans", "period": "Månad", "source": "Källa",
        "received": "Rader", "accepted_rows": "Godkända", "quarantined": "Väntar på rättelse",
        "rejected_rows": "Avvisade", "duplicates": "Lika rader borttagna", "what": "Vad som hittades",
        "column": "Kolumn", "rows": "Rader", "lines": "Radnummer", "mend": "Så rättar du", "more": "med flera",
        "none": "Alla rader uppfyller avtalet.", "values": "Kvittot innehåller inget värde ur någon respons.",
        "agreed": "Avtalade kolumner som saknas",
        "was_agreed": "avtalat", "came": "kom",
    },
    "en": {
        "title": "Receipt", "accepted": "The delivery is accepted",
        "accepted_with_quarantine": "The delivery is accepted, some rows wait for correction",
        "rejected": "The delivery is rejected", "delivery": "Delivery", "period": "Month", "source": "Source",
        "received": "Rows", "accepted_rows": "Accepted", "quarantined": "Waiting for correction",
        "rejected_rows": "Rejected", "duplicates": "Equal rows dropped", "what": "What was found",
        "column": "Column", "rows": "Rows", "lines": "Line numbers", "mend": "How to mend it", "more": "and more",
        "none": "All rows satisfy the contract.", "values": "The receipt holds no value of any feedback.",
        "agreed": "Agreed columns that are missing",
        "was_agreed": "agreed", "came": "came",
    },
}  # fmt: skip


@dataclass(frozen=True)
class FindingGroup:
    """One reason in one column: how many lines, and which; of the file's form, what was agreed and what came."""

    reason: str
    column: str
    rows: int
    lines: tuple[int, ...]
    agreed: str | None = None
    seen: str | None = None


@dataclass(frozen=True)
class Receipt:
    """What became of a delivery and what to mend. `column` is the name that the region's own file uses."""

    delivery_id: str
    region: str
    source: str
    source_name: str
    period: str
    outcome: str
    received: int
    accepted: int
    quarantined: int
    rejected: int
    duplicates: int
    missing_columns: tuple[str, ...]
    findings: tuple[FindingGroup, ...]

    def to_json(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False, indent=2)


def _where(column: str, contract: Contract) -> str:
    """The column as the region's file calls it; of a finding on the file of service events, that file."""
    own = contract.physical_name_of(column)
    return own or (EVENTS if column.startswith(EVENT_PREFIX) else "-")


def group_findings(
    findings: pd.DataFrame, contract: Contract, agreed_and_seen: dict[str, tuple[str, str]] | None = None
) -> tuple[FindingGroup, ...]:
    """Findings by reason and column, those that turn the delivery away first, then the most frequent."""
    words = agreed_and_seen or {}
    groups = [
        FindingGroup(
            reason,
            _where(column, contract),
            len(found),
            tuple(int(n) for n in sorted(found["line_number"])),
            *words.get(reason, ()),
        )
        for (reason, column), found in findings.groupby(["reason", "column"])
    ]
    order = ("reject", "quarantine", "warning")
    return tuple(sorted(groups, key=lambda g: (order.index(reasons()[g.reason].severity), -g.rows, g.reason, g.column)))


def make_receipt(judgement: Judgement, contract: Contract, delivery_id: str, period: str) -> Receipt:
    """The receipt of a judged delivery."""
    return Receipt(
        delivery_id=delivery_id,
        region=contract.region,
        source=contract.source,
        source_name=contract.name,
        period=period,
        outcome=judgement.outcome,
        received=judgement.received,
        accepted=len(judgement.accepted_rows),
        quarantined=len(judgement.quarantined),
        rejected=judgement.rejected,
        duplicates=judgement.duplicates,
        missing_columns=judgement.facts.missing_columns,
        findings=group_findings(judgement.all_findings, contract, judgement.facts.agreed_and_seen),
    )


@lru_cache(maxsize=1)
def _page() -> jinja2.Template:
    folder = Path(__file__).parent / "templates"
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(folder), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["sign"] = lambda word: {"\t": "TAB"}.get(word, word)
    return environment.get_template("receipt.html")


def refusal_receipt(why: str) -> dict[str, object]:
    """The receipt of a delivery that could not even be taken in: the reason in all languages, and what was amiss."""
    reason = reasons()["REFUSED"]
    wording = {language: reason.wording(language).model_dump() for language in ("fi", "sv", "en")}
    return {"outcome": "refused", "reason": reason.code, "detail": why, **wording}


def to_html(receipt: Receipt, languages: tuple[Language, ...]) -> str:
    """The receipt as a page, a section for each language."""
    return _page().render(
        receipt=receipt, languages=languages, headings=HEADINGS, reasons=reasons(), shown=LINES_SHOWN, fields=FIELD
    )
