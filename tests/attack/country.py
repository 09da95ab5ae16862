"""Small invented countries for the attackers."""

from functools import cache

import numpy as np
import pandas as pd

from expectations.contract_file import load_contracts
from infra.sample.harmonised import COLUMNS, month
from lake_layout.disclosure import KEY_SPACE
from lake_layout.gold import CATEGORIES
from lake_layout.settings import settings


@cache
def feedback(regions: tuple[str, ...], months: tuple[str, ...], rows: int, seed: int = 2026) -> pd.DataFrame:
    """`rows` feedback a region and month, from its richest source."""
    contracts = load_contracts(settings().contracts)
    parts = []
    for region in regions:
        own = max((one for one in contracts if one.region == region), key=lambda one: len(one.columns))
        parts += [month(own, period, rows, seed) for period in months]
    return pd.concat(parts, ignore_index=True)


def tiny(seed: int, rows: int, codes: dict[str, tuple[tuple[str, float], ...]], alike: int | None = None):
    """One region's month of few codes: dimension -> (code, weight) pairs; `alike` is everybody's NPS answer."""
    rng = np.random.default_rng(seed)
    frame = pd.DataFrame({"region": "18", "source": "x", "period": "2026-01"}, index=range(rows)).reindex(
        columns=list(COLUMNS)
    )
    frame["record_key"] = rng.integers(0, KEY_SPACE, rows)
    for name, weights in codes.items():
        values, shares = zip(*weights)
        frame[name] = rng.choice(np.array(values, dtype=object), rows, p=np.array(shares) / sum(shares))
    frame["nps"] = alike if alike is not None else rng.choice([3, 8, 10], rows, p=[0.15, 0.2, 0.65])
    return frame.astype(dict.fromkeys(CATEGORIES, "Int32"))
