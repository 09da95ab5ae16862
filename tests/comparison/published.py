"""Gold's published rows made small: `results('''period | region | service_class | age_group | nps ...''')`."""

import pandas as pd

from lake_layout.gold import ALL, CATEGORIES, DIMENSION_NAMES
from lake_layout.table import Table
from tests.tables import rows


def results(table: str) -> pd.DataFrame:
    """Rows of the table of results; `nps` is detractors/passives/promoters, `access` the answers 1 to 5; else null.

    A dimension that isn't named is `*`; an empty cell is a withheld set.
    """
    made = []
    for row in rows(table):
        one: dict = dict.fromkeys((c for columns in CATEGORIES.values() for c in columns), None)
        one |= {name: row.get(name, ALL) for name in DIMENSION_NAMES}
        for question, given in (("nps", row.get("nps")), ("statement_access", row.get("access"))):
            if given:
                one |= dict(zip(CATEGORIES[question], map(int, given.split("/"))))
        kind = {4: "year", 7: "quarter" if "Q" in row["period"] else "month"}[len(row["period"])]
        made.append({**one, "period_kind": kind, "period": row["period"], "region": row["region"], "respondents": 100})
    counts = [c for columns in CATEGORIES.values() for c in columns]
    columns = [*made[0]] if made else ["period_kind", "period", "region", "respondents", *DIMENSION_NAMES, *counts]
    return pd.DataFrame(made, columns=columns).astype(dict.fromkeys(counts, "Int64"))


def fits(frame: pd.DataFrame, table: Table) -> bool:
    """Whether the frame has the table's columns, no null where none may be, and its key is one."""
    required = [column.name for column in table.columns if not column.nullable]
    return (
        list(frame.columns) == list(table.column_names)
        and not frame[required].isna().any().any()
        and not frame.duplicated(list(table.key)).any()
    )
