"""Faults on demand: each takes what is sound and gives it back faulty, with the number of lines that it hit.

A fault works on the rows, on the contract that the writer believes in, or on the written bytes (`byte_faults`). Its
`share` says of how many rows or lines; where it hits whole files, the share is ignored.
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
import pandas as pd

from expectations.contract import Contract
from infra.sample import byte_faults

_OTHER_DATES = {"%Y": "%d.%m.%Y", "%d": "%Y/%m/%d"}
_CODED = ("contact_type", "age_group", "production_mode", "channel", "language")


class Fault(NamedTuple):
    """One fault: what it works on, and how."""

    name: str
    works_on: str
    apply: Callable
    default_share: float


def _some(rng: np.random.Generator, rows: int, share: float) -> np.ndarray:
    """Which rows are hit: the share of them, at least one."""
    return np.sort(rng.permutation(rows)[: min(rows, max(1, round(rows * share)))])


def _missing(field: str) -> Callable:
    def apply(rows: pd.DataFrame, rng: np.random.Generator, share: float) -> tuple[pd.DataFrame, int]:
        hit = _some(rng, len(rows), share)
        values = rows[field].to_numpy(dtype=object, copy=True)
        values[hit] = None
        return rows.assign(**{field: values}), len(hit)

    return apply


def _unknown_codes(rows: pd.DataFrame, rng: np.random.Generator, share: float) -> tuple[pd.DataFrame, int]:
    """Misspelt codes: the national one with an x too many, which no contract maps."""
    field = next(field for field in _CODED if field in rows and rows[field].notna().any())
    filled = np.flatnonzero(rows[field].notna())
    hit = filled[_some(rng, len(filled), share)]
    values = rows[field].to_numpy(dtype=object, copy=True)
    values[hit] = [f"{value}x" for value in values[hit]]
    return rows.assign(**{field: values}), len(hit)


def _duplicate_rows(rows: pd.DataFrame, rng: np.random.Generator, share: float) -> tuple[pd.DataFrame, int]:
    """Exact copies at the end of the file, as an export that was run twice leaves them."""
    hit = _some(rng, len(rows), share)
    return pd.concat([rows, rows.iloc[hit]], ignore_index=True), len(hit)


def _dates_outside_period(rows: pd.DataFrame, rng: np.random.Generator, share: float) -> tuple[pd.DataFrame, int]:
    hit = _some(rng, len(rows), share)
    answered = rows["answered_at"].copy()
    answered.iloc[hit] -= pd.Timedelta(days=70)
    return rows.assign(answered_at=answered), len(hit)


def _out_of_scale(rows: pd.DataFrame, rng: np.random.Generator, share: float) -> tuple[pd.DataFrame, int]:
    field = next(name for name in ("nps", "digital_rating") if name in rows)
    hit = _some(rng, len(rows), share)
    values = rows[field].copy()
    values.iloc[hit] = 11
    return rows.assign(**{field: values}), len(hit)


def _repeated_service_events(rows: pd.DataFrame, rng: np.random.Generator, share: float) -> tuple[pd.DataFrame, int]:
    """Another answer to the service event of the row before."""
    hit = np.maximum(_some(rng, len(rows), share), 1)
    values = rows["service_event_id"].to_numpy(dtype=object, copy=True)
    values[hit] = values[hit - 1]
    return rows.assign(service_event_id=values), len(np.unique(hit))


def _instead(field: str, value: Callable[[int], str]) -> Callable:
    """Another value in some rows of a field: `value` makes it from the row's number."""

    def apply(rows: pd.DataFrame, rng: np.random.Generator, share: float) -> tuple[pd.DataFrame, int]:
        hit = _some(rng, len(rows), share)
        values = rows[field].to_numpy(dtype=object, copy=True)
        values[hit] = [value(int(row)) for row in hit]
        return rows.assign(**{field: values}), len(hit)

    return apply


def _identity_code(row: int) -> str:
    """An invented identity code: individual numbers from 900 are given to nobody."""
    day, number = f"{row % 28 + 1:02}0190", f"{900 + row % 100}"
    return f"{day}-{number}{'0123456789ABCDEFHJKLMNPRSTUVWXY'[int(day + number) % 31]}"


def _future_dates(rows: pd.DataFrame, rng: np.random.Generator, share: float) -> tuple[pd.DataFrame, int]:
    """Services of a year that a typing error put far ahead."""
    hit = _some(rng, len(rows), share)
    serviced = rows["serviced_at"].copy()
    serviced.iloc[hit] += pd.Timedelta(days=20 * 365)
    return rows.assign(serviced_at=serviced), len(hit)


def _answers_of_last_month(rows: pd.DataFrame, rng: np.random.Generator, share: float) -> tuple[pd.DataFrame, int]:
    """Answers that the month before has brought: the same ids as its first ones, in the order of the rows."""
    hit = _some(rng, len(rows), share)
    values = rows["source_row_id"].to_numpy(dtype=object, copy=True)
    source, month, number = values[0][:3], values[0][3:7], len("000001")
    before = f"{int(month[:2]) - 1:02}12" if month[2:] == "01" else f"{int(month) - 1:04}"
    values[hit] = [f"{source}{before}-{at:0{number}}" for at in range(1, len(hit) + 1)]
    return rows.assign(source_row_id=values), len(hit)


def _renamed_column(contract: Contract) -> Contract:
    """One column under a name that a vendor's update made of it."""
    named = {"place": f"{contract.physical_name_of('place')}_uusi"}
    columns = tuple(
        column.model_copy(update={"physical_name": named.get(column.field, column.physical_name)})
        for column in contract.columns
    )
    return contract.model_copy(update={"columns": columns})


def _missing_column(contract: Contract) -> Contract:
    """The age group was left out of the extraction."""
    return contract.model_copy(update={"columns": tuple(c for c in contract.columns if c.field != "age_group")})


def _changed_format(contract: Contract) -> Contract:
    """The vendor's update: every column renamed, the last ones first, dates written another way."""
    columns = tuple(
        column.model_copy(update={"physical_name": f"{column.physical_name} (uusi)", "date_format": None})
        for column in (*contract.columns[-3:], *contract.columns[:-3])
    )
    return contract.model_copy(update={"columns": columns, "date_format": _OTHER_DATES[contract.date_format[:2]]})


FAULTS = {
    fault.name: fault
    for fault in (
        Fault("missing_cost_centres", "rows", _missing("cost_centre"), 0.3),
        Fault("missing_places", "rows", _missing("place"), 0.3),
        Fault("unknown_codes", "rows", _unknown_codes, 0.02),
        Fault("duplicate_rows", "rows", _duplicate_rows, 0.02),
        Fault("dates_outside_period", "rows", _dates_outside_period, 0.02),
        Fault("out_of_scale", "rows", _out_of_scale, 0.02),
        Fault("repeated_service_events", "rows", _repeated_service_events, 0.02),
        Fault("unknown_cost_centres", "rows", _instead("cost_centre", lambda row: f"9{row:05}"), 0.02),
        Fault("identity_codes", "rows", _instead("service_event_id", _identity_code), 0.02),
        Fault("formula_cells", "rows", _instead("service_event_id", lambda row: f"=A{row + 1}"), 0.02),
        Fault("formula_texts", "rows", _instead("open_text", lambda row: f"=A{row + 1}"), 0.02),
        Fault("long_texts", "rows", _instead("open_text", lambda row: "pitkä " * 1000), 0.02),
        Fault("future_dates", "rows", _future_dates, 0.02),
        Fault("answers_of_last_month", "rows", _answers_of_last_month, 0.02),
        Fault("renamed_column", "contract", _renamed_column, 1.0),
        Fault("missing_column", "contract", _missing_column, 1.0),
        Fault("contact_column", "bytes", byte_faults.contact_column, 1.0),
        Fault("added_column", "bytes", byte_faults.added_column, 1.0),
        Fault("changed_format", "contract", _changed_format, 1.0),
        Fault("wrong_delimiter", "bytes", byte_faults.wrong_delimiter, 1.0),
        Fault("mixed_delimiters", "bytes", byte_faults.mixed_delimiters, 0.3),
        Fault("wrong_encoding", "bytes", byte_faults.wrong_encoding, 1.0),
        Fault("ragged_lines", "bytes", byte_faults.ragged_lines, 0.01),
        Fault("unbalanced_quote", "bytes", byte_faults.unbalanced_quote, 0.0),
        Fault("header_only", "bytes", byte_faults.header_only, 1.0),
        Fault("empty_file", "bytes", byte_faults.empty_file, 1.0),
    )
}


def fault_named(name: str) -> Fault:
    """The fault of that name; ValueError lists them all."""
    if name not in FAULTS:
        raise ValueError(f"no fault '{name}'; there are {', '.join(FAULTS)}")
    return FAULTS[name]
