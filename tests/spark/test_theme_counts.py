"""Open feedback by theme: each feedback counted once a theme, the text once as a whole; withheld under ten."""

import pytest
from pyspark.sql import functions as F

from lake_layout.gold import DIMENSION_NAMES
from spark_jobs.disclosure.sets import tally
from spark_jobs.theme_counts import SET, month_themes, of_periods, protected_themes
from spark_jobs.themes import COUNTED
from tests.spark.conftest import as_table

pytestmark = pytest.mark.spark
COUNTS = ("positive", "neutral", "negative", "mixed")


@pytest.fixture
def counted(frame):
    """Month counts from `id | service | theme | sentiment | text`: labels of Kymenlaakso's May, and their feedback."""

    def make(table):
        rows = frame("id STRING, service STRING, theme STRING, sentiment STRING, text STRING", table)
        rows = rows.withColumns(
            {"feedback_id": F.col("id"), "delivery_id": F.lit("d"), "period": F.lit("2026-05"), "region": F.lit("10")}
        )
        labels = rows.withColumn("text_sentiment", F.col("text"))
        none = {name: F.lit(None).cast("string") for name in DIMENSION_NAMES if name != "service_class"}
        service = F.when(F.col("service") != "-", F.col("service"))
        feedback = rows.select("feedback_id", "delivery_id", "service").distinct().withColumns(
            {**none, "service_class": service, "record_key": F.length("feedback_id").cast("bigint")}
        )  # fmt: skip
        return month_themes(labels, feedback)

    return make


TEXTS = """
    id | service | theme      | sentiment | text
    a  | S1      | access     | negative  | mixed
    a  | S1      | usefulness | positive  | mixed
    b  | S1      | access     | negative  | negative
    cc | -       | unassigned | neutral   | neutral
"""


def test_a_feedback_counts_once_a_theme_and_once_as_a_whole(counted):
    assert as_table(counted(TEXTS), "service_class", "theme", *COUNTS, "theme_key") == [
        ("*", "*", 0, 1, 1, 1, 4),
        ("*", "access", 0, 0, 2, 0, 2),
        ("*", "unassigned", 0, 1, 0, 0, 2),
        ("*", "usefulness", 1, 0, 0, 0, 1),
        ("S1", "*", 0, 0, 1, 1, 2),
        ("S1", "access", 0, 0, 2, 0, 2),
        ("S1", "usefulness", 1, 0, 0, 0, 1),
    ]


def test_quarters_and_years_are_sums_of_months(counted):
    may = counted(TEXTS)
    june = may.withColumn("period", F.lit("2026-06"))
    slices = of_periods(may.unionByName(june), ("2026-05", "2026-Q2", "2026"))
    shown = slices.where("theme = 'access' AND service_class = '*'")
    assert as_table(shown, "period_kind", "period", "negative") == [
        ("month", "2026-05", 2),
        ("quarter", "2026-Q2", 4),
        ("year", "2026", 4),
    ]


def test_a_theme_of_nine_is_withheld_and_one_of_thirty_is_told_with_noise(counted):
    lines = [f"n{n} | - | food | negative | negative" for n in range(9)]
    lines += [f"m{n} | - | access | negative | negative" for n in range(30)]
    protected = protected_themes(
        of_periods(counted("id | service | theme | sentiment | text\n" + "\n".join(lines)), ("2026-05",))
    )
    [whole, access] = sorted(COUNTED.publication.shown(protected).collect(), key=lambda row: row["theme"])
    assert (whole["theme"], access["theme"]) == ("*", "access")
    assert abs(access["negative"] - 30) <= 2 and abs(whole["negative"] - 39) <= 2
    # Withheld besides the nine: the country, of which only one region is told.
    assert as_table(tally(protected, (SET,)), "cells_published", "cells_withheld") == [(2, 4)]
