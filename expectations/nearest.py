"""'Did you mean': the allowed value that a delivered one most plausibly stands for. Only allowed values come out."""

import re
from collections.abc import Callable

import pandas as pd
from rapidfuzz import fuzz, process

from expectations.contract import ContractColumn
from expectations.names import plain
from lake_layout.records import KNOWN
from lake_layout.reference import code_set

NEAR = 80.0
"""Similarity (0–100) from which a word is taken for a misspelt one; digits are never guessed from near digits."""
SHORTEST = 4

_DECIMALS = re.compile(r"(?<=\d)[.,]0{1,2}(?=\"?$)")
_NO_SIGN = re.compile(r"[\W_]")


def _names(column: ContractColumn, allowed: frozenset[str]) -> dict[str, str]:
    """Comparable text -> allowed value: the values themselves, the national codes behind them, and their labels."""
    codes = code_set(KNOWN[column.field].code_set)
    found: dict[str, str] = {}
    behind = {value: (column.codes or {}).get(value, value) for value in sorted(allowed)}
    for value, code in behind.items():
        entry = codes.get(code)
        labels = (entry.name_fi, entry.name_sv, entry.name_en) if entry else ()
        for text in (value, code, *labels):
            if plain(text):
                found.setdefault(plain(text), value)
    # A value as it is written is nearer than another one's label.
    return {**found, **{plain(value): value for value in behind if plain(value)}}


def _without_zeros(text: str) -> str:
    return text.removesuffix("0").removesuffix(".").lstrip("0") if text.endswith(".0") else text.lstrip("0")


def _signs(text: str) -> str:
    """A code without what spreadsheets and people put into it: `="0123"`, `123.0`, `1 23`, `12–3`."""
    return _NO_SIGN.sub("", _DECIMALS.sub("", text)).casefold().lstrip("0")


def rewritten(known: frozenset[str]) -> Callable[[pd.Series], list[str | None]]:
    """The unit whose code has the same letters and digits; None where there is none, or two have."""

    def hint(values: pd.Series) -> list[str | None]:
        by_signs: dict[str, list[str]] = {}
        for unit in known:
            by_signs.setdefault(_signs(unit), []).append(unit)
        found = {value: by_signs.get(_signs(value), ()) for value in values.dropna().unique()}
        return [units[0] if len(units := found.get(value, ())) == 1 else None for value in values]

    return hint


def nearest(column: ContractColumn, allowed: frozenset[str]) -> Callable[[pd.Series], list[str | None]]:
    """What each value may have been meant to be; None where nothing is near, or two are equally so."""

    def hint(values: pd.Series) -> list[str | None]:
        names = _names(column, allowed)
        digits = {_without_zeros(value): value for value in sorted(allowed) if value.isdigit()}
        known = {value: _meant(value, names, digits) for value in values.dropna().unique()}
        return [known.get(value) for value in values]

    return hint


def _meant(value: str, names: dict[str, str], digits: dict[str, str]) -> str | None:
    text = plain(value)
    if text in names:
        return names[text]
    if not any(sign.isalpha() for sign in text):
        return digits.get(_without_zeros(value))
    if len(text) < SHORTEST:
        return None
    best = process.extract(text, list(names), scorer=fuzz.ratio, score_cutoff=NEAR, limit=5)
    top = {names[name] for name, score, _ in best if score == best[0][1]}
    return top.pop() if len(top) == 1 else None
