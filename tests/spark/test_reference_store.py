"""Reference data in the lake: the shipped sets come in once, and are what every reader sees."""

import pytest

from lake_layout import audit, ledger, reference
from lake_layout.reference import copy
from lake_layout.reference.sets import SETS

pytestmark = pytest.mark.spark


@pytest.fixture(scope="module")
def own_lake(spark, tmp_path_factory):
    """A lake of these tests' own: what they put in force is nobody else's."""
    from lake_layout.settings import settings

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ASPA_LAKE", str(tmp_path_factory.mktemp("reference")))
        settings.cache_clear()
        yield
    settings.cache_clear()


@pytest.fixture(scope="module")
def seeded(own_lake, spark):
    from spark_jobs.reference.store import seed

    return seed(spark, "first start")


def test_the_first_start_brings_every_set_that_has_rows(seeded):
    assert set(seeded) == set(SETS) - {"sote_crosswalk"}
    assert {row["code_system"] for row in ledger.read(audit.REFERENCE_VERSIONS, run="first start")} == set(seeded)


def test_table_and_copy_hold_what_was_shipped(seeded, spark):
    from spark_jobs.reference.store import current

    held = current(spark, list(SETS))
    for name in seeded:
        shipped = reference.shipped(SETS[name].file)
        assert held[name] == shipped == reference.rows_of(name) and name in copy.files()


def test_a_second_start_changes_nothing(seeded, spark):
    from spark_jobs.reference.store import seed

    before = copy.files()
    assert seed(spark, "second start") == () and copy.files() == before
    assert not ledger.read(audit.REFERENCE_VERSIONS, run="second start")


def test_a_lost_copy_is_written_anew(seeded, spark):
    from lake_layout import folders
    from spark_jobs.reference.store import seed

    before = dict(copy.files())
    (folders.reference() / copy.POINTER).unlink()
    copy._seen["at"] = 0.0
    assert copy.files() == {}
    seed(spark, "third start")
    assert copy.files() == before
