"""Publish protected result sets: to gold, with what they were made of beside silver, and their tally to the ledger."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F

from lake_layout import audit, ledger
from lake_layout.gold import ALL, DIMENSION_NAMES
from lake_layout.table import Table
from spark_jobs import delta
from spark_jobs.disclosure.result_set import ResultSet
from spark_jobs.disclosure.sets import Former, made_of, tally


@dataclass(frozen=True)
class Publication:
    """One of gold's tables of protected result sets.

    `made_of` keeps the true counts that what `table` shows was made of; `protect` makes of slices, and of what was
    published before, what may be told.
    """

    table: Table
    made_of: Table
    sets: tuple[ResultSet, ...]
    protect: Callable[[DataFrame, Former | None], DataFrame]

    def rewrite(self, spark: SparkSession, slices: DataFrame, periods: tuple[str, ...], forget: bool = False) -> None:
        """Publish the slices of these periods in place of what gold says of them; with `forget`, as after a
        withdrawal, nothing but what is published keeps the counts of before."""
        slices = slices.persist()
        protected = self.protected(spark, slices, periods).persist()
        self._show(spark, protected, periods)
        if forget:
            self._remember(spark, self.protect(slices, None), periods)
        protected.unpersist()
        slices.unpersist()

    def protected(self, spark: SparkSession, slices: DataFrame, periods: Iterable[str]) -> DataFrame:
        """The slices as they may be published after what gold shows of these periods; withheld ones have nulls."""
        every = (with_dimensions(delta.read_as_it_is(spark, one), one) for one in (self.table, self.made_of))
        return self.protect(slices, Former(*(frame.where(F.col("period").isin(list(periods))) for frame in every)))

    def shown(self, protected: DataFrame) -> DataFrame:
        """The rows that go to gold: those of which at least the first count may be told."""
        return protected.where(F.col(self.sets[0].categories[0]).isNotNull()).select(*self.table.column_names)

    def _show(self, spark: SparkSession, protected: DataFrame, periods: tuple[str, ...]) -> None:
        """Gold first: where a run is cut off in between, the next one finds the same sets changed and makes the
        same."""
        delta.replace(spark, self.shown(protected), self.table, within(periods))
        self._remember(spark, protected, periods)
        figures = [
            {"table_name": self.table.name, "published_at": ledger.now(), **row.asDict()}
            for row in tally(protected, self.sets).where(F.col("period").isin(list(periods))).collect()
        ]
        ledger.replace(audit.PUBLICATIONS, figures, table_name=self.table.name, period=periods)

    def _remember(self, spark: SparkSession, protected: DataFrame, periods: tuple[str, ...]) -> None:
        """Keep the true counts that these sets were made of, and nothing else of their periods."""
        keys = [column.name for column in self.made_of.columns if column.type == "STRING"]
        delta.replace(spark, made_of(protected, keys, self.sets), self.made_of, within(periods))


def with_dimensions(rows: DataFrame, table: Table) -> DataFrame:
    """The rows as the layout has them: what is older than a dimension is of all its codes."""
    dimensions = [name for name in DIMENSION_NAMES if name in table.column_names]
    whole = delta.completed(rows, table)
    return whole.fillna(ALL, dimensions) if dimensions else whole


def within(periods: Iterable[str]) -> str:
    """Rows of these periods, as a condition."""
    return f"period IN ({delta.quoted(periods)})"
