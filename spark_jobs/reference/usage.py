"""What uses the codes of a set: silver's feedback, by code, and the contracts that map to them."""

from pyspark.sql import SparkSession
from pyspark.sql import functions as F

from expectations.catalogue import all_contracts
from lake_layout import silver
from lake_layout.feedback_fields import FIELDS
from lake_layout.records import KNOWN
from lake_layout.table import Table
from spark_jobs import delta
from spark_jobs.reference.validate import Use


def uses(spark: SparkSession, name: str, regions: tuple[str, ...]) -> list[Use]:
    """Uses of the set's codes that were delivered. What is derived from them is made anew and can't lag behind.

    A code counts for the first day of its delivery's month, as the gate judges it.
    """
    found = [use for table in (silver.FEEDBACK, silver.DENOMINATORS) for use in _in_silver(spark, table, name, regions)]
    return [*found, *_in_contracts(name)]


def _in_silver(spark: SparkSession, table: Table, name: str, regions: tuple[str, ...]) -> list[Use]:
    found = []
    for field in _fields(table, name):
        counted = (
            delta.read_regions(spark, table, regions)
            .where(F.col(field).isNotNull())
            .groupBy(F.col(field).alias("code"))
            .agg(F.min("period").alias("first"), F.max("period").alias("last"), F.count("*").alias("feedback"))
            .collect()
        )
        found += [
            Use(row["code"], f"{row['first']}-01", f"{row['last']}-01", int(row["feedback"]), f"{table.name}.{field}")
            for row in counted
        ]
    return found


def _fields(table: Table, name: str) -> list[str]:
    """The table's columns that regions deliver codes of the set in."""
    return [field.name for field in FIELDS if field.code_set == name and field.name in table.column_names]


def _in_contracts(name: str) -> list[Use]:
    return [
        Use(code, "", "", 0, f"the contract of {contract.region}, {contract.source}")
        for contract in all_contracts()
        for column in contract.columns
        if column.codes and KNOWN[column.field].code_set == name
        for code in sorted(set(column.codes.values()))
    ]
