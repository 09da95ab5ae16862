"""Refine: a loaded delivery from bronze to silver: harmonised, classified, its text verified, its ids replaced."""

from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F

from expectations.catalogue import contract_of
from expectations.contract import Contract
from expectations.reviewers import write_reviewers_pages
from expectations.verification_page import write_page
from expectations.verification_receipt import write_verification
from lake_layout import audit, bronze, ledger, records, silver, story
from lake_layout.delivery import DeliveryId
from spark_jobs import delta, quarantine
from spark_jobs.anonymise.udf import verified
from spark_jobs.classify.page import write_classification_page
from spark_jobs.classify.professional_group import with_professional_group
from spark_jobs.classify.service_class import day_of_service, with_service_class
from spark_jobs.classify.tally import classifications
from spark_jobs.denominators.refine import write_silver
from spark_jobs.harmonise import DAYS, harmonise
from spark_jobs.identity import salt_of, with_identity
from spark_jobs.load import let_landing_go, must_go_on, slot
from spark_jobs.serve_audit import write_audit_files
from spark_jobs.session import LOCAL_CORES, session
from spark_jobs.stages import timed
from spark_jobs.verification import fly_canaries, removals, verifications


def with_verified_text(feedback: DataFrame, region: str) -> DataFrame:
    """Replace open_text by text, text_language and text_withheld, and add `removed` (type -> number) and `words`."""
    return (
        # Equal texts meet in one worker, which verifies them once.
        feedback.repartition(LOCAL_CORES, "open_text")
        .withColumn("_verified", verified(F.col("language"), F.col("open_text"), region))
        .withColumns(
            {
                "text": F.col("_verified.text"),
                "text_language": F.col("_verified.language"),
                "text_withheld": F.col("_verified.withheld"),
                "removed": F.col("_verified.removed"),
                "words": F.col("_verified.words"),
            }
        )
        .drop("_verified", "open_text")
    )


def to_silver(rows: DataFrame, contract: Contract, salt: bytes) -> DataFrame:
    """Bronze rows of one contract as silver rows, with the columns `removed` and `words` besides."""
    harmonised = with_professional_group(harmonise(rows, contract), day_of_service())
    classified = with_service_class(harmonised, contract.region)
    verified_rows = with_verified_text(with_identity(classified, salt), contract.region)
    return verified_rows.select(*silver.FEEDBACK.column_names, "removed", "words")


def refine(delivery_id: str) -> int:
    """Write silver, replacing the delivery that this one corrects; the rows written. Can run again."""
    delivery = DeliveryId.parse(delivery_id)
    must_go_on(delivery)
    contract = contract_of(delivery.region, delivery.source)
    if contract.record == records.DENOMINATORS:
        return _refine_denominators(delivery, contract)
    spark = session()
    with timed(delivery_id, "refine") as stage:
        rows = delta.read(spark, bronze.FEEDBACK, delivery.region).where(
            f"{slot(delivery)} AND delivery_id = {delta.quoted([delivery_id])}"
        )
        _must_be_whole(rows, delivery_id)
        fly_canaries(spark, delivery)
        refined = to_silver(rows, contract, salt_of(delivery.region, delivery.source)).persist()
        try:
            _must_have_days(rows, refined, delivery_id)
            delta.replace(spark, refined.drop("removed", "words"), silver.FEEDBACK, slot(delivery), delivery.region)
            removed, found = removals(refined, delivery_id), verifications(refined, delivery_id)
            classified = classifications(refined.withColumn("delivery_id", F.lit(delivery_id)))
        finally:
            refined.unpersist()
        written, withheld = _count(spark, delivery)
        stage.rows = written
    ledger.replace(audit.REMOVALS, removed, delivery_id=delivery_id)
    ledger.replace(audit.VERIFICATIONS, found, delivery_id=delivery_id)
    ledger.replace(audit.CLASSIFICATIONS, classified, delivery_id=delivery_id)
    _enter(delivery, written, withheld)
    write_classification_page()
    write_verification(delivery)
    write_page()
    write_reviewers_pages(delivery.region)
    write_audit_files()
    return written


def _refine_denominators(delivery: DeliveryId, contract: Contract) -> int:
    """The same for a sampling base, which has no text."""
    with timed(str(delivery), "refine") as stage:
        written = write_silver(session(), delivery, contract)
        stage.rows = written
    _enter(delivery, written, 0)
    write_reviewers_pages(delivery.region)
    return written


def _must_be_whole(rows: DataFrame, delivery_id: str) -> None:
    """RuntimeError where bronze doesn't hold what was loaded: silver is not touched then."""
    held, loaded = rows.count(), ledger.delivery(delivery_id)["rows_bronze"]
    if held != loaded:
        raise RuntimeError(f"{delivery_id}: bronze holds {held} rows, {loaded} were loaded")


def _must_have_days(rows: DataFrame, refined: DataFrame, delivery_id: str) -> None:
    """RuntimeError, with counts only, where a date that the gate let pass could not be read."""
    given = rows.agg(*(F.count(name).alias(name) for name in DAYS)).collect()[0]
    read = refined.agg(*(F.count(day).alias(name) for name, day in DAYS.items())).collect()[0]
    lost = {name: given[name] - read[name] for name in DAYS if given[name] != read[name]}
    if lost:
        raise RuntimeError(f"{delivery_id}: dates that could not be read, by column: {lost}")


def _count(spark: SparkSession, delivery: DeliveryId) -> tuple[int, int]:
    row = (
        delta.read(spark, silver.FEEDBACK, delivery.region)
        .where(slot(delivery))
        .agg(F.count("*").alias("rows"), F.count("text_withheld").alias("withheld"))
        .collect()[0]
    )
    return int(row["rows"]), int(row["withheld"])


def _enter(delivery: DeliveryId, written: int, withheld: int) -> None:
    accepted = ledger.delivery(str(delivery))["rows_accepted"]
    if written != accepted:
        raise RuntimeError(f"{delivery}: silver holds {written} rows, {accepted} were accepted")
    figures = {
        "status": "refined",
        "rows_silver": written,
        "texts_withheld": withheld,
        "refined_at": ledger.now(),
        "published_at": None,
    }
    ledger.change(audit.DELIVERIES, figures, delivery_id=str(delivery))
    _take_the_formers_place(delivery)


def _take_the_formers_place(delivery: DeliveryId) -> None:
    """The delivery is in force: those that it corrects are replaced, and what waited for it leaves quarantine."""
    name, rows = str(delivery), ledger.deliveries_of(*delivery.slot)
    for former in story.replaced_by(rows, name):
        ledger.change(audit.DELIVERIES, story.replaced(name), delivery_id=former)
        ledger.tell(former, "replaced", name, who=f"region {delivery.region}", why=f"corrected by {name}")
        let_landing_go(DeliveryId.parse(former))
    for former in story.corrected_by(rows, name):
        quarantine.empty(DeliveryId.parse(former), "corrected", run=name)
