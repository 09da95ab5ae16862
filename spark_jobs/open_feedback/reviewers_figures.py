"""Figures of the reviewers' page: held-back fit and confusions, drift of shares, candidate phrases. Pure."""

from collections import Counter

import numpy as np
import pandas as pd

from lake_layout.gold import ALL, DIMENSION_NAMES
from lake_layout.open_feedback import SENTIMENTS
from lake_layout.reference import rows_of
from spark_jobs.comparison.names import LANGUAGES, names
from spark_jobs.text.card import LANGUAGES as LANGUAGE_NAMES
from spark_jobs.text.card import themes_of
from spark_jobs.text.examples import SENTIMENTS as TONES
from spark_jobs.text.examples import Example
from spark_jobs.text.figures import confusion, fit_of, macro_f1, micro_f1
from spark_jobs.text.judgement import sentiment_of
from spark_jobs.text.lexicon import THEMES, lexicon
from spark_jobs.text.tokens import tokens_of

MOST_SHOWN = 25
_DRIFTS_FROM = 3.0
"""Standard errors beyond which a theme's share has moved; the page looks at hundreds."""


def theme_names() -> dict[str, dict[str, str]]:
    """A theme's names by language."""
    rows = rows_of("codes/themes")
    return {row["code"]: {language: row[f"name_{language}"] for language in LANGUAGES} for row in rows}


def language_figures(texts: list[Example], answers: np.ndarray, thresholds: np.ndarray) -> list[dict]:
    """Micro- and macro-F1 and the tone's accuracy, a language each."""
    true, said = themes_of(texts, answers, thresholds)
    right = np.array([sentiment_of(row) == example.sentiment for row, example in zip(answers, texts, strict=True)])
    found = []
    for code, name in LANGUAGE_NAMES.items():
        rows = np.array([example.language == code for example in texts])
        figures = {"micro": micro_f1(true[rows], said[rows]), "macro": macro_f1(true[rows], said[rows])}
        found.append({"name": name, "texts": int(rows.sum()), **figures, "sentiment": float(right[rows].mean())})
    return found


def theme_figures(texts: list[Example], answers: np.ndarray, thresholds: np.ndarray) -> list[dict]:
    """Name, definition and fit of each theme, all languages together."""
    true, said = themes_of(texts, answers, thresholds)
    names_of, rows = theme_names(), {row["code"]: row for row in rows_of("codes/themes")}
    return [
        {
            "name": names_of[theme],
            "definition": {language: rows[theme][f"definition_{language}"] for language in LANGUAGES},
            "fit": fit_of(true[:, place], said[:, place]),
        }
        for place, theme in enumerate(THEMES)
    ]


def confused_themes(texts: list[Example], answers: np.ndarray, thresholds: np.ndarray) -> list[dict]:
    """Pairs of a theme that was missed and one that was said in its place, the most frequent first."""
    true, said = themes_of(texts, answers, thresholds)
    pairs: Counter = Counter()
    for missed, added in zip(true & ~said, said & ~true, strict=True):
        pairs.update((THEMES[one], THEMES[other]) for one in np.flatnonzero(missed) for other in np.flatnonzero(added))
    named = theme_names()
    return [
        {"true": named[one], "said": named[other], "texts": number}
        for (one, other), number in pairs.most_common(MOST_SHOWN)
    ]


def tone_table(texts: list[Example], answers: np.ndarray) -> list[list[int]]:
    """Texts by true tone (row) and said tone (column), in the order of TONES."""
    return confusion([example.sentiment for example in texts], [sentiment_of(row) for row in answers], TONES).tolist()


def drift(themes: pd.DataFrame) -> list[dict]:
    """Themes whose share of a region's texts in its last month lies off the months before, by published counts."""
    whole = (themes[list(DIMENSION_NAMES)] == ALL).all(axis=1) & (themes["period_kind"] == "month")
    months = themes[whole].assign(n=themes[list(SENTIMENTS)].sum(axis=1))
    texts = months[months["theme"] == ALL].set_index(["region", "period"])["n"]
    named, found = theme_names(), []
    for (region, theme), own in months[months["theme"].isin(THEMES)].groupby(["region", "theme"]):
        own = own.sort_values("period").set_index("period")["n"]
        of = texts.get(region)
        if of is None or len(own) < 3 or own.index[-1] != of.index.max():
            continue
        base = of.reindex(own.index)
        before, now = own.iloc[:-1].sum() / base.iloc[:-1].sum(), own.iloc[-1] / base.iloc[-1]
        error = np.sqrt(before * (1 - before) * (1 / base.iloc[-1] + 1 / base.iloc[:-1].sum()))
        if error > 0 and abs(now - before) / error > _DRIFTS_FROM:
            named_region = names("regions", "fi")[region]
            found.append({"region": named_region, "name": named[theme], "before": 100 * before, "now": 100 * now,
                          "month": own.index[-1], "size": abs(now - before) / error})  # fmt: skip
    return sorted(found, key=lambda one: -one["size"])[:MOST_SHOWN]


def candidates(words: pd.DataFrame) -> list[dict]:
    """Published phrases of the last quarter in which no theme's lexicon finds an entry, the most frequent first."""
    phrases = words[words["word"].str.contains(" ", regex=False)]
    if not len(phrases):
        return []
    last = phrases[phrases["period"] == phrases["period"].max()]
    counted = last.groupby(["period", "text_language", "word"], as_index=False)["feedback"].max()
    new = counted[[not _covered(row.word, row.text_language) for row in counted.itertuples()]]
    return new.sort_values(["feedback", "word"], ascending=[False, True]).head(MOST_SHOWN).to_dict("records")


def _covered(phrase: str, language: str) -> bool:
    return any(match.section in THEMES for match in lexicon(language).matches(tokens_of(phrase)))
