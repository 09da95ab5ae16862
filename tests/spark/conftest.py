"""One Spark session for all Spark tests, on a lake of its own."""

import os

import pytest


@pytest.fixture(scope="session")
def lake(tmp_path_factory):
    """A lake root that every setting of this process points to."""
    from lake_layout.settings import settings

    root = tmp_path_factory.mktemp("lake")
    os.environ["ASPA_LAKE"] = str(root)
    os.environ["ASPA_HOME"] = str(tmp_path_factory.mktemp("home"))
    settings.cache_clear()
    yield root
    del os.environ["ASPA_LAKE"], os.environ["ASPA_HOME"]
    settings.cache_clear()


@pytest.fixture(scope="session")
def spark(lake):
    from spark_jobs.session import own_session

    session = own_session()
    yield session
    session.stop()


@pytest.fixture
def frame(spark):
    """A DataFrame from an ASCII table and a schema: `frame("a STRING, n INT", '''a | n ...''')`."""
    from pyspark.sql import functions as F

    from tests.tables import rows

    def make(schema: str, table: str):
        wanted = [part.split()[0] for part in schema.split(",")]
        kinds = [part.split()[1] for part in schema.split(",")]
        texts = [tuple(row[name] for name in wanted) for row in rows(table)]
        made = spark.createDataFrame(texts, ", ".join(f"{name} STRING" for name in wanted))
        return made.select(*(F.col(name).cast(kind) for name, kind in zip(wanted, kinds)))

    return make


def as_table(frame, *columns: str) -> list[tuple]:
    """The frame's rows of these columns, sorted."""
    return sorted(tuple(row[name] for name in columns) for row in frame.select(*columns).collect())
