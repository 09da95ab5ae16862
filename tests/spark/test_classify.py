"""Which service class a feedback gets, as a table that a domain expert can read."""

import pytest
from pyspark.sql import functions as F

from spark_jobs.classify import service_class
from spark_jobs.classify.grouper import grouper
from spark_jobs.classify.professional_group import with_professional_group
from spark_jobs.classify.service_class import with_service_class
from tests.spark.conftest import as_table
from tests.tables import rows

pytestmark = pytest.mark.spark

# cost centre 181007 is mapped to PL-AVO; X is nobody's
CASES = """
    id | cost_centre | service_form | contact_type | profession | specialty | service_class | service_class_basis
    01 | 181007      | T60          | R10          | 2222       | -         | PL-AVO        | cost_centre
    02 | X           | T60          | R10          | 2222       | -         | PL-SUU        | rule
    03 | X           | T21          | R10          | 32312      | -         | PL-NEU        | rule
    04 | X           | T26          | R10          | 32312      | -         | PL-KOU        | rule
    05 | X           | T40          | R20          | 51321      | -         | PL-KOT        | rule
    06 | X           | T51          | R10          | 32261      | -         | PL-KUN        | rule
    07 | X           | T71          | R10          | 24451      | -         | PL-MIE        | rule
    08 | X           | T73          | R10          | 32311      | -         | PL-PAI        | rule
    09 | X           | -            | R10          | 2222       | -         | PL-SUU        | rule
    10 | X           | -            | R10          | 3225       | -         | PL-SUU        | rule
    11 | X           | -            | R10          | 22212      | 30        | PL-ESH        | rule
    12 | X           | -            | R80          | 32311      | -         | PL-ESH        | rule
    13 | X           | T58          | R10          | -          | -         | PL-SOS        | rule
    14 | X           | -            | R10          | 24461      | -         | PL-SOS        | rule
    15 | X           | -            | R10          | 34610      | -         | PL-SOS        | rule
    16 | X           | T80          | R10          | 51321      | -         | PL-IKA        | rule
    17 | X           | T11          | R10          | 22213      | -         | PL-AVO        | rule
    18 | X           | -            | R52          | 32311      | -         | PL-DIG        | rule
    19 | X           | T90          | R10          | 32311      | -         | PL-MUU        | rule
    20 | X           | -            | R10          | 32311      | -         | EI-LUOK       | unclassified
    21 | X           | -            | -            | -          | -         | EI-LUOK       | unclassified
"""
CODES = "id STRING, cost_centre STRING, service_form STRING, contact_type STRING, profession STRING, specialty STRING"
REST = {"age_group": "18-29", "serviced_on": None, "answered_on": "2026-03-15"}
"""What the cases have in common: rules and mappings are those in force on the day."""


def feedback(made):
    return made.withColumns({name: F.lit(value).cast(KIND.get(name, "string")) for name, value in REST.items()})


KIND = {"serviced_on": "date", "answered_on": "date"}


def test_service_class(frame):
    told = with_service_class(feedback(frame(CODES, CASES)), "18")
    wanted = [(r["id"], r["service_class"], r["service_class_basis"]) for r in rows(CASES)]
    assert as_table(told, "id", "service_class", "service_class_basis") == wanted


def test_what_is_in_force_on_the_day_of_the_service_counts(frame, monkeypatch):
    moved = [
        {"region": "18", "cost_centre": "A", "service_class": cls, "valid_from": first, "valid_to": last}
        for cls, first, last in (("PL-AVO", "2025-01-01", "2026-03-31"), ("PL-KOT", "2026-04-01", ""))
    ]
    monkeypatch.setattr(service_class, "rows_of", lambda name: moved)
    days = "id STRING, cost_centre STRING, serviced_on DATE, answered_on DATE"
    table = """
        id | cost_centre | serviced_on | answered_on
        01 | A           | 2024-12-31  | 2026-04-02
        02 | A           | 2026-03-31  | 2026-04-02
        03 | A           | 2026-04-01  | 2026-04-02
        04 | A           | -           | 2026-04-02
    """
    made = frame(days, table).withColumns({name: F.lit(None).cast("string") for name in grouper().fields})
    told = with_service_class(made, "18")
    assert as_table(told, "id", "service_class") == [
        ("01", "EI-LUOK"), ("02", "PL-AVO"), ("03", "PL-KOT"), ("04", "PL-KOT"),
    ]  # fmt: skip


def test_professional_group(frame):
    made = frame("profession STRING", "profession\n22212\n2222\n32311\n51321\n9999\n-")
    told = with_professional_group(made, F.lit("2026-03-15").cast("date"))
    found = {(row["profession"], row["professional_group"]) for row in told.collect()}
    assert found == {
        ("22212", "LAAK"), ("2222", "HLAAK"), ("32311", "SAIR"), ("51321", "LAHI"), ("9999", "MUU"), (None, None),
    }  # fmt: skip
