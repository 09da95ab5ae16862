"""The judgement of a delivery: rules applied to facts give findings, and findings an outcome. Pure; no engine."""

from dataclasses import dataclass
from typing import Literal

import pandas as pd

from expectations.compile import steps, tolerance_rule
from expectations.contract import Contract
from expectations.reading.facts import EVENT_PREFIX, Facts
from expectations.reasons import reasons
from expectations.rules import Rule

Outcome = Literal["accepted", "accepted_with_quarantine", "rejected"]

FINDING_COLUMNS = ["line_number", "column", "reason"]


@dataclass(frozen=True)
class Judgement:
    """What became of a delivery.

    `findings`: line_number, column (national field, or the fact), reason; never a value. `rules`: those that could
    be applied. `faulty`: numbers of the lines that break a rule which quarantines. The figures add up:
    received = accepted + quarantined + rejected + duplicates.
    """

    outcome: Outcome
    findings: pd.DataFrame
    rules: tuple[Rule, ...]
    facts: Facts
    faulty: frozenset[int]

    @property
    def quarantined(self) -> frozenset[int]:
        """Lines kept apart: those at fault, where the delivery as a whole is taken."""
        return frozenset() if self.outcome == "rejected" else self.faulty

    @property
    def all_findings(self) -> pd.DataFrame:
        """The findings, and, where the tolerance turned the delivery away, that one for the whole file."""
        if self.outcome != "rejected" or not self.faulty:
            return self.findings
        whole = pd.DataFrame([{"line_number": 1, "column": "records", "reason": "TOO_MANY_QUARANTINED"}])
        return pd.concat([whole, self.findings], ignore_index=True)

    @property
    def received(self) -> int:
        return self.facts.records

    @property
    def duplicates(self) -> int:
        return 0 if self.outcome == "rejected" else int(self.facts.lines["repeats"].sum())

    @property
    def rejected(self) -> int:
        return self.received if self.outcome == "rejected" else 0

    @property
    def accepted_rows(self) -> pd.DataFrame:
        """The rows that go on to bronze, as text under national names."""
        rows = self.facts.rows
        return rows.iloc[:0] if self.outcome == "rejected" else rows[~rows["line_number"].isin(self.quarantined)]


def frame_of(rule_scope: str, facts: Facts, faulty: frozenset[int] = frozenset()) -> pd.DataFrame:
    """The frame that rules of a scope look at."""
    if rule_scope == "verdict":
        return verdicts(facts, faulty)
    return getattr(facts, rule_scope)


def findings_of(rule: Rule, facts: Facts) -> pd.DataFrame:
    """The lines on which a rule doesn't hold; a rule of the file points to line 1."""
    frame = frame_of(rule.scope, facts)
    failing = frame[~rule.holds(frame[rule.column]).astype(bool)] if len(frame) else frame
    numbers = failing["line_number"] if "line_number" in failing else pd.Series([1] * len(failing), dtype="int64")
    return pd.DataFrame({"line_number": numbers.to_numpy(), "column": rule.column, "reason": rule.reason_code})


def apply(rules: tuple[Rule, ...], facts: Facts) -> pd.DataFrame:
    """The findings of all rules."""
    found = [finding for rule in rules if len(finding := findings_of(rule, facts))]
    return pd.concat(found, ignore_index=True) if found else pd.DataFrame(columns=FINDING_COLUMNS)


def _lines_of(findings: pd.DataFrame, severity: str) -> frozenset[int]:
    """Lines with findings of a severity. A line of the service event file is no feedback: its fault turns the whole
    away, or shows in the feedback that then lacks its event."""
    wanted = [code for code, reason in reasons().items() if reason.severity == severity]
    of_feedback = ~findings["column"].astype("str").str.startswith(EVENT_PREFIX)
    found = findings["reason"].isin(wanted) & (of_feedback | (severity == "reject"))
    return frozenset(int(number) for number in findings.loc[found, "line_number"])


def verdicts(facts: Facts, faulty: frozenset[int]) -> pd.DataFrame:
    """A row a record: its line number and whether it is at fault."""
    return pd.DataFrame({"line_number": facts.lines["line_number"], "faulty": facts.lines["line_number"].isin(faulty)})


def _within_tolerance(facts: Facts, faulty: frozenset[int], contract: Contract) -> bool:
    return len(faulty) <= contract.quarantined_share_most * facts.records


def judge(facts: Facts, contract: Contract, period: str) -> Judgement:
    """Judge what was read of a delivery of `period` against its contract."""
    rules: tuple[Rule, ...] = ()
    findings = pd.DataFrame(columns=FINDING_COLUMNS)
    for step in steps(contract, period):
        rules = (*rules, *step)
        found = apply(step, facts)
        findings = pd.concat([findings, found], ignore_index=True) if len(findings) else found
        if _lines_of(found, "reject"):
            return Judgement("rejected", findings, rules, facts, frozenset())
    rules = (*rules, tolerance_rule(contract))
    faulty = _lines_of(findings, "quarantine")
    if not _within_tolerance(facts, faulty, contract):
        return Judgement("rejected", findings, rules, facts, faulty)
    return Judgement("accepted_with_quarantine" if faulty else "accepted", findings, rules, facts, faulty)
