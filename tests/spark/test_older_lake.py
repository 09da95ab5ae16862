"""A lake that is older than a column of the layout goes on: what comes has the column, what was there is null in it.

Region 18's table has been written since the column came, region 20's hasn't.
"""

import pytest
from pyspark.sql import functions as F

from lake_layout import silver
from tests.spark.conftest import as_table

pytestmark = pytest.mark.spark
NEW = ("sector", "urgency", "questionnaire", "own_statement_1")


@pytest.fixture(scope="module")
def older(spark, tmp_path_factory):
    from lake_layout.settings import settings
    from spark_jobs import delta

    def rows(period, **told):
        fixed = {"feedback_id": period, "delivery_id": f"18_roidu_{period}_1", "region": "18", "source": "roidu",
                 "period": period, "record_key": 1, "cost_centre": "X", "place": "P", "service_form": "T60",
                 "service_class": "PL-MUU", "service_class_basis": "rule", "service_class_rule": "old:1",
                 "answered_on": f"{period}-15", **told}  # fmt: skip
        return spark.range(1).select(
            *(F.lit(fixed.get(c.name)).cast(c.type).alias(c.name) for c in silver.FEEDBACK.columns)
        )

    with pytest.MonkeyPatch.context() as patch:
        # In a folder whose name isn't an address as it stands.
        patch.setenv("ASPA_LAKE", str(tmp_path_factory.mktemp("older") / "vanha järvi"))
        settings.cache_clear()
        for region in ("18", "20"):
            former = rows("2026-01").drop(*NEW).write.format("delta").partitionBy("period")
            former.save(delta.location(silver.FEEDBACK, region))
        delta.replace(spark, rows("2026-02", urgency="E"), silver.FEEDBACK, "period = '2026-02'", "18")
        yield spark
    settings.cache_clear()


def test_new_rows_have_the_column_and_former_ones_are_null_in_it(older):
    from spark_jobs import delta

    own = delta.read(older, silver.FEEDBACK, "18")
    assert as_table(own, "period", "urgency") == [("2026-01", None), ("2026-02", "E")]


def test_tables_with_and_without_it_are_read_as_one(older):
    from spark_jobs import delta

    both = delta.read_regions(older, silver.FEEDBACK, ("20", "18"))
    assert as_table(both, "period", "questionnaire") == [
        ("2026-01", None), ("2026-01", None), ("2026-02", None),
    ]  # fmt: skip


def test_regions_are_read_of_the_periods_asked_for_and_one_without_a_table_holds_nothing(older):
    from spark_jobs import delta

    def held(regions, periods):
        return as_table(delta.read_regions(older, silver.FEEDBACK, regions, periods), "period", "urgency")

    assert held(("20", "18", "05"), ("2026-02", "2026-03")) == [("2026-02", "E")]
    assert held(("20",), ("2026-02",)) == held(("05",), None) == held((), ("2026-01",)) == []


def test_only_plain_files_by_period_are_read_so(older, monkeypatch):
    from lake_layout import audit
    from spark_jobs import delta

    with pytest.raises(ValueError, match="deliveries isn't partitioned by period"):
        delta.files(audit.DELIVERIES)
    where = delta.location(silver.FEEDBACK, "20")
    older.sql(f"ALTER TABLE delta.`{where}` SET TBLPROPERTIES ('delta.enableDeletionVectors' = 'true')")
    with pytest.raises(RuntimeError, match="features that this platform doesn't read"):
        delta.files(silver.FEEDBACK, "20")


def test_feedback_of_a_table_without_it_is_classified_anew(older):
    from spark_jobs.reference.reharmonise import classified_anew

    assert as_table(classified_anew(older, "20"), "period", "service_class") == [("2026-01", "PL-SUU")]


def test_words_that_are_older_than_their_dimensions_are_of_all_codes(older):
    from lake_layout import gold
    from spark_jobs.published import with_dimensions

    former = older.createDataFrame(
        [("quarter", "2026-Q1", "18", "fi", "jono", "jono", 12)],
        "period_kind STRING, period STRING, region STRING, text_language STRING, word STRING, lemma STRING, "
        "feedback INT",
    )
    told = with_dimensions(former, gold.WORDS)
    assert as_table(told, "word", "service_class", "language", "feedback") == [("jono", "*", "*", 12)]
