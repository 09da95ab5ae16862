"""Published results made up for the tests: gold's rows as pandas frames, any size, without Spark."""

from datetime import datetime
from itertools import combinations

import numpy as np
import pandas as pd

from lake_layout import audit, gold, ledger
from lake_layout.changing import ALERTS, SERIES
from lake_layout.reference import code_set

CODES = {column.name: tuple(code_set(column.code_set)) for column in gold.DIMENSIONS}


def results(months: tuple[str, ...], regions: tuple[str, ...], values: int = 3, seed: int = 1) -> pd.DataFrame:
    """Gold's results: every slice of up to two dimensions with `values` values each, by month, quarter and year."""
    periods = {("month", m) for m in months} | {("quarter", _quarter(m)) for m in months}
    periods |= {("year", m[:4]) for m in months}
    slices = [{}]
    for number in (1, 2):
        for chosen in combinations(gold.DIMENSION_NAMES, number):
            grid = pd.MultiIndex.from_product([CODES[name][:values] for name in chosen], names=chosen)
            slices += grid.to_frame(index=False).to_dict("records")
    rows = [
        {"period_kind": kind, "period": period, "region": region}
        | dict.fromkeys(gold.DIMENSION_NAMES, gold.ALL)
        | chosen
        for kind, period in sorted(periods)
        for region in (*regions, gold.ALL)
        for chosen in slices
    ]
    frame = pd.DataFrame(rows)
    random = np.random.default_rng(seed)
    for question, categories in gold.CATEGORIES.items():
        answers = random.integers(5, 60, size=(len(frame), len(categories)))
        for at, category in enumerate(categories):
            frame[category] = pd.array(answers[:, at], dtype="Int32")
        if question == "nps":
            frame["respondents"] = frame[list(categories)].sum(axis=1)
    for column in gold.RESULTS.columns:
        if column.name not in frame:
            frame[column.name] = None
    return frame[list(gold.RESULTS.column_names)]


def _quarter(month: str) -> str:
    return f"{month[:4]}-Q{(int(month[5:]) + 2) // 3}"


def words(quarters: tuple[str, ...], regions: tuple[str, ...]) -> pd.DataFrame:
    """Gold's words: two a region and quarter, and one of them of a service class."""
    return pd.DataFrame(
        [
            {"period_kind": "quarter", "period": quarter, "region": region,
             **dict.fromkeys(gold.DIMENSION_NAMES, gold.ALL), "service_class": service_class,
             "text_language": "fi", "word": word, "lemma": word, "feedback": count}
            for quarter in quarters
            for region in (*regions, gold.ALL)
            for word, service_class, count in (
                ("hoitaja", gold.ALL, 40), ("jono", gold.ALL, 25), ("jono", CODES["service_class"][0], 15)
            )
        ]
    )  # fmt: skip


def enter_deliveries(regions: tuple[str, ...], months: tuple[str, ...]) -> None:
    """Deliveries of these regions in the ledger: published ones, the last month's rejected; findings and texts."""
    came = datetime(2026, 7, 3, 9)
    for region in regions:
        for month in months:
            name, rejected = f"{region}_kysely_{month}_1", month == months[-1]
            rows = {"rows_received": 500, "rows_accepted": 0 if rejected else 493, "rows_quarantined": 7 - 7 * rejected}
            row = {"delivery_id": name, "region": region, "source": "kysely", "period": month, "sequence": 1,
                   "sha256": "0" * 64, "file_names": "palaute.csv", "received_at": came, "outcome": "accepted",
                   "status": "rejected" if rejected else "published", "published_at": None if rejected else came,
                   "rows_rejected": 500 if rejected else 0, "rows_duplicate": 0, "texts": 300, "texts_withheld": 2,
                   **rows}  # fmt: skip
            ledger.put(audit.DELIVERIES, [row])
            reasons = [
                ("COST_CENTRE_MISSING", "cost_centre", "quarantine", 7),
                ("OUT_OF_SCALE", "nps", "quarantine", 23),
            ]
            found = [dict(zip(("reason", "column_name", "severity", "rows"), one)) for one in reasons]
            ledger.put(audit.FINDINGS, [{"delivery_id": name, **one} for one in found])
            texts = {"words": 900, "texts_changed": 44, "withheld_failed": 0, "withheld_residue": 2}
            by_language = [{"language": "fi", "texts": 293, "texts_missed": 41}, {"language": "sv", "texts": 7,
                            "texts_missed": 3}]  # fmt: skip
            ledger.put(audit.VERIFICATIONS, [{"delivery_id": name, **texts, **one} for one in by_language])
            probe = {"delivery_id": name, "language": "fi", "removal_type": "NIMI", "probes": 40, "found": 39}
            ledger.put(audit.PROBES, [probe])


def series(months: tuple[str, ...], regions: tuple[str, ...]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Series too short to judge, and an alert of the last month a region, so that there is one to be seen or not."""
    rows = pd.DataFrame(
        [
            dict.fromkeys(SERIES.column_names)
            | {"period_kind": "month", "period": month, "region": region, "service_class": gold.ALL, "measure": "nps",
               "kind": "observed", "value": 40.0, "n": 200, "trend": 39.0, "months": len(months)}
            for month in months
            for region in regions
        ]
    )  # fmt: skip
    told = {f"words_{language}": "NPS 40" for language in ("fi", "sv", "en")}
    judged = {"direction": "up", "expected": 30.0, "low": 25.0, "high": 35.0, "chance": 0.001, "adjusted": 0.01}
    alerts = rows[rows["period"] == months[-1]].assign(**told, **judged)
    return rows, alerts[list(ALERTS.column_names)]


def themes(months: tuple[str, ...], regions: tuple[str, ...]) -> pd.DataFrame:
    """Gold's themes: all texts and two themes a region and month."""
    return pd.DataFrame(
        [
            {"period_kind": "month", "period": month, "region": region, **dict.fromkeys(gold.DIMENSION_NAMES, gold.ALL),
             "theme": theme, "positive": count, "neutral": 3, "negative": count // 2, "mixed": 2}
            for month in months
            for region in (*regions, gold.ALL)
            for theme, count in ((gold.ALL, 90), ("access", 20), ("encounter", 60))
        ]
    )  # fmt: skip


def own_statements(months: tuple[str, ...], regions: tuple[str, ...]) -> pd.DataFrame:
    """Gold's own statements: one a region and month."""
    return pd.DataFrame(
        [
            {"period_kind": "month", "period": month, "region": region, **dict.fromkeys(gold.DIMENSION_NAMES, gold.ALL),
             "statement": "own_statement_1", **dict(zip(gold.ANSWERS, (4, 6, 10, 20, 40)))}
            for month in months
            for region in regions
        ]
    )  # fmt: skip


def served(months: tuple[str, ...], quarters: tuple[str, ...], regions: tuple[str, ...], **given: pd.DataFrame):
    """All tables of a serving file with these published results, words, themes and series; `given` ones instead."""
    from spark_jobs import serve

    said = given.get("words", words(quarters, regions))
    own = given.get("results", results(months, regions))
    by_period = serve.served_tables(
        own, said, themes=themes(months, regions), own_statements=own_statements(months, regions)
    )
    return {**by_period, **serve.across_periods(said, *series(months, regions))}
