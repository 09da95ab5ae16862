"""All tables of open feedback that the serving file holds, from gold's."""

from typing import NamedTuple

import pandas as pd

from lake_layout.changing import ALERTS, SERIES
from lake_layout.open_feedback import THEMES
from lake_layout.serving_open_feedback import SERVED_ALERTS, SERVED_SERIES, THEME_RESULTS, TYPICAL_WORDS
from lake_layout.table import Table
from spark_jobs.open_feedback.served_changes import served_alerts, served_series
from spark_jobs.open_feedback.served_themes import theme_results
from spark_jobs.open_feedback.typical_words import typical_words


class Written(NamedTuple):
    """Gold's tables of what customers wrote, and of what is changing."""

    themes: pd.DataFrame
    series: pd.DataFrame
    alerts: pd.DataFrame


def _empty(table: Table) -> pd.DataFrame:
    kinds = {"STRING": object, "INT": "int32", "DOUBLE": "float64"}
    return pd.DataFrame({column.name: pd.Series(dtype=kinds[column.type]) for column in table.columns})


NOTHING_WRITTEN = Written(*map(_empty, (THEMES, SERIES, ALERTS)))
"""Of a lake whose open feedback was never counted."""


def open_feedback_tables(written: Written, results: pd.DataFrame, words: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """The tables by name."""
    return {
        THEME_RESULTS.name: theme_results(written.themes, results),
        TYPICAL_WORDS.name: typical_words(words),
        SERVED_SERIES.name: served_series(written.series),
        SERVED_ALERTS.name: served_alerts(written.alerts, written.series),
    }
