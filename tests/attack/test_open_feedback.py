"""The attackers at themes, sentiment and words: what is published of open feedback tells no more than results do."""

import pandas as pd
import pytest

from lake_layout.gold import ALL
from spark_jobs.disclosure.result_set import ResultSet
from spark_jobs.theme_counts import SET as THEME_SET
from spark_jobs.word_counts import SET as WORD_SET
from tests.attack import country, margins, open_feedback, releases
from tests.attack.publisher import FULL, PLACE

REGIONS, MONTHS = ("10", "14", "18"), ("2026-01", "2026-02", "2026-03")


@pytest.fixture(scope="module")
def feedback():
    return country.feedback(REGIONS, MONTHS, 400)


@pytest.fixture(scope="module", params=["theme", "word"])
def attacked(request, feedback) -> tuple[pd.DataFrame, str, ResultSet]:
    """Exact slices of regions, what they are of, and its result set."""
    if request.param == "theme":
        return open_feedback.theme_slices(open_feedback.themes(feedback)), "theme", THEME_SET
    return open_feedback.word_slices(open_feedback.words(feedback)), "word", WORD_SET


def test_subtracting_parts_from_wholes_leaves_three_values_at_least(attacked):
    """Along every dimension, months of quarters, quarters of years, regions of the country; each theme by itself."""
    slices, what, one = attacked
    published = open_feedback.protected(slices, one, what)
    exact, sets = open_feedback.beside(published, one, what, of="_of_")
    shown, _ = open_feedback.beside(published, one, what)
    found = margins.pinned(exact.fillna(0), shown, FULL, sets)
    assert found["rests"].sum() > 20
    assert found["alone"].sum() == 0 and found["pinned"].sum() <= found["rests"].sum() / 1000


def test_no_two_published_sets_of_a_theme_differ_by_one_or_two_persons(attacked):
    slices, what, one = attacked
    published = open_feedback.protected(slices, one, what)
    exact, sets = open_feedback.beside(published, one, what, of="_of_")
    shown, _ = open_feedback.beside(published, one, what)
    assert shown[[name for names in sets.values() for name in names]].notna().to_numpy().sum() > 200
    assert open_feedback.close(exact, shown, sets) == 0


def test_a_second_release_with_one_feedback_more_shows_the_same_numbers(feedback):
    key = feedback["record_key"].iloc[0]
    mentions, held = open_feedback.themes(feedback), open_feedback.words(feedback)
    told_of = mentions[mentions["theme"] != ALL]["record_key"]
    key = next(one for one in told_of if one in set(held["record_key"]))
    for rows, slices_of, what, one in ((mentions, open_feedback.theme_slices, "theme", THEME_SET),
                                       (held, open_feedback.word_slices, "word", WORD_SET)):  # fmt: skip
        first = open_feedback.protected(slices_of(releases.without(rows, key)), one, what)
        second = open_feedback.protected(slices_of(rows), one, what, was=first)
        both = first.merge(second, on=[*PLACE, what], suffixes=("", "_after")).dropna(
            subset=[one.categories[0], f"{one.categories[0]}_after"]
        )
        assert len(both) > 100
        for name in one.categories:
            assert (both[name] == both[f"{name}_after"]).all()


def test_a_text_without_a_theme_cannot_be_told_from_those_with_it(feedback):
    """All texts less those about a theme are the texts that don't mention it: at least three values stay for them."""
    slices = open_feedback.theme_slices(open_feedback.themes(feedback))
    published = open_feedback.protected(slices, THEME_SET, "theme")
    shown, sets = open_feedback.beside(published, THEME_SET, "theme")
    texts = shown[list(sets[ALL])].sum(axis=1, skipna=False)
    slack = FULL.bound * 2 * len(THEME_SET.categories)
    for name in open_feedback.THEMES:
        rest = (texts - shown[list(sets[name])].sum(axis=1, skipna=False)).dropna()
        assert len(rest) and (rest + slack - (rest - slack).clip(lower=0) + 1).min() >= 3
