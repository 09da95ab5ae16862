"""Contract files: read, checked entry by entry, and refused with file, line and reason where they are mistaken."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, get_args

from pydantic import ValidationError
from rapidfuzz import process

from expectations.contract import EVENTS, JOIN, Contract, ContractError, Dialect
from expectations.dates import DIRECTIVES
from expectations.marked_yaml import Marked, NotYaml, read_marked
from expectations.marked_yaml import Path as Entry
from lake_layout import records
from lake_layout.feedback_fields import OWN_STATEMENTS
from lake_layout.records import KNOWN
from lake_layout.reference import code_set

DELIMITERS = (";", ",", "\t", "|")
ODCS_FIELDS = (
    "apiVersion", "kind", "id", "name", "version", "status", "tenant", "domain", "dataProduct", "description", "tags",
    "schema", "slaProperties", "slaDefaultElement", "support", "team", "roles", "servers", "price",
    "authoritativeDefinitions", "customProperties", "contractCreatedTs",
)  # fmt: skip
"""What ODCS 3.1 knows at the top of a contract."""
COLUMN_FIELDS = (
    "name", "physicalName", "logicalType", "physicalType", "required", "description", "businessName", "unique",
    "primaryKey", "primaryKeyPosition", "classification", "examples", "tags", "customProperties", "quality",
    "logicalTypeOptions", "criticalDataElement", "authoritativeDefinitions", "id",
)  # fmt: skip
LOGICAL_TYPES = {
    "text": ("string",), "code": ("string", "integer"), "date": ("date", "timestamp"), "scale": ("integer", "number"),
    "count": ("integer",),
}  # fmt: skip
# Custom property -> the contract's field.
PROPERTIES = {
    "region": "region", "source": "source", "dialect": "dialect", "dateFormat": "date_format",
    "quarantinedShareMost": "quarantined_share_most", "statementsAsked": "statements_asked",
    "receiptLanguages": "receipt_languages", "textLengthMost": "text_length_most", "otherDialects": "other_dialects",
    "extractionRule": "extraction_rule", "questionnaire": "questionnaire",
}  # fmt: skip
SERVICE_LEVELS = {"frequency": "frequency_months", "deadline": "deadline_day"}
COLUMN_PROPERTIES = {"codes": "codes", "dateFormat": "date_format"}
GAP = "?"
"""What a proposed contract holds where a person must fill something in."""
_NEAR = 70


class Mistake(ValueError):
    """One mistake of a contract: the entry and the reason."""

    def __init__(self, entry: Entry, reason: str) -> None:
        super().__init__(reason)
        self.entry, self.reason = entry, reason


def meant(word: object, known: Iterable[str]) -> str:
    """`; did you mean 'x'?` where a known word is near."""
    found = process.extractOne(str(word), list(known), score_cutoff=_NEAR)
    return f"; did you mean '{found[0]}'?" if found else ""


def _unknown(entry: Entry, known: Iterable[str], what: str) -> Mistake:
    return Mistake(entry, f"{what} '{entry[-1]}' is unknown{meant(entry[-1], known)}")


def _mapping(value: Any, entry: Entry, what: str) -> dict:
    if not isinstance(value, dict):
        raise Mistake(entry, f"{what} must be a mapping of names to values")
    return value


def _list(value: Any, entry: Entry, what: str) -> list:
    if not isinstance(value, list):
        raise Mistake(entry, f"{what} must be a list")
    return value


def _properties(entries: Any, at: Entry, known: dict[str, str], what: str) -> Iterator[tuple[str, Any, Entry]]:
    """(property, value, entry of the value) of a list of properties; Mistake where one is unknown or stands twice."""
    seen: set[str] = set()
    for number, one in enumerate(_list(entries or [], at, what)):
        entry = (*at, number)
        one = _mapping(one, entry, what)
        if "property" not in one or "value" not in one:
            raise Mistake(entry, f"{what}: an entry has 'property' and 'value'")
        name = one["property"]
        if name not in known:
            raise Mistake((*entry, "property"), f"the property '{name}' is unknown{meant(name, known)}")
        if name in seen:
            raise Mistake((*entry, "property"), f"the property '{name}' stands twice")
        seen.add(name)
        yield name, one["value"], (*entry, "value")


def _date_format(value: Any, entry: Entry) -> str:
    text = str(value)
    left = text
    for directive in DIRECTIVES:
        left = left.replace(directive, "", 1)
    if "%" in left:
        raise Mistake(entry, f"the date format '{text}' is impossible: it may hold {' '.join(DIRECTIVES)}, each once")
    if lacking := [part for part in ("%Y", "%m", "%d") if part not in text]:
        raise Mistake(entry, f"the date format '{text}' lacks {' '.join(lacking)}")
    return text


def _dialect(value: Any, entry: Entry) -> dict:
    dialect = _mapping(value, entry, "the dialect")
    for name, given in dialect.items():
        if name not in Dialect.model_fields:
            raise _unknown((*entry, name), Dialect.model_fields, "the dialect's field")
        known = get_args(Dialect.model_fields[name].annotation) or (DELIMITERS if name == "delimiter" else ())
        if known and all(isinstance(one, str) for one in known) and given not in known:
            allowed = ", ".join(repr(one) for one in known)
            raise Mistake((*entry, name), f"{name} {given!r} is not one of {allowed}{meant(given, known)}")
    return dialect


def _codes(value: Any, entry: Entry, field: str) -> dict[str, str]:
    name = KNOWN[field].code_set
    if name is None:
        raise Mistake(entry, f"{field} has no code set, so no codes can be mapped to it")
    national = code_set(name)
    codes = _mapping(value, entry, "codes")
    if not codes:
        raise Mistake(entry, "codes maps nothing")
    for own, code in codes.items():
        if str(code) not in national:
            raise Mistake((*entry, own), f"'{code}' is no code of the national code set {name}{meant(code, national)}")
    return {str(own): str(code) for own, code in codes.items()}


def _column(value: Any, entry: Entry) -> dict:
    column = _mapping(value, entry, "a column")
    for name in column:
        if name not in COLUMN_FIELDS:
            raise _unknown((*entry, name), COLUMN_FIELDS, "the column's field")
    if not column.get("name"):
        raise Mistake(entry, "the column has no name")
    field = column["name"]
    if field not in KNOWN:
        raise Mistake((*entry, "name"), f"'{field}' is no national field{meant(field, KNOWN)}")
    kinds = LOGICAL_TYPES[KNOWN[field].kind]
    if column.get("logicalType", kinds[0]) not in kinds:
        raise Mistake((*entry, "logicalType"), f"{field} is {' or '.join(kinds)}, not '{column['logicalType']}'")
    physical = str(column.get("physicalName", field))
    if not physical.strip() or physical != physical.strip():
        raise Mistake((*entry, "physicalName"), "the column's physicalName is empty or begins or ends with a blank")
    if not isinstance(column.get("required", False), bool):
        raise Mistake((*entry, "required"), "required is true or false")
    found = {"field": field, "physical_name": physical, "required": column.get("required", False)}
    at = (*entry, "customProperties")
    for name, given, where in _properties(column.get("customProperties"), at, COLUMN_PROPERTIES, "customProperties"):
        found[COLUMN_PROPERTIES[name]] = _codes(given, where, field) if name == "codes" else _date_format(given, where)
    return found


def _table(document: dict, number: int) -> list[dict]:
    """The columns of one schema object, that is of one file."""
    table = _mapping(document["schema"][number], ("schema", number), "a schema object")
    at = ("schema", number, "properties")
    entries = _list(table.get("properties"), at, "the object's properties")
    columns = [_column(entry, (*at, place)) for place, entry in enumerate(entries)]
    for what, called in (("field", "name"), ("physical_name", "physicalName")):
        seen: set[str] = set()
        for place, column in enumerate(columns):
            if column[what] in seen:
                raise Mistake((*at, place, called), f"{called} '{column[what]}' stands twice")
            seen.add(column[what])
    return columns


def _event_dialect(document: dict) -> dict | None:
    at = ("schema", 1, "customProperties")
    for _, value, entry in _properties(
        document["schema"][1].get("customProperties"), at, {"dialect": ""}, "customProperties"
    ):
        return _dialect(value, entry)
    return None


def _columns(document: dict) -> dict[str, Any]:
    """The columns of the feedback's file, and of the service events' where the delivery has two."""
    tables = _list(document["schema"], ("schema",), "schema")
    if not tables or len(tables) > 2 or (len(tables) == 2 and tables[1].get("name") != EVENTS):
        raise Mistake(("schema",), f"schema has one object, the feedback's, or a second one named {EVENTS}")
    own = _table(document, 0)
    events = _table(document, 1) if len(tables) == 2 else []
    shared = {column["field"] for column in own} & {column["field"] for column in events}
    if events and shared != {JOIN}:
        raise Mistake(("schema", 1), f"{JOIN}, and no other field, stands in both objects")
    columns = [*own, *(column for column in events if column["field"] != JOIN)]
    given = {column["field"] for column in columns}
    record = tables[0].get("name") if tables[0].get("name") in records.FIELDS else records.FEEDBACK
    if lacking := [field.name for field in records.FIELDS[record] if field.required and field.name not in given]:
        at = ("schema", 0, "properties")
        raise Mistake(at, f"the national fields {', '.join(lacking)} are required and have no column")
    found = {"columns": columns, "event_columns": events, "record": record}
    return {**found, "event_dialect": _event_dialect(document)} if events else found


def _gap(value: Any, entry: Entry) -> Entry | None:
    """The first entry that is still to be filled in."""
    if isinstance(value, dict | list):
        below = value.items() if isinstance(value, dict) else enumerate(value)
        return next((gap for name, one in below if (gap := _gap(one, (*entry, name)))), None)
    return entry if value == GAP else None


def _region(value: Any, entry: Entry, document: dict) -> str:
    regions = code_set("regions")
    if value not in regions:
        written = "" if isinstance(value, str) else ' (write it in quotes: "05")'
        raise Mistake(entry, f"'{value}' is no region{written}; regions are {', '.join(regions)}")
    if str(document.get("tenant", value)) != value:
        raise Mistake(("tenant",), f"tenant '{document['tenant']}' is not the region '{value}'")
    return value


def fields_of(document: Any) -> tuple[dict, dict[str, Entry]]:
    """The fields of a Contract in a document, and where each stands; Mistake where an entry can't be meant."""
    document = _mapping(document, (), "a contract")
    if gap := _gap(document, ()):
        raise Mistake(gap, f"'{GAP}' is to be filled in")
    for name in document:
        if name not in ODCS_FIELDS:
            raise _unknown((name,), ODCS_FIELDS, "the field")
    needed = ("apiVersion", "kind", "id", "name", "version", "status", "schema", "support", "customProperties")
    if lacking := [name for name in needed if name not in document]:
        raise Mistake((), f"the contract lacks {', '.join(lacking)}")
    for name, begins in (("kind", "DataContract"), ("apiVersion", "v3.")):
        if not str(document[name]).startswith(begins):
            raise Mistake((name,), "a contract is an ODCS file: apiVersion v3.1.0, kind DataContract")
    fields: dict[str, Any] = {name: document[name] for name in ("id", "name", "version")}
    where: dict[str, Entry] = {name: (name,) for name in fields}
    for name, value, entry in _properties(
        document["customProperties"], ("customProperties",), PROPERTIES, "customProperties"
    ):
        read = {"dialect": _dialect, "dateFormat": _date_format}.get(name, lambda given, _: given)
        fields[PROPERTIES[name]] = _region(value, entry, document) if name == "region" else read(value, entry)
        where[PROPERTIES[name]] = entry
    if lacking := [name for name in ("region", "source", "dialect") if name not in fields]:
        raise Mistake(("customProperties",), f"customProperties lack {', '.join(lacking)}")
    levels = _properties(document.get("slaProperties"), ("slaProperties",), SERVICE_LEVELS, "slaProperties")
    # The standard lets an entry of slaProperties name a unit beside its value.
    for name, value, entry in levels:
        fields[SERVICE_LEVELS[name]], where[SERVICE_LEVELS[name]] = value, entry
    support = _list(document["support"], ("support",), "support")
    if not support or not isinstance(support[0], dict) or not support[0].get("url"):
        raise Mistake(("support", 0), "support names a channel with a url: whom the platform may ask")
    fields["contact"] = support[0]["url"]
    return fields | _columns(document), where


def load_contract(path: Path) -> Contract:
    """Read one contract file; ContractError names the file, the line and what is wrong."""
    marked = Marked()
    try:
        marked = read_marked(path.read_text(encoding="utf-8"))
        if marked.twice:
            line, key = marked.twice[0]
            raise ContractError(f"{path.name}:{line}: '{key}' stands twice")
        fields, where = fields_of(marked.content)
    except (NotYaml, UnicodeDecodeError) as error:
        raise ContractError(f"{path.name}:{getattr(error, 'line', 1)}: not YAML: {error}") from None
    except Mistake as mistake:
        raise ContractError(f"{path.name}:{marked.line(mistake.entry)}: {mistake.reason}") from None
    try:
        return Contract.model_validate(fields)
    except ValidationError as error:
        first = error.errors()[0]
        location = [str(part) for part in first["loc"]]
        line = marked.line(where.get(location[0], ())) if location else 1
        raise ContractError(f"{path.name}:{line}: {'.'.join(location)}: {first['msg']}") from None


def _each_own_statement_once(named: Iterable[tuple[str, Contract]]) -> None:
    """One region's own statement 1 is one question, whichever of its sources asks it."""
    mapped: dict[tuple[str, str], str] = {}
    for file, contract in named:
        for field in (one.name for one in OWN_STATEMENTS if one.name in contract.fields):
            other = mapped.setdefault((contract.region, field), file)
            if other != file:
                raise ContractError(f"{file}:1: {field} is mapped by {other} already: take another number")


def load_contracts(folder: Path) -> tuple[Contract, ...]:
    """All contracts of a folder, by region and source; ContractError where two share both."""
    paths = sorted(folder.glob("*.yaml"))
    found: dict[tuple[str, str], tuple[str, Contract]] = {}
    for path in paths:
        contract = load_contract(path)
        of = (contract.region, contract.source)
        if of in found:
            raise ContractError(f"{path.name}:1: region {of[0]}, source {of[1]} has a contract already: {found[of][0]}")
        found[of] = (path.name, contract)
    _each_own_statement_once(found.values())
    return tuple(contract for _, (_, contract) in sorted(found.items()))
