"""A delivery in two files: each feedback gets what the care records say of its service event."""

from dataclasses import replace

import pandas as pd

from expectations.contract import JOIN, Contract
from expectations.reading.facts import EVENT_PREFIX, Facts


def join(feedback: Facts, events: Facts, contract: Contract) -> Facts:
    """The feedback's facts, its rows filled with the service events' fields.

    A feedback whose event is missing, or stands there more than once with different data, is no row that could be
    read without doubt: its line says so. Rows are counted by feedback alone.
    """
    known = events.rows.dropna(subset=[JOIN])
    apart = known.drop_duplicates(subset=list(events.rows.columns.drop("line_number")))
    twice = apart.loc[apart[JOIN].duplicated(keep=False), JOIN]
    wanted = feedback.rows[JOIN]
    ambiguous = wanted.isin(twice)
    lacking = ~wanted.isin(known[JOIN]) | wanted.isna()
    lines = feedback.lines.assign(
        matched=~feedback.lines["line_number"].isin(feedback.rows.loc[lacking, "line_number"]),
        matched_twice=feedback.lines["line_number"].isin(feedback.rows.loc[ambiguous, "line_number"]),
    )
    sound = feedback.rows[~lacking & ~ambiguous].reset_index(drop=True)
    of_event = apart[~apart[JOIN].isin(twice)].set_index(JOIN).drop(columns="line_number")
    filled = {field: sound[JOIN].map(of_event[field]).astype(object) for field in of_event.columns}
    rows = sound.assign(**{field: values.where(values.notna(), None) for field, values in filled.items()})
    unused = events.rows.loc[~events.rows[JOIN].isin(wanted.dropna()), "line_number"]
    event_lines = events.lines.assign(unused=events.lines["line_number"].isin(unused))
    return replace(
        feedback,
        lines=lines,
        rows=rows[["line_number", *contract.fields]],
        missing_columns=(*feedback.missing_columns, *events.missing_columns),
        agreed_and_seen={**events.agreed_and_seen, **feedback.agreed_and_seen},
        event_file=_prefixed(events.file),
        event_lines=_prefixed(event_lines),
    )


def _prefixed(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.rename(columns=lambda name: name if name == "line_number" else f"{EVENT_PREFIX}{name}")
