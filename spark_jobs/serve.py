"""Serve: gold's tables as a DuckDB file that dashboards read, with labels beside the codes."""

import os
import shutil
import time
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pandas as pd

from expectations.reviewers import write_reviewers_pages
from lake_layout import audit, folders, gold, ledger, serving
from lake_layout.changing import ALERTS, SERIES
from lake_layout.feedback_fields import STATEMENTS
from lake_layout.open_feedback import THEMES
from lake_layout.reference.crosswalk import sote_classes
from lake_layout.serving_comparison import REGION_COMPARISON
from lake_layout.serving_context import CONTEXT
from lake_layout.serving_coverage import COVERAGE
from lake_layout.serving_open_feedback import SERVED_ALERTS, SERVED_SERIES, THEME_RESULTS, TYPICAL_WORDS
from lake_layout.validity import last_day_of
from spark_jobs import delta
from spark_jobs.citizens import publish as citizens
from spark_jobs.comparison.names import named, names
from spark_jobs.comparison.of_rows import with_mean, with_nps
from spark_jobs.comparison.served import region_comparison
from spark_jobs.denominators.coverage import coverage
from spark_jobs.denominators.known import extraction_rules, known_of, questionnaires
from spark_jobs.indicators.context import context
from spark_jobs.indicators.read import shipped
from spark_jobs.indicators.store import in_force
from spark_jobs.open_feedback.reviewers_page import write_text_model_page
from spark_jobs.open_feedback.served_changes import served_alerts, served_series
from spark_jobs.open_feedback.served_themes import theme_results
from spark_jobs.open_feedback.typical_words import typical_words
from spark_jobs.pending import pending
from spark_jobs.serve_audit import write_audit_files
from spark_jobs.served_own_statements import own_statement_results
from spark_jobs.serving_file import GoldFiles, Served, empty, fill, fingerprints
from spark_jobs.session import session
from spark_jobs.stages import timed

_BY_PERIOD = (gold.RESULTS, gold.WORDS, gold.DENOMINATORS, THEMES, gold.OWN_STATEMENTS)
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
    # What was re-harmonised since it was counted stays unpublished: the next publication counts it as it is now.
    counted = {"delivery_id": list(work.delivery_ids), "status": "refined", "changed_in_silver": None}
    ledger.change(audit.DELIVERIES, values, **counted)
    for delivery_id in work.delivery_ids:
        ledger.tell(delivery_id, "published", delivery_id)
    for region in work.regions:
        write_reviewers_pages(region)
    write_audit_files()
    return name


def relabel(run: str) -> str | None:
    """A new serving file where there is one: the same figures under the names in force now; its name."""
    return write_serving(run) if any(Path(str(folders.serving())).glob("report_users-*.duckdb")) else None


def write_serving(run: str, keep: int = VERSIONS_KEPT) -> str:
    """Write gold as it stands to a new serving file, of which the newest `keep` stay, and the citizens' site; its name.

    The newest is looked up at every connection and Superset caches nothing of it, so the old figures are gone from
    every page with the next query.
    """
    spark = session()
    with timed(run, "serve") as stage:
        files = {table.name: delta.files(table) for table in _BY_PERIOD}
        indicators = in_force(spark)
        known = (extraction_rules(), questionnaires(), indicators.to_csv(index=False))
        own = GoldFiles(files, fingerprints(files, serving.TABLES, known))

        def served(period: str) -> Mapping[str, pd.DataFrame]:
            results, words, denominators, themes, own_statements = own.rows(period, *_BY_PERIOD)
            return served_tables(results, words, denominators, indicators, themes, own_statements)

        place = Path(str(folders.serving()))
        words, themes = own.all_rows(gold.WORDS), own.all_rows(THEMES)
        whole = across_periods(words, *(delta.read(spark, table).toPandas() for table in (SERIES, ALERTS)))
        name, stage.rows = write_file(own.made_from, served, place, keep, whole)
        citizens.publish(place / name)
        write_text_model_page(themes, words)
    return name


def _with_labels(frame: pd.DataFrame) -> pd.DataFrame:
    coded = (*serving.LABELLED, gold.TEXT_LANGUAGE)
    return named(frame, {column.name: column.code_set for column in coded if column.name in frame})


def _with_sote_class(results: pd.DataFrame) -> pd.DataFrame:
    """The SOTE class of each row's service class by the crosswalk of the period's last day; of none while a single
    class lacks its own."""
    led = {period: sote_classes(last_day_of(period)) for period in results["period"].unique()}
    codes = [led[period].get(code) for period, code in zip(results["period"], results["service_class"])]
    found = pd.Series(codes, index=results.index, dtype=object)
    shown = {f"sote_class_{locale}": found.map(names("sote_classes", locale)) for locale in serving.LOCALES}
    return results.assign(sote_class=found, **shown)


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
    themes: pd.DataFrame | None = None,
    own_statements: pd.DataFrame | None = None,
) -> dict[str, pd.DataFrame]:
    """The serving file's tables that are made period by period, by name, from gold's; without denominators response
    rates are unknown, without loaded indicators the shipped ones are shown."""
    denominators = empty(gold.DENOMINATORS) if denominators is None else denominators
    covered = coverage(results, denominators, extraction_rules())
    compared = region_comparison(results, known_of(covered))
    labelled = with_nps(_with_totals(_with_sote_class(_with_labels(results))))
    return {
        serving.SERVED_RESULTS.name: labelled,
        serving.SERVED_STATEMENTS.name: _statements(labelled),
        serving.SERVED_OWN_STATEMENTS.name: own_statement_results(
            empty(gold.OWN_STATEMENTS) if own_statements is None else own_statements
        ),
        serving.SERVED_WORDS.name: _with_labels(words),
        REGION_COMPARISON.name: compared,
        CONTEXT.name: context(compared, shipped() if indicators is None else indicators),
        COVERAGE.name: covered,
        THEME_RESULTS.name: theme_results(empty(THEMES) if themes is None else themes, results),
    }


def across_periods(words: pd.DataFrame, series: pd.DataFrame, alerts: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """The serving file's tables that look across periods, by name, from all of gold."""
    return {
        TYPICAL_WORDS.name: typical_words(words),
        SERVED_SERIES.name: served_series(series),
        SERVED_ALERTS.name: served_alerts(alerts, series),
    }


def write_file(
    made_from: Mapping[str, str],
    served: Served,
    folder: Path,
    keep: int = VERSIONS_KEPT,
    whole: Mapping[str, pd.DataFrame] | None = None,
) -> tuple[str, int]:
    """Write a new file under a versioned name, put whole in place, and let all but the newest `keep` go; the name and
    the rows written of periods.

    `served` makes the tables' rows of a period, `whole` are tables that look across periods. Periods that the former
    file made from the same are taken over, unless the former file is to go.
    """
    folder.mkdir(parents=True, exist_ok=True)
    name = f"report_users-{datetime.now(UTC):%Y%m%dT%H%M%S%f}.duckdb"
    partial = folder / f".{name}.partial"
    former = sorted(folder.glob("report_users-*.duckdb"))
    if former and keep > 1:
        shutil.copyfile(former[-1], partial)
    with duckdb.connect(str(partial)) as connection:
        rows = fill(connection, made_from, served, whole or {})
    os.replace(partial, folder / name)
    remove_old_files(folder, keep)
    return name, rows


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
