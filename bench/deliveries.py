"""A national month's deliveries as bytes: every contract's file, sized by population."""

from collections.abc import Iterator
from typing import NamedTuple

from expectations.catalogue import contracts
from expectations.contract import Contract
from infra.sample.deliver import make_delivery
from infra.sample.sizes import national_month

MONTH = "2026-01"
FEEDBACK = 250_000
"""Feedback of a national month; a third of them with text (the pilots' shares, carried to the country)."""


class Made(NamedTuple):
    """One contract's delivery."""

    contract: Contract
    rows: int
    contents: dict[str, bytes]


def month(feedback: int = FEEDBACK) -> Iterator[Made]:
    """The deliveries, one after another."""
    sizes = national_month(list(contracts()), feedback)
    for contract in contracts():
        rows = sizes[contract.region, contract.source]
        yield Made(contract, rows, make_delivery(contract, MONTH, rows).contents)
