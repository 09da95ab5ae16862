"""Service class of a feedback: the cost centre's class, else the grouper's rules, else unclassified.

Source of the order: pilots' final report (where the cost centre maps to an Aura class, that; otherwise THL's grouper
over the event's codes). Rules are reference data, ordered by their number; the first that holds decides.
"""

from functools import reduce
from operator import and_

from pyspark.sql import Column, DataFrame
from pyspark.sql import functions as F

from lake_layout.reference import rows_of
from spark_jobs.lookup import looked_up

UNCLASSIFIED = "EI-LUOK"


def cost_centre_classes(region: str) -> dict[str, str]:
    """The region's cost centres that map to a service class."""
    return {
        row["cost_centre"]: row["service_class"]
        for row in rows_of("cost_centres")
        if row["region"] == region and row["service_class"]
    }


def _condition(rule: dict[str, str]) -> Column:
    """All that a rule names must hold; `*` stands for any value, an empty cell for no condition."""
    parts = []
    for name in ("service_form", "contact_type", "specialty"):
        wanted = rule[name].split()
        if wanted == ["*"]:
            parts.append(F.col(name).isNotNull())
        elif wanted:
            parts.append(F.col(name).isin(wanted))
    if rule["profession_prefix"]:
        parts.append(F.col("profession").startswith(rule["profession_prefix"]))
    return reduce(and_, parts)


def _first_that_holds(rules: tuple[dict[str, str], ...], value: str) -> Column:
    """`value` of the first rule that holds, as one expression; null where none does."""
    ordered = sorted(rules, key=lambda rule: int(rule["rule"]))
    first, *others = ordered
    chain = F.when(_condition(first), F.lit(first[value]))
    for rule in others:
        chain = chain.when(_condition(rule), F.lit(rule[value]))
    return chain


def with_service_class(feedback: DataFrame, region: str) -> DataFrame:
    """Add service_class, service_class_basis and service_class_rule (`version:rule`)."""
    rules = rows_of("service_class_rules")
    version = F.lit(f"{rules[0]['version']}:")
    direct, by_rule = F.col("_direct"), F.col("_by_rule")
    return (
        feedback.withColumns(
            {
                "_direct": looked_up("cost_centre", cost_centre_classes(region)),
                "_by_rule": _first_that_holds(rules, "service_class"),
                "_rule": _first_that_holds(rules, "rule"),
            }
        )
        .withColumns(
            {
                "service_class": F.coalesce(direct, by_rule, F.lit(UNCLASSIFIED)),
                "service_class_basis": F.when(direct.isNotNull(), "cost_centre")
                .when(by_rule.isNotNull(), "rule")
                .otherwise("unclassified"),
                "service_class_rule": F.when(direct.isNull() & by_rule.isNotNull(), F.concat(version, F.col("_rule"))),
            }
        )
        .drop("_direct", "_by_rule", "_rule")
    )
