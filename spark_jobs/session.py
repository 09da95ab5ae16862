"""The one place where Spark is configured.

Jobs run on a Spark Connect server when `ASPA_SPARK_REMOTE` names one (locally a warm one that make starts, at scale
the cluster's), else on a session of their own. Spark NLP needs the latter always.
"""

import logging
import os
import sys
from pathlib import Path

from pyspark.sql import SparkSession

from lake_layout.settings import PROJECT, settings

LOCAL_CORES = 2


def configuration(master: str | None = None) -> dict[str, str]:
    """Spark's settings: Delta, small data on few cores, and nothing of a row in a plan or a log."""
    jars = ",".join(str(path) for path in sorted(settings().jars.glob("*.jar")))
    return {
        "spark.master": master or settings().spark_master,
        "spark.jars": jars,
        "spark.driver.memory": settings().spark_memory,
        "spark.sql.extensions": "io.delta.sql.DeltaSparkSessionExtension",
        "spark.sql.catalog.spark_catalog": "org.apache.spark.sql.delta.catalog.DeltaCatalog",
        "spark.sql.session.timeZone": "Europe/Helsinki",
        "spark.sql.shuffle.partitions": str(LOCAL_CORES),
        "spark.default.parallelism": str(LOCAL_CORES),
        "spark.databricks.delta.snapshotPartitions": "2",
        # Deleting means deleting: VACUUM may take what the last version no longer needs (see delta.py).
        "spark.databricks.delta.retentionDurationCheck.enabled": "false",
        # A publication compiles some hundreds of classes, more than the hundred that Spark remembers by default.
        "spark.sql.codegen.cache.maxEntries": "2000",
        # Files that a table's log names are looked up by the driver: a job to list them takes longer.
        "spark.sql.sources.parallelPartitionDiscovery.threshold": "10000",
        "spark.sql.sources.parallelPartitionDiscovery.parallelism": "4",
        "spark.sql.execution.arrow.pyspark.enabled": "true",
        # A text's verification takes milliseconds: small batches keep both cores busy and memory bounded.
        "spark.sql.execution.arrow.maxRecordsPerBatch": "2000",
        # A date that doesn't fit its format is null, never an exception that shows it.
        "spark.sql.legacy.timeParserPolicy": "CORRECTED",
        # What is spilled or shuffled to disk is unreadable to others: texts are, before their verification.
        "spark.io.encryption.enabled": "true",
        "spark.serializer": "org.apache.spark.serializer.KryoSerializer",
        "spark.python.daemon.module": "spark_jobs.python_worker",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.log.level": "ERROR",
        "spark.sql.warehouse.dir": str(settings().home / "spark-warehouse"),
        "spark.executorEnv.PYTHONPATH": str(PROJECT),
        # Derby's and Ivy's litter, and shuffle files, stay in the platform's own folder.
        "spark.local.dir": str(settings().home / "spark-local"),
        "spark.driver.extraJavaOptions": f"-Dderby.system.home={settings().home} -Dlog4j2.level=ERROR",
    }


def environment() -> dict[str, str]:
    """What a Spark process's environment must hold, so that its Python workers are this Python with this project."""
    return {
        **os.environ,
        "PYSPARK_PYTHON": sys.executable,
        "PYSPARK_DRIVER_PYTHON": sys.executable,
        "PYTHONPATH": str(PROJECT),
    }


def session() -> SparkSession:
    """A session for a job: a client of the Connect server where there is one, else one of its own."""
    remote = settings().spark_remote
    if not remote:
        return own_session()
    # Where logging is set up, as in Airflow, a client logs every plan it sends, with the rows of frames made here.
    logging.getLogger("pyspark.sql.connect.client.core").setLevel(logging.WARNING)
    return SparkSession.builder.remote(remote).getOrCreate()


def own_session() -> SparkSession:
    """A classic session in this process, as Spark NLP needs it."""
    os.environ.update(environment())
    # With a Connect URL about, pyspark would hand out a client in place of a session.
    for name in ("SPARK_REMOTE", "SPARK_CONNECT_MODE_ENABLED"):
        os.environ.pop(name, None)
    Path(settings().home).mkdir(parents=True, exist_ok=True)
    builder = SparkSession.builder.appName("aspa")
    for key, value in configuration().items():
        builder = builder.config(key, value)
    return builder.getOrCreate()
