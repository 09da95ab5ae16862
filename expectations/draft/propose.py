"""The proposal as an ODCS file: what was seen is filled in, a guess says how sure it is, what is unknown is a gap."""

import json
import re
from collections import Counter
from pathlib import Path

import pandas as pd

from expectations.contract_file import GAP
from expectations.draft.codes import national_code
from expectations.draft.columns import Guess, date_format, guess_columns, lacking
from expectations.draft.sniff import Sample, sniff
from expectations.names import names_contact_details
from expectations.shapes import no_contact_detail
from lake_layout.feedback_fields import FIELD
from lake_layout.reference import code_set, labels

LOGICAL = {"text": "string", "code": "string", "scale": "integer"}
MOST_CODES, LONGEST_CODE = 40, 80
SURE_ENOUGH = 50
"""Percent below which a code is left a gap: a wrong code that nobody looks at is worse than none."""


def propose(path: Path, region: str | None = None, source: str | None = None) -> str:
    """The contract file's text; ValueError where the sample holds no table or the region is none."""
    if region is not None and region not in code_set("regions"):
        raise ValueError(f"'{region}' is no region; regions are {', '.join(code_set('regions'))}")
    if source is not None and not re.fullmatch(r"[a-z0-9-]+", source):
        raise ValueError("a source is named in small letters, digits and '-'")
    sample = sniff(path)
    guesses = guess_columns(sample.columns)
    forms = {
        guess.column: date_format(sample.columns[guess.column])
        for guess in guesses
        if FIELD[guess.field].kind == "date"
    }
    usual = Counter(form for form in forms.values() if form).most_common(1)
    form = usual[0][0] if usual else "%Y-%m-%d"
    if sample.dialect["format"] == "csv" and _decimal_comma(sample, guesses):
        sample.dialect["decimalChar"] = ","
    lines = [*_head(path, region, source, sample), *_columns(sample, guesses, forms, form)]
    return "\n".join([*lines, *_tail(region, source, sample, form)])


def _quoted(text: object) -> str:
    return json.dumps(str(text), ensure_ascii=False)


def _head(path: Path, region: str | None, source: str | None, sample: Sample) -> list[str]:
    name = labels("regions").get(region, GAP)
    return [
        f"# Proposed from the sample {path.name}: {len(sample.columns)} columns. Percentages say how sure a guess is.",
        f"# Go through every line marked GUESS or FILL IN; a contract with a '{GAP}' left in it is refused.",
        "apiVersion: v3.1.0",
        "kind: DataContract",
        f"id: aspa-{(region or 'xx').lower()}-{source or 'xx'}",
        f"name: {_quoted(f'{name}, {source or GAP}')}  # FILL IN: what people call the source",
        "version: 1.0.0",
        "status: draft",
        "domain: asiakaspalaute",
        f"tenant: {_quoted(region or GAP)}",
        "schema:",
        "  - name: palaute",
        "    logicalType: object",
        f"    physicalType: {sample.dialect['format']}",
        "    properties:",
    ]


def _columns(sample: Sample, guesses: list[Guess], forms: dict[str, str | None], form: str) -> list[str]:
    lines = []
    for guess in guesses:
        lines += _column(guess, sample.columns[guess.column], forms.get(guess.column), form)
    for field in lacking(guesses):
        lines.append(f"      # FILL IN: no column was found for {field} ({FIELD[field].label_fi}), which is required")
        lines += [f"      - name: {field}", f"        physicalName: {_quoted(GAP)}", "        required: true"]
    taken = {guess.column for guess in guesses}
    for name in (name for name in sample.columns if name not in taken):
        said = (
            "looks like contact details: it must not be delivered" if names_contact_details(name) else "was not mapped"
        )
        lines.append(f"      # FILL IN: column {_quoted(name)} {said}; map it, or have it left out of the deliveries")
    return lines


def _column(guess: Guess, values: list[str | None], own_form: str | None, form: str) -> list[str]:
    field = FIELD[guess.field]
    logical = LOGICAL.get(field.kind) or ("timestamp" if "%H" in (own_form or form) else "date")
    lines = [
        f"      - name: {guess.field}  # GUESS {guess.sure} %",
        f"        physicalName: {_quoted(guess.column)}",
        f"        logicalType: {logical}",
    ]
    if field.required:
        lines.append("        required: true")
    own = _codes(field.name, values) if field.kind == "code" else []
    if own_form and own_form != form:
        own = [f"          - {{property: dateFormat, value: {_quoted(own_form)}}}  # GUESS"]
    return [*lines, "        customProperties:", *own] if own else lines


def _codes(field: str, values: list[str | None]) -> list[str]:
    """The mapping of own values; none where the column holds the national codes themselves."""
    own = sorted({value for value in values if value and len(value) <= LONGEST_CODE})
    own = [value for value, sound in zip(own, no_contact_detail(pd.Series(own, dtype=object))) if sound]
    national = code_set(FIELD[field].code_set)
    if not own or len(own) > MOST_CODES or all(value in national for value in own):
        return []
    lines = ["          - property: codes", "            value:"]
    for value in own:
        code, sure = national_code(field, value) or (GAP, 0)
        if sure < SURE_ENOUGH:
            lines.append(f"              {_quoted(value)}: {_quoted(GAP)}  # FILL IN: one of {FIELD[field].code_set}")
        else:
            lines.append(f"              {_quoted(value)}: {_quoted(code)}  # GUESS {sure} %: {national[code].name_fi}")
    return lines


def _decimal_comma(sample: Sample, guesses: list[Guess]) -> bool:
    scales = [sample.columns[guess.column] for guess in guesses if FIELD[guess.field].kind == "scale"]
    return any(value and re.fullmatch(r"\d+,0+", value) for values in scales for value in values)


def _tail(region: str | None, source: str | None, sample: Sample, form: str) -> list[str]:
    dialect = ", ".join(f"{name}: {_quoted(value)}" for name, value in sample.dialect.items())
    sure = ", ".join(f"{name} {percent} %" for name, percent in sample.sure.items())
    return [
        "slaProperties:",
        "  - {property: frequency, value: 1, unit: month}  # FILL IN: months between deliveries",
        "  - {property: deadline, value: 10, unit: day}  # FILL IN: day of the following month",
        "support:",
        f"  - {{channel: email, url: {_quoted(GAP)}, tool: email}}  # FILL IN: mailto: of whom the platform may ask",
        "customProperties:",
        f"  - {{property: region, value: {_quoted(region or GAP)}}}" + ("" if region else "  # FILL IN"),
        f"  - {{property: source, value: {_quoted(source or GAP)}}}" + ("" if source else "  # FILL IN: a-z, 0-9, -"),
        f"  - {{property: dialect, value: {{{dialect}}}}}  # GUESS {sure}",
        f"  - {{property: dateFormat, value: {_quoted(form)}}}  # GUESS",
        "  - {property: quarantinedShareMost, value: 0.05}  # FILL IN: share of rows that may wait for correction",
        "  - {property: statementsAsked, value: [7, 7]}  # FILL IN: fewest and most statements a respondent is asked",
        "  - {property: receiptLanguages, value: [fi]}  # FILL IN: fi, sv, en",
    ]
