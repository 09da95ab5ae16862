"""A new rule table or mapping classifies silver's feedback anew: only the rows it touches, from its day on, and told.

The feedback is silver's own form, a row a case, of two deliveries that are published; so are the sampling bases.
"""

from datetime import datetime

import pytest

from lake_layout import audit, ledger, reference, silver
from lake_layout.delivery import DeliveryId
from spark_jobs.reference.load import load, reason
from spark_jobs.reference.preview import markdown
from spark_jobs.reference.propose import forget, propose
from spark_jobs.reference.reharmonise import DERIVED, reharmonise
from spark_jobs.reference.validate import Invalid
from tests.spark.conftest import as_table
from tests.tables import rows

pytestmark = pytest.mark.spark

SILVER = """
    id | delivery_id        | serviced_on | cost_centre | service_form | contact_type | profession
    01 | 18_roidu_2026-03_1 | 2026-03-30  | X           | T60          | R10          | 2222
    02 | 18_roidu_2026-04_1 | 2026-03-31  | X           | T60          | R10          | 2222
    03 | 18_roidu_2026-04_1 | 2026-04-01  | X           | T60          | R10          | 2222
    04 | 18_roidu_2026-04_1 | 2026-04-02  | X           | T21          | R10          | 32312
    05 | 18_roidu_2026-04_1 | 2026-04-02  | 181007      | T60          | R10          | 2222
    06 | 18_roidu_2026-04_1 | -           | X           | T60          | R52          | 2222
"""
# 181007 is mapped to PL-AVO
BEFORE = [
    ("01", "PL-SUU", "rule", "2025-placeholder-1:10"),
    ("02", "PL-SUU", "rule", "2025-placeholder-1:10"),
    ("03", "PL-SUU", "rule", "2025-placeholder-1:10"),
    ("04", "PL-NEU", "rule", "2025-placeholder-1:20"),
    ("05", "PL-AVO", "cost_centre", None),
    ("06", "PL-SUU", "rule", "2025-placeholder-1:10"),
]
# From April on rule 10 leads elsewhere, and only where the contact is a visit.
AFTER = [
    ("01", "PL-SUU", "rule", "2025-placeholder-1:10"),
    ("02", "PL-SUU", "rule", "2025-placeholder-1:10"),
    ("03", "PL-MUU", "rule", "2026-2:10"),
    ("04", "PL-NEU", "rule", "2025-placeholder-1:20"),
    ("05", "PL-AVO", "cost_centre", None),
    ("06", "PL-SUU", "rule", "2025-placeholder-1:80"),
]
BASES = """
    delivery_id         | cost_centre | age_group | service_events | service_class
    18_kutsut_2026-03_1 | X           | 18-29     | 100            | EI-LUOK
    18_kutsut_2026-04_1 | X           | 18-29     | 100            | EI-LUOK
    18_kutsut_2026-04_1 | X           | 85+       | 100            | EI-LUOK
    18_kutsut_2026-04_1 | 181007      | 85+       | 100            | PL-AVO
"""
SHOWN = ("feedback_id", "service_class", "service_class_basis", "service_class_rule")


@pytest.fixture(scope="module")
def lake_of_two(spark, tmp_path_factory):
    """A lake with the shipped reference data and two published deliveries."""
    from lake_layout.settings import settings
    from spark_jobs.reference.store import seed

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ASPA_LAKE", str(tmp_path_factory.mktemp("reharmonised")))
        settings.cache_clear()
        seed(spark, "start")
        _write(spark)
        yield spark
    settings.cache_clear()


def _write(spark):
    from pyspark.sql import functions as F

    from spark_jobs import delta
    from spark_jobs.classify.professional_group import with_professional_group
    from spark_jobs.classify.service_class import day_of_service, with_service_class

    told = [(r["id"], r["delivery_id"], r["delivery_id"].split("_")[2], r["serviced_on"], r["cost_centre"],
             r["service_form"], r["contact_type"], r["profession"]) for r in rows(SILVER)]  # fmt: skip
    names = "feedback_id STRING, delivery_id STRING, period STRING, serviced STRING, cost_centre STRING, " \
            "service_form STRING, contact_type STRING, profession STRING"  # fmt: skip
    made = spark.createDataFrame(told, names)
    fixed = {"record_key": 1, "region": "18", "source": "roidu", "place": "P"}
    made = made.withColumns({name: F.lit(value) for name, value in fixed.items()})
    made = made.withColumn("serviced_on", F.col("serviced").cast("date"))
    made = made.withColumn("answered_on", F.concat("period", F.lit("-15")).cast("date"))
    blank = [c for c in silver.FEEDBACK.columns if c.name not in (*made.columns, *DERIVED)]
    made = made.withColumns({c.name: F.lit(None).cast(c.type) for c in blank})
    made = with_service_class(with_professional_group(made, day_of_service()), "18")
    delta.replace(spark, made, silver.FEEDBACK, "period IN ('2026-03', '2026-04')", "18")
    _write_bases(spark)
    for name, count in (("18_roidu_2026-03_1", 1), ("18_roidu_2026-04_1", 5), ("18_kutsut_2026-03_1", 1),
                        ("18_kutsut_2026-04_1", 3)):  # fmt: skip
        delivery = DeliveryId.parse(name)
        row = {"delivery_id": name, "region": "18", "source": delivery.source, "period": delivery.period, "sequence": 1,
               "sha256": name, "file_names": "a.csv", "status": "published", "received_at": datetime(2026, 5, 1),
               "published_at": datetime(2026, 5, 2), "rows_silver": count, "rows_gold": count}  # fmt: skip
        ledger.put(audit.DELIVERIES, [row])


def _write_bases(spark):
    from spark_jobs import delta

    told = [(n, "18", "kutsut", r["delivery_id"].split("_")[2], 10, int(r["service_events"]),
             *(r[name] for name in ("delivery_id", "cost_centre", "age_group", "service_class")))
            for n, r in enumerate(rows(BASES))]  # fmt: skip
    names = "record_key BIGINT, region STRING, source STRING, period STRING, invitations INT, service_events INT, " \
            "delivery_id STRING, cost_centre STRING, age_group STRING, service_class STRING"  # fmt: skip
    made = spark.createDataFrame(told, names)
    delta.replace(spark, made, silver.DENOMINATORS, "period IN ('2026-03', '2026-04')", "18")


@pytest.fixture
def bases(lake_of_two):
    from spark_jobs import delta

    columns = ("period", "cost_centre", "age_group", "service_class")
    return lambda: as_table(delta.read(lake_of_two, silver.DENOMINATORS, "18"), *columns)


@pytest.fixture
def held(lake_of_two):
    from spark_jobs import delta

    return lambda: as_table(delta.read(lake_of_two, silver.FEEDBACK, "18"), *SHOWN)


def new_rules():
    """The shipped table with another rule 10."""
    told = []
    for number, row in enumerate(reference.shipped("service_class_rules"), 2):
        other = {"contact_type": "R10", "service_class": "PL-MUU"} if row["rule"] == "10" else {}
        told.append((number, {**row, **other}))
    return {"service_class_rules": ("rules.csv", told)}


def test_silver_is_classified_by_what_was_shipped(held):
    assert held() == BEFORE


@pytest.fixture(scope="module")
def proposal(lake_of_two):
    return propose(lake_of_two, new_rules(), "rules run", "2026-2", "2026-04-01", "placeholder")


def test_a_proposal_tells_what_changes_and_changes_nothing(proposal, held):
    assert proposal.changes["service_class_rules"]["changed"] == [["10", ["contact_type", "service_class"]]]
    assert proposal.touched == {"18_roidu_2026-04_1": 2} and proposal.regions == ("18",)
    told = markdown(proposal)
    assert "1 changed, 0 ended, 17 stay as they are" in told and "`18_roidu_2026-04_1` (2)" in told
    assert held() == BEFORE
    assert all(row["service_class"] == "PL-SUU" for row in reference.rows_of("service_class_rules")[:1])


def test_the_approved_version_classifies_only_what_it_touches_anew(proposal, held, lake_of_two):
    from spark_jobs import delta

    load("rules run", "Testaaja", "Uusi sääntö")
    assert [row["version"] for row in reference.rows_of("service_class_rules") if row["rule"] == "10"] == [
        "2026-2", "2025-placeholder-1",
    ]  # fmt: skip
    place = delta.location(silver.FEEDBACK, "18")
    files = f"SELECT DISTINCT input_file_name() AS f FROM delta.`{place}` WHERE period = '2026-03'"
    before = lake_of_two.sql(files).collect()
    counts = reharmonise("18", "rules run", "Testaaja", reason(proposal), proposal.takes_effect)
    assert counts == {"18_roidu_2026-04_1": 2} and held() == AFTER
    assert lake_of_two.sql(files).collect() == before, "a month without such feedback keeps its files"


def test_the_ledger_tells_it_and_publish_will_take_the_delivery(proposal):
    from spark_jobs.pending import unpublished

    assert unpublished() == ("18_roidu_2026-04_1",)
    (event,) = ledger.read(audit.EVENTS, event="reharmonised")
    assert (event["delivery_id"], event["who"], event["rows"]) == ("18_roidu_2026-04_1", "Testaaja", 2)
    assert event["why"] == "service_class_rules 2026-2, from 2026-04-01"
    (version,) = ledger.read(audit.REFERENCE_VERSIONS, run="rules run")
    told = {name: version[name] for name in ("version", "takes_effect", "changed", "deliveries", "feedback", "who")}
    assert told == {"version": "2026-2", "takes_effect": "2026-04-01", "changed": 1, "deliveries": 1, "feedback": 2,
                    "who": "Testaaja"}  # fmt: skip


def test_run_again_nothing_changes(proposal, held):
    load("rules run", "Testaaja", "Uusi sääntö")
    assert reharmonise("18", "rules run", "Testaaja", "again", proposal.takes_effect) == {} and held() == AFTER
    forget("rules run")


def test_a_versions_name_means_one_thing(lake_of_two):
    """The same file twice changes nothing and says so; other rows need another name, and a day is a day."""
    again = propose(lake_of_two, new_rules(), "same run", "2026-2", "2026-04-01", "placeholder")
    assert "**Nothing changes**" in markdown(again) and again.touched == {}
    forget("same run")
    for version, day, told in (("2026-2", "", "'2026-2' of service_class_rules was loaded before with other rows"),
                               ("2026-3", "20260401", "takes effect: is no day")):  # fmt: skip
        with pytest.raises(Invalid, match=told):
            propose(lake_of_two, new_rules(), "other run", version, day, "placeholder")


def test_a_publication_that_counted_the_former_figures_does_not_mark_it_published(proposal, lake_of_two):
    row = ledger.delivery("18_roidu_2026-04_1")
    assert (row["status"], row["changed_in_silver"], row["published_at"]) == ("refined", 1, None)


def test_a_regions_new_mapping_classifies_its_feedback_and_its_bases_anew(held, bases, lake_of_two):
    told = [(2, {"region": "18", "cost_centre": "X", "name_fi": "Uusi yksikkö", "service_class": "PL-ESH"})]
    own = [r for r in reference.shipped("cost_centres") if r["region"] == "18"]
    told += list(enumerate(own, 3))
    proposal = propose(lake_of_two, {"cost_centres": ("18.csv", told)}, "units run", "18-2026", "2026-04-01")
    assert proposal.changes["cost_centres"]["added"] == ["18|X"]
    assert proposal.touched == {"18_roidu_2026-04_1": 3, "18_kutsut_2026-04_1": 2}
    load("units run", "Testaaja", "Uusi yksikkö")
    reharmonise("18", "units run", "Testaaja", reason(proposal), proposal.takes_effect)
    classes = {row[0]: row[1:3] for row in held()}
    assert classes["03"] == classes["04"] == classes["06"] == ("PL-ESH", "cost_centre")
    assert classes["02"] == ("PL-SUU", "rule"), "its service was before the day"
    assert len(reference.rows_of("cost_centres")) > 1000, "other regions' cost centres are as they were"
    assert bases() == [
        ("2026-03", "X", "18-29", "EI-LUOK"), ("2026-04", "181007", "85+", "PL-AVO"),
        ("2026-04", "X", "18-29", "PL-ESH"), ("2026-04", "X", "85+", "PL-ESH"),
    ]  # fmt: skip
    told = {row["delivery_id"]: row["rows"] for row in ledger.read(audit.EVENTS, event="reharmonised", run="units run")}
    assert told == proposal.touched and ledger.delivery("18_kutsut_2026-04_1")["status"] == "refined"


def test_a_code_in_use_cant_disappear(lake_of_two):
    kept = [r for r in reference.shipped("codes/contact_types") if r["code"] != "R52"]
    told = {"contact_types": ("contacts.csv", list(enumerate(kept, 2)))}
    with pytest.raises(Invalid, match="'R52' would end, but 1 rows hold it until 2026-04-01"):
        propose(lake_of_two, told, "run", "2", "2026-04-01")
    old = [r for r in reference.shipped("codes/age_groups") if r["code"] != "85+"]
    with pytest.raises(Invalid, match="'85\\+' would end, but 2 rows hold it until 2026-04-01 .silver_denominators"):
        propose(lake_of_two, {"age_groups": ("ages.csv", list(enumerate(old, 2)))}, "run", "2", "2026-04-01")
    with pytest.raises(Invalid, match="'R52' would be gone, but it is mapped to by the contract of"):
        propose(lake_of_two, told, "run", "2", "")
    assert propose(lake_of_two, told, "later", "2", "2026-05-01").changes["contact_types"]["ended"] == ["R52"]
    forget("later")


def test_a_class_that_rules_lead_to_cant_go_without_them(lake_of_two):
    told = {"service_classes": ("aura.csv", [(2, {"code": "A1", "name_fi": "Ensimmäinen"})])}
    with pytest.raises(Invalid, match="service_class_rules.service_class: 'PL-SUU' would be no code of service_clas"):
        propose(lake_of_two, told, "run", "2026", "2026-04-01")


def test_classes_rules_and_mappings_take_the_placeholders_place_together(lake_of_two, held, bases):
    classes = [(2, {"code": "A1", "name_fi": "Ensimmäinen"}), (3, {"code": "A2", "name_fi": "Toinen"})]
    rules = [(2, {"rule": "1", "service_form": "T60", "service_class": "A1"})]
    units = [
        (number, {"region": row["region"], "cost_centre": row["cost_centre"], "service_class": "A2"})
        for number, row in enumerate(reference.shipped("cost_centres"), 2)
    ]
    told = {"service_classes": ("aura.csv", classes), "service_class_rules": ("rules.csv", rules),
            "cost_centres": ("units.csv", units)}  # fmt: skip
    proposal = propose(lake_of_two, told, "aura run", "2026", "")
    assert sum(proposal.touched.values()) == 6 + 3
    load("aura run", "Testaaja", "Viralliset luokat")
    reharmonise("18", "aura run", "Testaaja", reason(proposal))
    assert [row[1:] for row in held()] == [
        ("A1", "rule", "2026:1"), ("A1", "rule", "2026:1"), ("A1", "rule", "2026:1"),
        ("EI-LUOK", "unclassified", None), ("A2", "cost_centre", None), ("A1", "rule", "2026:1"),
    ]  # fmt: skip
    assert {row[1:2] + row[3:] for row in bases()} == {("X", "EI-LUOK"), ("181007", "A2")}
    assert "service_class_rules" not in reference.placeholders()
    assert reference.labels("service_classes") == {"A1": "Ensimmäinen", "A2": "Toinen", "EI-LUOK": "Luokittelematon"}
    forget("aura run")
