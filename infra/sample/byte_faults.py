"""Faults of a written file, before compression: pure functions of bytes, with the number of lines that were hit.

The line structure is the contract's own, so all but `empty_file` need a CSV source.
"""

import csv
import io

import numpy as np

from expectations.contract import Contract

_OTHER_DELIMITER = {";": ",", ",": ";", "\t": ";", "|": ";"}
_OTHER_ENCODING = {"utf-8": "windows-1252", "utf-8-sig": "windows-1252"}


def _records(content: bytes, contract: Contract) -> list[list[str]]:
    if contract.dialect.format != "csv":
        raise ValueError(f"{contract.id} delivers {contract.dialect.format}: this fault needs CSV")
    dialect = contract.dialect
    text = io.StringIO(content.decode(dialect.encoding), newline="")
    return list(csv.reader(text, delimiter=dialect.delimiter, quotechar=dialect.quoteChar))


def _line(contract: Contract, record: list[str], delimiter: str | None = None) -> str:
    out = io.StringIO()
    dialect = contract.dialect
    csv.writer(
        out,
        delimiter=delimiter or dialect.delimiter,
        quotechar=dialect.quoteChar,
        lineterminator=dialect.lineTerminator,
    ).writerow(record)
    return out.getvalue()


def _bytes(contract: Contract, lines: list[str]) -> bytes:
    return "".join(lines).encode(contract.dialect.encoding)


def _hit(rng: np.random.Generator, records: list[list[str]], share: float) -> set[int]:
    """Numbers of the data records that are hit (the header is 0), at least one where there is any."""
    data = len(records) - 1
    return set((rng.permutation(data)[: min(data, max(1, round(data * share)))] + 1).tolist())


def wrong_delimiter(content: bytes, contract: Contract, rng: np.random.Generator, share: float) -> tuple[bytes, int]:
    """Every line, the header too, under another delimiter."""
    records = _records(content, contract)
    other = _OTHER_DELIMITER[contract.dialect.delimiter]
    return _bytes(contract, [_line(contract, record, other) for record in records]), len(records)


def mixed_delimiters(content: bytes, contract: Contract, rng: np.random.Generator, share: float) -> tuple[bytes, int]:
    """A share of the data lines under another delimiter."""
    records = _records(content, contract)
    hit, other = _hit(rng, records, share), _OTHER_DELIMITER[contract.dialect.delimiter]
    lines = [_line(contract, record, other if i in hit else None) for i, record in enumerate(records)]
    return _bytes(contract, lines), len(hit)


def wrong_encoding(content: bytes, contract: Contract, rng: np.random.Generator, share: float) -> tuple[bytes, int]:
    """The whole file in another encoding; hit are the lines that then read differently."""
    records = _records(content, contract)
    lines = [_line(contract, record) for record in records]
    other = _OTHER_ENCODING.get(contract.dialect.encoding, "utf-8")
    hit = len(lines) if contract.dialect.encoding == "utf-16" else sum(not line.isascii() for line in lines)
    return "".join(lines).encode(other, "replace"), hit


def ragged_lines(content: bytes, contract: Contract, rng: np.random.Generator, share: float) -> tuple[bytes, int]:
    """A share of the data lines with a field too few or too many, in turn."""
    records = _records(content, contract)
    hit = _hit(rng, records, share)
    for turn, number in enumerate(sorted(hit)):
        records[number] = records[number][:-1] if turn % 2 == 0 else [*records[number], ""]
    return _bytes(contract, [_line(contract, record) for record in records]), len(hit)


def unbalanced_quote(content: bytes, contract: Contract, rng: np.random.Generator, share: float) -> tuple[bytes, int]:
    """A quote that opens the first field of a data line and never closes."""
    records = _records(content, contract)
    hit, quote = _hit(rng, records, share), contract.dialect.quoteChar
    lines = [(quote if i in hit else "") + _line(contract, record) for i, record in enumerate(records)]
    return _bytes(contract, lines), len(hit)


def header_only(content: bytes, contract: Contract, rng: np.random.Generator, share: float) -> tuple[bytes, int]:
    """The header and nothing below it; hit are the lines that are gone."""
    records = _records(content, contract)
    return _bytes(contract, [_line(contract, records[0])]), len(records) - 1


def empty_file(content: bytes, contract: Contract, rng: np.random.Generator, share: float) -> tuple[bytes, int]:
    """No byte at all."""
    return b"", content.count(b"\n")


def _with_column(content: bytes, contract: Contract, name: str, values: list[str]) -> tuple[bytes, int]:
    records = _records(content, contract)
    wider = [[*record, value] for record, value in zip(records, [name, *values])]
    return _bytes(contract, [_line(contract, record) for record in wider]), len(wider)


def contact_column(content: bytes, contract: Contract, rng: np.random.Generator, share: float) -> tuple[bytes, int]:
    """A column of phone numbers behind the others, as an extraction that took too much leaves it."""
    numbers = [f"040 {number:07}" for number in rng.integers(0, 10**7, len(_records(content, contract)) - 1)]
    return _with_column(content, contract, "puhelin", numbers)


def added_column(content: bytes, contract: Contract, rng: np.random.Generator, share: float) -> tuple[bytes, int]:
    """A column that nobody agreed on behind the others."""
    return _with_column(content, contract, "kampanja", ["syksy"] * (len(_records(content, contract)) - 1))
