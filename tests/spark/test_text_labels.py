"""The analyser in Spark gives the same labels as on the command line."""

import pytest

from lake_layout import silver
from spark_jobs.text.analyser import analyse
from spark_jobs.text.batch import labelled

pytestmark = pytest.mark.spark

TEXTS = [
    ("a", "fi", "Hoito oli hyvää mutta jono liian pitkä."),
    ("b", "sv", "Maten var kall."),
    ("c", "fi", "Hoito oli hyvää mutta jono liian pitkä."),
    ("d", "und", "Gracias"),
    ("e", "en", "ok"),
]


def test_a_batch_says_what_the_command_line_says(spark):
    texts = spark.createDataFrame(TEXTS, "feedback_id string, text_language string, text string")
    frame = labelled(texts)
    assert "text" not in frame.columns and set(frame.columns) <= set(silver.TEXT_LABELS.column_names)
    rows = frame.collect()
    assert {row["feedback_id"] for row in rows} == {"a", "b", "c", "e"}
    for feedback_id, language, text in TEXTS[:3] + TEXTS[4:]:
        analysis = analyse(text, language)
        own = {row["theme"]: row for row in rows if row["feedback_id"] == feedback_id}
        assert {row["text_sentiment"] for row in own.values()} == {analysis.sentiment}
        assert {row["model"] for row in own.values()} == {analysis.model_version}
        told = {theme: (row["sentiment"], row["evidence_start"], row["evidence_end"]) for theme, row in own.items()}
        wanted = {label.theme: (label.sentiment, label.start, label.end) for label in analysis.themes}
        assert told == (wanted or {silver.UNASSIGNED: (analysis.sentiment, None, None)})
