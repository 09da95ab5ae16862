"""The receipt: what a region gets back for a delivery. It names lines, columns and reasons, never a value."""

import json
from dataclasses import asdict, dataclass

import pandas as pd

from expectations.contract import EVENTS, Contract
from expectations.judge import Judgement
from expectations.reading.facts import EVENT_PREFIX
from expectations.reasons import reasons
from lake_layout.records import KNOWN

WHOLE_FILE = "-"
"""What stands for the column where a finding concerns the file or its lines as a whole."""


@dataclass(frozen=True)
class FindingGroup:
    """One reason in one column: how many lines, and which. `hint` is the agreed value or name perhaps meant; of the
    file's form, `agreed` and `seen` say what was agreed and what came."""

    reason: str
    severity: str
    column: str
    hint: str | None
    rows: int
    lines: tuple[int, ...]
    agreed: str | None = None
    seen: str | None = None


@dataclass(frozen=True)
class Receipt:
    """What became of a delivery and what to mend. `column` is the name that the region's own file uses.

    `agreed` says for each column with findings what was agreed of it: its date format, its scale, its values. A
    `dry_run` is a supplier's own check: nothing was delivered.
    """

    delivery_id: str
    region: str
    source: str
    source_name: str
    period: str
    contract_version: str
    outcome: str
    received: int
    accepted: int
    quarantined: int
    rejected: int
    duplicates: int
    missing_columns: tuple[str, ...]
    findings: tuple[FindingGroup, ...]
    agreed: dict[str, str]
    dry_run: bool = False

    def to_json(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False, indent=2)


def _where(column: str, contract: Contract) -> str:
    """The column as the region's file calls it; of a finding on the file of service events, that file."""
    own = contract.physical_name_of(column)
    return own or (EVENTS if column.startswith(EVENT_PREFIX) else WHOLE_FILE)


def group_findings(
    findings: pd.DataFrame, contract: Contract, agreed_and_seen: dict[str, tuple[str, str]] | None = None
) -> tuple[FindingGroup, ...]:
    """Findings by reason, column and hint; those that turn the delivery away first, then the most frequent."""
    words, groups = agreed_and_seen or {}, []
    for (reason, column, shown, hint), found in findings.groupby(["reason", "column", "shown", "hint"], dropna=False):
        name = _where(column, contract) if pd.isna(shown) else shown
        lines = tuple(int(number) for number in sorted(found["line_number"]))
        severity, meant = reasons()[reason].severity, None if pd.isna(hint) else hint
        groups.append(FindingGroup(reason, severity, name, meant, len(found), lines, *words.get(reason, ())))
    order = ("reject", "quarantine", "warning")
    return tuple(sorted(groups, key=lambda g: (order.index(g.severity), -g.rows, g.reason, g.column, g.hint or "")))


MOST_VALUES_NAMED = 24


def _agreed(findings: pd.DataFrame, contract: Contract) -> dict[str, str]:
    """What the contract says of the columns that have findings in their rows."""
    told = {}
    for column in contract.columns:
        if column.field not in set(findings.loc[findings["shown"].isna(), "column"]):
            continue
        field = KNOWN[column.field]
        if field.kind == "date":
            told[column.physical_name] = readable_date_format(contract.date_format_of(field.name))
        elif field.kind == "scale":
            told[column.physical_name] = f"{field.scale[0]}–{field.scale[1]}"
        elif field.kind == "count":
            told[column.physical_name] = "0, 1, 2 …"
        elif column.codes and len(column.codes) <= MOST_VALUES_NAMED:
            told[column.physical_name] = " · ".join(column.codes)
        elif column.field == "open_text":
            told[column.physical_name] = f"≤ {contract.text_length_most}"
    return told


def readable_date_format(date_format: str) -> str:
    """A date format as a clerk writes it: `pp.kk.vvvv`-like letters would need a language, an example needs none."""
    example = {"%Y": "2026", "%m": "01", "%d": "31", "%H": "14", "%M": "05", "%S": "59"}
    for directive, digits in example.items():
        date_format = date_format.replace(directive, digits)
    return date_format


def make_receipt(
    judgement: Judgement, contract: Contract, delivery_id: str, period: str, dry_run: bool = False
) -> Receipt:
    """The receipt of a judged delivery."""
    findings = judgement.all_findings
    return Receipt(
        delivery_id=delivery_id,
        region=contract.region,
        source=contract.source,
        source_name=contract.name,
        period=period,
        contract_version=contract.version,
        outcome=judgement.outcome,
        received=judgement.received,
        accepted=len(judgement.accepted_rows),
        quarantined=len(judgement.quarantined),
        rejected=judgement.rejected,
        duplicates=judgement.duplicates,
        missing_columns=judgement.facts.missing_columns,
        findings=group_findings(findings, contract, judgement.facts.agreed_and_seen),
        agreed=_agreed(findings, contract),
        dry_run=dry_run,
    )
