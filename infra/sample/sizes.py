"""How many answers a source's month has: drawn from a range, or a national total shared by population."""

import csv
import hashlib

from expectations.contract import Contract
from lake_layout.settings import PROJECT

SECOND_SOURCE_SHARE = 0.2


def rows_in_range(contract: Contract, period: str, fewest: int, most: int, seed: int) -> int:
    """A number within the range, the same for the same source, month and seed."""
    digest = hashlib.sha256(f"rows|{seed}|{contract.region}|{contract.source}|{period}".encode()).digest()
    return fewest + int.from_bytes(digest[:8]) % (most - fewest + 1)


def populations() -> dict[str, int]:
    """Inhabitants by region; HUS, whose population is other organisers', counts as much as the biggest region."""
    with open(PROJECT / "lake_layout" / "reference" / "codes" / "regions.csv", encoding="utf-8", newline="") as file:
        known = {row["code"]: int(row["population"] or 0) for row in csv.DictReader(file)}
    return {region: people or max(known.values()) for region, people in known.items()}


def main_source(contracts: list[Contract]) -> Contract:
    """A region's general source: the one with most columns, which asks the national questions."""
    return max(contracts, key=lambda contract: (len(contract.columns), contract.source))


def national_month(contracts: list[Contract], total: int) -> dict[tuple[str, str], int]:
    """Rows by (region, source) that sum up to `total`; a region's other sources share a fifth of its answers."""
    people = populations()
    regions = {region: [c for c in contracts if c.region == region] for region in sorted({c.region for c in contracts})}
    everybody, given, rows = sum(people[region] for region in regions), 0, {}
    passed = 0
    for region, own in regions.items():
        passed += people[region]
        share = round(total * passed / everybody) - given
        given += share
        main = main_source(own)
        others = [contract for contract in own if contract != main]
        each = round(share * SECOND_SOURCE_SHARE / len(others)) if others else 0
        rows |= {(region, contract.source): each for contract in others}
        rows[region, main.source] = share - each * len(others)
    return rows
