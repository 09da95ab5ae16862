"""Serve: gold's tables as a DuckDB file that dashboards read, with labels beside the codes."""

import os
import time
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pandas as pd

from expectations.reviewers import write_reviewers_pages
from lake_layout import audit, folders, gold, ledger, serving
from lake_layout.changing import ALERTS, SERIES
from lake_layout.feedback_fields import STATEMENTS
from lake_layout.open_feedback import THEMES
from lake_layout.serving_comparison import REGION_COMPARISON
from lake_layout.serving_context import CONTEXT
from lake_layout.serving_coverage import COVERAGE
from lake_layout.table import Table
from spark_jobs import delta
from spark_jobs.citizens import publish as citizens
from spark_jobs.comparison.names import named, names
from spark_jobs.comparison.of_rows import with_mean, with_nps
from spark_jobs.comparison.served import region_comparison
from spark_jobs.denominators.coverage import coverage
from spark_jobs.denominators.known import extraction_rules, known_of
from spark_jobs.indicators.context import context
from spark_jobs.indicators.read import shipped
from spark_jobs.indicators.store import in_force
from spark_jobs.open_feedback.reviewers_page import write_text_model_page
from spark_jobs.open_feedback.served import NOTHING_WRITTEN, Written, open_feedback_tables
from spark_jobs.pending import pending
from spark_jobs.session import session
from spark_jobs.stages import timed

VERSIONS_KEPT = 2
"""The file in use and the one before, which a query that is under way may still read."""
CUT_OFF_AFTER = 3600.0
"""Seconds after which a half-written serving file is nobody's any more."""


def serve(run: str, deliveries: Iterable[str]) -> str | None:
    """Write a new serving file and mark its deliveries published; its name, or None where nothing is new."""
    work = pending(deliveries)
    if not work.delivery_ids:
        return None
    name = write_serving(run)
    values = {"status": "published", "published_at": ledger.now()}
    ledger.change(audit.DELIVERIES, values, delivery_id=list(work.delivery_ids), status="refined")
    for delivery_id in work.delivery_ids:
        ledger.tell(delivery_id, "published", delivery_id)
    for region in work.regions:
        write_reviewers_pages(region)
    return name


def write_serving(run: str, keep: int = VERSIONS_KEPT) -> str:
    """Write gold as it stands to a new serving file, of which the newest `keep` stay, and the citizens' site; its name.

    The newest is looked up at every connection and Superset caches nothing of it, so the old figures are gone from
    every page with the next query.
    """
    spark = session()
    with timed(run, "serve") as stage:
        results = delta.read(spark, gold.RESULTS).toPandas()
        words = delta.read(spark, gold.WORDS).toPandas()
        denominators = delta.read(spark, gold.DENOMINATORS).toPandas()
        place = Path(str(folders.serving()))
        written = Written(*(delta.read(spark, table).toPandas() for table in (THEMES, SERIES, ALERTS)))
        tables = served_tables(results, words, denominators, in_force(spark), written)
        name = write_file(tables, place, keep)
        citizens.publish(place / name)
        write_text_model_page(written.themes, words)
        stage.rows = len(results) + len(words) + len(written.themes)
    return name


def _with_labels(frame: pd.DataFrame) -> pd.DataFrame:
    coded = (*serving.LABELLED, gold.TEXT_LANGUAGE)
    return named(frame, {column.name: column.code_set for column in coded if column.name in frame})


def _with_totals(results: pd.DataFrame) -> pd.DataFrame:
    totals = {
        f"{question}_n": results[list(categories)].sum(axis=1, min_count=len(categories)).astype("Int64")
        for question, categories in gold.CATEGORIES.items()
    }
    return results.assign(**totals)


def _statements(results: pd.DataFrame) -> pd.DataFrame:
    """The seven statements of each slice, a row each."""
    said = {locale: names("statements", locale) for locale in serving.LOCALES}
    shown = [f"{column.name}_{locale}" for column in serving.LABELLED for locale in serving.LOCALES]
    kept = [*serving.SERVED_RESULTS.key, "period_kind", *shown]
    parts = []
    for order, field in enumerate(STATEMENTS, start=1):
        counts = results[list(gold.CATEGORIES[field.name])].set_axis([f"answers_{s}" for s in range(1, 6)], axis=1)
        n = counts.sum(axis=1, min_count=5)
        mean = sum(counts[f"answers_{step}"] * step for step in range(1, 6)) / n
        named = {f"statement_{locale}": said[locale][field.name] for locale in serving.LOCALES}
        part = results[kept].assign(statement=field.name, **named, statement_order=order, n=n, mean=mean)
        parts.append(with_mean(pd.concat([part, counts], axis=1)[n.notna()], field.name))
    return pd.concat(parts, ignore_index=True)


def served_tables(
    results: pd.DataFrame,
    words: pd.DataFrame,
    denominators: pd.DataFrame | None = None,
    indicators: pd.DataFrame | None = None,
    written: Written = NOTHING_WRITTEN,
) -> dict[str, pd.DataFrame]:
    """The serving file's tables from gold's, by name; without denominators response rates are unknown,
    without loaded indicators the shipped ones are shown."""
    denominators = pd.DataFrame(columns=gold.DENOMINATORS.column_names) if denominators is None else denominators
    covered = coverage(results, denominators, extraction_rules())
    compared = region_comparison(results, known_of(covered))
    labelled = with_nps(_with_totals(_with_labels(results)))
    return {
        serving.SERVED_RESULTS.name: labelled,
        serving.SERVED_STATEMENTS.name: _statements(labelled),
        serving.SERVED_WORDS.name: _with_labels(words),
        REGION_COMPARISON.name: compared,
        CONTEXT.name: context(compared, shipped() if indicators is None else indicators),
        COVERAGE.name: covered,
        **open_feedback_tables(written, results, words),
    }


def _create(connection: duckdb.DuckDBPyConnection, table: Table, frame: pd.DataFrame) -> None:
    connection.execute(f"CREATE TABLE {table.name} ({table.ddl.replace('`', '').replace(' STRING', ' VARCHAR')})")
    connection.register("incoming", frame[list(table.column_names)])
    connection.execute(f"INSERT INTO {table.name} SELECT * FROM incoming ORDER BY {', '.join(table.key)}")
    connection.unregister("incoming")
    for locale in serving.LOCALES:
        connection.execute(serving.view_sql(table, locale))


def write_file(tables: dict[str, pd.DataFrame], folder: Path, keep: int = VERSIONS_KEPT) -> str:
    """Write the tables under a new versioned name, put whole in place, and let all but the newest `keep` go."""
    folder.mkdir(parents=True, exist_ok=True)
    name = f"report_users-{datetime.now(UTC):%Y%m%dT%H%M%S%f}.duckdb"
    partial = folder / f".{name}.partial"
    with duckdb.connect(str(partial)) as connection:
        for table in serving.TABLES:
            _create(connection, table, tables[table.name])
    os.replace(partial, folder / name)
    remove_old_files(folder, keep)
    return name


def remove_old_files(folder: Path, keep: int = VERSIONS_KEPT) -> int:
    """Delete serving files that are no longer read, and what a publication that was cut off left; how many."""
    old = old_files(folder, keep)
    for path in old:
        path.unlink()
    return len(old)


def old_files(folder: Path, keep: int = VERSIONS_KEPT) -> list[Path]:
    """Serving files but the newest `keep`, and half-written ones that nobody goes on with."""
    left = [path for path in folder.glob(".*.partial") if time.time() - path.stat().st_mtime > CUT_OFF_AFTER]
    return [*sorted(folder.glob("report_users-*.duckdb"))[:-keep], *left]
