"""The reviewers' page of classification in Data Docs: how feedback got its service class, and how the rules do."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from expectations import templating
from expectations.pages import CLASSIFICATION_PAGE
from expectations.reviewers import moment, one_at_a_time
from lake_layout import audit, folders, ledger, story
from lake_layout.reference import in_force, kept_while_in_force, labels, placeholders
from lake_layout.reference.crosswalk import lacking
from lake_layout.reference.enrich import all_conflicts
from lake_layout.reference.sets import SETS
from spark_jobs.classify.grouper import Grouper, Rule, grouper
from spark_jobs.classify.overlaps import Overlap, never_deciding, overlaps
from spark_jobs.classify.page_words import WORDS, both

MONTHS_SHOWN = 13
BASES = ("cost_centre", "rule", "unclassified")
MOST_OVERLAPS = 200


@dataclass(frozen=True)
class Shares:
    """How a region's month of feedback was classified."""

    counts: dict[str, int]

    @property
    def feedback(self) -> int:
        return sum(self.counts.values())

    def percent(self, basis: str) -> float:
        """Share of the feedback, in percent."""
        return 100 * self.counts.get(basis, 0) / self.feedback


def shares(rows: Iterable[dict], deliveries: Iterable[dict]) -> dict[tuple[str, str], Shares]:
    """(region, month) -> shares, of the deliveries in force, from rows of audit.CLASSIFICATIONS."""
    slots = {
        row["delivery_id"]: (row["region"], row["period"]) for row in deliveries if row["status"] in story.IN_FORCE
    }
    counted: dict[tuple[str, str], Counter] = {}
    for row in rows:
        if slot := slots.get(row["delivery_id"]):
            counted.setdefault(slot, Counter())[row["basis"]] += row["feedback"]
    return {slot: Shares(dict(counts)) for slot, counts in counted.items()}


def fired(rows: Iterable[dict], deliveries: Iterable[dict]) -> Counter:
    """`version:number` of a rule -> feedback that it decided on, of the deliveries in force."""
    current = {row["delivery_id"] for row in deliveries if row["status"] in story.IN_FORCE}
    counts: Counter = Counter()
    for row in rows:
        if row["delivery_id"] in current and row["basis"] == "rule":
            counts[row["rule"]] += row["feedback"]
    return counts


@kept_while_in_force
def _overlaps() -> tuple[Overlap, ...]:
    return overlaps(grouper())


def write_classification_page() -> None:
    """Write the page anew from the ledger and the rules in force; the index links it."""
    rows, deliveries = ledger.read(audit.CLASSIFICATIONS), ledger.read(audit.DELIVERIES)
    told = shares(rows, deliveries)
    months = sorted({month for _, month in told})[-MONTHS_SHOWN:]
    rules, found, today = grouper(), _overlaps(), ledger.now().date().isoformat()
    differing = [one for one in found if not one.same_class]
    html = _template().render(
        told=told, months=months, regions=sorted({region for region, _ in told}), names=labels("regions"),
        classes=labels("service_classes"), bases=BASES, rules=_rules(rules), fired=fired(rows, deliveries),
        never=set(never_deciding(found)), overlaps=differing[:MOST_OVERLAPS],
        left=max(0, len(differing) - MOST_OVERLAPS), unmapped=_unmapped(today), lacking=lacking(today),
        conflicts=all_conflicts(),
        placeholders=[(name, SETS[name].meaning) for name in placeholders()], written=ledger.now(),
    )  # fmt: skip
    site = Path(str(folders.data_docs()))
    with one_at_a_time(site):
        (site / CLASSIFICATION_PAGE).write_text(html, encoding="utf-8")


def _template():
    environment = templating.environment()
    environment.globals.update(words=WORDS, both=both)
    environment.filters.update(number=_number, percent=_percent, moment=moment)
    return environment.get_template("classification_page.html")


def _rules(rules: Grouper) -> list[tuple[Rule, str]]:
    """The rules and what each asks for, as a reader writes it."""
    return [
        (rule, "; ".join(f"{name}: {' '.join([*sorted(asked.codes), *(f'{p}*' for p in asked.prefixes)])}"
                         for name, asked in rule.conditions))
        for rule in rules.rules
    ]  # fmt: skip


def _unmapped(day: str) -> dict[str, list[str]]:
    """Region -> its cost centres in force that lead to no class."""
    found: dict[str, list[str]] = {}
    for row in in_force("cost_centres", day):
        if not row["service_class"]:
            found.setdefault(row["region"], []).append(row["cost_centre"])
    return found


def _number(value: int) -> str:
    return f"{value:,}".replace(",", "\u202f")


def _percent(value: float) -> str:
    return f"{value:.1f}".replace(".", ",")
