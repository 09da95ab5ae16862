"""The verification run beside a delivery: canaries first, then what it removed; figures only, for the audit layer."""

import random

from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F

from lake_layout import audit, ledger
from lake_layout.delivery import DeliveryId
from spark_jobs.anonymise.canaries import Canary, probes, survivors, tally, tripwires
from spark_jobs.anonymise.placeholders import NUMBER
from spark_jobs.anonymise.udf import verified
from spark_jobs.anonymise.verify import FAILED, RESIDUE
from spark_jobs.session import LOCAL_CORES


class TripwireCut(RuntimeError):
    """An identifier that must go survived: the verification run is not to be trusted, and nothing is published."""


def fly_canaries(spark: SparkSession, delivery: DeliveryId) -> None:
    """Send canaries through the same function as the delivery's texts; TripwireCut where a tripwire's identifier
    survives. The probes' figures go to the ledger; no canary's text goes anywhere."""
    wires, fresh = tripwires(), probes(random.SystemRandom())
    cleaned = _through(spark, [*wires, *fresh], delivery.region)
    if cut := survivors(wires, cleaned[: len(wires)]):
        raise TripwireCut(f"{delivery}: identifiers survived in tripwires {', '.join(wire.name for wire in cut)}")
    rows = [
        {"delivery_id": str(delivery), "language": language, "removal_type": kind, "probes": made, "found": found}
        for language, kind, made, found in tally(fresh, cleaned[len(wires) :])
    ]
    ledger.replace(audit.PROBES, rows, delivery_id=str(delivery))


def _through(spark: SparkSession, canaries: list[Canary], region: str) -> list[str | None]:
    numbered = [(number, canary.language, canary.text) for number, canary in enumerate(canaries)]
    rows = (
        spark.createDataFrame(numbered, "number INT, language STRING, open_text STRING")
        .repartition(LOCAL_CORES, "number")
        .select("number", verified(F.col("language"), F.col("open_text"), region).alias("verified"))
        .select("number", "verified.text")
        .collect()
    )
    by_number = {row["number"]: row["text"] for row in rows}
    return [by_number[number] for number in range(len(canaries))]


def removals(refined: DataFrame, delivery_id: str) -> list[dict]:
    """Rows of audit.REMOVALS: what was removed, by language and type."""
    counted = (
        refined.select("text_language", F.explode("removed").alias("removal_type", "number"))
        .groupBy("text_language", "removal_type")
        .agg(F.sum("number").alias("removals"), F.count("*").alias("texts"))
        .collect()
    )
    return [
        {
            "delivery_id": delivery_id,
            "language": row["text_language"],
            "removal_type": row["removal_type"],
            "removals": int(row["removals"]),
            "texts": int(row["texts"]),
        }
        for row in counted
    ]


def verifications(refined: DataFrame, delivery_id: str) -> list[dict]:
    """Rows of audit.VERIFICATIONS: texts, and what the region's own anonymisation had missed in them, by language."""
    held = F.size(F.map_keys("removed"))
    bare = F.array_contains(F.map_keys("removed"), NUMBER).cast("int")
    counted = (
        refined.where("text_language IS NOT NULL")
        .groupBy("text_language")
        .agg(
            F.count("*").alias("texts"),
            F.sum("words").alias("words"),
            F.count(F.when(held > bare, 1)).alias("texts_missed"),
            F.count(F.when(held > 0, 1)).alias("texts_changed"),
            F.count(F.when(F.col("text_withheld") == FAILED, 1)).alias("withheld_failed"),
            F.count(F.when(F.col("text_withheld") == RESIDUE, 1)).alias("withheld_residue"),
        )
        .collect()
    )
    figures = [column.name for column in audit.VERIFICATIONS.columns[2:]]
    return [
        {
            "delivery_id": delivery_id,
            "language": row["text_language"],
            **{name: int(row[name] or 0) for name in figures},
        }
        for row in counted
    ]
