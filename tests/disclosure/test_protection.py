"""Which result sets are published, and with which counts: small tables in, what readers see out."""

import pandas as pd
import pytest

from spark_jobs.disclosure import noise
from spark_jobs.disclosure.protection import protect_slices
from spark_jobs.disclosure.result_set import ResultSet
from tests.tables import rows

NPS = ResultSet("nps", ("nps_detractors", "nps_passives", "nps_promoters"))
KEYS = ("period", "region")


def slices(table: str, *dimensions: str) -> pd.DataFrame:
    """Region slices of January from `region | <dimensions> | key | detractors | passives | promoters`."""
    header = " | ".join(("region", *dimensions, NPS.key, *NPS.categories))
    frame = pd.DataFrame(rows(f"{header}\n{table.strip()}"))
    frame[[NPS.key, *NPS.categories]] = frame[[NPS.key, *NPS.categories]].astype("int64")
    return frame.assign(period="2026-01")


def told(table: str) -> dict[str, tuple[int, ...]]:
    """The published counts by region, of those that are told."""
    shown = protect_slices(slices(table), KEYS, (NPS,)).dropna(subset=list(NPS.categories))
    return {row["region"]: tuple(row[name] for name in NPS.categories) for _, row in shown.iterrows()}


def made(key: int, *counts: int) -> tuple[int, ...]:
    return tuple(noise.published_count(n, key, category) for n, category in zip(counts, NPS.categories))


def test_nine_are_withheld_whatever_their_key_and_twenty_are_told():
    # The least that 20 may become is 14, the most that 9 may is 15.
    table = "\n".join(f"{n:02} | {n * 7919} | 3 | 3 | {14 if n > 10 else 3}" for n in range(1, 21))
    assert set(told(table)) == {*(f"{n}" for n in range(11, 21)), "*"}


def test_a_set_that_the_noise_takes_below_ten_is_withheld():
    below = next(key for key in range(10_000) if sum(made(key, 3, 4, 3)) < 10)
    above = next(key for key in range(10_000) if sum(made(key, 3, 4, 3)) > 10)
    assert told(f"""
        10 | {below} | 3 | 4 | 3
        18 | {above} | 3 | 4 | 3
    """) == {"18": made(above, 3, 4, 3)}  # fmt: skip


def test_the_country_needs_three_regions_of_ten():
    two = """
        10 | 11 | 5 | 5 | 15
        14 | 12 | 5 | 5 | 15
        18 | 13 | 0 | 0 | 9
    """
    assert "*" not in told(two)
    assert told(two.replace("13 | 0 | 0 | 9", "13 | 0 | 0 | 25"))["*"] == made(36, 10, 10, 55)


def test_a_sum_of_keys_beyond_what_a_float_holds_exactly_decides_as_every_other():
    keys = [2**53 + 1, 2**53 + 3, 2**53 + 5]
    shown = told("\n".join(f"{10 + n} | {key} | 5 | 5 | {15 + n}" for n, key in enumerate(keys)))
    assert shown["11"] == made(keys[1], 5, 5, 16) and shown["*"] == made(sum(keys), 15, 15, 48)


def test_a_set_that_differs_by_one_person_changes_in_every_category_alike():
    """Whoever subtracts one from the other must not see in which category the person is."""
    shown = told("\n".join(f"{n} | {n * 104_729} | 9 | 9 | {20 + n % 2}" for n in range(100, 500)))
    for place, name in enumerate(NPS.categories):
        moved = sum(
            shown[f"{n + 1}"][place] - (name == "nps_promoters") != shown[f"{n}"][place] for n in range(100, 500, 2)
        )
        assert 0.6 < moved / 200 < 0.85, name


@pytest.fixture
def releases():
    """Region 18's published counts after each publication, given as `key | detractors | passives | promoters`."""

    def make(*lines):
        was = shown = None
        found = []
        for line in lines:
            protected = protect_slices(slices(f"18 | {line}"), KEYS, (NPS,), was, shown)
            shown = protected[[*KEYS, *NPS.categories]]
            was = protected.assign(**{name: protected[f"_of_{name}"] for name in NPS.categories})
            was = was[NPS.sizes(was) >= 10]
            own = shown[shown["region"] == "18"].iloc[0]
            found.append(tuple(None if pd.isna(own[name]) else own[name] for name in NPS.categories))
        return found

    return make


def test_a_set_of_which_few_have_changed_stands_as_it_was(releases):
    first, one_more, one_changed = releases("500 | 10 | 10 | 20", "501 | 10 | 10 | 21", "777 | 9 | 10 | 21")
    assert first == one_more == one_changed == made(500, 10, 10, 20)


def test_a_set_of_which_ten_have_changed_is_published_anew_though_they_came_one_by_one(releases):
    lines = [f"{500 + n} | 10 | 10 | {20 + n}" for n in (0, 4, 9, 10, 11)]
    assert releases(*lines) == [made(500, 10, 10, 20)] * 3 + [made(510, 10, 10, 30)] * 2


def test_a_set_that_has_shrunk_below_ten_is_withheld_and_comes_back_when_enough_have_changed(releases):
    found = releases("500 | 4 | 4 | 6", "501 | 4 | 4 | 1", "502 | 4 | 4 | 3", "503 | 9 | 9 | 6")
    assert found == [made(500, 4, 4, 6), (None, None, None), (None, None, None), made(503, 9, 9, 6)]


def test_a_slice_never_shows_more_than_a_wider_one():
    """Of 46 feedback all but three of a class, and all but three of them of an age: noise alone would often exceed."""
    table = "\n".join(
        f"{n} | {cls} | {age} | {n * 104_729 + less} | 9 | 9 | {28 - 3 * less}"
        for n in range(100, 300)
        for less, (cls, age) in enumerate((("*", "*"), ("A", "*"), ("A", "9")))
    )
    exceeding = []
    for nested in ((), ("cls", "age")):
        shown = protect_slices(slices(table, "cls", "age"), (*KEYS, "cls", "age"), (NPS,), nested=nested)
        places = shown.set_index(["region", "cls", "age"])[list(NPS.categories)].astype(float).unstack(["cls", "age"])
        narrow, wide = places.xs(("A", "9"), axis=1, level=(1, 2)), places.xs(("*", "*"), axis=1, level=(1, 2))
        between = places.xs(("A", "*"), axis=1, level=(1, 2))
        exceeding.append(int(((narrow > between) | (between > wide)).to_numpy().sum()))
    assert exceeding[0] > 100 and exceeding[1] == 0


def test_a_slice_that_leaves_one_or_two_of_a_wider_one_is_withheld():
    table = "\n".join(
        f"{left + 10} | {cls} | {left * 7919 + n} | 9 | 9 | {40 - n}"
        for left in range(5)
        for cls, n in (("*", 0), ("A", left))
    )
    shown = protect_slices(slices(table, "cls"), (*KEYS, "cls"), (NPS,), nested=("cls",))
    own = shown[(shown["cls"] == "A") & (shown["region"] != "*")].dropna(subset=list(NPS.categories))
    assert list(own["region"]) == ["10", "13", "14"]


def test_a_slice_without_a_changed_row_stays_though_a_wider_one_that_stands_as_it_was_gained_one():
    """The wider one is not shown anew, so nothing can be subtracted from it."""
    before = slices("""
        10 | * | 7919 | 9 | 9 | 40
        10 | A | 7919 | 9 | 9 | 40
    """, "cls")  # fmt: skip
    keys = (*KEYS, "cls")
    shown = protect_slices(before, keys, (NPS,), nested=("cls",))
    one_more = before.assign(nps_promoters=[41, 40], nps_key=[9000, 7919])
    again = protect_slices(one_more, keys, (NPS,), before, shown[[*keys, *NPS.categories]], nested=("cls",))
    pd.testing.assert_frame_equal(again[[*keys, *NPS.categories]], shown[[*keys, *NPS.categories]])
    assert again["nps_passives"][:2].notna().all()


def test_nobody_who_answered_and_what_is_withheld_are_told_apart():
    shown = protect_slices(slices("""
        10 | 1 | 1 | 2 | 6
        14 | 0 | 0 | 0 | 0
    """), KEYS, (NPS,)).set_index("region")  # fmt: skip
    assert list(shown["nps_answered"][["10", "14"]]) == [True, False]


def test_a_period_that_nothing_is_left_of_has_no_slices():
    nothing = slices("18 | 1 | 10 | 10 | 10").iloc[:0]
    shown = protect_slices(nothing, KEYS, (NPS,), slices("18 | 1 | 10 | 10 | 10"), nested=())
    assert shown.empty and set(NPS.categories) < set(shown.columns)
