"""What may not be compared says why; what isn't known is noted."""

import pytest

from lake_layout.reference import code_set
from spark_jobs.comparison import comparable
from spark_jobs.comparison.comparable import Facts, judge
from tests.tables import rows


def facts(row):
    def number(name):
        return None if row[name] is None else float(row[name])

    return Facts(int(row["n"]), float(row["width"]), row["questionnaire"], row["extraction"], number("response"),
                 number("unclassified"))  # fmt: skip


def test_reasons_and_notes_of_regions():
    table = rows("""
        region | n    | width | questionnaire | extraction | response | unclassified | reasons               | notes
        10     | 5000 | 3     | adults-18     | all        | 0.25     | 0.03         | -                     | -
        18     | 4000 | 4     | adults-13     | all        | 0.25     | 0.03         | questionnaire_differs | -
        14     | 3000 | 4     | adults-18     | quiet-30   | 0.25     | 0.03         | extraction_differs    | -
        07     | 2000 | 5     | adults-18     | all        | 0.09     | 0.03         | response_rate_low     | -
        HUS    | 2000 | 5     | adults-18     | all        | 0.25     | 0.60         | mostly_unclassified   | -
        20     | 60   | 31    | adults-18     | all        | 0.25     | 0.03         | interval_wide         | -
        21     | 900  | 9     | adults-18     | -          | -        | -            | -                     | unknown
    """)
    noted = {None: (), "unknown": ("response_rate_unknown", "extraction_unknown")}
    for row, found in zip(table, judge([facts(row) for row in table], "nps")):
        assert found.reasons == ((row["reasons"],) if row["reasons"] else ()), row["region"]
        assert found.notes == noted[row["notes"]], row["region"]
        assert found.ranked == (row["reasons"] is None)
        assert found.indicative == (row["reasons"] == "interval_wide")


def test_what_most_answers_are_given_by_is_the_measure_and_not_what_most_regions_do():
    big, small = Facts(9000, 3, extraction_rule="all"), Facts(1000, 3, extraction_rule="quiet-30")
    assert [found.reasons for found in judge([big, small, small], "nps")] == [
        (), ("extraction_differs",), ("extraction_differs",),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "kind, width, wide", [("nps", 20.1, True), ("nps", 19.9, False), ("mean", 0.41, True), ("share", 0.09, False)]
)
def test_how_wide_is_too_wide_depends_on_the_measure(kind, width, wide):
    assert judge([Facts(100, width)], kind)[0].indicative == wide


def test_every_reason_and_note_has_words_in_three_languages():
    codes = code_set("comparability_reasons")
    told = [
        comparable.QUESTIONNAIRE,
        comparable.EXTRACTION,
        comparable.RESPONSE,
        comparable.UNCLASSIFIED,
        comparable.UNSTANDARDISED,
        comparable.WIDE,
        comparable.RESPONSE_UNKNOWN,
        comparable.EXTRACTION_UNKNOWN,
    ]
    assert list(codes) == told
    assert all(code.name_fi and code.name_sv and code.name_en for code in codes.values())
