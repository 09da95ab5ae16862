"""The attacker who keeps the former release: what differs between two of them was caused by what has changed."""

from dataclasses import replace

import numpy as np
import pandas as pd

from lake_layout.gold import ALL, CATEGORIES
from lake_layout.slices import COUNTS
from tests.attack.persons import beliefs
from tests.attack.publisher import Protection, lattice, publish


def without(feedback: pd.DataFrame, key: int) -> pd.DataFrame:
    return feedback[feedback["record_key"] != key].reset_index(drop=True)


def corrected(feedback: pd.DataFrame, key: int, question: str, answer: int) -> pd.DataFrame:
    changed = feedback.copy()
    changed.loc[changed["record_key"] == key, question] = answer
    return changed


def two_releases(before: pd.DataFrame, after: pd.DataFrame, protection: Protection):
    """What is published of the one, and then of the other."""
    first = publish(_month(before), protection)
    return first, publish(_month(after), protection, former=first)


def _month(feedback: pd.DataFrame) -> pd.DataFrame:
    """The slices of the only month and region: quarter, year and country hold the same feedback."""
    exact = lattice(feedback)
    return exact[exact["period"].isin(set(feedback["period"])) & (exact["region"] != ALL)].reset_index(drop=True)


def differing(first: pd.DataFrame, second: pd.DataFrame) -> pd.Index:
    """Places published in both releases whose numbers are not the same."""
    both = first.index.intersection(second.index)
    counts = list(COUNTS)
    one, other = first.loc[both, counts], second.loc[both, counts]
    shown = one.notna() & other.notna()
    return both[((one != other) & shown).any(axis=1)]


def belief_from_difference(
    first: pd.DataFrame, second: pd.DataFrame, truth: pd.Series, protection: Protection
) -> pd.DataFrame:
    """The belief in each true answer of the one feedback that the second release has more, from all sets that differ;
    and before, from the widest of them."""
    places = differing(first, second)
    protection = replace(protection, nested=False)  # a release isn't held down to the next one
    found = []
    for question, categories in CATEGORIES.items():
        names = list(categories)
        if np.isnan(truth[question]):
            continue
        pairs, seen = [], set()
        for place in places:
            smaller, larger = first.loc[place, names].to_numpy(float), second.loc[place, names].to_numpy(float)
            told = not np.isnan(smaller).any() and not np.isnan(larger).any() and (smaller != larger).any()
            if told and (*larger, *smaller) not in seen:  # sets of the same feedback show the same numbers
                seen.add((*larger, *smaller))
                pairs.append((larger, smaller))
        widest = first[names].dropna().max()
        prior = ((widest + 1) / (widest.sum() + len(names))).to_numpy()
        belief = beliefs(pairs, protection, prior) if pairs else prior
        at = int(truth[question])
        found.append({"question": question, "sets": len(pairs), "belief": belief[at], "before": prior[at]})
    return pd.DataFrame(found, columns=["question", "sets", "belief", "before"])
