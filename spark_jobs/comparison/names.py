"""Words for codes in Finnish, Swedish and English, from the code sets alone."""

import pandas as pd

from lake_layout.gold import ALL
from lake_layout.reference import kept_while_in_force, latest
from lake_layout.serving import LABEL_OF_ALL, LABEL_OF_COUNTRY, LOCALES

LANGUAGES = LOCALES


@kept_while_in_force
def names(code_set: str, language: str) -> dict[str, str]:
    """The names of a code set; the Finnish one where a language has none. Regions by their short names."""
    column = "short" if code_set == "regions" else "name"
    found = {row["code"]: row[f"{column}_{language}"] or row[f"{column}_fi"] for row in latest(code_set)}
    return {**found, ALL: (LABEL_OF_COUNTRY if code_set == "regions" else LABEL_OF_ALL)[language]}


def named(frame: pd.DataFrame, columns: dict[str, str]) -> pd.DataFrame:
    """With `<column>_<language>` for each column of codes; `columns` names each one's code set."""
    labels = {
        f"{column}_{language}": frame[column].map(names(code_set, language)).fillna(frame[column])
        for column, code_set in columns.items()
        for language in LANGUAGES
    }
    return frame.assign(**labels)


def sentence(codes: str, code_set: str, language: str) -> str:
    """Space-parted codes as words, parted by semicolons."""
    return "; ".join(names(code_set, language)[code] for code in codes.split())
