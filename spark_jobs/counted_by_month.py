"""What is counted by month beside silver, and summed up to quarters and years: themes and regions' own statements."""

from collections.abc import Callable
from dataclasses import dataclass

from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F

from lake_layout import audit, ledger, story
from lake_layout.table import Table
from spark_jobs import delta
from spark_jobs.periods import months_of, periods_of
from spark_jobs.published import Publication, within


@dataclass(frozen=True)
class CountedByMonth:
    """A table of months' counts, and what is published of it.

    `count` counts the months as silver holds them, without the rows that match a condition; `sum_up` makes the slices
    of periods from the counts of at least their months.
    """

    months: Table
    count: Callable[[SparkSession, tuple[str, ...], str], DataFrame]
    sum_up: Callable[[DataFrame, tuple[str, ...]], DataFrame]
    publication: Publication

    def publish(self, spark: SparkSession, months: tuple[str, ...], forget: bool = False) -> None:
        """Count these months anew, and rewrite what gold says of them and of the quarters and years they touch.

        A lake that never counted any counts all of its months. With `forget`, as after a withdrawal, nothing but what
        is published keeps the counts of before.
        """
        if not delta.exists(self.months):
            rows = ledger.read(audit.DELIVERIES, status=story.IN_FORCE)
            months = tuple(sorted({*months, *(row["period"] for row in rows)}))
        delta.replace(spark, self.count(spark, months, "false"), self.months, within(months))
        periods = periods_of(months)
        slices = self._slices(delta.read(spark, self.months), periods)
        self.publication.rewrite(spark, slices, periods, forget)

    def slices_without(self, spark: SparkSession, month: str, gone: str) -> DataFrame:
        """The slices of the periods that the month touches, as they would be if silver's rows of the month that match
        `gone` were not there: before protection."""
        others = delta.read(spark, self.months).where(F.col("period") != month)
        return self._slices(others.unionByName(self.count(spark, (month,), gone)), periods_of((month,)))

    def _slices(self, counted: DataFrame, periods: tuple[str, ...]) -> DataFrame:
        return self.sum_up(counted.where(F.col("period").isin(months_of(periods))), periods)
