"""Publish protected result sets: to gold, with what they were made of beside silver, and their tally to the ledger."""

from collections.abc import Iterable

from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F

from lake_layout import audit, ledger
from lake_layout.gold import ALL, DIMENSION_NAMES
from lake_layout.table import Table
from spark_jobs import delta
from spark_jobs.disclosure.result_set import ResultSet
from spark_jobs.disclosure.sets import Former, made_of, tally


def former(spark: SparkSession, table: Table, made_of_table: Table, periods: Iterable[str]) -> Former:
    """What gold shows of these periods, and what it was made of."""
    every = (with_dimensions(delta.read_as_it_is(spark, one), one) for one in (table, made_of_table))
    return Former(*(frame.where(F.col("period").isin(list(periods))) for frame in every))


def with_dimensions(rows: DataFrame, table: Table) -> DataFrame:
    """The rows as the layout has them: what is older than a dimension is of all its codes."""
    dimensions = [name for name in DIMENSION_NAMES if name in table.column_names]
    whole = delta.completed(rows, table)
    return whole.fillna(ALL, dimensions) if dimensions else whole


def published(protected: DataFrame, table: Table, first: str) -> DataFrame:
    """The rows that go to gold: those of which at least the `first` count may be told."""
    return protected.where(F.col(first).isNotNull()).select(*table.column_names)


def publish(
    spark: SparkSession,
    protected: DataFrame,
    sets: tuple[ResultSet, ...],
    tables: tuple[Table, Table],
    periods: tuple[str, ...],
) -> None:
    """Gold first: where a run is cut off in between, the next one finds the same sets changed and makes the same."""
    table, made_of_table = tables
    delta.replace(spark, published(protected, table, sets[0].categories[0]), table, within(periods))
    remember(spark, protected, sets, made_of_table, periods)
    figures = [
        {"table_name": table.name, "published_at": ledger.now(), **row.asDict()}
        for row in tally(protected, sets).where(F.col("period").isin(list(periods))).collect()
    ]
    ledger.replace(audit.PUBLICATIONS, figures, table_name=table.name, period=periods)


def remember(
    spark: SparkSession, protected: DataFrame, sets: tuple[ResultSet, ...], table: Table, periods: tuple[str, ...]
) -> None:
    """Keep the true counts that these sets were made of, and nothing else of their periods."""
    keys = [column.name for column in table.columns if column.type == "STRING"]
    delta.replace(spark, made_of(protected, keys, sets), table, within(periods))


def within(periods: Iterable[str]) -> str:
    """Rows of these periods, as a condition."""
    return f"period IN ({delta.quoted(periods)})"
