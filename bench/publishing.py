"""Gold of one month and of three years of the country: rows, seconds, sizes; and what a month more costs.

Silver's rows are drawn directly, 250,000 a month, in an installation of its own that is removed afterwards; texts and
their words are left out. A month more is taken twice: the first month after three years, whose quarter and year are
its own, and a December, whose year is summed up from twelve months. Each is timed with nothing behind it and with three
years.
"""

import time
from collections.abc import Iterable
from pathlib import Path

from bench.drawn import draw, fill_silver, installation, new_lake
from lake_layout import audit, folders, gold, ledger
from lake_layout.settings import settings
from lake_layout.slices import MONTH_SLICES

YEARS = (2023, 2024, 2025)
DECEMBER, JANUARY = "2025-12", "2026-01"


def _months(years: Iterable[int]) -> list[str]:
    return [f"{year}-{number:02}" for year in years for number in range(1, 13)]


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


def run() -> None:
    """Draw, publish, print."""
    from spark_jobs.session import own_session

    history = _months(YEARS)
    with installation() as folder:
        drawn = {period: draw(period, folder) for period in [*history, JANUARY]}
        spark = own_session()
        alone = {}
        for turn, period in enumerate((JANUARY, DECEMBER, JANUARY)):  # the first warms up
            new_lake(folder, f"none_{turn}")
            fill_silver(spark, [drawn[period]])
            alone[period] = _publish("alone", [period])
            said = _figures(spark)
        print(f"one month: aggregate {alone[JANUARY][0]:.0f} s, serve {alone[JANUARY][1]:.0f} s; {said}", flush=True)
        new_lake(folder, "three_years")
        fill_silver(spark, [drawn[period] for period in history])
        spent = [_publish(f"year {year}", _months([year])) for year in YEARS]
        print(f"three years, a year a run: aggregate {sum(a for a, _ in spent):.0f} s, "
              f"serve {spent[-1][1]:.0f} s at the end; {_figures(spark)}", flush=True)  # fmt: skip
        fill_silver(spark, [drawn[JANUARY]])
        for period in (JANUARY, DECEMBER):
            behind = _publish("behind", [period])
            ratio = sum(behind) / sum(alone[period])
            said = [f"aggregate {a:.1f} s, serve {b:.1f} s" for a, b in (alone[period], behind)]
            print(f"{period}: {said[0]} with nothing behind it; {said[1]} with three years: {ratio:.2f} times in all, "
                  f"{behind[0] / alone[period][0]:.2f} times aggregate", flush=True)  # fmt: skip
        spark.stop()
