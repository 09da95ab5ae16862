"""Labels in the lake: beside silver, replaced with their delivery, counted in the ledger, made anew on command."""

import pytest

from lake_layout import audit, ledger, silver
from lake_layout.open_feedback import THEMES
from lake_layout.serving import LOCALES
from tests.spark.conftest import as_table
from tests.spark.steps import arrive, publish

pytestmark = pytest.mark.spark
REGION, SOURCE, MONTH = "06", "palautekanava", "2025-03"


@pytest.fixture(scope="module")
def first(spark):
    """Pirkanmaa's March, published."""
    delivery_id = arrive(REGION, SOURCE, MONTH, 120)
    publish("analysed")
    return delivery_id


@pytest.fixture
def labels(spark):
    from spark_jobs import delta

    return lambda: delta.read(spark, silver.TEXT_LABELS, REGION)


def texts_of(spark):
    from spark_jobs import delta

    return {
        row["feedback_id"]: row
        for row in delta.read(spark, silver.FEEDBACK, REGION).where("text IS NOT NULL").collect()
        if row["text_language"] in LOCALES
    }


def test_every_text_has_its_labels_and_evidence_stands_in_it(first, labels, spark):
    from spark_jobs.text.analyser import analyse

    texts, rows = texts_of(spark), labels().collect()
    assert {row["feedback_id"] for row in rows} == set(texts) and len(texts) > 20
    for row in rows:
        text = texts[row["feedback_id"]]
        assert (row["delivery_id"], row["region"], row["source"], row["period"]) == (first, REGION, SOURCE, MONTH)
        if row["theme"] == silver.UNASSIGNED:
            assert row["score"] is None and row["evidence_start"] is None and row["sentiment"] == row["text_sentiment"]
        else:
            assert 0 <= row["evidence_start"] < row["evidence_end"] <= len(text["text"])
            said = {one.theme: one.sentiment for one in analyse(text["text"], text["text_language"]).themes}
            assert said[row["theme"]] == row["sentiment"]


def test_no_label_holds_a_word_of_a_text(first, labels):
    short = {"theme", "sentiment", "basis", "text_sentiment", "text_language", "model"}
    distinct = {name: {row[name] for row in labels().select(name).distinct().collect()} for name in short}
    assert len(distinct["basis"]) <= 5 and len(distinct["model"]) == 1


def test_the_ledger_counts_texts_labelled_and_unassigned(first, labels, spark):
    row = ledger.delivery(first)
    assert row["texts_labelled"] == len(texts_of(spark))
    assert row["texts_unassigned"] == labels().where(f"theme = '{silver.UNASSIGNED}'").count()
    stages = {one["stage"]: one["rows"] for one in ledger.read(audit.STAGES, subject="analysed")}
    assert stages["words"] >= row["texts_labelled"] <= stages["labels"]


def test_gold_counts_the_themes_within_the_noise(first, labels, spark):
    from spark_jobs import delta

    told = delta.read(spark, THEMES).where(f"region = '{REGION}' AND period = '{MONTH}' AND service_class = '*'")
    shown = {row["theme"]: row for row in told.collect() if all(row[n] == "*" for n in ("contact_type", "age_group"))}
    true = {row["theme"]: row["count"] for row in labels().groupBy("theme").count().collect()}
    assert "*" in shown
    for theme, row in shown.items():
        published = sum(row[name] for name in ("positive", "neutral", "negative", "mixed"))
        assert published >= 10
        assert theme == "*" or abs(published - true[theme]) <= 8


def test_a_correction_replaces_the_labels(first, labels, spark):
    second = arrive(REGION, SOURCE, MONTH, 90, suffix="_b")
    publish("corrected")
    assert {row["delivery_id"] for row in labels().select("delivery_id").distinct().collect()} == {second}
    assert ledger.delivery(second)["texts_labelled"] == len(texts_of(spark))


def test_a_new_model_labels_anew_only_what_another_one_labelled(first, labels, monkeypatch, spark):
    from spark_jobs.analyse import reanalyse
    from spark_jobs.text.model import model

    before = as_table(labels().drop("model"), "feedback_id", "theme", "sentiment")
    current = [row["delivery_id"] for row in ledger.read(audit.DELIVERIES, text_model=model().version)]
    assert MONTH in reanalyse("nothing new") and not ledger.read(audit.STAGES, subject="nothing new")
    ledger.change(audit.DELIVERIES, {"text_model": "older"}, delivery_id=current[-1])
    reanalyse("a new model")
    [stage] = ledger.read(audit.STAGES, subject="a new model")
    assert (stage["stage"], stage["rows"]) == ("labels", ledger.delivery(current[-1])["texts_labelled"])
    assert ledger.delivery(current[-1])["text_model"] == model().version
    assert as_table(labels().drop("model"), "feedback_id", "theme", "sentiment") == before
