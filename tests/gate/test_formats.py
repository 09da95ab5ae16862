"""Every contract of the project reads what its own region writes, and refuses it under another's hat."""

import pytest

from expectations.catalogue import contracts
from expectations.contract import EVENTS, FEEDBACK
from expectations.judge import judge
from expectations.reading.read import read_delivery
from infra.sample.deliver import make_delivery


@pytest.mark.parametrize("contract", contracts(), ids=lambda c: f"{c.region}-{c.source}")
def test_a_sound_delivery_of_every_source_is_accepted_whole(contract):
    made = make_delivery(contract, "2026-03", 60)
    judgement = judge(read_delivery(made.contents, contract), contract, "2026-03")
    assert judgement.outcome == "accepted", judgement.all_findings.groupby(["reason", "column"]).size()
    assert (judgement.received, len(judgement.accepted_rows)) == (60, 60)


NEIGHBOURS = 5
"""How many others' files each contract is tried on, besides those of the same region's other sources."""


def others_of(contract):
    everyone = contracts()
    at = everyone.index(contract)
    after = [everyone[(at + step) % len(everyone)] for step in range(1, NEIGHBOURS + 1)]
    return {other.id: other for other in (*after, *everyone) if other.region == contract.region or other in after}


def test_another_sources_file_is_never_accepted():
    made = {contract.id: make_delivery(contract, "2026-03", 20).contents for contract in contracts()}
    for contract in contracts():
        for other in others_of(contract).keys() - {contract.id}:
            files = {role: made[other].get(role, made[other][FEEDBACK]) for role in (FEEDBACK, EVENTS)}
            judgement = judge(read_delivery(files, contract), contract, "2026-03")
            assert judgement.outcome == "rejected", (contract.id, other)
