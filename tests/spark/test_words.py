"""Words: distinct per text, without placeholders and stop words; published only where ten feedback share them."""

import pytest

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


def test_a_word_is_published_where_ten_feedback_hold_it(frame, spark):
    from spark_jobs.word_counts import protected_words, word_tally, words_by_quarter

    counts = {("18", "hyvä"): 10, ("18", "huono"): 9, ("10", "hyvä"): 12, ("14", "hyvä"): 10}
    rows = [
        (f"{region}-{word}-{n}", f"2026-0{1 + n % 3}", region, "fi", word, word)
        for (region, word), number in counts.items()
        for n in range(number)
    ]
    schema = "feedback_id STRING, period STRING, region STRING, text_language STRING, word STRING, lemma STRING"
    by_region = words_by_quarter(spark.createDataFrame(rows, schema))
    assert as_table(protected_words(by_region), "period", "region", "word", "feedback") == [
        ("2026-Q1", "*", "hyvä", 32),
        ("2026-Q1", "10", "hyvä", 12),
        ("2026-Q1", "14", "hyvä", 10),
        ("2026-Q1", "18", "hyvä", 10),
    ]
    assert as_table(word_tally(by_region), "cells_published", "cells_withheld") == [(3, 1)]
