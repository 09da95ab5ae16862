"""The attacker who subtracts: a whole minus its published parts is what the rest has together.

Lines: a slice and its parts along one dimension, a quarter and its months, a year and its quarters, the country and
its regions. What the attacker knows: the method, the bound, and that the parts make up the whole.
"""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from lake_layout.disclosure import FEWEST_FEASIBLE, FEWEST_RESPONDENTS
from lake_layout.gold import ALL
from lake_layout.slices import QUESTIONS
from tests.attack.publisher import DIMS, PLACE, Protection


def _wholes(place: pd.DataFrame) -> Iterator[tuple[str, pd.DataFrame]]:
    """For each kind of line, each part's whole: frames like `place`, nan where it is no part."""
    for name in DIMS:
        yield name, place.assign(**{name: ALL}).where(place[name] != ALL)
    month = place["period"].str.match(r"\d{4}-\d\d$")
    quarter = place["period"].str[:4] + "-Q" + ((pd.to_numeric(place["period"].str[5:7], "coerce") + 2) // 3).map(
        "{:.0f}".format)  # fmt: skip
    yield "months", place.assign(period=quarter).where(month)
    yield "quarters", place.assign(period=place["period"].str[:4]).where(place["period"].str.contains("Q"))
    yield "regions", place.assign(region=ALL).where(place["region"] != ALL)


def lines(exact: pd.DataFrame, published: pd.DataFrame, question: str) -> pd.DataFrame:
    """Each published whole with its parts: sums over the published ones, and what is truly left (`rest`)."""
    names = list(QUESTIONS[question])
    true = exact.set_index(PLACE)[names].sum(axis=1)
    shown = published[names].sum(axis=1, skipna=False)
    place = exact[PLACE]
    found = []
    for kind, wholes in _wholes(place):
        part = wholes["region"].notna().to_numpy()
        whole = pd.MultiIndex.from_frame(wholes[part])
        own = pd.MultiIndex.from_frame(place[part])
        frame = pd.DataFrame(
            {"whole": whole, "shown": shown.reindex(own).to_numpy(), "true": true.reindex(own).to_numpy()}
        )
        told = frame["shown"].notna()
        summed = frame.assign(
            parts=told.astype(int), shown=frame["shown"].fillna(0), true_shown=frame["true"].where(told, 0)
        )
        grouped = summed.groupby("whole")[["parts", "shown", "true_shown"]].sum()
        index = pd.MultiIndex.from_tuples(grouped.index, names=PLACE)
        grouped = grouped.assign(
            kind=kind,
            whole=shown.reindex(index).to_numpy(),
            rest=true.reindex(index).to_numpy() - grouped["true_shown"],
        )
        found.append(grouped[grouped["whole"].notna() & (grouped["parts"] > 0)])
    return pd.concat(found)


def feasible(line: pd.DataFrame, question: str, protection: Protection) -> pd.Series:
    """How many values the attacker must leave open for the rest, where there is one: at least one feedback (a whole
    without a rest shows the same numbers as its only part), at most what a single withheld part may have."""
    slack = protection.bound * len(QUESTIONS[question])
    # A part that shows as many as its whole may have been held to it: it says nothing about how many more it had.
    least = (line["whole"] - line["shown"] - slack * (1 + line["parts"])).clip(lower=1)
    most = line["whole"] - line["shown"] + slack * (1 + line["parts"])
    most = most.clip(upper=FEWEST_RESPONDENTS - 1 + slack)
    return (most - least + 1).where(line["rest"] > 0)


def pinned(exact: pd.DataFrame, published: pd.DataFrame, protection: Protection) -> pd.DataFrame:
    """By kind of line: wholes with a rest under ten, and how many of those rests have fewer than three values left."""
    told = []
    for question in QUESTIONS:
        line = lines(exact, published, question)
        small = line[line["rest"].between(1, FEWEST_RESPONDENTS - 1)]
        left = feasible(small, question, protection)
        told.append(small.assign(pinned=(left < FEWEST_FEASIBLE).astype(int), one=1)[["kind", "one", "pinned"]])
    return pd.concat(told).groupby("kind")[["one", "pinned"]].sum().rename(columns={"one": "rests"})


def exceeding(published: pd.DataFrame) -> int:
    """Parts along a dimension that show more than their whole."""
    place = published.index.to_frame(index=False)
    counts = [name for categories in QUESTIONS.values() for name in categories]
    found = 0
    for kind, wholes in _wholes(place):
        if kind in DIMS:
            part = wholes["region"].notna().to_numpy()
            whole = published[counts].reindex(pd.MultiIndex.from_frame(wholes[part])).to_numpy()
            found += int(np.nansum(published[counts].to_numpy()[part] > whole))
    return found
