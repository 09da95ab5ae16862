"""The serving file's themes: shares and balance from published counts, and the national statement beside each."""

import pandas as pd

from lake_layout.feedback_fields import STATEMENTS
from lake_layout.gold import ALL, CATEGORIES
from lake_layout.open_feedback import SENTIMENTS
from lake_layout.reference import rows_of
from lake_layout.serving_open_feedback import LABELLED, THEME_RESULTS
from lake_layout.silver import UNASSIGNED
from spark_jobs.comparison.names import LANGUAGES, named

_SLICE = [name for name in THEME_RESULTS.key if name != "theme"]
_UNASSIGNED = {"fi": "Ei teemaa", "sv": "Inget tema", "en": "No theme"}


def themes_in_order() -> list[str]:
    """All texts, the themes as their file lists them, and those without one."""
    return [ALL, *(row["code"] for row in rows_of("codes/themes")), UNASSIGNED]


def theme_results(themes: pd.DataFrame, results: pd.DataFrame) -> pd.DataFrame:
    """Rows of THEME_RESULTS from gold's themes and results."""
    n = themes[list(SENTIMENTS)].sum(axis=1)
    shares = {f"{name}_share": 100 * themes[name] / n for name in SENTIMENTS}
    told = themes.assign(
        n=n,
        theme_order=themes["theme"].map({theme: place for place, theme in enumerate(themes_in_order())}),
        **shares,
        balance=shares["positive_share"] - shares["negative_share"],
    )
    texts = told.loc[told["theme"] == ALL, [*_SLICE, "n"]].rename(columns={"n": "texts"})
    told = told.merge(texts, on=_SLICE, how="left").merge(_statements(results), on=[*_SLICE, "theme"], how="left")
    # Both counts carry noise of their own: a theme of nearly every text may seem to be in more than there are.
    told["share"] = (100 * told["n"] / told["texts"]).clip(upper=100)
    for name in ("texts", "statement_n"):
        told[name] = told[name].astype("Int64")
    labelled = named(told, {column.name: column.code_set for column in LABELLED})
    for language in LANGUAGES:
        labelled.loc[labelled["theme"] == UNASSIGNED, f"theme_{language}"] = _UNASSIGNED[language]
    return labelled[list(THEME_RESULTS.column_names)]


def _statements(results: pd.DataFrame) -> pd.DataFrame:
    """Mean and n of the statement that asks for a theme, by slice and theme."""
    asked = {row["statement"]: row["code"] for row in rows_of("codes/themes") if row["statement"]}
    parts = []
    for field in STATEMENTS:
        if field.name in asked:
            counts = results[list(CATEGORIES[field.name])].set_axis(range(1, 6), axis=1)
            n = counts.sum(axis=1, min_count=5)
            mean = sum(counts[step] * step for step in range(1, 6)) / n
            of_theme = results[_SLICE].assign(theme=asked[field.name], statement_mean=mean, statement_n=n)
            parts.append(of_theme[n.notna()])
    return pd.concat(parts, ignore_index=True)
