"""What was answered. Every customer has a mood: the region's month, the unit and its story, age, contact, and chance.

Moods are in standard deviations of that chance; recommendation, statements, rating and the text's sentiment all
follow from the mood, each with some chance of its own.
"""

import numpy as np
import pandas as pd

from expectations.contract import Contract
from infra.sample.services import PSYCHIATRY, SERVICE, SPECIALTIES
from infra.sample.stories import mood_of_month, mood_of_unit
from infra.sample.visits import Columns
from lake_layout.feedback_fields import OWN_STATEMENTS, STATEMENTS

MEAN_MOOD = 0.04
# Upper bounds of the mood for the first, second … point of a scale; above the last one the customer gives the most.
NPS_BOUNDS = (-2.05, -1.95, -1.86, -1.76, -1.67, -1.55, -1.41, -1.19, -0.80, -0.36)
STATEMENT_BOUNDS = (-1.95, -1.65, -1.25, -0.52)
RATING_BOUNDS = (-1.90, -1.62, -1.16, -0.42)
SENTIMENT_BOUNDS = (-1.35, -1.11)
SENTIMENTS = np.array(["negative", "neutral", "positive"], dtype=object)
AGE_MOOD = {"13-17": -0.12, "18-29": -0.18, "30-44": -0.06, "65-74": 0.10, "75-84": 0.12, "85+": 0.08}
CONTACT_MOOD = {"R52": -0.08, "R56": -0.15, "R80": 0.05}
UNANSWERED_SHARE = 0.025
TEXT_SHARE, DISCONTENT_WRITES_MORE = 0.34, 1.3


def _shift(values: np.ndarray, moods: dict[str, float]) -> np.ndarray:
    return pd.Series(values).map(moods).fillna(0.0).to_numpy(dtype=float)


def _unit_mood(cost_centre: str) -> float:
    """A unit's own level, the same in every month."""
    return float(np.random.default_rng(int(cost_centre)).normal(0, 0.10))


def draw_moods(
    rng: np.random.Generator, contract: Contract, period: str, visits: Columns, kind: np.ndarray
) -> tuple[np.ndarray, Columns]:
    """Each customer's mood, and what the unit adds to single statements."""
    region, rows = contract.region, len(kind)
    mood = rng.standard_normal(rows) + MEAN_MOOD + mood_of_month(region, period)
    mood += _shift(visits["cost_centre"], {c: _unit_mood(c) for c in set(visits["cost_centre"])})
    mood += _shift(visits["specialty"], {code: shift for code, (_, shift) in (SPECIALTIES | PSYCHIATRY).items()})
    mood += _shift(visits["age_group"], AGE_MOOD) + _shift(visits["contact_type"], CONTACT_MOOD)
    statements = {field.name: np.zeros(rows) for field in STATEMENTS}
    for name in sorted(set(kind)):
        at = kind == name
        story, statement_story = mood_of_unit(region, name, period)
        mood[at] += SERVICE[name].mood + story
        for moods in (SERVICE[name].statement_moods, statement_story):
            for statement, shift in moods.items():
                statements[f"statement_{statement}"][at] += shift
    return mood, statements


def _points(mood: np.ndarray, bounds: tuple[float, ...], lowest: int) -> pd.Series:
    return pd.Series(np.searchsorted(bounds, mood).astype(np.int8) + lowest, dtype="Int8")


def _asked(rng: np.random.Generator, rows: int, fewest: int, most: int) -> np.ndarray:
    """Which statements each respondent is asked: a random choice of `fewest` to `most`."""
    place_in_draw = rng.random((rows, len(STATEMENTS))).argsort(axis=1).argsort(axis=1)
    return place_in_draw < rng.integers(fewest, most + 1, (rows, 1))


def draw_measures(
    rng: np.random.Generator, contract: Contract, mood: np.ndarray, statement_moods: Columns
) -> dict[str, pd.Series]:
    """Recommendation, the statements that were asked, and a digital channel's rating; now and then unanswered."""
    rows = len(mood)
    measures = {"nps": _points(mood, NPS_BOUNDS, 0).mask(rng.random(rows) < UNANSWERED_SHARE)}
    asked = _asked(rng, rows, *contract.statements_asked)
    for number, field in enumerate(STATEMENTS):
        own = 0.8 * mood + 0.6 * rng.standard_normal(rows) + statement_moods[field.name]
        answered = asked[:, number] & (rng.random(rows) >= UNANSWERED_SHARE)
        measures[field.name] = _points(own, STATEMENT_BOUNDS, 1).where(answered)
    measures["digital_rating"] = _points(mood, RATING_BOUNDS, 1)
    return measures


def draw_own_statements(rng: np.random.Generator, contract: Contract, mood: np.ndarray) -> dict[str, pd.Series]:
    """Answers to the statements that the region asks besides the national ones; every other customer is asked each."""
    measures, rows = {}, len(mood)
    for field in (one for one in OWN_STATEMENTS if one.name in contract.fields):
        own = 0.6 * mood + 0.8 * rng.standard_normal(rows)
        measures[field.name] = _points(own, STATEMENT_BOUNDS, 1).where(rng.random(rows) < 0.5)
    return measures


def draw_sentiments(rng: np.random.Generator, mood: np.ndarray) -> np.ndarray:
    """The sentiment of each customer's text, None where none was written."""
    own = 0.92 * mood + 0.39 * rng.standard_normal(len(mood))
    sentiments = SENTIMENTS[np.searchsorted(SENTIMENT_BOUNDS, own)].copy()
    eager = np.where(sentiments == "negative", DISCONTENT_WRITES_MORE, 1.0)
    sentiments[rng.random(len(mood)) >= TEXT_SHARE * eager / max(eager.mean(), 1.0)] = None
    return sentiments
