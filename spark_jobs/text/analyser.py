"""A text's themes and sentiment, each theme with the place of its evidence: the same on a line and in a batch."""

from typing import NamedTuple

from spark_jobs.text.composed import composed
from spark_jobs.text.features import Reading, read, word_pieces
from spark_jobs.text.judgement import Judged, judge
from spark_jobs.text.lexicon import Match
from spark_jobs.text.model import PLACE, Model, model

LANGUAGES = ("fi", "sv", "en")
_SPOKEN_WELL, _SPOKEN_BADLY = "good", "bad"
_PRAISE = {"positive": _SPOKEN_WELL, "negative": _SPOKEN_BADLY}


class Label(NamedTuple):
    """A theme of a text: its sentiment, how sure, where its evidence stands, and what found that evidence."""

    theme: str
    sentiment: str
    score: float
    start: int
    end: int
    basis: str


class Analysis(NamedTuple):
    """What a text says. No themes: it is unassigned."""

    themes: list[Label]
    sentiment: str
    model_version: str


def analyse(text: str, language: str) -> Analysis:
    """Analyse one anonymised text. Raises ValueError where the language is none of fi, sv and en."""
    if language not in LANGUAGES:
        raise ValueError(f"no model for this language; there are {', '.join(LANGUAGES)}")
    trained = model()
    whole, places = composed(text)
    reading = read(whole, language)
    if not reading.tokens:
        return Analysis([], "neutral", trained.version)
    themes, sentiment = judge(trained, trained.answers(reading))
    labels = [_placed(trained, reading, theme) for theme in themes]
    in_text = [label._replace(start=places[label.start], end=places[label.end]) for label in labels]
    return Analysis(in_text, sentiment, trained.version)


def _placed(trained: Model, reading: Reading, judged: Judged) -> Label:
    matches = [match for match in reading.matches if match.section == judged.theme]
    if matches:
        best = max(matches, key=lambda match: (_agrees(match, judged), match.last - match.first, -match.first))
        first, last, basis = best.first, best.last, f"lexicon, {best.kind}"
    else:
        clause = max(reading.clauses, key=lambda clause: _weight(trained, reading, clause, judged.theme))
        first, last, basis = clause[0], clause[-1], "model"
    start, end = reading.tokens[first].start, reading.tokens[last].end
    return Label(judged.theme, judged.sentiment, round(judged.score, 3), start, end, basis)


def _agrees(match: Match, judged: Judged) -> int:
    """2 where the words praise or blame as the theme was judged, 1 where they only name it, 0 where they disagree."""
    if match.kind == "plain":
        return 1
    return 2 if match.kind == _PRAISE.get(judged.sentiment) and not match.negated else 0


def _weight(trained: Model, reading: Reading, clause: range, theme: str) -> float:
    """What the clause's words alone speak for the theme."""
    buckets, weights = word_pieces([reading.tokens[number] for number in clause])
    return float(trained.piece_weights(buckets, weights) @ trained.buckets[buckets, PLACE[theme, "about"]])
