"""Rewrite what is changing: gold's series and alerts, from gold's published months."""

import pandas as pd
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F

from lake_layout import gold
from lake_layout.changing import ALERTS, SERIES
from lake_layout.gold import ALL, DIMENSION_NAMES
from lake_layout.open_feedback import THEMES
from lake_layout.table import Table
from spark_jobs import delta
from spark_jobs.changing.alerts import alerts
from spark_jobs.changing.points import SERIES_KEY, points
from spark_jobs.changing.series import DDL, series_rows
from spark_jobs.stages import timed

_POINT = "period STRING, region STRING, service_class STRING, measure STRING, value DOUBLE, n INT, variance DOUBLE"


def rewrite_changes(spark: SparkSession, run: str) -> int:
    """Take every series apart anew, and tell what changed last; the number of alerts."""
    with timed(run, "changes") as stage:
        figures = points(_months(spark, gold.RESULTS), _months(spark, THEMES))
        told = delta.from_pandas(spark, figures.astype({"n": "int32"}), _POINT)
        rows = told.groupBy("region").applyInPandas(series_rows, DDL).persist()
        try:
            found = alerts(rows.where("kind = 'observed' AND chance IS NOT NULL").toPandas())
            alarming = delta.from_pandas(spark, found[list(ALERTS.column_names)], ALERTS.ddl)
            for table, frame in ((SERIES, rows), (ALERTS, alarming)):
                delta.replace(spark, frame, table, "period_kind = 'month'")
        finally:
            rows.unpersist()
        stage.rows = figures.groupby(list(SERIES_KEY)).ngroups
    return len(found)


def _months(spark: SparkSession, table: Table) -> pd.DataFrame:
    """The months' rows of a gold table in which nothing but the service class is chosen, as a pandas frame."""
    rows: DataFrame = delta.read(spark, table).where(F.col("period_kind") == "month")
    for name in DIMENSION_NAMES:
        if name != "service_class":
            rows = rows.where(F.col(name) == ALL)
    return rows.toPandas()
