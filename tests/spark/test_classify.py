"""Which service class a feedback gets, as a table that a domain expert can read."""

import pytest

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


def test_service_class(frame):
    told = with_service_class(frame(CODES, CASES), "18")
    wanted = [(r["id"], r["service_class"], r["service_class_basis"]) for r in rows(CASES)]
    assert as_table(told, "id", "service_class", "service_class_basis") == wanted


def test_professional_group(frame):
    told = with_professional_group(frame("profession STRING", "profession\n22212\n2222\n32311\n51321\n9999\n-"))
    found = {(row["profession"], row["professional_group"]) for row in told.collect()}
    assert found == {
        ("22212", "LAAK"), ("2222", "HLAAK"), ("32311", "SAIR"), ("51321", "LAHI"), ("9999", "MUU"), (None, None),
    }  # fmt: skip
