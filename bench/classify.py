"""Classification of a million feedback by 500 rules, beside the same rules joined by DuckDB on the same rows.

Both read one Parquet file and count feedback by class and rule. DuckDB joins every distinct combination of codes with
every rule and keeps the first that holds, as plain SQL allows. The two counts must agree. Each is run three times, in
turn; the medians are compared.
"""

import statistics
import tempfile
import time
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd
from pyspark.sql import SparkSession
from pyspark.sql import functions as F

from lake_layout.reference import code_set
from spark_jobs.classify.grouper import CODES, Grouper, read_rules
from spark_jobs.classify.service_class import UNCLASSIFIED, by_rules
from spark_jobs.session import own_session

FEEDBACK, RULES, RUNS = 1_000_000, 500, 3
ASKED = ("service_form", "contact_type", "profession", "specialty", "age_group")
SETS = ("service_forms", "contact_types", "professions", "specialties", "age_groups")


def rule_table(rng: np.random.Generator) -> list[dict[str, str]]:
    """Invented rules: one to three conditions each, a code or two a cell, special ones first."""
    classes = [code for code in code_set("service_classes") if code != UNCLASSIFIED]
    codes = [list(code_set(name)) for name in SETS]
    table = []
    for number in range(1, RULES + 1):
        row = dict.fromkeys(ASKED, "")
        for at in rng.permutation(len(ASKED))[: 3 - number * 3 // (RULES + 1)]:
            row[ASKED[at]] = " ".join(rng.choice(codes[at], size=rng.integers(1, 3), replace=False))
        table.append({"rule": str(number), **row, "service_class": str(rng.choice(classes)),
                      "valid_from": "", "valid_to": "", "version": "bench"})  # fmt: skip
    return table


def feedback(rng: np.random.Generator) -> pd.DataFrame:
    """Codes as a national month has them: some of each set are frequent, a part isn't given."""
    columns = {}
    for name, code_set_name in zip(ASKED, SETS):
        codes = np.array(list(code_set(code_set_name))[:40], dtype=object)
        weights = 1 / np.arange(1, len(codes) + 1)
        drawn = rng.choice(codes, size=FEEDBACK, p=weights / weights.sum())
        columns[name] = np.where(rng.random(FEEDBACK) < 0.2, None, drawn)
    return pd.DataFrame(columns)


def _spark(spark: SparkSession, path: Path, rules: Grouper) -> dict[tuple, int]:
    rows = spark.read.parquet(str(path)).withColumn("day", F.lit("2026-03-01").cast("date"))
    decided = rows.select(by_rules(rules, F.col("day")).alias("d"))
    counted = decided.groupBy("d.service_class", "d.rule").count().collect()
    return {(row["service_class"], row["rule"]): row["count"] for row in counted}


_HOLDS = " and ".join(
    f"(r.{name} = '' or list_contains(string_split(r.{name}, ' '), c.{name}))" for name in ASKED
)  # fmt: skip
_SQL = f"""
    with combinations as (select {", ".join(ASKED)}, count(*) as n from read_parquet($path) group by all),
    numbered as (select *, row_number() over () as id from combinations),
    decided as (
        select c.id, min(r.number) as number from numbered c join rules r on {_HOLDS} group by c.id
    )
    select r.service_class, 'bench:' || r.number, sum(c.n)
    from numbered c left join decided d on d.id = c.id left join rules r on r.number = d.number group by all
"""


def _duckdb(path: Path, table: pd.DataFrame) -> dict[tuple, int]:
    with duckdb.connect() as connection:
        connection.execute("set threads = 2")
        connection.register("rules", table.assign(number=table["rule"].astype(int)))
        rows = connection.execute(_SQL, {"path": str(path)}).fetchall()
    return {(service_class, rule): int(n) for service_class, rule, n in rows}


def run() -> None:
    """Print seconds of both and their ratio; RuntimeError where they classify differently."""
    rng = np.random.default_rng(2026)
    table = rule_table(rng)
    rules = read_rules(table, CODES, frozenset(code_set("service_classes")))
    ours, theirs = [], []
    with tempfile.TemporaryDirectory(prefix="aspa-bench-") as folder:
        path = Path(folder) / "feedback.parquet"
        rows = feedback(rng)
        rows.to_parquet(path, index=False, row_group_size=100_000)
        spark = own_session()
        _spark(spark, path, rules)  # workers and code are warm, as in the platform
        for _ in range(RUNS):
            started = time.perf_counter()
            by_spark = _spark(spark, path, rules)
            ours.append(time.perf_counter() - started)
            started = time.perf_counter()
            by_duckdb = _duckdb(path, pd.DataFrame(table))
            theirs.append(time.perf_counter() - started)
        spark.stop()
    if by_spark != by_duckdb:
        raise RuntimeError("Spark and DuckDB classify differently")
    unclassified = by_spark.get((None, None), 0) / FEEDBACK
    mine, peer = statistics.median(ours), statistics.median(theirs)
    print(f"{FEEDBACK} feedback, {len(rows.drop_duplicates())} distinct combinations, {RULES} rules, "
          f"{unclassified:.1%} unclassified")  # fmt: skip
    print(f"Spark {mine:.2f} s, DuckDB {peer:.2f} s, ratio {mine / peer:.2f} (medians of {RUNS})")
