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


def test_a_word_is_published_where_enough_feedback_hold_it(spark):
    from lake_layout import gold
    from spark_jobs.aggregate import protected_words
    from spark_jobs.disclosure.noise import published_count
    from spark_jobs.disclosure.sets import tally
    from spark_jobs.published import published
    from spark_jobs.word_counts import WORD_SETS

    counts = {("18", "hyvä"): 20, ("18", "huono"): 9, ("10", "hyvä"): 22, ("14", "hyvä"): 30}
    rows = [
        (f"{7919 * n + int(region):08x}", f"2026-0{1 + n % 3}", region, "fi", word, word)
        for (region, word), number in counts.items()
        for n in range(number)
    ]
    schema = "feedback_id STRING, period STRING, region STRING, text_language STRING, word STRING, lemma STRING"
    protected = protected_words(spark.createDataFrame(rows, schema), ("2026-Q1",))
    keys = {region: sum(7919 * n + int(region) for n in range(counts[region, "hyvä"])) for region in ("10", "14", "18")}
    told = {region: (counts[region, "hyvä"], key) for region, key in keys.items()}
    told["*"] = (72, sum(keys.values()))
    assert as_table(published(protected, gold.WORDS, "feedback"), "period", "region", "word", "feedback") == [
        ("2026-Q1", region, "hyvä", published_count(*told[region], "feedback")) for region in sorted(told)
    ]
    # withheld: 18's other word, and the country's
    assert as_table(tally(protected, WORD_SETS), "cells_published", "cells_withheld") == [(4, 2)]
