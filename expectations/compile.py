"""A contract compiled to rules: what a delivery of one source and period must satisfy."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

from expectations import rules
from expectations.content import content_rules
from expectations.contract import EVENTS, Contract
from expectations.earlier import NOTHING_EARLIER, Earlier
from expectations.header import header_rules
from expectations.reading.dialects import LINE_ENDS
from expectations.reading.facts import AGREED, EVENT_PREFIX
from expectations.reading.records import LONGEST_LINE
from expectations.rules import Rule


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


def line_rules(contract: Contract) -> tuple[Rule, ...]:
    """Is every line a whole row?"""
    false, true, width = rules.is_false, rules.is_true, len(contract.header)
    long = Rule("LINE_TOO_LONG", "lines", "too_long", false, f"No line has more than {LONGEST_LINE} characters")
    twice = Rule("DUPLICATE_ROW", "lines", "repeats", false, "No row stands twice")
    header_once = Rule("HEADER_REPEATED", "lines", "repeats_header", false, "The header stands once")
    if contract.dialect.format != "csv":
        plain = Rule("NO_RECORD", "lines", "is_record", true, "Every line is a record of plain values")
        return (long, plain, header_once, twice)
    return (
        long,
        Rule("MIXED_DELIMITERS", "lines", "other_delimiter", false, "Every line has the header's delimiter"),
        Rule("QUOTES", "lines", "quotes_well_formed", true, "Quotes are closed and doubled inside fields"),
        Rule("FIELD_COUNT", "lines", "field_count", rules.equals(width), f"Every line has {width} fields"),
        Rule("TEXT_CONTINUES", "lines", "text_continues", false, "No text goes on on the next line"),
        header_once,
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


def tolerance_rule(contract: Contract) -> Rule:
    """The delivery as a whole: not more rows at fault than the contract tolerates."""
    share = f"{contract.quarantined_share_most:.0%}"
    return Rule(
        "TOO_MANY_QUARANTINED", "verdict", "faulty", rules.is_false, f"At most {share} of the rows are at fault"
    )


def steps(
    contract: Contract, period: str, today: dt.date, earlier: Earlier = NOTHING_EARLIER
) -> Iterator[tuple[Rule, ...]]:
    """The rules in the order of judgement; a step is reached where none before it turned the delivery away."""
    yield from structure_steps(contract)
    yield content_rules(contract, period, today, earlier)
