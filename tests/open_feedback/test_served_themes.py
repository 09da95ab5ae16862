"""Themes as the pages read them: shares of the slice's texts, balance, the statement beside, labels."""

import pandas as pd
import pytest

from lake_layout.feedback_fields import STATEMENTS
from lake_layout.gold import CATEGORIES, DIMENSION_NAMES
from lake_layout.serving_open_feedback import THEME_RESULTS
from spark_jobs.open_feedback.served_themes import theme_results, themes_in_order

SLICE = {"period_kind": "month", "period": "2026-05", "region": "10", **dict.fromkeys(DIMENSION_NAMES, "*")}


@pytest.fixture
def served():
    """Kymenlaakso's May: 100 texts, 40 of them about access, which the statement of the same name asks for."""
    counts = {"*": (50, 10, 30, 10), "access": (4, 4, 30, 2), "food": (10, 0, 0, 0), "unassigned": (12, 0, 0, 0)}
    themes = pd.DataFrame(
        [
            {**SLICE, "theme": theme, **dict(zip(("positive", "neutral", "negative", "mixed"), numbers))}
            for theme, numbers in counts.items()
        ]
    )
    answers = {category: 10 for field in STATEMENTS for category in CATEGORIES[field.name]}
    frame = theme_results(themes, pd.DataFrame([{**SLICE, **answers}]))
    return frame.set_index("theme")


def test_shares_are_of_the_slices_texts_and_of_the_mentions(served):
    access = served.loc["access"]
    assert (access["n"], access["texts"], access["share"]) == (40, 100, 40.0)
    assert (access["negative_share"], access["positive_share"], access["balance"]) == (75.0, 10.0, -65.0)


def test_the_statement_that_asks_for_the_theme_stands_beside_it(served):
    assert served.loc["access", "statement_mean"] == 3.0 and served.loc["access", "statement_n"] == 50
    assert pd.isna(served.loc["food", "statement_mean"])


def test_labels_and_order(served):
    assert list(served.sort_values("theme_order").index) == ["*", "access", "food", "unassigned"]
    assert served.loc["food", ["theme_fi", "theme_sv", "theme_en"]].tolist() == ["Ruoka", "Mat", "Food"]
    assert served.loc["unassigned", "theme_sv"] == "Inget tema" and served.loc["*", "theme_fi"] == "Kaikki"
    assert set(served.reset_index().columns) == set(THEME_RESULTS.column_names)
    assert len(themes_in_order()) == 17
