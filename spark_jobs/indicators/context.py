"""Experience beside need, access and cost: each region's published NPS with the indicators of its year."""

import pandas as pd

from lake_layout.gold import ALL
from lake_layout.reference import rows_of
from lake_layout.serving_context import CONTEXT, LABELLED
from spark_jobs.comparison.names import LANGUAGES, named

PLACEHOLDER = "illustrative placeholder"
OFFICIAL_WORDS = {"fi": "virallinen tai todennettu", "sv": "officiell eller verifierad", "en": "official or verified"}
PLACEHOLDER_WORDS = {
    "fi": "havainnollistava, ei virallinen",
    "sv": "exempel, inte officiell",
    "en": "illustrative, not official",
}


def context(compared: pd.DataFrame, indicators: pd.DataFrame) -> pd.DataFrame:
    """The table `experience_context`: rows of `region_comparison` joined by region, service class and year.

    Of an indicator the latest year counts that is not after the period's.
    """
    figures = compared[(compared["measure"] == "nps") & (compared["region"] != ALL)].copy()
    if figures.empty:
        return pd.DataFrame(columns=list(CONTEXT.column_names))
    whole = indicators[indicators["age_group"] == ALL].drop(columns="age_group").rename(
        columns={"code": "indicator", "value": "indicator_value", "year": "indicator_year"}
    )  # fmt: skip
    figures["_year"] = figures["period"].str[:4].astype(int)
    joined = figures.merge(whole, on=["region", "service_class"])
    joined = joined[joined["indicator_year"] <= joined["_year"]].sort_values("indicator_year", kind="stable")
    joined = joined.drop_duplicates([*CONTEXT.key], keep="last")
    joined = joined.assign(placeholder=joined["status"].str.startswith(PLACEHOLDER).astype("Int64"))
    return _in_words(joined)


def _in_words(frame: pd.DataFrame) -> pd.DataFrame:
    units = {row["code"]: row for row in rows_of("codes/indicators")}
    frame = named(frame.reset_index(drop=True), {column.name: column.code_set for column in LABELLED})
    words = {
        **{f"unit_{one}": frame["indicator"].map({c: r[f"unit_{one}"] for c, r in units.items()}) for one in LANGUAGES},
        **{
            f"official_{one}": frame["placeholder"].map({0: OFFICIAL_WORDS[one], 1: PLACEHOLDER_WORDS[one]})
            for one in LANGUAGES
        },
    }
    return frame.assign(**words)[list(CONTEXT.column_names)]
