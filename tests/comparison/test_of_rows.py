"""Every published row says how sure its figures are."""

from spark_jobs.comparison.of_rows import with_mean, with_nps
from tests.comparison.published import results

ROWS = """
    period  | region | nps        | access
    2026-01 | 18     | 50/150/800 | 20/30/50/200/700
    2026-01 | 10     | 1/2/9      | 1/1/1/2/7
    2026-01 | 14     | -          | -
"""


def test_a_row_tells_its_nps_with_interval_and_whether_it_is_indicative():
    rows = with_nps(results(ROWS)).set_index("region")
    sure, unsure, withheld = rows.loc["18"], rows.loc["10"], rows.loc["14"]
    assert (sure["nps"], sure["nps_indicative"]) == (75, 0)
    assert 70 < sure["nps_low"] < 75 < sure["nps_high"] < 80
    assert unsure["nps_indicative"] == 1
    assert rows.loc[["14"], ["nps", "nps_low", "nps_high", "nps_indicative"]].isna().all().all(), withheld


def test_a_statements_row_tells_its_means_interval():
    given = results(ROWS)
    counts = given[[f"statement_access_{step}" for step in range(1, 6)]]
    answers = given[["region"]].join(counts.set_axis([f"answers_{step}" for step in range(1, 6)], axis=1))
    rows = with_mean(answers, "statement_access").set_index("region")
    assert rows.loc["18", "low"] < 4.53 < rows.loc["18", "high"]
    assert rows.loc["18", "indicative"] == 0
    assert rows.loc["10", "indicative"] == 1
    assert rows.loc[["14"]].isna().sum().sum() == 5 + 3
