"""Re-harmonise: what reference data in force say of the feedback in silver, and the rows for which that is new.

Silver keeps every code that classification reads, so nothing is read but silver. A row is rewritten only where its
professional group, its service class or the rule that decided differs from what it holds; a row of a sampling base
where its cost centre leads to another class.
"""

from collections.abc import Iterable
from functools import reduce
from operator import or_

from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F

from expectations.reviewers import write_reviewers_pages
from lake_layout import audit, ledger, silver, story
from lake_layout.reference.sets import CONDITIONS
from spark_jobs import delta
from spark_jobs.classify.page import write_classification_page
from spark_jobs.classify.professional_group import with_professional_group
from spark_jobs.classify.service_class import day_of_service, with_service_class
from spark_jobs.classify.tally import classifications
from spark_jobs.denominators.reclassify import bases_anew, rewrite_bases
from spark_jobs.session import session
from spark_jobs.stages import timed

DERIVED = ("professional_group", "service_class", "service_class_basis", "service_class_rule")
"""Columns of silver that are made of its other columns and the reference data."""
_READ = ("feedback_id", "delivery_id", "period", "cost_centre", "serviced_on", "answered_on", *CONDITIONS)


def classified_anew(spark: SparkSession, region: str, since: str = "") -> DataFrame:
    """The region's feedback whose derived columns are other than silver holds, with the new ones; of services from the
    day `since` on, or of all."""
    rows = delta.completed(delta.read(spark, silver.FEEDBACK, region), silver.FEEDBACK)
    if since:
        # An answer never comes before its service: months before the day hold nothing of it.
        rows = rows.where((F.col("period") >= since[:7]) & (day_of_service() >= F.lit(since).cast("date")))
    held = rows.select(*_READ, *(F.col(name).alias(f"_{name}") for name in DERIVED))
    anew = with_service_class(with_professional_group(held, day_of_service()), region)
    differs = reduce(or_, (~F.col(name).eqNullSafe(F.col(f"_{name}")) for name in DERIVED))
    return anew.where(differs).select("feedback_id", "delivery_id", "period", *DERIVED)


def touched(spark: SparkSession, regions: Iterable[str], since: str = "") -> dict[str, int]:
    """How many rows of each delivery would be classified anew."""
    found: dict[str, int] = {}
    for region in regions:
        found |= _counts(classified_anew(spark, region, since)) | _counts(bases_anew(spark, region, since))
    return found


def _counts(anew: DataFrame) -> dict[str, int]:
    return {row["delivery_id"]: int(row["count"]) for row in anew.groupBy("delivery_id").count().collect()}


def reharmonise(region: str, run: str, who: str, why: str, since: str = "") -> dict[str, int]:
    """Rewrite what differs of the region, and mark its deliveries unpublished; rows by delivery. Can run again.

    The caller holds the region's pool. The ledger is told before silver changes, so that no change goes unpublished
    when this is cut off, and is marked again after it, for a publication that began in between.
    """
    spark = session()
    with timed(f"{run} {region}", "reharmonise") as stage:
        anew, bases = classified_anew(spark, region, since).persist(), bases_anew(spark, region, since).persist()
        try:
            of_feedback, of_bases = _counts(anew), _counts(bases)
            counts = of_feedback | of_bases
            _mark(counts, run, who, why)
            if of_feedback:
                _rewrite(spark, anew, region)
            if of_bases:
                rewrite_bases(spark, bases, region)
        finally:
            anew.unpersist()
            bases.unpersist()
        _mark(counts, run, who, why)
        _tally(spark, region, list(of_feedback))
        stage.rows = sum(counts.values())
    if counts:
        write_reviewers_pages(region)
    return counts


def _rewrite(spark: SparkSession, anew: DataFrame, region: str) -> None:
    """One commit, which rewrites the files that hold such rows and no others."""
    periods = [row["period"] for row in anew.select("period").distinct().collect()]
    view = f"classified_anew_{region}"
    anew.createOrReplaceTempView(view)
    assigned = ", ".join(f"held.{name} = anew.{name}" for name in DERIVED)
    spark.sql(
        f"MERGE INTO delta.`{delta.location(silver.FEEDBACK, region)}` held USING {view} anew "
        f"ON held.period IN ({delta.quoted(periods)}) AND held.period = anew.period "
        f"AND held.feedback_id = anew.feedback_id WHEN MATCHED THEN UPDATE SET {assigned}"
    )
    spark.catalog.dropTempView(view)


def _tally(spark: SparkSession, region: str, deliveries: list[str]) -> None:
    """Count anew how the deliveries' feedback got their class."""
    if deliveries:
        held = delta.read(spark, silver.FEEDBACK, region).where(F.col("delivery_id").isin(deliveries))
        ledger.replace(audit.CLASSIFICATIONS, classifications(held), delivery_id=deliveries)
        write_classification_page()


def _mark(counts: dict[str, int], run: str, who: str, why: str) -> None:
    """Deliveries whose rows changed are unpublished again; the ledger says how many rows and why."""
    values = {"status": "refined", "refined_at": ledger.now(), "published_at": None, "changed_in_silver": 1}
    for delivery_id, rows in counts.items():
        ledger.change(audit.DELIVERIES, values, delivery_id=delivery_id, status=story.IN_FORCE)
        ledger.tell(delivery_id, "reharmonised", run, who, why, rows)
