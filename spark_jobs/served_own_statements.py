"""The serving file's own statements of regions: names as the region words them, n, mean and its interval."""

import pandas as pd

from lake_layout.gold import ANSWERS
from lake_layout.reference import kept_while_in_force, latest
from lake_layout.serving import LABELLED, LOCALES, SERVED_OWN_STATEMENTS
from spark_jobs.comparison.names import named
from spark_jobs.comparison.of_rows import with_mean

_UNNAMED = {"fi": "Oma väittämä {}", "sv": "Eget påstående {}", "en": "Own statement {}"}


@kept_while_in_force
def _wording(locale: str) -> dict[tuple[str, str], str]:
    """What each region's statement says; the Finnish wording where a language has none."""
    rows = latest("own_statements")
    return {(row["region"], row["statement"]): row[f"name_{locale}"] or row["name_fi"] for row in rows}


def own_statement_results(own: pd.DataFrame) -> pd.DataFrame:
    """Rows of SERVED_OWN_STATEMENTS from gold's own statements; a statement without a wording is told by its number."""
    told = named(own, {column.name: column.code_set for column in LABELLED})
    for locale in LOCALES:
        says, places = _wording(locale), zip(told["region"], told["statement"])
        worded = [says.get(place, _UNNAMED[locale].format(place[1].rpartition("_")[2])) for place in places]
        told[f"statement_{locale}"] = pd.Series(worded, index=told.index, dtype=object)
    n = told[list(ANSWERS)].sum(axis=1)
    mean = sum(told[name] * step for step, name in enumerate(ANSWERS, start=1)) / n
    told = told.assign(n=n.astype("Int64"), mean=mean)
    return with_mean(told, "statement_access")[list(SERVED_OWN_STATEMENTS.column_names)]
