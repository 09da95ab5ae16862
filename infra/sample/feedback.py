"""Invented feedback of one region, source and month, in national field names and codes."""

import hashlib
import random
from functools import cache
from typing import NamedTuple

import numpy as np
import pandas as pd

from expectations.contract import Contract
from expectations.contract_file import load_contracts
from infra.sample.answers import draw_measures, draw_moods, draw_own_statements, draw_sentiments
from infra.sample.denominators import generate_denominators
from infra.sample.moments import draw_moments
from infra.sample.services import SERVICE
from infra.sample.texts.compose import Planted, compose
from infra.sample.visits import draw_visits
from lake_layout import records
from lake_layout.settings import settings

PLANTED_SHARE = 0.06
OPEN_ON_WEEKENDS = ("kotihoito", "keskussairaala", "digipalvelut")


class Sample(NamedTuple):
    """Rows under the contract's national fields, and the personal data planted in their texts."""

    rows: pd.DataFrame
    planted: tuple[Planted, ...]


@cache
def _contracts() -> dict[tuple[str, str], Contract]:
    folder = settings().contracts
    known = (*load_contracts(folder), *load_contracts(folder / "denominators"))
    return {(contract.region, contract.source): contract for contract in known}


def contract_of(region: str, source: str) -> Contract:
    """The contract of a source; ValueError where there is none."""
    try:
        return _contracts()[region, source]
    except KeyError:
        raise ValueError(f"region {region} has no contract for a source '{source}'") from None


def generate_feedback(region: str, source: str, period: str, rows: int, seed: int = 2026) -> pd.DataFrame:
    """`rows` invented answers of a source's month (`YYYY-MM`), oldest first; the same arguments give the same rows."""
    return generate(contract_of(region, source), period, rows, seed).rows


def generate(
    contract: Contract, period: str, rows: int, seed: int = 2026, planted_share: float = PLANTED_SHARE
) -> Sample:
    """Like `generate_feedback`, with the personal data that was planted in the texts; of a sampling base the groups of
    which about `rows` answer."""
    if contract.record == records.DENOMINATORS:
        return Sample(generate_denominators(contract, period, rows, seed), ())
    start = hashlib.sha256(f"{seed}|{contract.region}|{contract.source}|{period}|{rows}".encode()).digest()
    rng = np.random.default_rng(list(start))
    columns, kind = draw_visits(rng, contract, rows)
    columns |= draw_moments(rng, period, np.isin(kind, OPEN_ON_WEEKENDS))
    mood, statement_moods = draw_moods(rng, contract, period, columns, kind)
    columns |= draw_measures(rng, contract, mood, statement_moods)
    planted: tuple[Planted, ...] = ()
    if "open_text" in contract.fields:
        sentiments = draw_sentiments(rng, mood)
        columns["open_text"], planted = _texts(
            random.Random(start), columns["language"], sentiments, kind, planted_share
        )
    columns |= draw_own_statements(np.random.default_rng([*start, 1]), contract, mood)
    frame = pd.DataFrame({name: values for name, values in columns.items() if name in contract.fields})
    frame = frame.sort_values("answered_at", kind="stable", ignore_index=True)
    return Sample(frame.assign(**_ids(rng, contract, period, rows))[list(contract.fields)], planted)


def _texts(
    rng: random.Random, languages: np.ndarray, sentiments: np.ndarray, kind: np.ndarray, planted_share: float
) -> tuple[np.ndarray, tuple[Planted, ...]]:
    texts = np.full(len(kind), None, dtype=object)
    planted: list[Planted] = []
    for row in np.flatnonzero(pd.notna(sentiments)):
        composed = compose(rng, languages[row], sentiments[row], SERVICE[kind[row]].text_key, planted_share)
        texts[row] = composed.text
        planted += composed.planted
    return texts, tuple(planted)


def _ids(rng: np.random.Generator, contract: Contract, period: str, rows: int) -> dict[str, np.ndarray]:
    """Ids of answers and service events; no answer and no event comes twice, in whatever month."""
    month = period[2:4] + period[5:7]
    events = rng.permutation(rows * 9)[:rows]
    ids = {
        "source_row_id": [f"{contract.source[:3]}{month}-{number:06}" for number in range(1, rows + 1)],
        "service_event_id": [f"{contract.region}.{contract.source[:3]}.{month}.{event:07}" for event in events],
    }
    return {name: np.array(values, dtype=object) for name, values in ids.items() if name in contract.fields}
