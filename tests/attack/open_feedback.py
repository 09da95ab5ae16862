"""What the attackers see of open feedback: themes by sentiment, and words, drawn for invented feedback and protected by
the platform's own method.

A theme's or word's counts are a result set of their own, so each becomes columns `<name>_<category>` of a frame of
places, as the attackers of results have them.
"""

import numpy as np
import pandas as pd

from lake_layout.gold import ALL
from lake_layout.open_feedback import SENTIMENTS
from spark_jobs.disclosure.protection import protect_slices
from spark_jobs.disclosure.result_set import ResultSet
from spark_jobs.theme_counts import SET as THEME_SET
from spark_jobs.word_counts import SET as WORD_SET
from tests.attack.publisher import DIMS, PLACE

THEMES = {"access": 0.30, "encounter": 0.22, "staffing": 0.08, "digital": 0.05, "cost": 0.02}
"""How often a text is about a theme."""
WORDS = {"hoitaja": 0.25, "jono": 0.12, "ystävällinen": 0.06, "lautta": 0.015}
_WITH_TEXT = 0.6


def themes(feedback: pd.DataFrame, seed: int = 7) -> pd.DataFrame:
    """A row a feedback and theme, `*` for its text as such: the feedback's columns, `theme` and `sentiment`."""
    rng = np.random.default_rng(seed)
    texts = feedback[rng.random(len(feedback)) < _WITH_TEXT]
    parts = [texts.assign(theme=ALL)]
    parts += [texts[rng.random(len(texts)) < share].assign(theme=name) for name, share in THEMES.items()]
    rows = pd.concat(parts, ignore_index=True)
    return rows.assign(sentiment=rng.choice(SENTIMENTS, len(rows), p=(0.55, 0.1, 0.28, 0.07)))


def words(feedback: pd.DataFrame, seed: int = 7) -> pd.DataFrame:
    """A row a feedback and word: the feedback's columns and `word`."""
    rng = np.random.default_rng(seed)
    parts = [feedback[rng.random(len(feedback)) < share].assign(word=name) for name, share in WORDS.items()]
    return pd.concat(parts, ignore_index=True)


def theme_slices(mentions: pd.DataFrame) -> pd.DataFrame:
    """Exact slices of at most one dimension: months, quarters and years of the regions."""
    counts = pd.get_dummies(mentions["sentiment"]).reindex(columns=list(SENTIMENTS), fill_value=False).astype("int64")
    rows = mentions.assign(**counts)
    months = _sliced(rows, THEME_SET, "theme")
    return pd.concat([months, *(_summed(months, THEME_SET, "theme", kind) for kind in ("quarter", "year"))])


def word_slices(held: pd.DataFrame) -> pd.DataFrame:
    """Exact slices of at most one dimension: quarters of the regions."""
    return _summed(_sliced(held.assign(feedback=1), WORD_SET, "word"), WORD_SET, "word", "quarter")


def _sliced(rows: pd.DataFrame, one: ResultSet, what: str) -> pd.DataFrame:
    rows = rows.assign(**{one.key: rows["record_key"].astype("int64")})
    parts = []
    for chosen in (None, *DIMS):
        given = rows if chosen is None else rows[rows[chosen].notna()]
        parts.append(given.assign(**{name: ALL for name in DIMS if name != chosen}))
    return pd.concat(parts).groupby([*PLACE, what], as_index=False)[[*one.categories, one.key]].sum()


def _summed(months: pd.DataFrame, one: ResultSet, what: str, kind: str) -> pd.DataFrame:
    year, number = months["period"].str[:4], (months["period"].str[5:7].astype(int) + 2) // 3
    period = year + "-Q" + number.astype(str) if kind == "quarter" else year
    summed = months.assign(period=period).groupby([*PLACE, what], as_index=False)
    return summed[[*one.categories, one.key]].sum()


def protected(slices: pd.DataFrame, one: ResultSet, what: str, was: pd.DataFrame | None = None) -> pd.DataFrame:
    """As the platform publishes them, by place; `was` is what this function gave of the former release."""
    former = shown = None
    if was is not None:
        of = {f"_of_{name}": name for name in one.categories}
        former = was[[*PLACE, what, *of]].rename(columns=of)
        former, shown = former[former[list(one.categories)].sum(axis=1) >= 10], was.dropna(subset=list(one.categories))
    return protect_slices(slices.reset_index(drop=True), [*PLACE, what], (one,), former, shown, DIMS)


def beside(rows: pd.DataFrame, one: ResultSet, what: str, of: str = "") -> tuple[pd.DataFrame, dict[str, tuple]]:
    """The rows with a column a theme (or word) and category, and those columns by theme; `of` begins the columns that
    are taken. A place without a theme's row has none of it."""
    columns = [f"{of}{name}" for name in one.categories]
    wide = rows.astype(dict.fromkeys(columns, "float64")).pivot(index=PLACE, columns=what, values=columns)
    sets = {name: tuple(f"{name}_{category}" for category in one.categories) for name in wide.columns.levels[1]}
    wide.columns = [f"{name}_{category.removeprefix(of)}" for category, name in wide.columns]
    return wide.reset_index(), sets


def close(exact: pd.DataFrame, shown: pd.DataFrame, sets: dict[str, tuple]) -> int:
    """Pairs of shown sets of a theme or word that differ by one or two feedback, along a dimension."""
    found, index = 0, pd.MultiIndex.from_frame(exact[PLACE])
    for names in map(list, sets.values()):
        size = exact[names].sum(axis=1).where(shown[names].notna().all(axis=1)).set_axis(index)
        for name in DIMS:
            part = exact[exact[name] != ALL]
            whole = pd.MultiIndex.from_frame(part.assign(**{name: ALL})[PLACE])
            left = size.reindex(whole).to_numpy() - size[(exact[name] != ALL).to_numpy()].to_numpy()
            found += int(np.isin(left, (1, 2)).sum())
    return found
