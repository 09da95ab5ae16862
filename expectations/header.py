"""The columns of a delivery against the agreed ones: missing, added, renamed, or such as must not be there at all."""

import pandas as pd
from rapidfuzz import fuzz

from expectations.contract import EVENTS, FEEDBACK, Contract
from expectations.names import names_contact_details, plain, shown
from expectations.reading.facts import EVENT_PREFIX, Facts
from expectations.rules import Rule, is_false, is_true
from expectations.usual_names import field_named

ALIKE = 75.0
"""Similarity (0–100) from which an agreed column that is missing and one that came instead are taken for the same."""
MOST_UNKNOWN = 200
"""Columns beyond the agreed ones that a receipt names; of a table of thousands it tells how many more there are."""
HEADER_FACTS = ("missing", "unknown", "contact", "renamed", "absent")
HEADER_COLUMNS = ["line_number", "field", "shown", "hint", *HEADER_FACTS]


def header_rules(contract: Contract) -> tuple[Rule, ...]:
    """Are the columns the agreed ones?"""

    def rule(code: str, fact: str, meaning: str) -> Rule:
        return Rule(code, "header", fact, is_false, meaning)

    names = (
        rule("CONTACT_COLUMN", "contact", "No column holds contact details"),
        rule("HEADER_RENAMED_COLUMN", "renamed", "No agreed column comes under another name"),
        rule("HEADER_MISSING_COLUMN", "missing", "Every agreed column is in the header"),
        rule("HEADER_UNKNOWN_COLUMN", "unknown", "Only agreed columns are in the header"),
    )
    names = (*names, rule("HEADER_ABSENT", "absent", "The header has agreed names"))
    if contract.dialect.format in ("csv", "xlsx"):
        names = (
            *names,
            Rule("HEADER_NOT_FIRST", "file", "header_first", is_true, "The header stands on the first line"),
        )
    quotes = Rule("QUOTES", "file", "header_well_formed", is_true, "The header's quotes are closed on its line")
    return (*names, quotes) if contract.dialect.format == "csv" else names


def _pairs(missing: dict[str, str], added: list[str]) -> dict[str, str]:
    """Added column -> the agreed column (name -> field) that it seems to be; each at most once, the most alike first.

    Alike are names that are written nearly alike, and names that both usually stand for one field.
    """
    alike = sorted(
        (
            (100.0 if field_named(other) == field else fuzz.ratio(plain(one), plain(other)), one, other)
            for one, field in missing.items()
            for other in added
        ),
        reverse=True,
    )
    found: dict[str, str] = {}
    for likeness, agreed, name in alike:
        if likeness >= ALIKE and name not in found and agreed not in found.values():
            found[name] = agreed
    return found


def header_frames(facts: Facts, contract: Contract) -> dict[str, pd.DataFrame]:
    """The frames of the delivery's headers, by the scope of their rules."""
    own = _header_frame(_names(facts, contract.part(FEEDBACK)), contract.part(FEEDBACK))
    if not contract.event_columns:
        return {"header": own}
    events = _header_frame(facts.event_header, contract.part(EVENTS))
    # Both files have a first line and may have a column of a name: a finding on this one says so.
    events["shown"] = [f"{EVENTS}: {name}" if name else EVENTS for name in events["shown"]]
    facts_of_events = {name: f"{EVENT_PREFIX}{name}" for name in HEADER_FACTS}
    return {"header": own, "event_header": events.rename(columns=facts_of_events)}


def _header_frame(names: tuple[str, ...], contract: Contract) -> pd.DataFrame:
    """A row a column, agreed or delivered: what is amiss with it, and what a receipt may call it.

    Delivered names are shown only where the line is plainly a header, that is, holds half of the agreed names: without
    one it is a customer's answer.
    """
    agreed = list(contract.header)
    is_header = len(set(agreed) & set(names)) * 2 >= len(agreed)
    missing = [name for name in agreed if name not in names]
    added = [(at, name) for at, name in enumerate(names, 1) if name not in agreed or name in names[: at - 1]]
    contact = {at for at, name in added if names_contact_details(name)}
    fields = {column.physical_name: column.field for column in contract.columns}
    lacking = {name: fields[name] for name in missing}
    pairs = _pairs(lacking, [name for at, name in added if at not in contact and name not in agreed])
    if not pairs and not set(agreed) & set(names):
        # No name of the contract's: to list them all, and all that came, would hide that this is another table.
        rows = [(1, "-", None, None, False, False, False, False, True)]
        rows += [(1, "-", f"#{at}", None, False, False, True, False, False) for at in sorted(contact)]
        return pd.DataFrame(rows, columns=HEADER_COLUMNS)
    rows = []
    for name in agreed:
        if name not in pairs.values():
            rows.append((1, fields[name], name, None, name in missing, False, False, False, False))
    for at, name in added:
        called = shown(name, at) if is_header else f"#{at}"
        of = None if at in contact else pairs.get(name)
        rows.append(
            (1, fields.get(of, "-"), called, of, False, not of and at not in contact, at in contact, bool(of), False)
        )
    return _shortened(pd.DataFrame(rows, columns=HEADER_COLUMNS))


def _shortened(frame: pd.DataFrame) -> pd.DataFrame:
    """The header's frame with no more than MOST_UNKNOWN unknown columns; the last of them says how many more."""
    beyond = frame.index[frame["unknown"]][MOST_UNKNOWN:]
    if beyond.empty:
        return frame
    frame.loc[beyond[0], "shown"] = f"+ {len(beyond)}"
    return frame.drop(index=beyond[1:])


def _names(facts: Facts, contract: Contract) -> tuple[str, ...]:
    """The delivered names. Where the reading could not give them, such as its counts imply."""
    if facts.header:
        return facts.header
    known = tuple(name for name in contract.header if name not in facts.missing_columns)
    return (*known, *([""] * int(facts.file["unknown_columns"].iloc[0])))
