"""Analyse: the words, themes and sentiment of anonymised texts, to tables beside silver.

A publication analyses what is unpublished; `reanalyse` labels everything that another version of the model labelled.
"""

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import reduce

from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F

from lake_layout import audit, ledger, silver, story
from lake_layout.delivery import DeliveryId
from lake_layout.table import Table
from spark_jobs import delta
from spark_jobs.load import slot
from spark_jobs.pending import Pending, pending
from spark_jobs.session import LOCAL_CORES, own_session
from spark_jobs.stages import timed
from spark_jobs.text.analyser import LANGUAGES
from spark_jobs.text.batch import labelled
from spark_jobs.text.model import model
from spark_jobs.text.words import words_of

_KEPT = ("feedback_id", "delivery_id", "region", "source", "period", "text_language", "text")
_COMMITS_AT_ONCE = 4
"""Regions whose tables are committed side by side: a commit is mostly waiting, and each table has its own writer."""
_PARTS = 4 * LOCAL_CORES
"""Parts that words are found in. A region's commit looks at all of them for its own rows, which lie side by side: of a
part a region and language, seventy in all, that took longer than the writing."""


def analyse(run: str, deliveries: Iterable[str]) -> int:
    """Analyse what is unpublished; the number of texts. Each delivery's words and labels replace those of its slot."""
    work = pending(deliveries)
    if not work.delivery_ids:
        return 0
    spark = own_session()
    with timed(run, "analyse") as stage:
        texts = _texts(spark, work).persist()
        stage.rows = texts.count()
        with timed(run, "words") as part:
            part.rows = stage.rows
            _write(spark, _words(texts), silver.TEXT_WORDS, work)
        label(spark, run, texts, work)
        texts.unpersist()
    return stage.rows


def reanalyse(run: str) -> tuple[str, ...]:
    """Label anew every text in force that another version of the model labelled; all months in force, to be counted
    anew. Begun again, it goes on with what is still missing.
    """
    rows = ledger.read(audit.DELIVERIES, status=story.IN_FORCE)
    work = _work([row["delivery_id"] for row in rows if row["text_model"] != model().version])
    if work.delivery_ids:
        spark = own_session()
        texts = _texts(spark, work).persist()
        label(spark, run, texts, work)
        texts.unpersist()
    return tuple(sorted({row["period"] for row in rows}))


def label(spark: SparkSession, run: str, texts: DataFrame, work: Pending) -> None:
    """Write the labels of the work's texts, and how many there are of each delivery into the ledger."""
    with timed(run, "labels") as stage:
        _write(spark, labelled(texts), silver.TEXT_LABELS, work, _enter)
        stage.rows = sum(row["texts_labelled"] for row in _rows_of(work))


def _enter(spark: SparkSession, work: Pending) -> None:
    """Enter what the table holds of each delivery; RuntimeError where a text of the model's languages has no label."""
    [region] = work.regions
    named = f"delivery_id IN ({delta.quoted(work.delivery_ids)})"
    of_model = F.col("text_language").isin(*LANGUAGES) & F.col("text").isNotNull()
    texts = _by_delivery(delta.read(spark, silver.FEEDBACK, region).where(named).where(of_model))
    labels = delta.read(spark, silver.TEXT_LABELS, region).where(named)
    given = _by_delivery(labels.select("delivery_id", "feedback_id").distinct())
    if texts != given:
        raise RuntimeError(
            f"texts and labelled texts disagree on {sorted(n for n in texts if texts[n] != given.get(n))}"
        )
    unassigned = _by_delivery(labels.where(F.col("theme") == silver.UNASSIGNED))
    for name in work.delivery_ids:
        figures = {"texts_labelled": given.get(name, 0), "texts_unassigned": unassigned.get(name, 0)}
        ledger.change(audit.DELIVERIES, {**figures, "text_model": model().version}, delivery_id=name)


def _by_delivery(rows: DataFrame) -> dict[str, int]:
    return {row["delivery_id"]: int(row["count"]) for row in rows.groupBy("delivery_id").count().collect()}


def _rows_of(work: Pending) -> list[dict]:
    return ledger.read(audit.DELIVERIES, delivery_id=list(work.delivery_ids))


def _work(delivery_ids: Iterable[str]) -> Pending:
    parsed = sorted(map(DeliveryId.parse, delivery_ids))
    regions, months = ({getattr(one, name) for one in parsed} for name in ("region", "period"))
    return Pending(tuple(map(str, parsed)), tuple(sorted(regions)), tuple(sorted(months)))


def _write(
    spark: SparkSession,
    rows: DataFrame,
    table: Table,
    work: Pending,
    then: Callable[[SparkSession, Pending], None] | None = None,
) -> None:
    """Replace the rows of the work's deliveries, region by region; `then` follows each region's commit."""
    rows = rows.persist()
    rows.count()

    def commit(region: str) -> None:
        own = _work(name for name in work.delivery_ids if DeliveryId.parse(name).region == region)
        where = " OR ".join(f"({slot(DeliveryId.parse(name))})" for name in own.delivery_ids)
        delta.replace(spark, rows.where(F.col("region") == region), table, where, region)
        if then:
            then(spark, own)

    with ThreadPoolExecutor(_COMMITS_AT_ONCE) as pool:
        list(pool.map(commit, work.regions))
    rows.unpersist()


def _texts(spark: SparkSession, work: Pending) -> DataFrame:
    feedback = delta.read_regions(spark, silver.FEEDBACK, work.regions, work.months)
    wanted = f"delivery_id IN ({delta.quoted(work.delivery_ids)}) AND text IS NOT NULL"
    return feedback.where(wanted).select(*_KEPT)


def _words(texts: DataFrame) -> DataFrame:
    by_language = [words_of(texts.where(f"text_language = '{language}'"), language) for language in LANGUAGES]
    return reduce(lambda one, other: one.unionByName(other), by_language).coalesce(_PARTS)
