"""Coverage: published respondents against published invitations and service events, and where nobody is asked."""

import pandas as pd

from lake_layout.disclosure import NOISE_VARIANCE
from lake_layout.gold import ALL
from lake_layout.serving_coverage import COVERAGE, LABELLED
from spark_jobs.comparison.grid import two_way
from spark_jobs.comparison.intervals import share_interval
from spark_jobs.comparison.names import LANGUAGES, named, names

KEY = list(COVERAGE.key)
LESS = 0.5
"""Part of a service's invitations to events, under which an age group counts as asked less."""
ASKED, ASKED_LESS, NOBODY, UNKNOWN = "asked", "asked_less", "nobody_asked", "unknown"


def coverage(results: pd.DataFrame, denominators: pd.DataFrame, extraction_rules: dict[str, str]) -> pd.DataFrame:
    """The table `coverage` from gold's results and denominators; `extraction_rules` by region, where told."""
    respondents = two_way(results)[["period_kind", *KEY, "respondents"]]
    frame = respondents.merge(denominators, how="outer", on=["period_kind", *KEY])
    told = denominators.groupby(["period", "region"])[["invitations", "service_events"]].count() > 0
    knows = frame[["period", "region"]].merge(told, how="left", left_on=["period", "region"], right_index=True)
    both = (knows[["invitations", "service_events"]] == True).all(axis=1)  # noqa: E712 - null is no
    # Of regions that tell nothing one row a service class says so; age groups would only repeat it.
    frame, both = frame[both | (frame["age_group"] == ALL)], both[both | (frame["age_group"] == ALL)]
    if frame.empty:
        return pd.DataFrame(columns=list(COVERAGE.column_names))
    frame = frame.astype(dict.fromkeys(("respondents", "invitations", "service_events"), "Float64"))
    frame = _rates(frame.reset_index(drop=True))
    frame["follow_up"] = _follow_up(frame, both.reset_index(drop=True))
    frame["extraction_rule"] = frame["region"].map(extraction_rules)
    return _in_words(frame)


def _rates(frame: pd.DataFrame) -> pd.DataFrame:
    answered, invited, events = (frame[name] for name in ("respondents", "invitations", "service_events"))
    rate, share = answered / invited, answered / events
    counts = pd.concat([(invited - answered).clip(lower=0), answered], axis=1).astype(float).to_numpy()
    between = share_interval(counts, (1,), NOISE_VARIANCE)
    known = rate.notna() & (rate <= 1)
    return frame.assign(
        response_rate=rate.where(rate <= 1),
        response_low=pd.Series(between.low).where(known),
        response_high=pd.Series(between.high).where(known),
        coverage_share=share.where(share <= 1),
        invited_share=invited / events,
    )


def _follow_up(frame: pd.DataFrame, both: pd.Series) -> pd.Series:
    of_class = frame[frame["age_group"] == ALL].set_index(["period", "region", "service_class"])["invited_share"]
    usual = frame[["period", "region", "service_class"]].merge(
        of_class.rename("usual"), how="left", left_on=["period", "region", "service_class"], right_index=True
    )["usual"]
    # A class of which too few are invited has no usual share: what its ages lack is told of the class.
    less = (frame["invited_share"] < LESS * usual).fillna(False)
    nobody = frame["service_events"].notna() & frame["invitations"].isna()
    found = pd.Series(ASKED, index=frame.index).mask(less, ASKED_LESS).mask(nobody, NOBODY)
    return found.mask(~both | frame["service_events"].isna(), UNKNOWN)


def _in_words(frame: pd.DataFrame) -> pd.DataFrame:
    frame = named(frame, {column.name: column.code_set for column in LABELLED})
    words = {
        f"{column}_{language}": frame[column].map(names(code_set, language))
        for column, code_set in (("follow_up", "follow_up"), ("extraction_rule", "extraction_rules"))
        for language in LANGUAGES
    }
    frame = frame.assign(**words)
    whole = {column.name: "Int64" for column in COVERAGE.columns if column.type == "INT"}
    return frame.astype(whole)[list(COVERAGE.column_names)]
