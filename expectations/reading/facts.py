"""What is found in a delivered file before any rule judges it: facts of the file, of its lines, and its rows."""

from dataclasses import dataclass

import pandas as pd

AGREED = "agreed"


@dataclass(frozen=True)
class Facts:
    """The reading of one file.

    `file`: one row; encoding and delimiter (`agreed`, or what was seen), readable, empty, missing_columns and
    unknown_columns (numbers), records (data rows).
    `lines`: a row a record; line_number, field_count, quotes_well_formed, other_delimiter, repeats.
    `rows`: a row a record that can be read without doubt and is no repetition; line_number and the contract's
    national fields as text, None where empty. Empty where the header can't be trusted.
    `header`: the column names as delivered; () where there were none to read.
    """

    file: pd.DataFrame
    lines: pd.DataFrame
    rows: pd.DataFrame
    missing_columns: tuple[str, ...] = ()
    header: tuple[str, ...] = ()

    @property
    def records(self) -> int:
        return int(self.file["records"].iloc[0])


def file_facts(**found: object) -> pd.DataFrame:
    """The one-row frame of file facts; what isn't given is as agreed."""
    agreed = {
        "readable": True,
        "empty": False,
        "encoding": AGREED,
        "delimiter": AGREED,
        "missing_columns": 0,
        "unknown_columns": 0,
        "records": 0,
    }
    return pd.DataFrame([{**agreed, **found}])


LINE_COLUMNS = {
    "line_number": "int64",
    "field_count": "int64",
    "quotes_well_formed": "bool",
    "other_delimiter": "bool",
    "repeats": "bool",
}


def no_lines() -> pd.DataFrame:
    return pd.DataFrame({name: pd.Series(dtype=kind) for name, kind in LINE_COLUMNS.items()})


def no_rows(fields: tuple[str, ...]) -> pd.DataFrame:
    return pd.DataFrame({"line_number": pd.Series(dtype="int64"), **{f: pd.Series(dtype=object) for f in fields}})
