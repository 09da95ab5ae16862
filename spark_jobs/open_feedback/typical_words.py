"""How typical a word or phrase is of a region, not only how frequent: weighted log odds, from published counts alone.

A word's log odds in the slice less its log odds elsewhere, both drawn towards the word's share of all text by an
informative Dirichlet prior, in standard errors: so that neither what everybody writes everywhere nor a rarity comes
first. B. L. Monroe, M. P. Colaresi, K. M. Quinn (2008), "Fightin' Words: Lexical Feature Selection and Evaluation for
Identifying the Content of Political Conflict", Political Analysis 16, 372-403.

A region stands beside the rest of the country in the same quarter, the country beside its other quarters. A word that
is withheld counts as none, there as here. While there is nothing to stand beside (the first quarter of all) the most
frequent come first.
"""

import numpy as np
import pandas as pd

from lake_layout.gold import ALL, TEXT_LANGUAGE
from lake_layout.serving_open_feedback import TYPICAL_WORDS
from spark_jobs.comparison.names import named

PRIOR = 500.0
"""Words that the prior weighs as much as: about those of thirty feedback."""


def typicality(here: np.ndarray, elsewhere: np.ndarray) -> np.ndarray:
    """Weighted log odds of each word, from how many feedback hold it here and elsewhere; with nothing elsewhere, the
    standard errors by which it lies above none."""
    here, elsewhere = np.asarray(here, dtype=float), np.asarray(elsewhere, dtype=float)
    if not elsewhere.sum():
        return np.sqrt(here)
    prior = PRIOR * (here + elsewhere) / (here + elsewhere).sum()

    def log_odds(counts: np.ndarray) -> np.ndarray:
        return np.log((counts + prior) / (counts.sum() + PRIOR - counts - prior))

    spread = np.sqrt(1 / (here + prior) + 1 / (elsewhere + prior))
    return (log_odds(here) - log_odds(elsewhere)) / spread


def typical_words(words: pd.DataFrame) -> pd.DataFrame:
    """Rows of TYPICAL_WORDS from gold's words of regions and country."""
    words = words.assign(kind=np.where(words["word"].str.contains(" ", regex=False), "phrase", "word"))
    parts = [_of_slice(own, words) for _, own in words.groupby(["period", "region", "kind", "text_language"])]
    found = pd.concat(parts) if parts else words.assign(typicality=np.nan)
    columns = {"region": "regions", TEXT_LANGUAGE.name: TEXT_LANGUAGE.code_set}
    return named(found, columns)[list(TYPICAL_WORDS.column_names)]


def _of_slice(own: pd.DataFrame, words: pd.DataFrame) -> pd.DataFrame:
    period, region, kind, language = own.iloc[0][["period", "region", "kind", "text_language"]]
    alike = words[(words["kind"] == kind) & (words["text_language"] == language)]
    here = own.set_index("word")["feedback"]
    if region == ALL:
        others = alike[(alike["region"] == ALL) & (alike["period"] != period)]
        elsewhere = others.groupby("word")["feedback"].sum()
    else:
        elsewhere = _rest(alike[alike["period"] == period], region, here)
    vocabulary = here.index.union(elsewhere.index)
    weights = typicality(here.reindex(vocabulary, fill_value=0), elsewhere.reindex(vocabulary, fill_value=0))
    return own.assign(typicality=pd.Series(weights, vocabulary).reindex(own["word"]).to_numpy())


def _rest(quarter: pd.DataFrame, region: str, here: pd.Series) -> pd.Series:
    """The country less the region where the country is told, which holds withheld regions too; else the others' sum."""
    others = quarter[~quarter["region"].isin([region, ALL])].groupby("word")["feedback"].sum()
    country = quarter[quarter["region"] == ALL].set_index("word")["feedback"]
    less = (country - here.reindex(country.index, fill_value=0)).clip(lower=0)
    return pd.concat([others, less], axis=1).max(axis=1)
