"""Groups of a sampling base: a cost centre and age group is counted once."""

import pandas as pd

from expectations.contract import Contract
from lake_layout import records

GROUP = "counted_group"
"""Column of the rows that tells which group is counted; it stays in the gate."""


def with_groups(rows: pd.DataFrame, contract: Contract) -> pd.DataFrame:
    """The rows of a sampling base with their group; other rows as they are."""
    if contract.record != records.DENOMINATORS or "cost_centre" not in rows:
        return rows
    ages = rows["age_group"].fillna("") if "age_group" in rows else ""
    return rows.assign(**{GROUP: rows["cost_centre"] + "|" + ages})
