"""The analyser in Spark gives the same labels as on the command line."""

import pytest

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
    rows = {row["feedback_id"]: row for row in labelled(texts).collect()}
    assert set(rows) == {"a", "b", "c", "e"}
    for feedback_id, language, text in TEXTS:
        if feedback_id in rows:
            analysis, row = analyse(text, language), rows[feedback_id]
            assert row["text_sentiment"] == analysis.sentiment
            assert row["text_model"] == analysis.model_version
            assert [(theme["theme"], theme["sentiment"], theme["start"], theme["end"]) for theme in row["themes"]] == [
                (label.theme, label.sentiment, label.start, label.end) for label in analysis.themes
            ]
    assert "text" not in rows["a"].asDict()
