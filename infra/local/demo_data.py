"""The demo's deliveries: four regions, six months, one month that first arrives faulty; any size by settings."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from expectations.catalogue import contracts, denominator_contracts
from expectations.contract import Contract
from infra.sample.deliver import deliver
from infra.sample.sizes import national_month, rows_in_range
from lake_layout import audit, folders, ledger

SEED = 2026


@dataclass(frozen=True)
class Arrival:
    """A delivery that the demo brings; `turn` 1 are the first deliveries, 2 the correction of a rejected one."""

    contract: Contract
    period: str
    rows: int
    faults: tuple[tuple[str, float], ...] = ()
    suffix: str = ""
    turn: int = 1

    def known(self) -> list[dict]:
        """The ledger's deliveries of the same region, source and period."""
        return ledger.read(
            audit.DELIVERIES, region=self.contract.region, source=self.contract.source, period=self.period
        )

    @property
    def came(self) -> bool:
        """Whether the ledger knows it: a second `make demo` brings nothing again."""
        return len(self.known()) >= self.turn

    def bring(self) -> None:
        """Put it into the region's inbox."""
        box = Path(str(folders.inbox(self.contract.region)))
        deliver(self.contract, self.period, self.rows, box, self.faults, SEED, self.suffix)


@dataclass(frozen=True)
class Plan:
    """All arrivals of a demo: those that come at once, and each correction with the arrival it corrects."""

    first: tuple[Arrival, ...]
    corrections: tuple[tuple[Arrival, Arrival], ...] = ()

    def __iter__(self) -> Iterator[Arrival]:
        yield from self.first
        yield from (correction for _, correction in self.corrections)


def _rows() -> tuple[int, int]:
    fewest, _, most = os.environ.get("ASPA_DEMO_ROWS", "3000-6000").partition("-")
    return int(fewest), int(most or fewest)


def _bases() -> tuple[Contract, ...]:
    """Contracts whose sampling bases come too: all, where ASPA_DEMO_BASES is 1."""
    return denominator_contracts() if os.environ.get("ASPA_DEMO_BASES") == "1" else ()


def _answers(arrivals: list[Arrival], region: str, month: str) -> int:
    """How many answers of the region come in the month: so many its sampling base accounts for."""
    return sum(a.rows for a in arrivals if a.contract.region == region and a.period == month)


def four_regions() -> Plan:
    """Keski-Pohjanmaa, Kymenlaakso, Pohjois-Karjala with two sources, HUS with one; January to June 2026.

    ASPA_DEMO_ROWS (fewest-most a delivery) and ASPA_DEMO_MONTHS (how many) make it smaller.
    """
    months = [f"2026-{number:02}" for number in range(1, 1 + int(os.environ.get("ASPA_DEMO_MONTHS", "6")))]
    sources = {("18", "roidu"), ("10", "webropol"), ("14", "webropol"), ("14", "digipalvelut"), ("HUS", "kysely")}
    own = [contract for contract in contracts() if (contract.region, contract.source) in sources]
    arrivals = [Arrival(c, month, rows_in_range(c, month, *_rows(), SEED)) for c in own for month in months]
    bases = [c for c in _bases() if c.region in {region for region, _ in sources}]
    arrivals += [Arrival(c, month, _answers(arrivals, c.region, month)) for c in bases for month in months]
    faulty_month = months[min(2, len(months) - 1)]
    spoilt = next(
        a for a in arrivals if (a.contract.region, a.contract.source) == ("10", "webropol") and a.period == faulty_month
    )
    faulty = Arrival(spoilt.contract, spoilt.period, spoilt.rows, (("missing_cost_centres", 0.4),))
    corrected = Arrival(spoilt.contract, spoilt.period, spoilt.rows, suffix="_korjattu", turn=2)
    # Month by month, as time would bring them.
    first = sorted((faulty if a is spoilt else a for a in arrivals), key=lambda a: (a.period, a.contract.id))
    return Plan(tuple(first), ((faulty, corrected),))


def national() -> Plan:
    """One month of all regions and sources, sized by population; ASPA_DEMO_TOTAL feedback in all."""
    total = int(os.environ.get("ASPA_DEMO_TOTAL", "250000"))
    rows = national_month(list(contracts()), total)
    arrivals = [Arrival(c, "2026-01", rows[c.region, c.source]) for c in contracts()]
    bases = [Arrival(c, "2026-01", _answers(arrivals, c.region, "2026-01")) for c in _bases()]
    return Plan((*arrivals, *bases))


PLANS = {"four": four_regions, "national": national}
