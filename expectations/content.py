"""The content of a delivery: rules on its columns, compiled from the contract and the national fields."""

import datetime as dt

from expectations import dates, rules, shapes
from expectations.contract import Contract, ContractColumn
from expectations.earlier import NOTHING_EARLIER, Earlier
from expectations.groups import GROUP
from expectations.nearest import nearest, rewritten
from expectations.rules import Rule
from lake_layout import records
from lake_layout.feedback_fields import FeedbackField
from lake_layout.records import KNOWN
from lake_layout.reference import codes_on, in_force

MISSING = {"cost_centre": "COST_CENTRE_MISSING", "place": "PLACE_MISSING"}
UNITS = {"cost_centre": "cost_centres", "place": "places"}


def allowed_values(column: ContractColumn, day: str) -> frozenset[str]:
    """The values agreed for a code column: the region's own where they are mapped, else the codes in force."""
    if column.codes is not None:
        return frozenset(column.codes)
    return frozenset(codes_on(KNOWN[column.field].code_set, day))


def _known_units(region: str, field: str, day: str) -> frozenset[str]:
    """The region's cost centres or places that are in force; empty where the platform has no list of them."""
    return frozenset(row[field] for row in in_force(UNITS[field], day) if row["region"] == region)


def _mapping_rules(region: str, day: str) -> list[Rule]:
    """Of a cost centre that leads to no service class the region is told, so that it can name one."""
    own = (row for row in in_force("cost_centres", day) if row["region"] == region)
    lacking = frozenset(row["cost_centre"] for row in own if not row["service_class"])
    meaning = "cost_centre has a service class"
    return [Rule("COST_CENTRE_UNMAPPED", "rows", "cost_centre", rules.none_of(lacking), meaning)] if lacking else []


def _text_rules(field: FeedbackField, contract: Contract, day: str) -> list[Rule]:
    """An id or unit: known where there is a list, no contact detail, nothing that a spreadsheet would run, not long."""
    name = field.name
    lost = Rule("CHARACTERS_LOST", "rows", name, shapes.no_lost_character, f"{name} has no letter replaced by �")
    if name == "open_text":
        most = contract.text_length_most
        return [
            Rule("TOO_LONG", "rows", name, rules.empty_or_at_most(most), f"{name} has at most {most} characters"),
            # A customer may begin with a dash, a plus or a smile: told, not kept from the results.
            Rule("FORMULA_TEXT", "rows", name, shapes.no_formula_in_text, f"{name} begins like no formula"),
            lost,
        ]
    no_contact = Rule("CONTACT_DETAIL", "rows", name, shapes.no_contact_detail, f"{name} holds no contact detail")
    found = [no_contact, lost]
    if name in UNITS and (known := _known_units(contract.region, name, day)):
        # A contact detail is told as such, not as an unknown unit.
        holds = rules.either(rules.empty_or_in(known), shapes.opposite(shapes.no_contact_detail))
        code = MISSING[name].replace("MISSING", "UNKNOWN")
        meaning = f"{name} is one the region has told of"
        found.append(Rule(code, "rows", name, holds, meaning, hint=rewritten(known)))
        mapped = name == "cost_centre" and contract.record == records.FEEDBACK
        return [*found, *(_mapping_rules(contract.region, day) if mapped else ())]
    return [
        *found,
        Rule("FORMULA_CELL", "rows", name, shapes.no_formula, f"{name} begins like no formula"),
        Rule("ID_CHANGED", "rows", name, shapes.not_changed, f"{name} is no rounded number and no date"),
        Rule("TOO_LONG", "rows", name, rules.empty_or_at_most(field.longest), f"{name} is no longer than an id"),
    ]


def _code_rules(column: ContractColumn, day: str) -> list[Rule]:
    name, allowed = column.field, allowed_values(column, day)
    known = rules.empty_or_in(allowed)
    holds = rules.either(known, shapes.opposite(shapes.no_contact_detail))
    no_contact = rules.either(known, shapes.no_contact_detail)
    return [
        Rule("CONTACT_DETAIL", "rows", name, no_contact, f"{name} holds no contact detail"),
        Rule("CODE_UNKNOWN", "rows", name, holds, f"{name} is in the agreed code set", hint=nearest(column, allowed)),
    ]


def _scale_rules(field: FeedbackField, contract: Contract) -> list[Rule]:
    holds = rules.empty_or_whole_between(*field.scale, contract.dialect.decimalChar)
    meaning = f"{field.name} is a whole number {field.scale[0]}-{field.scale[1]}"
    return [Rule("OUT_OF_SCALE", "rows", field.name, holds, meaning)]


def _date_rules(name: str, contract: Contract, period: str, today: dt.date) -> list[Rule]:
    form = contract.date_format_of(name)
    found = [Rule("DATE_FORM", "rows", name, dates.empty_or_date(form), f"{name} is a date as {form}")]
    reason = {"answered_at": "DATE_OUTSIDE_PERIOD", "counted_in": "MONTH_OTHER"}.get(name)
    of_period = period if reason else None
    if reason:
        in_month = dates.empty_or_in_month(period, form)
        found.append(Rule(reason, "rows", name, in_month, f"{name} is in {period}"))
    until = dates.empty_or_until(today, form, of_period)
    return [*found, Rule("DATE_IN_FUTURE", "rows", name, until, f"{name} is not in the future")]


def _column_rules(column: ContractColumn, contract: Contract, period: str, today: dt.date) -> list[Rule]:
    field, name = KNOWN[column.field], column.field
    found = []
    if column.required or field.required:
        code = MISSING.get(name, "VALUE_MISSING")
        found.append(Rule(code, "rows", name, rules.present, f"{name} is present"))
    if field.kind == "text":
        return found + _text_rules(field, contract, f"{period}-01")
    if field.kind == "code":
        return found + _code_rules(column, f"{period}-01")
    if field.kind == "scale":
        return found + _scale_rules(field, contract)
    if field.kind == "count":
        holds = rules.empty_or_count
        return [*found, Rule("NOT_A_COUNT", "rows", name, holds, f"{name} is a whole number, zero or more")]
    return found + _date_rules(name, contract, period, today)


def _event_rules(contract: Contract, earlier: Earlier) -> list[Rule]:
    """A service event has one feedback, unless its service is one in which many are given."""
    if "service_event_id" not in contract.fields:
        return []

    def rule(code: str, column: str, new: rules.Predicate, meaning: str) -> Rule:
        return Rule(code, "rows", column, rules.both(rules.empty_or_once, new), meaning, points_to="service_event_id")

    return [
        rule("EVENT_REPEATED", "event_of_point", earlier.new_event, "A point service's event has one feedback"),
        rule("EPISODE_REPEATED", "event_of_episode", earlier.new_event, "An episode is asked once, at its end"),
        rule("EPISODE_REPEATED", "event_of_year", earlier.new_event_of_year, "A long episode is asked once a year"),
    ]


def content_rules(
    contract: Contract, period: str, today: dt.date, earlier: Earlier = NOTHING_EARLIER
) -> tuple[Rule, ...]:
    """Rules on the columns of a delivery of `period` (YYYY-MM), as it is judged on the day `today`."""
    of_columns = (rule for column in contract.columns for rule in _column_rules(column, contract, period, today))
    if contract.record == records.DENOMINATORS:
        once = Rule(
            "GROUP_REPEATED", "rows", GROUP, rules.empty_or_once, "A cost centre and age group stands once",
            points_to="cost_centre",
        )  # fmt: skip
        return (*of_columns, once)
    return (
        *of_columns,
        Rule("DUPLICATE_ID", "rows", "source_row_id", rules.empty_or_once, "Every answer has an id of its own"),
        Rule("DUPLICATE_ELSEWHERE", "rows", "source_row_id", earlier.new_row, "No other month has brought the answer"),
        *_event_rules(contract, earlier),
    )
