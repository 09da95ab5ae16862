"""The reviewers' page of the text model: what is confused, what has moved, which phrases no theme covers."""

import numpy as np
import pandas as pd

from lake_layout.gold import DIMENSION_NAMES
from spark_jobs.open_feedback.reviewers_figures import candidates, confused_themes, drift, language_figures
from spark_jobs.text.examples import Example
from spark_jobs.text.lexicon import THEMES
from spark_jobs.text.model import PLACE


def test_a_missed_theme_and_what_was_said_in_its_place_are_a_pair():
    texts = [Example("1", "f", "fi", "Jono oli pitkä", {"access": "negative"}, "negative")]
    answers = np.zeros((1, len(PLACE)))
    answers[0, PLACE["staffing", "about"]] = answers[0, PLACE["text", "negative"]] = 1
    [pair] = confused_themes(texts, answers, 0.5)
    assert (pair["true"]["en"], pair["said"]["en"], pair["texts"]) == ("Access and waiting", "Staffing and workload", 1)


def test_phrases_that_no_theme_covers_are_candidates():
    words = pd.DataFrame(
        {
            "period": ["2026-Q2"] * 3 + ["2026-Q1"],
            "region": "10",
            "text_language": "fi",
            "word": ["pitkä jono", "outo tapaus", "jono", "vanha tapaus"],
            "feedback": [40, 12, 90, 30],
        }
    )
    assert [(one["word"], one["feedback"]) for one in candidates(words)] == [("outo tapaus", 12)]
    assert candidates(words[words["word"] == "jono"]) == []


def test_a_share_that_moved_is_shown_and_one_that_did_not_is_not():
    rows = [
        {"period_kind": "month", "period": month, "region": "10", **dict.fromkeys(DIMENSION_NAMES, "*"),
         "theme": theme, "positive": n, "neutral": 0, "negative": 0, "mixed": 0}
        for month in ("2026-01", "2026-02", "2026-03")
        for theme, n in (("*", 400), ("food", 40), ("access", 160 if month == "2026-03" else 80))
    ]  # fmt: skip
    [moved] = drift(pd.DataFrame(rows))
    assert moved["name"]["fi"] == "Saatavuus ja odottaminen"
    assert (moved["before"], moved["now"], moved["month"]) == (20.0, 40.0, "2026-03")


def test_figures_of_each_language():
    praised = dict.fromkeys(THEMES, "positive")
    texts = [Example(code, "f", code, "", praised, "positive") for code in ("fi", "sv", "en")]
    answers = np.array([text.targets() for text in texts])
    for one in language_figures(texts, answers, 0.5):
        assert (one["micro"], one["macro"], one["sentiment"], one["texts"]) == (1, 1, 1, 1)
