"""Silver's rows of invented months, drawn directly: no file, no text; for benchmarks and for disclosure's attackers."""

import hashlib
from collections import Counter
from functools import cache

import numpy as np
import pandas as pd

from expectations.contract import Contract
from infra.sample.answers import draw_measures, draw_moods
from infra.sample.units import units_of
from infra.sample.visits import draw_visits
from lake_layout.disclosure import KEY_SPACE
from lake_layout.gold import CATEGORIES, DIMENSION_NAMES
from lake_layout.reference import professional_groups, rows_of

COLUMNS = ("region", "source", "period", "record_key", *DIMENSION_NAMES, *CATEGORIES)


@cache
def _class_of(region: str) -> dict[str, str]:
    """The service class of each kind of unit: what most of its cost centres map to."""
    mapped = {(row["region"], row["cost_centre"]): row["service_class"] for row in rows_of("cost_centres")}
    found: dict[str, Counter[str]] = {}
    for unit in units_of(region):
        found.setdefault(unit.kind, Counter())[mapped[region, unit.cost_centre] or "EI-LUOK"] += 1
    return {kind: classes.most_common(1)[0][0] for kind, classes in found.items()}


@cache
def _group_of(profession: str | None, day: str) -> str | None:
    groups = (group for prefix, group in professional_groups(day) if profession and profession.startswith(prefix))
    return next(groups, "MUU" if profession else None)


def month(contract: Contract, period: str, rows: int, seed: int = 2026) -> pd.DataFrame:
    """`rows` feedback of a source's month as silver holds them, as far as gold counts them; the same arguments give
    the same rows."""
    start = hashlib.sha256(f"silver|{seed}|{contract.region}|{contract.source}|{period}".encode()).digest()
    rng = np.random.default_rng(list(start))
    visits, kind = draw_visits(rng, contract, rows)
    mood, statement_moods = draw_moods(rng, contract, period, visits, kind)
    measures = draw_measures(rng, contract, mood, statement_moods)
    made = {
        **visits,
        **{name: values for name, values in measures.items() if name in contract.fields},
        "service_class": pd.Series(kind).map(_class_of(contract.region)),
        "professional_group": pd.Series(visits["profession"]).map(lambda code: _group_of(code, f"{period}-01")),
        "region": contract.region,
        "source": contract.source,
        "period": period,
        "record_key": rng.integers(0, KEY_SPACE, rows),
    }
    frame = pd.DataFrame(made).reindex(columns=list(COLUMNS))
    return frame.astype(dict.fromkeys(CATEGORIES, "Int32"))
