"""The development set holds the promised limits; `python tests/anonymise/measure.py` shows the rest."""

from collections import Counter

import pytest

from expectations.verification import limit_of
from tests.anonymise.measure import DEVELOPMENT, ours, read, score


@pytest.fixture(scope="module")
def texts():
    return read(DEVELOPMENT)


@pytest.fixture(scope="module")
def result(texts):
    return score(texts, ours([(one.language, one.text) for one in texts]))


def test_the_set_is_large_enough_and_a_third_holds_no_personal_data(texts):
    without = sum(not one.gold for one in texts)
    assert len(texts) >= 400 and 3 * without >= 0.9 * len(texts)
    assert {one.language for one in texts} >= {"fi", "sv", "en"}


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_names_go(result, language):
    counted = result.recall["NIMI", language]
    assert counted["hits"] / counted["n"] >= limit_of("NIMI", language)


def test_everything_else_goes(result):
    counted = Counter()
    for (kind, _), counts in result.recall.items():
        if kind != "NIMI":
            counted.update(counts)
    assert counted["hits"] / counted["n"] >= 0.99


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_other_words_stay(result, language):
    counted = result.other[language]
    assert counted["lost"] / counted["n"] <= 0.02
