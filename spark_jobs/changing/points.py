"""The figures of which series are made: each published month of a region and service class, by measure."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from lake_layout.disclosure import NOISE_VARIANCE
from lake_layout.feedback_fields import STATEMENTS
from lake_layout.gold import ALL, CATEGORIES, DIMENSION_NAMES
from lake_layout.open_feedback import SENTIMENTS
from lake_layout.silver import UNASSIGNED
from spark_jobs.comparison.scores import NPS_SCORES, SCALE_SCORES, means, noise_variances, totals, variances

SERIES_KEY = ("region", "service_class", "measure")
_MONTH = ["period", "region", "service_class"]
_NEGATIVE = tuple(100.0 if name == "negative" else 0.0 for name in SENTIMENTS)
TEXT_NEGATIVE = "text_negative"


def theme_measure(theme: str, negative: bool = False) -> str:
    """What the series of a theme is called: its share of texts, or the negative share of its mentions."""
    return f"theme_{theme}_negative" if negative else f"theme_{theme}"


def points(results: pd.DataFrame, themes: pd.DataFrame) -> pd.DataFrame:
    """Every measure's months from gold's results and themes: value, n, and the variance of the figure by its counts."""
    parts = [*_asked(_sliced(results)), *_written(_sliced(themes))]
    columns = [*_MONTH, "measure", "value", "n", "variance"]
    some = [part for part in parts if len(part)] or [pd.DataFrame(columns=columns)]
    return pd.concat(some, ignore_index=True)[columns]


def _sliced(rows: pd.DataFrame) -> pd.DataFrame:
    """Months by region and service class, nothing else chosen."""
    chosen = rows["period_kind"] == "month"
    for name in DIMENSION_NAMES:
        if name != "service_class":
            chosen &= rows[name] == ALL
    return rows[chosen]


def _asked(results: pd.DataFrame) -> Iterator[pd.DataFrame]:
    scored = {"nps": NPS_SCORES, **{field.name: SCALE_SCORES for field in STATEMENTS}}
    for measure, scores in scored.items():
        yield _figures(results, measure, list(CATEGORIES[measure]), scores)


def _written(themes: pd.DataFrame) -> Iterator[pd.DataFrame]:
    whole = themes[themes["theme"] == ALL]
    yield _figures(whole, TEXT_NEGATIVE, list(SENTIMENTS), _NEGATIVE)
    texts = whole.assign(texts=whole[list(SENTIMENTS)].sum(axis=1))[[*_MONTH, "texts"]]
    for theme, own in themes[~themes["theme"].isin([ALL, UNASSIGNED])].groupby("theme"):
        yield _shares(own.merge(texts, on=_MONTH), theme_measure(theme))
        # By service class a theme has too few mentions to part them further.
        yield _figures(own[own["service_class"] == ALL], theme_measure(theme, True), list(SENTIMENTS), _NEGATIVE)


def _figures(rows: pd.DataFrame, measure: str, columns: list[str], scores: tuple[float, ...]) -> pd.DataFrame:
    counts = rows[columns].to_numpy(dtype=float, na_value=np.nan)
    n = totals(counts)
    # An answer more at either end keeps the spread from vanishing where nearly all answer alike.
    around = counts + np.eye(len(columns))[[int(np.argmin(scores)), int(np.argmax(scores))]].sum(axis=0) / 2
    with np.errstate(invalid="ignore", divide="ignore"):
        variance = variances(around, scores) / n + noise_variances(around, scores, NOISE_VARIANCE)
    found = rows[_MONTH].assign(measure=measure, value=means(counts, scores), n=n, variance=variance)
    return found[np.isfinite(found["value"])]


def _shares(rows: pd.DataFrame, measure: str) -> pd.DataFrame:
    """A theme's share of texts, in percent; both counts are sums of as many noisy ones as there are sentiments."""
    n, texts = rows[list(SENTIMENTS)].sum(axis=1), rows["texts"]
    share = (n / texts).clip(upper=1)
    around = (n + 0.5) / (texts + 1)
    noise = len(SENTIMENTS) * NOISE_VARIANCE * (1 + around**2) / texts**2
    variance = (around * (1 - around)).clip(lower=0) / texts + noise
    found = rows[_MONTH].assign(measure=measure, value=100 * share, n=texts, variance=100**2 * variance)
    return found[np.isfinite(found["variance"])]
