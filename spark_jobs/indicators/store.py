"""Where indicators lie: what is shipped, and over it what has been loaded; a loaded code replaces the shipped whole."""

import pandas as pd
from pyspark.sql import SparkSession

from lake_layout import gold
from spark_jobs import delta
from spark_jobs.indicators.read import shipped


def load(spark: SparkSession, rows: pd.DataFrame) -> None:
    """Replace the loaded rows of the file's indicators, in one commit. The next publication shows them.

    Gold has one writer: load while no publication runs.
    """
    codes = sorted(set(rows["code"]))
    frame = delta.from_pandas(spark, rows, gold.INDICATORS.ddl.replace(" NOT NULL", ""))
    delta.replace(spark, frame, gold.INDICATORS, f"code IN ({delta.quoted(codes)})")


def in_force(spark: SparkSession) -> pd.DataFrame:
    """The indicators that are shown."""
    return over_shipped(delta.read(spark, gold.INDICATORS).toPandas())


def over_shipped(loaded: pd.DataFrame) -> pd.DataFrame:
    """The loaded rows, and the shipped ones of indicators that have never been loaded."""
    left = shipped()
    left = left[~left["code"].isin(set(loaded["code"]))]
    return pd.concat([loaded, left], ignore_index=True) if len(loaded) else left.reset_index(drop=True)
