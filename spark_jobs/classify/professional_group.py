"""Professional group: the reporting group over professions, by the longest prefix of the profession's code."""

from pyspark.sql import Column, DataFrame
from pyspark.sql import functions as F

from lake_layout.reference import professional_groups, rows_of
from lake_layout.validity import turning_days
from spark_jobs.classify.in_force import stand_in

OTHER = "MUU"


def _group_on(day: str) -> Column:
    """The group by the prefixes that are in force on a day."""
    chain = F.when(F.col("profession").isNull(), F.lit(None).cast("string"))
    for prefix, group in professional_groups(day):
        chain = chain.when(F.col("profession").startswith(prefix), F.lit(group))
    return chain.otherwise(F.lit(OTHER))


def with_professional_group(feedback: DataFrame, day: Column) -> DataFrame:
    """Add professional_group as of the row's day; null where no profession is given, `MUU` outside all groups."""
    turns = turning_days((row["valid_from"], row["valid_to"]) for row in rows_of("codes/professional_groups"))
    group = _group_on("")
    for turn in turns:
        group = F.when(stand_in(day, turns) == turn, _group_on(turn)).otherwise(group)
    return feedback.withColumn("professional_group", group)
