"""Gold of one month and of three years of the country: rows, seconds, sizes; and what a month more costs.

Silver's rows are drawn directly, 250,000 a month, in an installation of its own that is removed afterwards; texts and
their words are left out. A month more is taken twice: the first month after three years, whose quarter and year are
its own, and a December, whose year is summed up from twelve months. Each is timed with nothing behind it and with three
years.
"""

import os
import shutil
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from expectations.contract_file import load_contracts
from infra.sample.harmonised import month as rows_of
from infra.sample.sizes import national_month
from lake_layout import audit, folders, gold, ledger, silver
from lake_layout.delivery import DeliveryId
from lake_layout.settings import settings
from lake_layout.slices import MONTH_SLICES

FEEDBACK_A_MONTH = 250_000
YEARS = (2023, 2024, 2025)
DECEMBER, JANUARY = "2025-12", "2026-01"


def _months(years: Iterable[int]) -> list[str]:
    return [f"{year}-{number:02}" for year in years for number in range(1, 13)]


def _draw(months: Iterable[str], folder: Path) -> None:
    """Silver's rows of the country's months, a Parquet file a month."""
    contracts = {(one.region, one.source): one for one in load_contracts(settings().contracts)}
    sizes = national_month(list(contracts.values()), FEEDBACK_A_MONTH)
    for period in months:
        parts = [rows_of(contracts[name], period, rows) for name, rows in sizes.items() if rows]
        frame = pd.concat(parts, ignore_index=True)
        frame["delivery_id"] = [f"{r}_{s}_{period}_1" for r, s in zip(frame["region"], frame["source"])]
        frame.to_parquet(folder / f"{period}.parquet")


def _fill_silver(spark, files: list[Path]) -> None:
    """Silver's tables from the drawn rows, and the ledger's as refine would have left it."""
    from pyspark.sql import functions as F

    from spark_jobs import delta

    drawn = spark.read.parquet(*map(str, files))
    filled = {
        "feedback_id": F.lit("0" * 32),
        "cost_centre": F.lit("1"),
        "place": F.lit("1"),
        "service_class_basis": F.lit("rule"),
        "answered_on": F.to_date(F.concat("period", F.lit("-15"))),
    }
    nothing = {c.name: F.lit(None).cast(c.type) for c in silver.FEEDBACK.columns if c.name not in drawn.columns}
    whole = drawn.withColumns({**nothing, **filled})
    months = [file.stem for file in files]
    counted = drawn.groupBy("delivery_id").count().collect()
    for region in sorted({DeliveryId.parse(row["delivery_id"]).region for row in counted}):
        where = f"period IN ({delta.quoted(months)})"
        delta.replace(spark, whole.where(f"region = '{region}'").repartition("period"), silver.FEEDBACK, where, region)
    for row in counted:
        delivery = DeliveryId.parse(row["delivery_id"])
        figures = {"received_at": ledger.now(), "status": "refined", "rows_silver": row["count"]}
        named = {"region": delivery.region, "source": delivery.source, "period": delivery.period, "sequence": 1}
        known = {"delivery_id": str(delivery), "sha256": "-", "file_names": "-", **named, **figures}
        ledger.put(audit.DELIVERIES, [known])


def _publish(run: str, months: list[str]) -> tuple[float, float]:
    """Seconds of aggregate and of serve for these months."""
    from spark_jobs.aggregate import rebuild
    from spark_jobs.serve import write_serving

    started = time.monotonic()
    rebuild(run, tuple(months))
    served = time.monotonic()
    write_serving(run)
    ledger.change(audit.DELIVERIES, {"status": "published"}, period=months)
    return served - started, time.monotonic() - served


def _size(folder: Path, pattern: str = "*") -> float:
    return sum(path.stat().st_size for path in folder.rglob(pattern) if path.is_file()) / 1e6


def _figures(spark) -> str:
    from spark_jobs import delta

    lake = Path(settings().lake)
    rows = {table.name: delta.read(spark, table).count() for table in (MONTH_SLICES, gold.RESULTS)}
    serving = max(Path(str(folders.serving())).glob("*.duckdb"))
    return (
        f"counted slices {rows['month_slices']:,} ({_size(lake / MONTH_SLICES.path, '*.parquet'):.0f} MB), "
        f"gold {rows['results']:,} rows ({_size(lake / gold.RESULTS.path, '*.parquet'):.0f} MB), "
        f"serving file {serving.stat().st_size / 1e6:.0f} MB"
    )


def _new_lake(folder: Path, name: str) -> None:
    os.environ["ASPA_LAKE"] = str(folder / name)
    settings.cache_clear()


def run() -> None:
    """Draw, publish, print."""
    from spark_jobs.session import own_session

    folder = Path(tempfile.mkdtemp(prefix="aspa-bench-"))
    os.environ["ASPA_HOME"] = str(folder / "home")
    os.environ.pop("ASPA_SPARK_REMOTE", None)
    try:
        drawn = folder / "drawn"
        drawn.mkdir()
        history = _months(YEARS)
        _draw([*history, JANUARY], drawn)
        _new_lake(folder, "first")
        spark = own_session()
        alone = {}
        for turn, period in enumerate((JANUARY, DECEMBER, JANUARY)):  # the first warms up
            _new_lake(folder, f"none_{turn}")
            _fill_silver(spark, [drawn / f"{period}.parquet"])
            alone[period] = _publish("alone", [period])
            said = _figures(spark)
        print(f"one month: aggregate {alone[JANUARY][0]:.0f} s, serve {alone[JANUARY][1]:.0f} s; {said}")
        _new_lake(folder, "three_years")
        _fill_silver(spark, [drawn / f"{period}.parquet" for period in history])
        spent = [_publish(f"year {year}", _months([year])) for year in YEARS]
        print(f"three years, a year a run: aggregate {sum(a for a, _ in spent):.0f} s, "
              f"serve {spent[-1][1]:.0f} s at the end; {_figures(spark)}")  # fmt: skip
        _fill_silver(spark, [drawn / f"{JANUARY}.parquet"])
        for period in (JANUARY, DECEMBER):
            behind = _publish("behind", [period])
            ratio = sum(behind) / sum(alone[period])
            said = [f"aggregate {a:.1f} s, serve {b:.1f} s" for a, b in (alone[period], behind)]
            print(f"{period}: {said[0]} with nothing behind it; {said[1]} with three years: {ratio:.2f} times in all, "
                  f"{behind[0] / alone[period][0]:.2f} times aggregate")  # fmt: skip
        spark.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
