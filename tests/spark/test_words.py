"""Words: distinct per text, without placeholders and stop words; published only where ten feedback share them."""

import pytest
from pyspark.sql import functions as F

from lake_layout import gold
from lake_layout.gold import DIMENSION_NAMES
from spark_jobs.disclosure.noise import published_count
from spark_jobs.disclosure.sets import tally
from spark_jobs.word_counts import SET, protected_words, words_by_quarter
from spark_jobs.words import WORDS
from tests.spark.conftest import as_table

pytestmark = pytest.mark.spark


def test_words_of_a_text(spark):
    from spark_jobs.text.words import words_of

    texts = spark.createDataFrame(
        [("a", "Hoitaja <NIMI> kuunteli. Hoitajat kuuntelivat, hoitaja kuunteli!"), ("b", "Ja se oli sitten siinä.")],
        "feedback_id STRING, text STRING",
    )
    words = words_of(texts, "fi")
    assert as_table(words.where("word NOT LIKE '% %'"), "feedback_id", "word", "lemma") == [
        ("a", "hoitaja", "hoitaja"),
        ("a", "hoitajat", "hoitaja"),
        ("a", "kuunteli", "kuunnella"),
        ("a", "kuuntelivat", "kuunnella"),
    ]
    phrases = {row["word"] for row in words.where("word LIKE '% %'").collect()}
    assert phrases == {"hoitajat kuuntelivat", "hoitaja kuunteli"}, "no phrase goes past a mark or a placeholder"


def test_a_phrase_begins_and_ends_with_a_word_that_tells_but_for_a_negation_and_no_word_is_a_name(spark):
    from spark_jobs.text.words import words_of

    text = "Jono oli liian pitkä eikä Virtasen Pirjo ei kuunnellut"
    texts = spark.createDataFrame([("a", text)], "feedback_id STRING, text STRING")
    phrases = {row["word"] for row in words_of(texts, "fi").where("word LIKE '% %'").collect()}
    assert "ei kuunnellut" in phrases and "pitkä" in {row["word"] for row in words_of(texts, "fi").collect()}
    assert not any(name in row["word"] for row in words_of(texts, "fi").collect() for name in ("virtasen", "pirjo"))
    assert not any(phrase.startswith("oli ") or phrase.endswith(" oli") for phrase in phrases)


COLUMNS = ("feedback_id", "delivery_id", "period", "region", "text_language", "word", "lemma")


def silver(spark, counts: dict[tuple[str, str, str], int], year="2026"):
    """Silver's words and feedback of three months: so many feedback of each region, word and service class."""
    words, feedback = [], []
    for (region, word, service_class), number in counts.items():
        for n in range(number):
            name, key, month = f"{region}{word}{service_class}{n}", 7919 * n + int(region), f"{year}-0{1 + n % 3}"
            words.append((name, region, month, region, "fi", word, word))
            feedback.append((name, region, month, key, service_class, *(None,) * (len(DIMENSION_NAMES) - 1)))
    columns = ("feedback_id", "delivery_id", "period", "record_key", *DIMENSION_NAMES)
    types = ("STRING", "STRING", "STRING", "BIGINT", *("STRING",) * len(DIMENSION_NAMES))
    schema = ", ".join(f"{name} {type}" for name, type in zip(columns, types))
    return spark.createDataFrame(words, COLUMNS), spark.createDataFrame(feedback, schema)


def told(count: int, region: str) -> int:
    """As published, of one region's first so many feedback."""
    return published_count(count, sum(7919 * n + int(region) for n in range(count)), "feedback")


def test_a_word_is_published_where_enough_feedback_hold_it(spark):
    counts = {("18", "hyvä", "12"): 20, ("18", "huono", "12"): 9, ("10", "hyvä", "12"): 22, ("14", "hyvä", "12"): 30}
    protected = protected_words(words_by_quarter(*silver(spark, counts)))
    rows = WORDS.shown(protected)
    keys = sum(7919 * n + int(region) for region, count in (("10", 22), ("14", 30), ("18", 20)) for n in range(count))
    figures = {
        "10": told(22, "10"),
        "14": told(30, "14"),
        "18": told(20, "18"),
        "*": published_count(72, keys, "feedback"),
    }
    every = [("2026-Q1", region, "hyvä", figures[region]) for region in sorted(figures)]
    assert as_table(rows.where("service_class = '*'"), "period", "region", "word", "feedback") == every
    assert as_table(rows.where("service_class = '12'"), "period", "region", "word", "feedback") == every
    # The other word is of no slice that could be told: it isn't even counted.
    assert as_table(tally(protected, (SET,)), "cells_published", "cells_withheld") == [(8, 0)]


def test_a_service_class_has_words_of_its_own_and_none_that_tells_the_rest(spark):
    counts = {("18", "hyvä", "12"): 20, ("18", "hyvä", "20"): 15, ("18", "jono", "12"): 30, ("18", "jono", "20"): 1}
    protected = protected_words(words_by_quarter(*silver(spark, counts)))
    rows = WORDS.shown(protected).where("region = '18'")
    assert as_table(rows, "service_class", "word") == [("*", "hyvä"), ("*", "jono"), ("12", "hyvä"), ("20", "hyvä")]
    assert not rows.where("contact_type <> '*'").count(), "a feedback without a code is in no slice of the dimension"


def test_a_quarter_waits_for_the_words_of_a_replacement_but_what_is_withdrawn_goes_at_once(spark, monkeypatch):
    from spark_jobs import delta, words

    held, feedback = silver(spark, {("18", "hyvä", "12"): 30}, year="2031")
    rows = {"words": held, "feedback": feedback}
    monkeypatch.setattr(words, "_words_and_feedback", lambda *_: [rows["words"], rows["feedback"]])

    def told():
        return delta.read(spark, gold.WORDS).where("period = '2031-Q1'").count()

    words.publish_words(spark, ("2031-Q1",))
    assert told() > 0
    # Silver has taken the replacement's feedback; its texts aren't analysed yet.
    rows["feedback"] = feedback.withColumn("delivery_id", F.lit("the replacement"))
    before = told()
    words.publish_words(spark, ("2031-Q1",))
    assert told() == before
    words.publish_words(spark, ("2031-Q1",), forget=True)
    assert told() == 0
