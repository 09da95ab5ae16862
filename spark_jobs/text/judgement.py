"""From the model's answers to labels: which themes, how sure, and which sentiment each and the whole text has."""

from typing import NamedTuple

import numpy as np

from spark_jobs.text.examples import SENTIMENTS
from spark_jobs.text.lexicon import THEMES
from spark_jobs.text.model import PLACE, Model

_ABOUT = [PLACE[theme, "about"] for theme in THEMES]
_SENTIMENT = [PLACE["text", sentiment] for sentiment in SENTIMENTS]
# How far a theme's praise or blame must outweigh the other to go against a text that is clearly one of them.
AGAINST = 0.5


class Judged(NamedTuple):
    """A theme of a text, without its place."""

    theme: str
    sentiment: str
    score: float


def sentiment_of(answers: np.ndarray) -> str:
    """The text's sentiment: the likeliest of the four."""
    return SENTIMENTS[int(np.argmax(answers[_SENTIMENT]))]


def theme_sentiment(answers: np.ndarray, theme: str, sentiment: str) -> str:
    """A theme's sentiment in a text of this sentiment."""
    margin = answers[PLACE[theme, "positive"]] - answers[PLACE[theme, "negative"]]
    if sentiment == "neutral":
        return "neutral"
    if sentiment == "positive":
        return "negative" if margin < -AGAINST else "positive"
    if sentiment == "negative":
        return "positive" if margin > AGAINST else "negative"
    return "positive" if margin > 0 else "negative"


def judge(model: Model, answers: np.ndarray) -> tuple[list[Judged], str]:
    """The text's themes, the surest first, and its sentiment. No theme: the text is unassigned."""
    sentiment = sentiment_of(answers)
    themes = [
        Judged(theme, theme_sentiment(answers, theme, sentiment), model.probability(answers[place], threshold))
        for theme, place, threshold in zip(THEMES, _ABOUT, model.thresholds, strict=True)
        if answers[place] >= threshold
    ]
    return sorted(themes, key=lambda judged: -judged.score), sentiment
