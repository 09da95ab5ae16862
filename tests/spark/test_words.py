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
    assert as_table(words_of(texts, "fi"), "feedback_id", "word", "lemma") == [
        ("a", "hoitaja", "hoitaja"),
        ("a", "hoitajat", "hoitaja"),
        ("a", "kuunteli", "kuunnella"),
        ("a", "kuuntelivat", "kuunnella"),
    ]


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
