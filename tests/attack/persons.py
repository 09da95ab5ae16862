"""The attacker who seeks one person: two sets that differ by that person alone are subtracted, question by question.

Known to the attacker: the method and its table, that the two sets differ by one feedback and whose, all that is
published; not the keys, and not the others' answers (any count is as likely as another). Sets of the same feedback show
the same numbers, so a pair seen twice counts once.
"""

from functools import cache

import numpy as np
import pandas as pd

from lake_layout.gold import ALL, CATEGORIES
from lake_layout.slices import RESPONDENTS
from tests.attack.publisher import DIMS, PLACE, Protection, chances

_MOST = 60
"""Beyond this all counts behave alike: larger pairs are shifted down together."""


@cache
def likelihoods(protection: Protection) -> np.ndarray:
    """[one of the person's answers or not, shown of the larger set, shown of the smaller]: how likely the two are."""
    table = chances(protection.bound, protection.variance, _MOST + 1)
    size = table.shape[1]
    found = np.zeros((2, size, size))
    for more in (0, 1):
        for few in range(_MOST + 1):
            smaller, larger = table[few], table[few + more]
            both = np.outer(larger, smaller)
            if protection.nested:  # what exceeds the larger set's number shows as that number
                both = np.array([
                    [larger[a] * (smaller[b] if b < a else smaller[b:].sum() if b == a else 0.0) for b in range(size)]
                    for a in range(size)
                ])  # fmt: skip
            found[more] += both
    return found


def beliefs(pairs: list[tuple[np.ndarray, np.ndarray]], protection: Protection, prior: np.ndarray) -> np.ndarray:
    """The attacker's belief in each answer of the person after these pairs of (larger, smaller) shown counts."""
    table = likelihoods(protection)
    believed = np.log(prior)
    for larger, smaller in pairs:
        shift = np.maximum(0, np.maximum(larger, smaller) - (_MOST - 6))
        a, b = (larger - shift).astype(int), (smaller - shift).astype(int)
        one, none = table[1, a, b], table[0, a, b]
        if protection.keyed_by == "category":  # a category without the person is the same feedback in both sets
            none = np.where(a == b, chances(protection.bound, protection.variance, _MOST + 1).sum(axis=0)[a], 0.0)
        with np.errstate(divide="ignore"):
            logs = np.log(none)
            for category in range(len(prior)):
                others = np.delete(logs, category).sum()
                believed[category] += np.log(one[category]) + others
    if np.isneginf(believed).all():
        return prior
    weights = np.exp(believed - believed.max())
    return weights / weights.sum()


def exposed(exact: pd.DataFrame, published: pd.DataFrame) -> pd.DataFrame:
    """Pairs of published sets of which one is the other plus one feedback: places of both, and that feedback's key."""
    at = exact.set_index(PLACE)
    at = at[published[RESPONDENTS].notna().reindex(at.index)]
    sizes, keys = at[RESPONDENTS], at[f"{RESPONDENTS}_key"]
    place = at.index.to_frame(index=False)
    found = []
    for name in DIMS:
        part = (place[name] != ALL).to_numpy()
        own = pd.MultiIndex.from_frame(place[part])
        whole = pd.MultiIndex.from_frame(place[part].assign(**{name: ALL}))
        known = whole.isin(at.index)
        own, whole = own[known], whole[known]
        one = (sizes.reindex(whole).to_numpy() - sizes.reindex(own).to_numpy()) == 1
        found.append(
            pd.DataFrame(
                {
                    "dimension": name,
                    "larger": list(whole[one]),
                    "smaller": list(own[one]),
                    "larger_key": keys.reindex(whole).to_numpy()[one],
                    "key": keys.reindex(whole).to_numpy()[one] - keys.reindex(own).to_numpy()[one],
                }
            )
        )
    return pd.concat(found, ignore_index=True).drop_duplicates(["larger_key", "key"])


def gains(
    exact: pd.DataFrame,
    published: pd.DataFrame,
    answers: pd.DataFrame,
    protection: Protection,
    most: int | None = None,
) -> pd.DataFrame:
    """For each exposed person and question: pairs, the belief in the true answer, and what it was before: what the
    larger set's published distribution says of anybody in it.

    `answers` holds each record key's category number per question, nan where unanswered; `most` is the number of
    persons looked at.
    """
    found = []
    for key, pairs in [*exposed(exact, published).groupby("key")][:most]:
        for question, categories in CATEGORIES.items():
            truth = answers.loc[key, question]
            names = list(categories)
            shown = [(published.loc[one, names].to_numpy(float), published.loc[other, names].to_numpy(float))
                     for one, other in zip(pairs["larger"], pairs["smaller"])]  # fmt: skip
            shown = [pair for pair in shown if not np.isnan(pair).any()]
            if np.isnan(truth) or not shown:
                continue
            prior = (shown[0][0] + 1) / (shown[0][0].sum() + len(names))
            belief = beliefs(shown, protection, prior)[int(truth)]
            found.append({"question": question, "categories": len(names), "pairs": len(shown), "belief": belief,
                          "before": prior[int(truth)]})  # fmt: skip
    return pd.DataFrame(found, columns=["question", "categories", "pairs", "belief", "before"])


def answers_of(feedback: pd.DataFrame) -> pd.DataFrame:
    """Each feedback's category number per question, by record key."""
    by_step = {q: {s: i for i, steps in enumerate(c.values()) for s in steps} for q, c in CATEGORIES.items()}
    found = {q: pd.to_numeric(feedback[q]).astype(float).map(by_step[q]) for q in CATEGORIES}
    return pd.DataFrame(found).set_axis(feedback["record_key"].to_numpy(), axis=0)
