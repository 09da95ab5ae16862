"""Which periods a source owes by its contract, when each is due, and whether it came in time, late or not at all.

A source owes every month from the first that it delivered to the last that has ended. A month is due on the contract's
deadline day of the month after its block: with a frequency of three months, January to March are due in April.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from expectations.catalogue import all_contracts
from expectations.contract import Contract
from lake_layout import audit, ledger, story

HELSINKI = ZoneInfo("Europe/Helsinki")
ACCEPTED = ("accepted", "accepted_with_quarantine")
LATE = ("late", "missing", "waiting")
"""States that are the supplier's to mend once the deadline has passed."""


@dataclass(frozen=True)
class Owed:
    """One period of one source; `state` as the audit table says."""

    region: str
    source: str
    period: str
    due_on: str
    state: str
    delivery_id: str | None = None
    came_on: str | None = None
    days_late: int = 0


def _number(period: str) -> int:
    return int(period[:4]) * 12 + int(period[5:]) - 1


def _period(number: int) -> str:
    return f"{number // 12:04}-{number % 12 + 1:02}"


def due_on(contract: Contract, period: str) -> date:
    """Last day on which the period's delivery is in time."""
    every = max(1, contract.frequency_months)
    after = (_number(period) // every + 1) * every
    return date(after // 12, after % 12 + 1, contract.deadline_day)


def _day(moment: datetime) -> date:
    """The Finnish day of a moment of the ledger, which stores UTC."""
    return moment.replace(tzinfo=UTC).astimezone(HELSINKI).date()


def owed(contract: Contract, deliveries: Iterable[dict], today: date) -> list[Owed]:
    """The periods that a source owes, given all its deliveries; empty until it has delivered once."""
    slots: dict[str, list[dict]] = {}
    for row in sorted(deliveries, key=lambda r: r["sequence"]):
        slots.setdefault(row["period"], []).append(row)
    if not slots:
        return []
    last = max(_number(f"{today:%Y-%m}") - 1, _number(max(slots)))
    periods = [_period(number) for number in range(_number(min(slots)), last + 1)]
    return [_judge(contract, period, slots.get(period, []), today) for period in periods]


def _judge(contract: Contract, period: str, rows: list[dict], today: date) -> Owed:
    deadline = due_on(contract, period)
    force = story.in_force(rows)
    # What silver holds was accepted, also where the ledger tells no outcome of the gate.
    accepted = [row for row in rows if row["outcome"] in ACCEPTED or row["status"] in story.IN_FORCE]
    known = force or (rows[-1] if rows else None)
    came = _day(min(row["received_at"] for row in accepted)) if accepted else None
    overdue = max(0, ((came if force else today) - deadline).days)
    if force:
        state = "late" if overdue else "in_time"
    elif known is None:
        state = "missing" if overdue else "due"
    else:
        state = "withdrawn" if known["status"] == "withdrawn" else "waiting"
    return Owed(
        contract.region,
        contract.source,
        period,
        deadline.isoformat(),
        state,
        known["delivery_id"] if known else None,
        came.isoformat() if came else None,
        overdue,
    )


def all_owed(today: date | None = None) -> list[Owed]:
    """What every source of every contract owes, by the ledger."""
    deliveries = ledger.read(audit.DELIVERIES)
    today = today or datetime.now(HELSINKI).date()
    return [
        one
        for contract in all_contracts()
        for one in owed(
            contract,
            [r for r in deliveries if (r["region"], r["source"]) == (contract.region, contract.source)],
            today,
        )
    ]


def refresh(today: date | None = None) -> int:
    """Bring the audit layer's `timeliness` up to date, which dashboards read; how many are late or missing."""
    rows = all_owed(today)
    ledger.replace(audit.TIMELINESS, [asdict(row) for row in rows])
    return sum(row.state in LATE and row.days_late > 0 for row in rows)
