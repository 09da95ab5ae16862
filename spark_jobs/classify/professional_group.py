"""Professional group: the reporting group over professions, by the longest prefix of the profession's code."""

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

from lake_layout.reference import professional_groups

OTHER = "MUU"


def with_professional_group(feedback: DataFrame) -> DataFrame:
    """Add professional_group; null where no profession is given, `MUU` outside all groups."""
    profession = F.col("profession")
    chain = F.when(profession.isNull(), F.lit(None).cast("string"))
    for prefix, group in professional_groups():
        chain = chain.when(profession.startswith(prefix), F.lit(group))
    return feedback.withColumn("professional_group", chain.otherwise(F.lit(OTHER)))
