"""Coarsen: make rows of feedback alike, until nobody's row can be picked out by what others know of them. Pure.

All rows begin as finely as silver tells them. Those that are alike enough are done; the others are coarsened by the
next step of `disclosure.COARSENING` and looked at again, among themselves. It follows from the rows alone, without
chance: the same rows come out the same.
"""

import re
from collections.abc import Mapping

import pandas as pd

from lake_layout.disclosure import COARSENING, FEWEST_ALIKE, FEWEST_DIFFERENT_ANSWERS, WIDER_AGES
from lake_layout.gold import ALL
from lake_layout.pseudonymised import ALIKE, ANSWERS, FEEDBACK

LEFT_OUT = "left_out"
"""Column that marks the rows which even the last step leaves too lonely."""
_AGES = re.compile(r"(\d+)(?:-(\d+)|\+)")


def wider_age(code: str) -> str:
    """The wider group that an age group lies in; all ages where it lies in none, or its code doesn't say."""
    ages = _AGES.fullmatch(code)
    if ages is None:
        return ALL
    first, last = int(ages[1]), int(ages[2]) if ages[2] else None
    for band in WIDER_AGES:
        if first >= band.first and (band.last is None or (last is not None and last <= band.last)):
            return band.code
    return ALL


def coarsened(feedback: pd.DataFrame, parents: Mapping[str, str]) -> pd.DataFrame:
    """The rows as gold/pseudonymised may hold them, sorted, with `left_out`; `parents` are those of service classes."""
    left = feedback[list(FEEDBACK.column_names)].reset_index(drop=True)
    enough = _alike_enough(left)
    done, left = [left[enough]], left[~enough]
    for column, how in COARSENING:
        left = left.assign(**{column: _widened(left[column], how, parents)})
        enough = _alike_enough(left)
        done.append(left[enough])
        left = left[~enough]
    marked = pd.concat([pd.concat(done).assign(**{LEFT_OUT: False}), left.assign(**{LEFT_OUT: True})])
    return marked.sort_values(list(FEEDBACK.column_names), ignore_index=True)


def _widened(codes: pd.Series, how: str, parents: Mapping[str, str]) -> pd.Series:
    if how == "all":
        return codes.mask(codes.notna() | codes.isna(), ALL)
    widen = wider_age if how == "wider" else lambda code: parents.get(code) or code
    return codes.map(widen, na_action="ignore")


def _alike_enough(rows: pd.DataFrame) -> pd.Series:
    """Whether enough rows share the row's codes, and don't all give one answer to a question."""
    alike = rows.groupby(list(ALIKE), dropna=False, sort=False)
    size = alike["region"].transform("size")
    enough = size >= FEWEST_ALIKE
    for question in ANSWERS:
        answers = alike[question]
        enough &= (answers.transform("count") < size) | (answers.transform("nunique") >= FEWEST_DIFFERENT_ANSWERS)
    return enough


def fewest_alike(rows: pd.DataFrame) -> int | None:
    """The smallest number of rows that share their codes; None of no rows."""
    return int(rows.groupby(list(ALIKE), dropna=False).size().min()) if len(rows) else None


def were_coarsened(rows: pd.DataFrame) -> int:
    """How many rows any step has coarsened: the first step shows in all of them."""
    column, _ = COARSENING[0]
    return int((rows[column] == ALL).sum())
