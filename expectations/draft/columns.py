"""Which national field each column of a sample carries: by its name, and by what its values look like."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from expectations.dates import dates
from expectations.draft.codes import national_code
from expectations.names import names_contact_details
from expectations.rules import empty_or_whole_between
from expectations.usual_names import field_named, likeness
from lake_layout.feedback_fields import FIELD, FIELDS, OWN_STATEMENTS, FeedbackField
from lake_layout.reference import kept_while_in_force, rows_of

DATE_FORMATS = (
    "%Y-%m-%d", "%d.%m.%Y", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M",
    "%d.%m.%Y %H:%M", "%d.%m.%Y %H:%M:%S", "%d.%m.%Y klo %H:%M", "%d/%m/%Y", "%Y/%m/%d", "%Y%m%d", "%d-%m-%Y",
)  # fmt: skip
LEAST = 50
"""Percent below which no column is taken for a field: the gap is left to a person."""
MOSTLY = 0.9
"""Share of a column's values that must be of a kind: a sample has its faults too."""
MOST_CODES, LONGEST_CODE = 200, 60
_BY_NAME, _BY_CONTENT = 0.7, 0.3


@dataclass(frozen=True)
class Guess:
    """A column taken for a field, and how sure (percent)."""

    field: str
    column: str
    sure: int


def date_format(values: Sequence[str | None]) -> str | None:
    """The known date format that the values have, a few faulty ones aside; None where there is none."""
    given = pd.Series([value for value in values if value], dtype=object)
    if given.empty:
        return None
    best = max(DATE_FORMATS, key=lambda form: dates(given, form).notna().sum())
    return best if dates(given, best).notna().mean() >= MOSTLY else None


@kept_while_in_force
def _units(field: str) -> frozenset[str]:
    return frozenset(row[field] for row in rows_of({"cost_centre": "cost_centres", "place": "places"}[field]))


class Seen:
    """A column's values, looked at once."""

    def __init__(self, values: Sequence[str | None]) -> None:
        self.given = [value for value in values if value]
        self.unlike = set(self.given)
        self.unique = len(self.unlike) == len(values)
        self.length = sum(map(len, self.given)) / max(1, len(self.given))

    @cached_property
    def form(self) -> str | None:
        """The date format, where they are dates."""
        return date_format(self.given)

    @cached_property
    def scales(self) -> pd.Series:
        """The values as a scale's, for those that may be one."""
        return pd.Series(self.given if self.length <= 5 else [], dtype=object)


def by_content(field: FeedbackField, seen: Seen) -> float | None:
    """How well values suit a field, 0 to 1; None where they can't be its."""
    if not seen.given:
        return 0.5
    if field.kind == "date":
        return 1.0 if seen.form else None
    if field.kind == "scale":
        return _as_scale(field, seen.scales)
    if field.kind == "code":
        if len(seen.unlike) > MOST_CODES or seen.length > LONGEST_CODE:
            return None
        return sum(national_code(field.name, value) is not None for value in seen.unlike) / len(seen.unlike)
    if field.name == "open_text":
        return min(1.0, seen.length / 40)
    if seen.length > LONGEST_CODE or seen.form:
        return None
    if field.name in ("cost_centre", "place"):
        known = len(seen.unlike & _units(field.name)) / len(seen.unlike)
        return max(known, 0.5 if len(seen.unlike) < len(seen.given) else 0.2)
    if sum(any(map(str.isdigit, value)) for value in seen.unlike) < len(seen.unlike) / 2:
        return None  # words are no ids
    if field.name == "source_row_id":
        return 1.0 if seen.unique else None
    return len(seen.unlike) / len(seen.given)


def _as_scale(field: FeedbackField, values: pd.Series) -> float | None:
    if values.empty or max(empty_or_whole_between(*field.scale, sign)(values).mean() for sign in ".,") < MOSTLY:
        return None
    more_than_five = not values.str.match(r"[1-5](\D|$)").mean() >= MOSTLY
    return 1.0 if more_than_five == (field.name == "nps") else 0.5


def guess_columns(columns: dict[str, list[str | None]]) -> list[Guess]:
    """A guess for each field that a column seems to carry, no column and no field twice, in the file's order."""
    scored = []
    for name, values in columns.items():
        if names_contact_details(name) and not field_named(name):
            continue
        seen = Seen(values)
        for field in FIELDS:
            if field in OWN_STATEMENTS and field_named(name) != field.name:
                continue  # any scale of five looks like one
            suits = by_content(field, seen)
            if suits is not None:
                scored.append((100 * (_BY_NAME * likeness(field.name, name) + _BY_CONTENT * suits), field.name, name))
    found: dict[str, Guess] = {}
    for score, field, name in sorted(scored, key=lambda one: -one[0]):
        if score >= LEAST and name not in found and field not in {guess.field for guess in found.values()}:
            found[name] = Guess(field, name, round(score))
    return [found[name] for name in columns if name in found]


def lacking(guesses: list[Guess]) -> list[str]:
    """Required fields that no column was taken for."""
    given = {guess.field for guess in guesses}
    return [name for name, field in FIELD.items() if field.required and name not in given]
