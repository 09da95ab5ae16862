"""From figures to rows of gold's series: many series at once, a region's for example."""

import numpy as np
import pandas as pd

from spark_jobs.changing.structural import FEWEST_FOR_TREND, chance_of, decompose

AHEAD = 3
"""Months that are forecast."""
_PARTS = ("trend", "season", "expected", "low", "high")
COLUMNS = {
    "period_kind": "STRING", "period": "STRING", "region": "STRING", "service_class": "STRING", "measure": "STRING",
    "kind": "STRING", "value": "DOUBLE", "n": "INT", **dict.fromkeys(_PARTS, "DOUBLE"), "months": "INT",
    "chance": "DOUBLE", "surprise": "DOUBLE",
}  # fmt: skip
_KEY = ["region", "service_class", "measure"]
DDL = ", ".join(f"{name} {kind}" for name, kind in COLUMNS.items())


def series_rows(figures: pd.DataFrame) -> pd.DataFrame:
    """Every series' published months, gaps and forecasts; `chance` and `surprise` stand at its last month only.

    A series too short for a trend has its published months and no more.
    """
    months = figures.groupby(_KEY, sort=False)["period"].transform("size")
    short = figures[months < FEWEST_FOR_TREND]
    parts = [short.assign(period_kind="month", kind="observed", months=months[months < FEWEST_FOR_TREND].to_numpy())]
    long = figures[months >= FEWEST_FOR_TREND].sort_values("period")
    taken_apart = [_rows_of_one(own, key) for key, own in long.groupby(_KEY, sort=False)]
    if taken_apart:
        columns = {name: np.concatenate([one[name] for one in taken_apart]) for name in taken_apart[0]}
        parts.append(pd.DataFrame(columns))
    rows = pd.concat([part for part in parts if len(part)] or parts).reindex(columns=list(COLUMNS))
    # As plain objects: Spark doesn't take texts that pandas keeps in chunks.
    texts = dict.fromkeys((name for name, kind in COLUMNS.items() if kind == "STRING"), object)
    numbers = dict.fromkeys((*_PARTS, "chance", "surprise"), float)
    return rows.astype({**texts, **numbers, "n": "Int32", "months": "Int32"})


def _rows_of_one(figures: pd.DataFrame, key: tuple[str, ...]) -> dict[str, np.ndarray]:
    """Columns of one series, its figures in their order."""
    numbers = [_number(period) for period in figures["period"]]
    place, length = np.array(numbers) - numbers[0], numbers[-1] - numbers[0] + 1
    value, n = np.full(length, np.nan), np.full(length, np.nan)
    value[place], n[place] = figures["value"], figures["n"]
    parts, forecast = decompose(value, float(figures["variance"].median()), AHEAD)
    ahead = AHEAD if forecast is not None else 0
    nothing = np.full(ahead, np.nan)
    columns = {name: np.concatenate([getattr(parts, name), getattr(forecast, name, nothing)]) for name in _PARTS}
    chance, surprise = chance_of(parts)
    last = np.arange(length + ahead) == length - 1
    alike = {"period_kind": "month", **dict(zip(_KEY, key))}
    return {
        **{name: np.full(length + ahead, said, dtype=object) for name, said in alike.items()},
        "period": np.array([_month(numbers[0] + step) for step in range(length + ahead)], dtype=object),
        "kind": np.array(["observed"] * length + ["forecast"] * ahead, dtype=object),
        "value": np.concatenate([value, nothing]),
        "n": np.concatenate([n, nothing]),
        "months": np.full(length + ahead, len(figures)),
        "chance": np.where(last, chance, np.nan),
        "surprise": np.where(last, surprise, np.nan),
        **columns,
    }


def _number(month: str) -> int:
    return 12 * int(month[:4]) + int(month[5:]) - 1


def _month(number: int) -> str:
    return f"{number // 12}-{number % 12 + 1:02}"
