"""The judgement of a delivery: rules applied to facts give findings, and findings an outcome. Pure; no engine."""

import datetime as dt
from dataclasses import dataclass, replace
from typing import Literal
from zoneinfo import ZoneInfo

import pandas as pd

from expectations.compile import steps, tolerance_rule
from expectations.contract import Contract
from expectations.earlier import NOTHING_EARLIER, Earlier
from expectations.events import RHYTHMS, with_events
from expectations.groups import GROUP, with_groups
from expectations.header import header_frames
from expectations.reading.facts import EVENT_PREFIX, Facts
from expectations.reasons import reasons
from expectations.rules import Rule

Outcome = Literal["accepted", "accepted_with_quarantine", "rejected"]

FINDING_COLUMNS = ["line_number", "column", "reason", "shown", "hint", "rule"]
FINNISH_TIME = ZoneInfo("Europe/Helsinki")


@dataclass(frozen=True)
class Judgement:
    """What became of a delivery.

    `findings`: line_number, column (national field, or the fact), reason; never a value. `shown` is what a column of
    the header may be called, `hint` an allowed value or name that was perhaps meant, `rule` the id of the rule.
    `headers`: by scope, a row a column, agreed or delivered. `rules`: those that could be applied. `faulty`: numbers
    of the lines that break a rule which quarantines. The figures add up: received = accepted + quarantined +
    rejected + duplicates.
    """

    outcome: Outcome
    findings: pd.DataFrame
    rules: tuple[Rule, ...]
    facts: Facts
    faulty: frozenset[int]
    headers: dict[str, pd.DataFrame]

    @property
    def quarantined(self) -> frozenset[int]:
        """Lines kept apart: those at fault, where the delivery as a whole is taken."""
        return frozenset() if self.outcome == "rejected" else self.faulty

    @property
    def all_findings(self) -> pd.DataFrame:
        """The findings, and, where the tolerance turned the delivery away, that one for the whole file."""
        if self.outcome != "rejected" or not self.faulty:
            return self.findings
        whole = pd.DataFrame([(1, "records", "TOO_MANY_QUARANTINED", None, None, "")], columns=FINDING_COLUMNS)
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
        rows = self.facts.rows.drop(columns=[*RHYTHMS, GROUP], errors="ignore")
        return rows.iloc[:0] if self.outcome == "rejected" else rows[~rows["line_number"].isin(self.quarantined)]

    def frame_of(self, scope: str) -> pd.DataFrame:
        """The frame that rules of a scope look at."""
        return verdicts(self.facts, self.faulty) if scope == "verdict" else _frame(scope, self.facts, self.headers)


def _frame(scope: str, facts: Facts, headers: dict[str, pd.DataFrame]) -> pd.DataFrame:
    return headers[scope] if scope in headers else getattr(facts, scope)


def findings_of(rule: Rule, frame: pd.DataFrame) -> pd.DataFrame:
    """The lines on which a rule doesn't hold; a rule of the file points to line 1."""
    failing = frame[~rule.holds(frame[rule.column]).astype(bool)] if len(frame) else frame
    of_header = rule.scope.endswith("header")
    found = pd.DataFrame(
        {
            "line_number": failing["line_number"].to_numpy() if "line_number" in failing else 1,
            "column": rule.points_to or (failing["field"] if of_header else rule.column),
            "reason": rule.reason_code,
            "shown": failing["shown"] if of_header else None,
            "hint": failing["hint"] if of_header else None,
            "rule": rule.id,
        },
        index=failing.index,
    )
    if rule.hint and len(found):
        found["hint"] = pd.Series(rule.hint(failing[rule.column]), index=found.index, dtype=object)
    return found


def apply(rules: tuple[Rule, ...], facts: Facts, headers: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """The findings of all rules."""
    found = [one for rule in rules if len(one := findings_of(rule, _frame(rule.scope, facts, headers)))]
    found = [one.astype({"shown": object, "hint": object}) for one in found]
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


def judge(
    facts: Facts, contract: Contract, period: str, earlier: Earlier = NOTHING_EARLIER, today: dt.date | None = None
) -> Judgement:
    """Judge what was read of a delivery of `period` against its contract, and what the source delivered `earlier`."""
    headers = header_frames(facts, contract)
    facts = replace(facts, rows=with_groups(with_events(facts.rows, contract), contract))
    rules: tuple[Rule, ...] = ()
    findings = pd.DataFrame(columns=FINDING_COLUMNS)
    for step in steps(contract, period, today or dt.datetime.now(FINNISH_TIME).date(), earlier):
        rules = (*rules, *step)
        found = apply(step, facts, headers)
        findings = pd.concat([f for f in (findings, found) if len(f)] or [findings], ignore_index=True)
        if _lines_of(found, "reject"):
            return Judgement("rejected", findings, rules, facts, frozenset(), headers)
    rules = (*rules, tolerance_rule(contract))
    faulty = _lines_of(findings, "quarantine")
    if not _within_tolerance(facts, faulty, contract):
        return Judgement("rejected", findings, rules, facts, faulty, headers)
    return Judgement("accepted_with_quarantine" if faulty else "accepted", findings, rules, facts, faulty, headers)
