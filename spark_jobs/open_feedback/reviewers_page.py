"""The reviewers' page of the text model: definitions, held-back figures and confusions, drift, phrases no theme covers.

It shows figures and published phrases, never a customer's text.
"""

from pathlib import Path

import pandas as pd

from expectations.pages import TEXT_MODEL_PAGE
from expectations.reviewers import one_at_a_time
from expectations.verification_receipt import environment
from lake_layout import folders, ledger
from spark_jobs.open_feedback.reviewers_figures import (
    TONES,
    candidates,
    confused_themes,
    drift,
    language_figures,
    theme_figures,
    tone_table,
)
from spark_jobs.open_feedback.reviewers_words import WORDS
from spark_jobs.text.examples import examples
from spark_jobs.text.model import model
from spark_jobs.text.train import held_back


def write_text_model_page(themes: pd.DataFrame, words: pd.DataFrame) -> None:
    """Write the page anew from the model's held-back answers and gold's themes and words."""
    texts, trained = examples(), model()
    answers = held_back(texts)
    html = environment().get_template("text_model_page.html").render(
        words=WORDS,
        both=lambda name: WORDS[name]["fi"],
        version=trained.version,
        languages=language_figures(texts, answers, trained.thresholds),
        themes=theme_figures(texts, answers, trained.thresholds),
        confused=confused_themes(texts, answers, trained.thresholds),
        tones=TONES,
        tone_table=tone_table(texts, answers),
        drift=drift(themes),
        candidates=candidates(words),
        written=ledger.now(),
    )  # fmt: skip
    site = Path(str(folders.data_docs()))
    with one_at_a_time(site):
        (site / TEXT_MODEL_PAGE).write_text(html, encoding="utf-8")
