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
    figures = figures.sort_values([*_KEY, "period"])
    lengths = figures.groupby(_KEY)["period"].transform("size")
    short = figures[lengths < FEWEST_FOR_TREND]
    parts = [short.assign(kind="observed", months=lengths[lengths < FEWEST_FOR_TREND])]
    long = figures[lengths >= FEWEST_FOR_TREND].set_index(_KEY)
    published = long.groupby(level=_KEY)["period"].agg(tuple)
    # Series that lack the same months are taken apart together.
    for months, keys in published.groupby(published).groups.items():
        parts.append(_rows_of_family(long.loc[keys], keys, tuple(map(_number, months))))
    rows = pd.concat([part for part in parts if len(part)] or parts).assign(period_kind="month")
    # As plain objects: Spark doesn't take texts that pandas keeps in chunks.
    texts = dict.fromkeys((name for name, kind in COLUMNS.items() if kind == "STRING"), object)
    numbers = dict.fromkeys((*_PARTS, "chance", "surprise"), float)
    return rows.reindex(columns=list(COLUMNS)).astype({**texts, **numbers, "n": "Int32", "months": "Int32"})


def _rows_of_family(figures: pd.DataFrame, keys: pd.MultiIndex, months: tuple[int, ...]) -> pd.DataFrame:
    """Rows of series that were published in the same `months`, their figures in the order of `keys` and months."""
    place, length = np.array(months) - months[0], months[-1] - months[0] + 1

    def by_month(name: str, ahead: int) -> np.ndarray:
        told = np.full((len(keys), length + ahead), np.nan)
        told[:, place] = figures[name].to_numpy(dtype=float).reshape(len(keys), len(months))
        return told

    variance = np.nanmedian(by_month("variance", 0)[:, place], axis=1)
    parts = decompose(by_month("value", 0), variance, AHEAD)
    chance, surprise = chance_of(parts)
    periods = [_month(months[0] + step) for step in range(length + AHEAD)]
    at = np.tile(np.arange(length + AHEAD), len(keys))
    last = at == length - 1
    rows = keys.repeat(length + AHEAD).to_frame(index=False).assign(
        period=np.array(periods, dtype=object)[at],
        kind=np.where(at < length, "observed", "forecast"),
        value=by_month("value", AHEAD).ravel(),
        n=by_month("n", AHEAD).ravel(),
        months=len(months),
        chance=np.where(last, np.repeat(chance, length + AHEAD), np.nan),
        surprise=np.where(last, np.repeat(surprise, length + AHEAD), np.nan),
        **{name: getattr(parts, name).ravel() for name in _PARTS},
    )  # fmt: skip
    return rows[(at < length) | rows["expected"].notna()]


def _number(month: str) -> int:
    return 12 * int(month[:4]) + int(month[5:]) - 1


def _month(number: int) -> str:
    return f"{number // 12}-{number % 12 + 1:02}"
