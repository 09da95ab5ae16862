"""How typical a word or phrase is of a region, not only how frequent: weighted log odds, from published counts alone.

A word's log odds in the slice less its log odds elsewhere, both drawn towards the word's share of all text by an
informative Dirichlet prior, in standard errors: so that neither what everybody writes everywhere nor a rarity comes
first. B. L. Monroe, M. P. Colaresi, K. M. Quinn (2008), "Fightin' Words: Lexical Feature Selection and Evaluation for
Identifying the Content of Political Conflict", Political Analysis 16, 372-403.

A region stands beside the rest of the country in the same quarter, the country beside its other quarters, and the
feedback of a dimension's code (a service class, say) beside all other feedback of its region. A word that is withheld
counts as none, there as here. While there is nothing to stand beside (the first quarter of all) the most frequent come
first.
"""

import numpy as np
import pandas as pd

from lake_layout.gold import ALL, DIMENSION_NAMES, TEXT_LANGUAGE
from lake_layout.serving import LABELLED
from lake_layout.serving_open_feedback import TYPICAL_WORDS
from spark_jobs.comparison.names import named

PRIOR = 500.0
"""Words that the prior weighs as much as: about those of thirty feedback."""
_ALIKE = ["kind", "text_language"]
_SLICE = ["period", "region", *DIMENSION_NAMES, *_ALIKE]


def typicality(here: np.ndarray, elsewhere: np.ndarray, all_here: np.ndarray, all_elsewhere: np.ndarray) -> np.ndarray:
    """Weighted log odds of words, from how many feedback hold each here and elsewhere, and the sums of those over all
    words of the slice; with nothing elsewhere, the standard errors by which a word lies above none."""
    here, elsewhere, all_here, all_elsewhere = (
        np.asarray(counts, dtype=float) for counts in (here, elsewhere, all_here, all_elsewhere)
    )
    prior = PRIOR * (here + elsewhere) / (all_here + all_elsewhere)

    def log_odds(counts: np.ndarray, all_counts: np.ndarray) -> np.ndarray:
        return np.log((counts + prior) / (all_counts + PRIOR - counts - prior))

    with np.errstate(divide="ignore", invalid="ignore"):  # a slice of a single word has no others to stand beside
        beside = log_odds(here, all_here) - log_odds(elsewhere, all_elsewhere)
        weighted = beside / np.sqrt(1 / (here + prior) + 1 / (elsewhere + prior))
    return np.where((all_elsewhere > 0) & np.isfinite(weighted), weighted, np.sqrt(here))


def typical_words(words: pd.DataFrame) -> pd.DataFrame:
    """Rows of TYPICAL_WORDS from gold's words of regions and country."""
    words = words.assign(kind=np.where(words["word"].str.contains(" ", regex=False), "phrase", "word"))
    narrow = (words[list(DIMENSION_NAMES)] != ALL).any(axis=1)
    whole, country = words[~narrow], words["region"] == ALL
    by_region = whole[whole["region"] != ALL].groupby(["period", *_ALIKE, "word"])["feedback"].sum()
    of_country = whole[whole["region"] == ALL].groupby(["period", *_ALIKE, "word"])["feedback"].sum()
    # Where the country is told it holds withheld regions too; else there are the other regions.
    every = pd.concat([by_region, of_country], axis=1).max(axis=1)
    parts = [
        _beside(words[narrow], whole.set_index(["period", "region", *_ALIKE, "word"])["feedback"]),
        _beside(words[~narrow & ~country], every),
        _beside(words[~narrow & country], of_country.groupby([*_ALIKE, "word"]).sum()),
    ]
    columns = {column.name: column.code_set for column in (*LABELLED, TEXT_LANGUAGE)}
    return named(pd.concat(parts), columns)[list(TYPICAL_WORDS.column_names)]


def _beside(slices: pd.DataFrame, around: pd.Series) -> pd.DataFrame:
    """The slices with each word's typicality beside the rest of what is `around` them: counts by some of the slices'
    keys and word, which hold the slices' own."""
    keys = [name for name in around.index.names if name != "word"]
    beside = around.rename("_around").astype(float)
    whole = beside.groupby(keys).sum().rename("_whole")
    rows = slices.join(beside, on=[*keys, "word"]).join(whole, on=keys)
    here = rows["feedback"].to_numpy(dtype=float)
    own = np.fmin(rows["_around"].fillna(0).to_numpy(), here)
    sums = rows.assign(_here=here, _own=own).groupby(_SLICE)[["_here", "_own"]].transform("sum")
    elsewhere = rows["_around"].fillna(0).to_numpy() - own
    all_elsewhere = rows["_whole"].fillna(0).to_numpy() - sums["_own"].to_numpy()
    return slices.assign(typicality=typicality(here, elsewhere, sums["_here"], all_elsewhere))
