"""Which dated reference data count for each row: days between two changes are alike, so one stands for all."""

from pyspark.sql import Column
from pyspark.sql import functions as F


def stand_in(day: Column, turns: tuple[str, ...]) -> Column:
    """The last turning day up to `day` as text: it stands for every day until the next turn; empty before the first."""
    if not turns:
        return F.lit("")
    chain = F.when(day >= F.lit(turns[-1]).cast("date"), F.lit(turns[-1]))
    for turn in reversed(turns[:-1]):
        chain = chain.when(day >= F.lit(turn).cast("date"), F.lit(turn))
    return chain.otherwise(F.lit(""))
