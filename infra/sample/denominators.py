"""Invented sampling bases: service events and invitations by cost centre and age group, that fit the feedback.

About a quarter of those invited answer. What there is to find: Kymenlaakso asks nobody in its substance abuse
services, and Keski-Pohjanmaa invites its oldest customers seldom.
"""

import hashlib

import numpy as np
import pandas as pd

from expectations.contract import Contract
from infra.sample.services import SERVICE
from infra.sample.units import visited_units

RESPONSE, INVITED = 0.25, 0.6
"""Answers to invitations, and invitations to events where the rule is that every customer is asked."""
INVITED_BY_RULE = {"all": INVITED, "quiet-30": 0.35, "volume": 0.2, "sample": 0.1}
NOBODY_ASKED = {("10", "päihdepalvelut")}
SELDOM_ASKED, SELDOM = {("18", "85+"), ("18", "75-84")}, 0.2


def generate_denominators(contract: Contract, period: str, answers: int, seed: int) -> pd.DataFrame:
    """The month's groups, in the contract's fields; about `answers` of those invited answer."""
    start = hashlib.sha256(f"{seed}|{contract.region}|{contract.source}|{period}|{answers}".encode()).digest()
    rng = np.random.default_rng(list(start))
    invited_share = INVITED_BY_RULE.get(contract.extraction_rule or "all", INVITED)
    units, shares = visited_units(contract.region, contract.source)
    rows = []
    for unit, share in zip(units, shares):
        ages = SERVICE[unit.kind].ages
        for age, weight in ages.items():
            events = int(rng.poisson(answers / RESPONSE / invited_share * share * weight / sum(ages.values())))
            asked = 0.0 if (contract.region, unit.kind) in NOBODY_ASKED else invited_share
            asked *= SELDOM if (contract.region, age) in SELDOM_ASKED else 1.0
            rows.append((unit.cost_centre, age, events, int(rng.binomial(events, asked))))
    frame = pd.DataFrame(rows, columns=["cost_centre", "age_group", "service_events", "invitations"])
    frame["counted_in"] = pd.Timestamp(f"{period}-01")
    return frame[list(contract.fields)]
