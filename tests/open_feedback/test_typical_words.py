"""Typical words: what stands out in a region beside the rest, neither what all write nor a rarity."""

import numpy as np
import pandas as pd
import pytest

from lake_layout.gold import ALL, DIMENSION_NAMES
from spark_jobs.open_feedback.typical_words import typical_words, typicality


def gold_words(table: str) -> pd.DataFrame:
    """Words from `period | region | word | feedback`, in Finnish."""
    lines = [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()[1:]]
    frame = pd.DataFrame(lines, columns=["period", "region", "word", "feedback"])
    frame = frame.assign(period_kind="quarter", text_language="fi", lemma="", feedback=frame["feedback"].astype(int))
    return frame.assign(**dict.fromkeys(DIMENSION_NAMES, ALL))


WORDS = gold_words("""
    period  | region | word       | feedback
    2026-Q1 | 10     | hyvä       | 400
    2026-Q1 | 10     | jono       | 60
    2026-Q1 | 10     | lautta     | 12
    2026-Q1 | 14     | hyvä       | 800
    2026-Q1 | 14     | jono       | 40
    2026-Q1 | 18     | hyvä       | 790
    2026-Q1 | 18     | jono       | 45
    2026-Q1 | 18     | lautta     | 11
    2026-Q1 | 10     | pitkä jono | 20
    2026-Q1 | *      | hyvä       | 1990
    2026-Q1 | *      | jono       | 145
    2026-Q2 | *      | hyvä       | 2000
    2026-Q2 | *      | jono       | 60
""")


def weights(region: str, period: str = "2026-Q1") -> dict[str, float]:
    found = typical_words(WORDS)
    own = found[(found["region"] == region) & (found["period"] == period)]
    return own.set_index("word")["typicality"].to_dict()


def test_what_stands_out_comes_first_and_what_all_write_last():
    ours = weights("10")
    assert sorted(ours, key=lambda word: -ours[word])[:2] == ["jono", "pitkä jono"]
    assert ours["jono"] > ours["lautta"] > 0 > ours["hyvä"]


def test_the_country_stands_beside_its_other_quarters():
    assert weights("*")["jono"] > 2 and weights("*", "2026-Q2")["jono"] < -2


def test_phrases_are_weighed_among_phrases_and_with_nothing_elsewhere_by_frequency():
    found = typical_words(WORDS)
    phrase = found[found["kind"] == "phrase"].iloc[0]
    assert phrase["word"] == "pitkä jono" and phrase["typicality"] == np.sqrt(20)


def test_labels_stand_in_three_languages():
    row = typical_words(WORDS).query("region == '10'").iloc[0]
    assert (row["region_fi"], row["region_sv"], row["text_language_en"]) == ("Kymenlaakso", "Kymmenedalen", "Finnish")


def test_the_same_shares_weigh_nothing():
    assert np.allclose(typicality([10, 20, 70], [100, 200, 700], 100, 1000), 0)


def test_a_service_class_stands_beside_the_rest_of_its_region():
    of_teeth = gold_words("""
        period  | region | word  | feedback
        2026-Q1 | 10     | hyvä  | 30
        2026-Q1 | 10     | jono  | 30
    """).assign(service_class="12")
    found = typical_words(pd.concat([WORDS, of_teeth], ignore_index=True))
    own = found[found["service_class"] == "12"].set_index("word")["typicality"]
    assert own["jono"] > 2 and own["hyvä"] < -2
    assert weights("10") == found[(found["service_class"] == ALL) & (found["region"] == "10")].set_index("word")[
        "typicality"].to_dict(), "and changes nothing for the region as a whole"  # fmt: skip


def test_it_is_what_the_words_of_one_slice_say_alone():
    """The same by hand, word by word: region 10's words beside the rest of the country."""
    here = {"hyvä": 400, "jono": 60, "lautta": 12}
    rest = {"hyvä": 1590, "jono": 85, "lautta": 11}
    prior = {word: 500 * (here[word] + rest[word]) / (sum(here.values()) + sum(rest.values())) for word in here}
    for word in here:
        odds = [
            np.log((counts[word] + prior[word]) / (sum(counts.values()) + 500 - counts[word] - prior[word]))
            for counts in (here, rest)
        ]
        spread = np.sqrt(1 / (here[word] + prior[word]) + 1 / (rest[word] + prior[word]))
        assert weights("10")[word] == pytest.approx((odds[0] - odds[1]) / spread)
