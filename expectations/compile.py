"""A contract compiled to rules: what a delivery of one source and period must satisfy."""

import datetime as dt
from collections.abc import Iterator

from expectations import rules
from expectations.content import content_rules
from expectations.contract import Contract
from expectations.earlier import NOTHING_EARLIER, Earlier
from expectations.header import header_rules
from expectations.reading.facts import AGREED
from expectations.rules import Rule


def readability_rules(contract: Contract) -> tuple[Rule, ...]:
    """Is the file what was agreed at all? Where one of these fails, all that follows would only be its echo."""
    dialect = contract.dialect
    return (
        Rule(
            "UNREADABLE",
            "file",
            "readable",
            rules.is_true,
            f"The file is {dialect.format}, packing {dialect.compression}",
        ),
        Rule("ENCODING", "file", "encoding", rules.equals(AGREED), f"The file is encoded as {dialect.encoding}"),
        Rule("EMPTY", "file", "empty", rules.is_false, "The file holds feedback"),
        Rule("DELIMITER", "file", "delimiter", rules.equals(AGREED), f"The delimiter is {dialect.delimiter!r}"),
    )


def line_rules(contract: Contract) -> tuple[Rule, ...]:
    """Is every line a whole row?"""
    width = len(contract.header)
    return (
        Rule("MIXED_DELIMITERS", "lines", "other_delimiter", rules.is_false, "Every line has the header's delimiter"),
        Rule("QUOTES", "lines", "quotes_well_formed", rules.is_true, "Quotes are closed and doubled inside fields"),
        Rule("FIELD_COUNT", "lines", "field_count", rules.equals(width), f"Every line has {width} fields"),
        Rule("DUPLICATE_ROW", "lines", "repeats", rules.is_false, "No row stands twice"),
    )


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
    yield readability_rules(contract)
    yield header_rules()
    yield line_rules(contract)
    yield content_rules(contract, period, today, earlier)
