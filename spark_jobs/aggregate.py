"""Aggregate: from silver to gold's protected tables, for the periods that unpublished deliveries touch."""

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor

from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F

from expectations.catalogue import delivers_feedback
from lake_layout import audit, gold, ledger, silver
from lake_layout.slices import MONTH_SLICES, RESPONDENTS, RESULTS_MADE_OF
from lake_layout.table import Table
from spark_jobs import delta, own_statements, themes
from spark_jobs.changing.rewrite import rewrite_changes
from spark_jobs.denominators.aggregate import aggregate_denominators
from spark_jobs.lattice import SETS, month_slices, of_periods, protected_results
from spark_jobs.pending import pending, published_regions
from spark_jobs.periods import months_of, periods_of, quarters_of
from spark_jobs.published import Publication, within
from spark_jobs.session import session
from spark_jobs.stages import timed
from spark_jobs.words import publish_words

RESULTS = Publication(gold.RESULTS, RESULTS_MADE_OF, SETS, protected_results)


def aggregate(run: str, deliveries: Iterable[str]) -> int:
    """Rewrite the touched periods of gold; the feedback counted. Can run again with the same result."""
    work = pending(deliveries)
    ledger.change(audit.DELIVERIES, {"changed_in_silver": None}, delivery_id=list(work.delivery_ids))
    return rebuild(run, work.months) if work.months else 0


def rebuild(run: str, months: tuple[str, ...], forget: bool = False) -> int:
    """Recount these months, and rewrite gold for them and the quarters and years that they touch; the feedback counted.

    A period that silver no longer holds anything of disappears from gold. A published set of which only a few feedback
    have changed stands as it was; with `forget`, as after a withdrawal, nothing but what is published keeps those.
    """
    spark = session()
    with timed(run, "aggregate") as stage:
        recounted = (*months, *_never_counted(months))
        stage.rows = _recount(spark, recounted)
        # Side by side: a commit is mostly waiting, and each part has tables of its own.
        with ThreadPoolExecutor() as pool:
            changing = [
                pool.submit(_publish_results, spark, periods_of(recounted), forget),
                pool.submit(themes.COUNTED.publish, spark, months, forget),
            ]
            others = [
                pool.submit(aggregate_denominators, spark, published_regions(), periods_of(months)),
                pool.submit(publish_words, spark, quarters_of(months), forget),
                pool.submit(own_statements.COUNTED.publish, spark, months, forget),
            ]
            for done in changing:
                done.result()
            rewrite_changes(spark, run)  # of results and themes, while the others go on
            for done in others:
                done.result()
    return stage.rows


def of_months(spark: SparkSession, table: Table, months: Iterable[str]) -> DataFrame:
    """The regions' rows of these months."""
    return delta.read_regions(spark, table, published_regions(), months)


def _never_counted(months: tuple[str, ...]) -> tuple[str, ...]:
    """Months of the same years that are published and have no counted slices: the lake is older than the table."""
    years = months_of(months)
    published = {row["period"] for row in ledger.read(audit.DELIVERIES, status="published")}
    return tuple(sorted((published & set(years)) - delta.files(MONTH_SLICES).keys() - set(months)))


def _recount(spark: SparkSession, months: tuple[str, ...]) -> int:
    """Count the months' slices anew, and enter what gold counts of each delivery; RuntimeError where silver, ledger
    and slices disagree, before anything is published of it."""
    feedback = of_months(spark, silver.FEEDBACK, months)
    held = {row["delivery_id"]: int(row["count"]) for row in feedback.groupBy("delivery_id").count().collect()}
    rows = [
        row
        for row in ledger.read(audit.DELIVERIES, status=("refined", "published"), period=months)
        if delivers_feedback(row["region"], row["source"])
    ]
    told = {row["delivery_id"]: row["rows_silver"] for row in rows if row["rows_silver"]}
    if told != held:
        differing = sorted(name for name in {*told, *held} if told.get(name) != held.get(name))
        raise RuntimeError(f"silver and the ledger disagree on the deliveries {differing}")
    for name in held:  # before they are counted: a withdrawal asks this whether gold has to follow
        ledger.tell(name, "counted_in_gold", name, rows=held[name])
    delta.replace(spark, month_slices(feedback), MONTH_SLICES, within(months))
    counted = delta.read(spark, MONTH_SLICES).where(F.col("period").isin(list(months)))
    whole = counted.where(" AND ".join(f"{name} = '{gold.ALL}'" for name in gold.DIMENSION_NAMES))
    total = int(whole.agg(F.sum(RESPONDENTS)).collect()[0][0] or 0)
    if total != sum(held.values()):
        raise RuntimeError(f"the lattice counts {total} feedback, silver holds {sum(held.values())}")
    for row in rows:
        counted_rows = {"rows_gold": held.get(row["delivery_id"], 0)}
        ledger.change(audit.DELIVERIES, counted_rows, delivery_id=row["delivery_id"])
    return total


def _publish_results(spark: SparkSession, periods: tuple[str, ...], forget: bool) -> None:
    counted = delta.read(spark, MONTH_SLICES).where(F.col("period").isin(months_of(periods)))
    RESULTS.rewrite(spark, of_periods(counted, periods), periods, forget)
