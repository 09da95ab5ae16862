"""What may be delivered to THL now: which package, which periods, and that all of it is settled."""

import re
from collections.abc import Iterable

from expectations.catalogue import delivers_feedback
from lake_layout import audit, ledger
from lake_layout.settings import settings
from lake_layout.thl_packages import PACKAGES, Package
from spark_jobs.thl.signature import NoSigningKey, signing_key

PERIOD = r"20\d\d(-(0[1-9]|1[0-2])|-Q[1-4])?"
LEGAL_BASIS_FEWEST = 10
"""Characters of a legal basis: `yes`, `1` or `true` name none."""


class NotDelivered(ValueError):
    """What was asked for can't be delivered; the message says what to set or to ask for instead."""


class NotSettled(RuntimeError):
    """Something of the period is under way: it can be delivered once that has ended."""


def legal_basis() -> str:
    """The legal basis of the row-level package; empty where it is off."""
    return settings().thl_row_level_legal_basis.strip()


def package_of(name: str) -> Package:
    """The package of this name; NotDelivered where there is none, or it is off."""
    if name not in PACKAGES:
        raise NotDelivered(f"there is no package '{name}': ask for {' or '.join(PACKAGES)}")
    package = PACKAGES[name]
    if package.of_rows and len(legal_basis()) < LEGAL_BASIS_FEWEST:
        raise NotDelivered(
            "the row-level package is off. To switch it on, set ASPA_THL_ROW_LEVEL_LEGAL_BASIS to the legal basis by "
            f"which THL receives rows: the law and section, the decision, its day ({LEGAL_BASIS_FEWEST} characters at "
            "least; it is printed in every package). The package 'aggregate' needs none"
        )
    return package


def months_in(period: str) -> tuple[str, ...]:
    """The months of a month, quarter or year."""
    year, _, part = period.partition("-")
    if part.startswith("Q"):
        numbers = range(int(part[1]) * 3 - 2, int(part[1]) * 3 + 1)
    else:
        numbers = (int(part),) if part else range(1, 13)
    return tuple(f"{year}-{number:02}" for number in numbers)


def revisions_of(package: Package, period: str) -> list[dict]:
    """The revisions made so far, first to last."""
    rows = ledger.read(audit.THL_DELIVERIES, package=package.name, period=period)
    return sorted(rows, key=lambda row: row["revision"])


def periods_agreed(package: Package, periods: Iterable[str]) -> tuple[str, ...]:
    """The periods to deliver: those named, or, where none is, all that have been delivered before. NotDelivered where
    nothing can be delivered of one."""
    named = tuple(dict.fromkeys(periods))
    if strange := [period for period in named if not re.fullmatch(PERIOD, period)]:
        raise NotDelivered(f"'{strange[0]}' is no period: 2026-05, 2026-Q2 or 2026")
    rows = ledger.read(audit.THL_DELIVERIES, package=package.name)
    chosen = named or tuple(sorted({row["period"] for row in rows}))
    if not chosen:
        raise NotDelivered(f"no period of the package '{package.name}' has been delivered yet: name those agreed upon")
    for period in chosen:
        if not _in_force(package, period) and not revisions_of(package, period):
            raise NotDelivered(f"{period}: no delivery of it is in force, so there is nothing to deliver")
    return chosen


def _in_force(package: Package, period: str) -> list[dict]:
    rows = ledger.read(audit.DELIVERIES, status=("refined", "published"), period=months_in(period))
    return [row for row in rows if not package.of_rows or delivers_feedback(row["region"], row["source"])]


def settled_deliveries(package: Package, period: str) -> dict[str, int]:
    """The deliveries that the package holds of the period, and how many rows silver holds of each; NotSettled where
    gold has still to follow a correction, a new classification or a withdrawal."""
    rows = _in_force(package, period)
    waiting = [row["delivery_id"] for row in rows if row["status"] != "published" or row["changed_in_silver"]]
    if waiting:
        raise NotSettled(f"{period}: {', '.join(waiting)} is not published yet: let publish run, then clear this")
    leaving = _being_withdrawn(period)
    if leaving:
        raise NotSettled(f"{period}: {', '.join(leaving)} is being withdrawn: wait for its proof, then clear this")
    return {row["delivery_id"]: row["rows_silver"] or 0 for row in rows}


def _being_withdrawn(period: str) -> list[str]:
    rows = ledger.read(audit.DELIVERIES, status="withdrawn", period=months_in(period))
    names = [row["delivery_id"] for row in rows]
    proved = {event["delivery_id"] for event in ledger.read(audit.EVENTS, delivery_id=names, event="withdrawal_proved")}
    return sorted(set(names) - proved)


def must_be_possible(name: str, periods: Iterable[str]) -> tuple[str, ...]:
    """The periods that a delivery of the package is made of, before any work is done; NotDelivered where none can be,
    NotSettled where it must wait."""
    package = package_of(name)
    try:
        signing_key()
    except NoSigningKey as why:
        raise NotDelivered(str(why)) from None
    chosen = periods_agreed(package, periods)
    for period in chosen:
        settled_deliveries(package, period)
    return chosen
