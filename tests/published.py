"""Published results made up for the tests: gold's rows as pandas frames, any size, without Spark."""

from itertools import combinations

import numpy as np
import pandas as pd

from lake_layout import gold
from lake_layout.changing import ALERTS, SERIES
from lake_layout.reference import code_set
from spark_jobs.open_feedback.served import Written

CODES = {column.name: tuple(code_set(column.code_set)) for column in gold.DIMENSIONS}


def results(months: tuple[str, ...], regions: tuple[str, ...], values: int = 3, seed: int = 1) -> pd.DataFrame:
    """Gold's results: every slice of up to two dimensions with `values` values each, by month, quarter and year."""
    periods = {("month", m) for m in months} | {("quarter", _quarter(m)) for m in months}
    periods |= {("year", m[:4]) for m in months}
    slices = [{}]
    for number in (1, 2):
        for chosen in combinations(gold.DIMENSION_NAMES, number):
            grid = pd.MultiIndex.from_product([CODES[name][:values] for name in chosen], names=chosen)
            slices += grid.to_frame(index=False).to_dict("records")
    rows = [
        {"period_kind": kind, "period": period, "region": region}
        | dict.fromkeys(gold.DIMENSION_NAMES, gold.ALL)
        | chosen
        for kind, period in sorted(periods)
        for region in (*regions, gold.ALL)
        for chosen in slices
    ]
    frame = pd.DataFrame(rows)
    random = np.random.default_rng(seed)
    for question, categories in gold.CATEGORIES.items():
        answers = random.integers(5, 60, size=(len(frame), len(categories)))
        for at, category in enumerate(categories):
            frame[category] = pd.array(answers[:, at], dtype="Int32")
        if question == "nps":
            frame["respondents"] = frame[list(categories)].sum(axis=1)
    for column in gold.RESULTS.columns:
        if column.name not in frame:
            frame[column.name] = None
    return frame[list(gold.RESULTS.column_names)]


def _quarter(month: str) -> str:
    return f"{month[:4]}-Q{(int(month[5:]) + 2) // 3}"


def words(quarters: tuple[str, ...], regions: tuple[str, ...]) -> pd.DataFrame:
    """Gold's words: two a region and quarter."""
    return pd.DataFrame(
        [
            {"period_kind": "quarter", "period": quarter, "region": region, "text_language": "fi", "word": word,
             "lemma": word, "feedback": count}
            for quarter in quarters
            for region in (*regions, gold.ALL)
            for word, count in (("hoitaja", 40), ("jono", 25))
        ]
    )  # fmt: skip


def written(months: tuple[str, ...], regions: tuple[str, ...]) -> Written:
    """Gold of open feedback: all texts and two themes a region and month, a series too short to judge, no alert."""
    series = pd.DataFrame(
        [
            dict.fromkeys(SERIES.column_names)
            | {"period_kind": "month", "period": month, "region": region, "service_class": gold.ALL, "measure": "nps",
               "kind": "observed", "value": 40.0, "n": 200, "trend": 39.0, "months": len(months)}
            for month in months
            for region in regions
        ]
    )  # fmt: skip
    return Written(_themes(months, regions), series, pd.DataFrame(columns=list(ALERTS.column_names)))


def _themes(months: tuple[str, ...], regions: tuple[str, ...]) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {"period_kind": "month", "period": month, "region": region, **dict.fromkeys(gold.DIMENSION_NAMES, gold.ALL),
             "theme": theme, "positive": count, "neutral": 3, "negative": count // 2, "mixed": 2}
            for month in months
            for region in (*regions, gold.ALL)
            for theme, count in ((gold.ALL, 90), ("access", 20), ("encounter", 60))
        ]
    )  # fmt: skip
