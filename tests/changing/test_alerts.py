"""From published counts to alerts in words: the right series, the share of false ones, three languages."""

import numpy as np
import pandas as pd
import pytest

from lake_layout.changing import ALERTS, SERIES
from lake_layout.feedback_fields import STATEMENTS
from lake_layout.gold import CATEGORIES, DIMENSION_NAMES
from spark_jobs.changing.alerts import alerts, in_words
from spark_jobs.changing.points import points
from spark_jobs.changing.series import AHEAD, series_rows

MONTHS = [str(month) for month in pd.period_range("2023-01", periods=36, freq="M")]


def slice_of(month: str, region: str, service_class: str = "*") -> dict:
    slices = dict.fromkeys(DIMENSION_NAMES, "*") | {"service_class": service_class}
    return {"period_kind": "month", "period": month, "region": region, **slices}


@pytest.fixture(scope="module")
def gold():
    """36 months of 12 regions: chance and a season alone, but that in Kymenlaakso (10) access takes a third from the
    34th month on, where it had taken a fifth."""
    random = np.random.default_rng(2026)
    regions = [f"{number:02}" for number in range(1, 13)]
    results, themes = [], []
    for region in regions:
        for place, month in enumerate(MONTHS):
            answers = {category: 0 for field in STATEMENTS for category in CATEGORIES[field.name]}
            for field in STATEMENTS:
                shares = random.multinomial(300, [0.05, 0.1, 0.15, 0.3, 0.4])
                answers |= dict(zip(CATEGORIES[field.name], (int(n) for n in shares)))
            nps = dict(zip(CATEGORIES["nps"], map(int, random.multinomial(300, [0.2, 0.3, 0.5]))))
            results.append({**slice_of(month, region), **answers, **nps})
            share = 0.2 + 0.04 * np.sin(place * np.pi / 6) + (0.13 if region == "10" and place >= 33 else 0)
            n = int(random.binomial(600, share))
            rows = {
                "*": random.multinomial(600, [0.5, 0.1, 0.3, 0.1]),
                "access": random.multinomial(n, [0.1, 0.1, 0.7, 0.1]),
            }
            for theme, counts in rows.items():
                named = dict(zip(("positive", "neutral", "negative", "mixed"), map(int, counts)))
                themes.append({**slice_of(month, region), "theme": theme, **named})
    return pd.DataFrame(results), pd.DataFrame(themes)


@pytest.fixture(scope="module")
def series(gold):
    return series_rows(points(*gold))


def test_every_measure_of_a_region_becomes_a_series(gold):
    figures = points(*gold)
    assert set(figures["measure"]) == {"nps", *(field.name for field in STATEMENTS), "text_negative", "theme_access",
                                       "theme_access_negative"}  # fmt: skip
    one = figures[(figures["measure"] == "theme_access") & (figures["region"] == "01")]
    assert len(one) == 36 and one["value"].between(5, 40).all() and (one["n"] == 600).all()
    assert one["variance"].median() == pytest.approx(100**2 * 0.2 * 0.8 / 600, rel=0.2)


def test_only_the_planted_change_is_told(series):
    found = alerts(series)
    assert list(found.columns) == list(ALERTS.column_names)
    first = found.iloc[0]
    assert (first["region"], first["measure"], first["direction"]) == ("10", "theme_access", "up")
    assert first["value"] > first["high"] and first["adjusted"] < 0.05
    assert len(found) <= 3


def test_series_rows_are_golds_with_the_months_to_come(series):
    own = series[(series["region"] == "10") & (series["measure"] == "nps")]
    assert set(SERIES.column_names) <= set(own.columns)
    assert list(own["period"]) == [*MONTHS, "2026-01", "2026-02", "2026-03"]
    assert list(own["kind"])[-AHEAD:] == ["forecast"] * AHEAD and own["value"].tail(AHEAD).isna().all()
    assert own["low"].tail(AHEAD).notna().all()


def test_long_and_short_series_stand_side_by_side_and_no_row_is_nobodys(gold):
    figures = points(*gold)
    own = figures[(figures["region"] == "01") & (figures["measure"] == "nps")]
    short = own.head(2).assign(region="02")
    for given, length in ((own, 36 + AHEAD), (short, 2), (pd.concat([own, short]), 36 + AHEAD + 2)):
        found = series_rows(given)
        assert len(found) == length and found[["period", "region", "measure", "kind", "months"]].notna().all(axis=None)


def test_a_withheld_month_is_a_row_without_a_value(gold):
    figures = points(*gold)
    own = figures[(figures["region"] == "01") & (figures["measure"] == "nps") & (figures["period"] != "2024-06")]
    row = series_rows(own).set_index("period").loc["2024-06"]
    assert np.isnan(row["value"]) and row["kind"] == "observed" and np.isfinite(row["trend"])


@pytest.mark.parametrize(
    "language, words",
    [
        ("fi", "Kymenlaakso: teemasta ”Saatavuus ja odottaminen” puhutaan enemmän, 33 % (odotettu 14 %–26 %)"),
        ("sv", "Kymmenedalen: temat ”Tillgänglighet och väntan” nämns oftare, 33 % (väntat 14 %–26 %)"),
        ("en", "Kymenlaakso: “Access and waiting” is mentioned more often, 33 % (expected 14 %–26 %)"),
    ],
)
def test_an_alert_in_words(language, words):
    row = {"region": "10", "service_class": "*", "measure": "theme_access", "direction": "up",
           "value": 33.1, "low": 14.2, "high": 25.9}  # fmt: skip
    assert in_words(row, language) == words


def test_nothing_to_judge_is_no_alert():
    assert len(alerts(pd.DataFrame({"kind": [], "chance": [], "period": []}))) == 0
