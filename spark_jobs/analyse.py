"""Analyse: the words of the unpublished deliveries' anonymised texts, to a table beside silver."""

from collections.abc import Iterable
from functools import reduce

from pyspark.sql import DataFrame, SparkSession

from lake_layout import silver
from lake_layout.delivery import DeliveryId
from spark_jobs import delta
from spark_jobs.load import slot
from spark_jobs.pending import Pending, pending
from spark_jobs.session import own_session
from spark_jobs.stages import timed
from spark_jobs.text.dictionary import LANGUAGES
from spark_jobs.text.words import words_of

_KEPT = ("feedback_id", "delivery_id", "region", "source", "period", "text_language", "text")


def analyse(run: str, deliveries: Iterable[str]) -> int:
    """Analyse what is unpublished; the number of texts. Each delivery's words replace those of its slot."""
    work = pending(deliveries)
    if not work.delivery_ids:
        return 0
    spark = own_session()
    with timed(run, "analyse") as stage:
        texts = _texts(spark, work).persist()
        stage.rows = texts.count()
        words = _words(texts).persist()
        for region in work.regions:
            own = words.where(f"region = {delta.quoted([region])}")
            delta.replace(spark, own, silver.TEXT_WORDS, _slots(work, region), region)
    return stage.rows


def _slots(work: Pending, region: str) -> str:
    """The rows that the region's unpublished deliveries replace."""
    deliveries = [DeliveryId.parse(delivery_id) for delivery_id in work.delivery_ids]
    return " OR ".join(f"({slot(delivery)})" for delivery in deliveries if delivery.region == region)


def _texts(spark: SparkSession, work: Pending) -> DataFrame:
    feedback = delta.read_regions(spark, silver.FEEDBACK, work.regions)
    months, deliveries = delta.quoted(work.months), delta.quoted(work.delivery_ids)
    wanted = f"period IN ({months}) AND delivery_id IN ({deliveries}) AND text IS NOT NULL"
    return feedback.where(wanted).select(*_KEPT)


def _words(texts: DataFrame) -> DataFrame:
    by_language = [words_of(texts.where(f"text_language = '{language}'"), language) for language in LANGUAGES]
    return reduce(lambda one, other: one.unionByName(other), by_language)
