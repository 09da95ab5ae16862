"""Reading and writing Delta tables as `lake_layout` describes them; works on a Connect client and on a session.

Spark reads and writes them. Which files hold the newest version's rows is told by delta-rs, from the table's log alone:
Spark runs a job to plan each table's scan, which for 23 regions takes longer than the reading.
"""

from collections.abc import Iterable
from functools import reduce
from urllib.parse import unquote

import pandas as pd
from deltalake import DeltaTable
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F
from upath import UPath

from lake_layout.settings import settings
from lake_layout.table import Table

Files = dict[str, list[str]]
"""The Parquet files that hold a table's current rows, by period: their paths or URLs."""
_NO_STATISTICS = "'delta.dataSkippingNumIndexedCols' = '0'"


def location(table: Table, region: str | None = None) -> str:
    return table.location(settings().lake, region)


def _exists(where: str) -> bool:
    """Whether a Delta table lies there: a look at its log's folder, where SQL would load its whole snapshot."""
    return (UPath(where) / "_delta_log").exists()


def exists(table: Table, region: str | None = None) -> bool:
    """Whether the table was ever written."""
    return _exists(location(table, region))


def ensure(spark: SparkSession, table: Table, region: str | None = None) -> str:
    """Create the table if it is missing, with its schema, partitions and statistics columns; its location."""
    where = location(table, region)
    if _exists(where):
        return where
    partitions = f"PARTITIONED BY ({', '.join(table.partition_by)})" if table.partition_by else ""
    indexed = [name for name in table.statistics if name not in table.partition_by]
    # Statistics only of columns that say nothing of a person: Delta keeps minima and maxima in its log for good.
    statistics = f"'delta.dataSkippingStatsColumns' = '{','.join(indexed)}'" if indexed else _NO_STATISTICS
    spark.sql(
        f"CREATE TABLE IF NOT EXISTS delta.`{where}` ({table.ddl}) USING delta {partitions} "
        f"TBLPROPERTIES ({statistics}, 'delta.enableDeletionVectors' = 'false')"
    )
    return where


def read(spark: SparkSession, table: Table, region: str | None = None) -> DataFrame:
    """The table's current rows; empty where it has never been written."""
    where = location(table, region)
    return spark.read.format("delta").load(where) if _exists(where) else spark.createDataFrame([], table.ddl)


def read_as_it_is(spark: SparkSession, table: Table) -> DataFrame:
    """The table's rows of now, whatever is written to it before they are used: a client reads anew at every use."""
    where = location(table)
    if not _exists(where):
        return spark.createDataFrame([], table.ddl)
    return spark.read.format("delta").option("versionAsOf", DeltaTable(where).version()).load(where)


def read_regions(
    spark: SparkSession, table: Table, regions: Iterable[str], periods: Iterable[str] | None = None
) -> DataFrame:
    """A table per region, partitioned by period, of several regions as one, as they stand now: of these periods, by
    default of all. Columns are the layout's, null in rows that are older; empty where nothing is held."""
    wanted = None if periods is None else set(periods)
    held: Files = {}
    for region in regions:
        for period, own in files(table, region).items():
            if wanted is None or period in wanted:
                held.setdefault(period, []).extend(own)
    stored = ", ".join(f"`{column.name}` {column.type}" for column in table.columns if column.name != "period")
    # The folders' names aren't looked at: Spark takes no partitions from below several tables.
    scan = spark.read.schema(stored).option("recursiveFileLookup", "true")
    frames = [
        scan.parquet(*held[period]).withColumn("period", F.lit(period)).select(*table.column_names)
        for period in sorted(held)
    ]
    # Of a client's frames the method is another one's than of a session's.
    return reduce(lambda one, other: one.unionByName(other), frames) if frames else spark.createDataFrame([], table.ddl)


def completed(frame: DataFrame, table: Table) -> DataFrame:
    """With the layout's columns that the rows lack, all null: those of a table that is older than they are."""
    lacking = {c.name: F.lit(None).cast(c.type) for c in table.columns if c.name not in frame.columns}
    return frame.withColumns(lacking) if lacking else frame


def files(table: Table, region: str | None = None) -> Files:
    """The current files of a table partitioned by period; ValueError where it is by anything else, RuntimeError where
    rows don't simply stand in files, as with deletion vectors, which tables of this platform don't have."""
    if table.partition_by != ("period",):
        raise ValueError(f"{table.name} isn't partitioned by period")
    where = location(table, region)
    if not _exists(where):
        return {}
    found: Files = {}
    current = DeltaTable(where)
    if current.protocol().min_reader_version > 1:
        raise RuntimeError(f"{where}: the table was given features that this platform doesn't read")
    for file in map(unquote, current.file_uris()):
        found.setdefault(UPath(file).parent.name.removeprefix("period="), []).append(file)
    return found


def replace(spark: SparkSession, frame: DataFrame, table: Table, where: str, region: str | None = None) -> None:
    """Replace the table's rows that match `where` by `frame`, in one commit; running it again leaves the same rows.

    A table that is older than a column of the layout gets it with the first write; its other rows are null there.
    """
    typed = frame.select(*(F.col(column.name).cast(column.type) for column in table.columns))
    writer = typed.write.format("delta").mode("overwrite").option("replaceWhere", where).option("mergeSchema", "true")
    writer.save(ensure(spark, table, region))


def from_pandas(spark: SparkSession, rows: pd.DataFrame, ddl: str) -> DataFrame:
    """These rows as a Spark frame. Texts go as plain objects: a client takes none that pandas keeps in chunks."""
    texts = {name: object for name in rows if isinstance(rows[name].dtype, pd.StringDtype)}
    return spark.createDataFrame(rows.astype(texts) if len(rows) else [], ddl)


def remove(spark: SparkSession, table: Table, where: str, region: str | None = None) -> None:
    """Delete the rows that match `where`, in one commit; their files stay until `destroy_old_versions`."""
    place = location(table, region)
    if _exists(place):
        spark.sql(f"DELETE FROM delta.`{place}` WHERE {where}")


def destroy_old_versions(spark: SparkSession, table: Table, region: str | None = None, hours: int = 0) -> None:
    """Really delete the files that no version of the last `hours` needs; with none, all but the current version's.

    A reader of an older version then fails: whoever calls with 0 holds the pool of the table's readers, or accepts
    that such a reader begins anew.
    """
    place = location(table, region)
    if _exists(place):
        spark.sql(f"VACUUM delta.`{place}` RETAIN {hours} HOURS")


def quoted(values: Iterable[str]) -> str:
    """Values as an SQL list. They are names of this platform's own making; anything else is refused."""
    values = list(values)
    if any("'" in value or "\\" in value for value in values):
        raise ValueError("a value with a quote can't stand in a predicate")
    return ", ".join(f"'{value}'" for value in values)
