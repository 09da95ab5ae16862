"""A contract compiled to rules: what a delivery of one source and period must satisfy."""

from expectations import rules
from expectations.contract import Contract, ContractColumn
from expectations.reading.facts import AGREED
from expectations.rules import Rule
from lake_layout.feedback_fields import FIELD
from lake_layout.reference import code_set, rows_of

MISSING = {"cost_centre": "COST_CENTRE_MISSING", "place": "PLACE_MISSING"}


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


def header_rules() -> tuple[Rule, ...]:
    """Are the columns the agreed ones?"""
    return (
        Rule(
            "HEADER_MISSING_COLUMN", "file", "missing_columns", rules.equals(0), "Every agreed column is in the header"
        ),
        Rule(
            "HEADER_UNKNOWN_COLUMN", "file", "unknown_columns", rules.equals(0), "Only agreed columns are in the header"
        ),
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
    return readability_rules(contract), header_rules(), line_rules(contract), content_rules(contract, period)
