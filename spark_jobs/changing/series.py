"""From figures to rows of gold's series: one series at a time, so that Spark can do many side by side."""

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
DDL = ", ".join(f"{name} {kind}" for name, kind in COLUMNS.items())


def series_rows(figures: pd.DataFrame) -> pd.DataFrame:
    """One series' published months, gaps and forecasts; `chance` and `surprise` stand at its last month only."""
    figures = figures.sort_values("period")
    months = [str(month) for month in pd.period_range(figures["period"].iloc[0], figures["period"].iloc[-1], freq="M")]
    placed = figures.set_index("period").reindex(months)
    rows = pd.DataFrame(dict.fromkeys((*_PARTS, "chance", "surprise"), np.nan), index=months)
    rows = rows.assign(kind="observed", value=placed["value"], n=placed["n"], months=len(figures))
    if len(figures) >= FEWEST_FOR_TREND:
        values = placed["value"].to_numpy(dtype=float)
        parts, forecast = decompose(values, float(figures["variance"].median()), AHEAD)
        for name in _PARTS:
            rows[name] = getattr(parts, name)
        rows.loc[months[-1], ["chance", "surprise"]] = chance_of(parts)
        if forecast is not None:
            ahead = [str(month) for month in pd.period_range(months[-1], periods=AHEAD + 1, freq="M")[1:]]
            to_come = pd.DataFrame({"kind": "forecast", "months": len(figures)}, index=ahead)
            rows = pd.concat([rows, to_come.assign(**forecast._asdict())])
    own = figures.iloc[0][["region", "service_class", "measure"]].to_dict()
    rows = rows.rename_axis("period").reset_index().assign(period_kind="month", **own)
    rows["n"] = rows["n"].astype("Int32")
    return rows[list(COLUMNS)]
