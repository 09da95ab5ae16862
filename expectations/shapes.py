"""Shapes that an id, a unit or a code never has: contact details, and cells that a spreadsheet would run."""

import re

import pandas as pd

from expectations.rules import Predicate

_CHECK_SIGNS = "0123456789ABCDEFHJKLMNPRSTUVWXY"
_IDENTITY = re.compile(
    r"(?<![0-9A-Za-z])((?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])\d\d)[-–+A-Fa-fU-Yu-y](\d{3})([0-9A-Ya-y])(?![0-9A-Za-z])"
)
_SPACED_IDENTITY = re.compile(
    r"(?<![0-9A-Za-z])((?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])\d\d)(?: | ?[-–+] ?)(\d{3})([0-9A-Ya-y])(?![0-9A-Za-z])"
)
_CONTACT = re.compile(
    r"[^\s@]@[^\s@]+\.[^\s@]{2}"  # an e-mail
    r"|(?<!\w)\+358[ -]?\d"  # a phone, as it is called from abroad
    r"|(?<!\w)0(?:4\d|50)[ -]\d{3}"  # a mobile phone, spaced as people write it
)
_CHANGED = re.compile(
    r"[+-]?\d+[.,]\d+[Ee][+-]?\d{1,3}|[+-]?\d+[Ee][+-]\d{1,3}"  # a long number, rounded
    r"|\d{1,2}\.\d{1,2}\.\d{4}(?: .*)?|\d{4}-\d\d-\d\d(?:[T ].*)?"  # a date
)
_RUNS = re.compile(r"\s*(?:[=@]|[+-](?![\d\s.,]*$))")
_RUNS_IN_TEXT = re.compile(r"\s*[=@+-](?=[\w(=+@'\"-])")


def _holds_identity_code(text: str) -> bool:
    """An identity code: its shape, and its check sign where that is a digit, since a date with a running number has
    the shape too."""
    for day, number, check in _IDENTITY.findall(text):
        if not check.isdigit() or _CHECK_SIGNS[int(day + number) % 31] == check:
            return True
    # With blanks for its sign or around it, a date and a number are told apart by the check sign alone.
    spaced = _SPACED_IDENTITY.findall(text)
    return any(_CHECK_SIGNS[int(day + number) % 31] == check.upper() for day, number, check in spaced)


def _by_unique(holds) -> Predicate:
    """A test of one text as a predicate; equal values are tested once, and empty ones hold."""

    def predicate(values: pd.Series) -> pd.Series:
        known = {value: holds(value) for value in values.dropna().unique()}
        return values.map(known).fillna(True).astype(bool) if known else pd.Series(True, index=values.index)

    return predicate


no_contact_detail = _by_unique(lambda text: not (_CONTACT.search(text) or _holds_identity_code(text)))
"""Neither identity code nor e-mail nor phone."""

not_changed = _by_unique(lambda text: not _CHANGED.fullmatch(text))
"""An id as its system wrote it, not what a spreadsheet makes of one: `1,23E+17`, `1.3.2026`."""

no_formula = _by_unique(lambda text: not _RUNS.match(text))
"""A cell that no spreadsheet takes for a formula; signed numbers are none."""

no_formula_in_text = _by_unique(lambda text: not _RUNS_IN_TEXT.match(text))
"""The same for open text, where a dash or plus before a blank only begins a list."""


no_lost_character = _by_unique(lambda text: "\ufffd" not in text)
"""No sign that a decoder puts where it could not read a letter."""


def opposite(predicate: Predicate) -> Predicate:
    return lambda values: ~predicate(values)
