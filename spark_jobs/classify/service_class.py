"""Service class of a feedback: the cost centre's class, else the grouper's rules, else unclassified.

Source of the order: pilots' final report (where the cost centre maps to an Aura class, that; otherwise THL's grouper
over the event's codes). Both are reference data with validity: what counts is the day of the service, or of the answer
where that isn't told.
"""

from collections.abc import Callable, Iterator

import pandas as pd
from pyspark.sql import Column, DataFrame
from pyspark.sql import functions as F
from pyspark.sql.functions import pandas_udf
from pyspark.sql.types import StringType, StructField, StructType

from lake_layout.reference import rows_of
from lake_layout.validity import turning_days, valid_on
from spark_jobs.classify.grouper import UNCLASSIFIED, Grouper, compiled, grouper
from spark_jobs.classify.in_force import stand_in
from spark_jobs.lookup import looked_up

_DECIDED = StructType([StructField("service_class", StringType()), StructField("rule", StringType())])


def by_cost_centre(region: str, day: Column) -> Column:
    """The class of the region's cost centre on that day; null where it has none."""
    mapped = [row for row in rows_of("cost_centres") if row["region"] == region and row["service_class"]]
    turns = turning_days((row["valid_from"], row["valid_to"]) for row in mapped)
    classes = {
        f"{turn}|{row['cost_centre']}": row["service_class"]
        for turn in ("", *turns)
        for row in mapped
        if valid_on(row["valid_from"], row["valid_to"], turn)
    }
    return looked_up(F.concat_ws("|", stand_in(day, turns), F.col("cost_centre")), classes)


def _decider(rules: Grouper) -> Callable[[Iterator[tuple[pd.Series, ...]]], Iterator[pd.DataFrame]]:
    """The grouper over batches of (day, codes in the grouper's order)."""

    def decide(batches: Iterator[tuple[pd.Series, ...]]) -> Iterator[pd.DataFrame]:
        first = compiled(rules)
        for columns in batches:
            day, *codes = [[None if value is None or value != value else value for value in one] for one in columns]
            found = [first(when, row) for when, row in zip(day, zip(*codes))]
            decided = [(rule.service_class, rule.name) if rule else (None, None) for rule in found]
            yield pd.DataFrame(decided, columns=_DECIDED.names, dtype=object)

    return decide


def by_rules(rules: Grouper, day: Column) -> Column:
    """Struct of service_class and rule (`version:number`) that the grouper decides on; nulls where no rule holds."""
    turns = turning_days((rule.valid_from, rule.valid_to) for rule in rules.rules)
    # Made here and not at import: whether it is a Connect client's or a session's own shows only once there is one.
    return pandas_udf(_decider(rules), _DECIDED)(stand_in(day, turns), *(F.col(name) for name in rules.fields))


def day_of_service() -> Column:
    """The day whose rules and mappings count for a feedback: of the service, or of the answer where that isn't told."""
    return F.coalesce("serviced_on", "answered_on")


def with_service_class(feedback: DataFrame, region: str, rules: Grouper | None = None) -> DataFrame:
    """Add service_class, service_class_basis and service_class_rule (`version:number`).

    `feedback` holds cost_centre, serviced_on, answered_on and the codes that the rules look at.
    """
    day = day_of_service()
    direct, decided = F.col("_direct"), F.col("_decided")
    return (
        feedback.withColumn("_direct", by_cost_centre(region, day))
        .withColumn("_decided", by_rules(rules or grouper(), day))
        .withColumns(
            {
                "service_class": F.coalesce(direct, decided["service_class"], F.lit(UNCLASSIFIED)),
                "service_class_basis": F.when(direct.isNotNull(), "cost_centre")
                .when(decided["rule"].isNotNull(), "rule")
                .otherwise("unclassified"),
                "service_class_rule": F.when(direct.isNull(), decided["rule"]),
            }
        )
        .drop("_direct", "_decided")
    )
