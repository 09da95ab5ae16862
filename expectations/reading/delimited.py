"""Facts of a delimited text under its contract."""

import pandas as pd

from expectations.contract import Contract
from expectations.reading.facts import AGREED, Facts, file_facts, no_lines, no_rows
from expectations.reading.records import Record, records

KNOWN_DELIMITERS = (";", ",", "\t", "|")


def _clean(name: str) -> str:
    return name.strip().strip("\ufeff")


def _seen_delimiter(header_line: str, contract: Contract) -> str:
    """The delimiter under which the header's names are the contract's; `agreed` where none fits better."""

    def hits(delimiter: str) -> int:
        return len({_clean(name).strip('"') for name in header_line.split(delimiter)} & set(contract.header))

    best = max(KNOWN_DELIMITERS, key=hits)
    agreed = contract.dialect.delimiter
    return best if hits(best) > hits(agreed) else AGREED


def _other_delimiter(record: Record, width: int, agreed: str) -> bool:
    """Whether a record that the agreed delimiter splits into too few fields is whole under another known one."""
    if len(record.fields) >= width:
        return False
    line = agreed.join(record.fields)
    return any(line.count(other) == width - 1 for other in KNOWN_DELIMITERS if other != agreed)


def _line_facts(body: list[Record], header: list[str], contract: Contract) -> pd.DataFrame:
    width, delimiter = len(header), contract.dialect.delimiter
    lines = pd.DataFrame(
        {
            "line_number": [record.line_number for record in body],
            "field_count": [len(record.fields) for record in body],
            "quotes_well_formed": [record.quotes_well_formed for record in body],
            "other_delimiter": [_other_delimiter(record, width, delimiter) for record in body],
        }
    )
    sound = lines["quotes_well_formed"] & (lines["field_count"] == width)
    return lines.assign(repeats=repeats([record.fields for record in body], sound, header, contract))


def repeats(rows: list[tuple], sound: pd.Series, header: list[str], contract: Contract) -> pd.Series:
    """Which rows stand earlier already, to the letter. Only a whole row with an id of its own can be a repetition:
    two customers' answers may be alike."""
    at = header.index(identity) if (identity := contract.physical_name_of("source_row_id")) in header else None
    with_id = [at is not None and len(row) > at and bool(str(row[at] or "").strip()) for row in rows]
    return sound & pd.Series(with_id, dtype=bool) & pd.Series(rows, dtype=object).duplicated()


def rows_by_field(columns: dict[str, list[str | None]], line_numbers: list[int], contract: Contract) -> pd.DataFrame:
    """The rows frame from the file's columns (physical name -> texts), under national field names."""
    rows = {"line_number": pd.Series(line_numbers, dtype="int64")}
    for column in contract.columns:
        values = columns.get(column.physical_name)
        rows[column.field] = pd.Series(
            [None if v is None or not v.strip() else v.strip() for v in values] if values is not None else None,
            dtype=object,
            index=range(len(line_numbers)),
        )
    return pd.DataFrame(rows)


def read_delimited(text: str, contract: Contract) -> Facts:
    """Facts of a delimited text; rows are given only where header and line leave no doubt."""
    dialect = contract.dialect
    found = list(records(text, dialect.delimiter, dialect.quoteChar))
    if not found:
        return Facts(file_facts(empty=True), no_lines(), no_rows(contract.fields))
    header = [_clean(name) for name in found[0].fields]
    body = found[1:]
    missing = tuple(name for name in contract.header if name not in header)
    unknown = sum(name not in contract.header for name in header) + len(header) - len(set(header))
    seen = _seen_delimiter(text.lstrip().splitlines()[0], contract) if missing else AGREED
    lines = _line_facts(body, header, contract)
    facts = file_facts(
        delimiter=seen,
        missing_columns=len(missing),
        unknown_columns=unknown,
        empty=not body,
        records=len(body),
    )
    if missing or unknown:
        return Facts(facts, lines, no_rows(contract.fields), missing, tuple(header))
    sound = lines["quotes_well_formed"] & (lines["field_count"] == len(header)) & ~lines["repeats"]
    kept = [record for record, good in zip(body, sound) if good]
    columns = {name: [record.fields[at] for record in kept] for at, name in enumerate(header)}
    rows = rows_by_field(columns, [record.line_number for record in kept], contract)
    return Facts(facts, lines, rows, header=tuple(header))
