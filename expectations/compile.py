"""A contract compiled to rules: what a delivery of one source and period must satisfy."""

from dataclasses import replace

from expectations import rules
from expectations.contract import EVENTS, Contract, ContractColumn
from expectations.reading.dialects import LINE_ENDS
from expectations.reading.facts import AGREED, EVENT_PREFIX
from expectations.reading.records import LONGEST_LINE
from expectations.rules import Rule
from lake_layout.feedback_fields import FIELD
from lake_layout.reference import code_set, rows_of

MISSING = {"cost_centre": "COST_CENTRE_MISSING", "place": "PLACE_MISSING"}


def readability_rules(contract: Contract) -> tuple[Rule, ...]:
    """Is the file what was agreed at all? Where one of these fails, all that follows would only be its echo."""
    dialect = contract.dialect
    agreed, false, true = rules.equals(AGREED), rules.is_false, rules.is_true
    ends = LINE_ENDS[dialect.lineTerminator]
    own = f"The file is {dialect.format}, packing {dialect.compression}"
    found = (
        Rule("UNREADABLE", "file", "readable", true, own),
        Rule("ENCODING", "file", "encoding", agreed, f"The file is encoded as {dialect.encoding}"),
        Rule("ENCODING_MIXED", "lines", "in_encoding", true, "Every line is in the file's encoding"),
        Rule("NUL_CHARACTERS", "lines", "has_nul", false, "No line has NUL characters"),
        Rule("EMPTY", "file", "empty", false, "The file holds rows"),
        Rule("ENCODING_OTHER", "file", "encoding_read", agreed, f"The file was read as {dialect.encoding}"),
    )
    if dialect.format != "csv":
        return found
    return (
        *found,
        Rule("DELIMITER", "file", "delimiter", agreed, f"The delimiter is {dialect.delimiter!r}"),
        Rule("QUOTE_CHAR", "file", "quote", agreed, f"The quote is {dialect.quoteChar}"),
        Rule("DELIMITER_OTHER", "file", "delimiter_read", agreed, f"The file was read with {dialect.delimiter!r}"),
        Rule("QUOTE_CHAR_OTHER", "file", "quote_read", agreed, f"The file was read with {dialect.quoteChar}"),
        Rule("LINE_ENDS", "file", "line_ends", agreed, f"Lines end with {ends}"),
    )


def header_rules(contract: Contract) -> tuple[Rule, ...]:
    """Are the columns the agreed ones?"""
    none = rules.equals(0)
    names = (
        Rule("HEADER_MISSING_COLUMN", "file", "missing_columns", none, "Every agreed column is in the header"),
        Rule("HEADER_UNKNOWN_COLUMN", "file", "unknown_columns", none, "Only agreed columns are in the header"),
    )
    quotes = Rule("QUOTES", "file", "header_well_formed", rules.is_true, "The header's quotes are closed on its line")
    return (*names, quotes) if contract.dialect.format == "csv" else names


def line_rules(contract: Contract) -> tuple[Rule, ...]:
    """Is every line a whole row?"""
    false, true, width = rules.is_false, rules.is_true, len(contract.header)
    long = Rule("LINE_TOO_LONG", "lines", "too_long", false, f"No line has more than {LONGEST_LINE} characters")
    twice = Rule("DUPLICATE_ROW", "lines", "repeats", false, "No row stands twice")
    if contract.dialect.format != "csv":
        return (long, Rule("NO_RECORD", "lines", "is_record", true, "Every line is a record of plain values"), twice)
    return (
        long,
        Rule("MIXED_DELIMITERS", "lines", "other_delimiter", false, "Every line has the header's delimiter"),
        Rule("QUOTES", "lines", "quotes_well_formed", true, "Quotes are closed and doubled inside fields"),
        Rule("FIELD_COUNT", "lines", "field_count", rules.equals(width), f"Every line has {width} fields"),
        Rule("HEADER_REPEATED", "lines", "repeats_header", false, "The header stands once"),
        twice,
    )


def join_rules() -> tuple[Rule, ...]:
    """Does every feedback have its one service event in the delivery's other file?"""
    return (
        Rule("EVENT_MISSING", "lines", "matched", rules.is_true, "The service event stands in the care-record file"),
        Rule("EVENT_TWICE", "lines", "matched_twice", rules.is_false, "The service event stands there once"),
        Rule("EVENT_UNUSED", "event_lines", "event_unused", rules.is_false, "Every service event has feedback"),
    )


def _of_events(found: tuple[Rule, ...]) -> tuple[Rule, ...]:
    """The rules as they are for the file of service events."""
    return tuple(
        replace(
            rule,
            scope=f"event_{rule.scope}",
            column=f"{EVENT_PREFIX}{rule.column}",
            meaning=f"{EVENTS}: {rule.meaning}",
        )
        for rule in found
    )


def structure_steps(contract: Contract) -> tuple[tuple[Rule, ...], ...]:
    """The rules on raw files, header and lines, in the order of judgement."""
    parts = [contract.part(role) for role in contract.roles]
    found = [[rules_of(part) for part in parts] for rules_of in (readability_rules, header_rules, line_rules)]
    if len(parts) == 1:
        return tuple(own for (own,) in found)
    readability, header, lines = ((*own, *_of_events(events)) for own, events in found)
    return readability, header, (*lines, *join_rules())


def allowed_values(column: ContractColumn, day: str) -> frozenset[str]:
    """The values agreed for a code column: the region's own where they are mapped, else the codes in force."""
    if column.codes is not None:
        return frozenset(column.codes)
    code_set_name = FIELD[column.field].code_set
    return frozenset(code for code, entry in code_set(code_set_name).items() if entry.valid_on(day))


def _known_units(region: str, field: str, day: str) -> frozenset[str]:
    """The region's cost centres or places that are in force; empty where the platform has no list of them."""
    rows = rows_of({"cost_centre": "cost_centres", "place": "places"}[field])
    own = (row for row in rows if row["region"] == region)
    return frozenset(
        row[field] for row in own if row["valid_from"] <= day and (not row["valid_to"] or day <= row["valid_to"])
    )


def _column_rules(column: ContractColumn, contract: Contract, period: str) -> list[Rule]:
    field = FIELD[column.field]
    name = column.field
    found = []
    if column.required or field.required:
        code = MISSING.get(name, "VALUE_MISSING")
        found.append(Rule(code, "rows", name, rules.present, f"{name} is present"))
    if name in MISSING and (known := _known_units(contract.region, name, f"{period}-01")):
        code = MISSING[name].replace("MISSING", "UNKNOWN")
        found.append(Rule(code, "rows", name, rules.empty_or_in(known), f"{name} is one the region has told of"))
    if field.kind == "code":
        holds = rules.empty_or_in(allowed_values(column, f"{period}-01"))
        found.append(Rule("CODE_UNKNOWN", "rows", name, holds, f"{name} is in the agreed code set"))
    if field.kind == "scale":
        holds = rules.empty_or_whole_between(*field.scale, contract.dialect.decimalChar)
        found.append(
            Rule("OUT_OF_SCALE", "rows", name, holds, f"{name} is a whole number {field.scale[0]}-{field.scale[1]}")
        )
    if field.kind == "date":
        date_format = contract.date_format_of(name)
        found.append(
            Rule("DATE_FORM", "rows", name, rules.empty_or_date(date_format), f"{name} is a date as {date_format}")
        )
    return found


def content_rules(contract: Contract, period: str) -> tuple[Rule, ...]:
    """Rules on the columns of a delivery of `period` (YYYY-MM)."""
    found = [rule for column in contract.columns for rule in _column_rules(column, contract, period)]
    in_month = rules.empty_or_in_month(period, contract.date_format_of("answered_at"))
    return (
        *found,
        Rule("DATE_OUTSIDE_PERIOD", "rows", "answered_at", in_month, f"The answer was given in {period}"),
        Rule("DUPLICATE_ID", "rows", "source_row_id", rules.empty_or_once, "Every answer has an id of its own"),
    )


def tolerance_rule(contract: Contract) -> Rule:
    """The delivery as a whole: not more rows at fault than the contract tolerates."""
    share = f"{contract.quarantined_share_most:.0%}"
    return Rule(
        "TOO_MANY_QUARANTINED", "verdict", "faulty", rules.is_false, f"At most {share} of the rows are at fault"
    )


def steps(contract: Contract, period: str) -> tuple[tuple[Rule, ...], ...]:
    """The rules in the order of judgement; a step is reached where none before it turned the delivery away."""
    return (*structure_steps(contract), content_rules(contract, period))
