"""A delivered file's bytes to facts, by its contract's format."""

from expectations.contract import Contract
from expectations.reading.decode import UnreadableFile, decode, seems_encoded_as, unpack
from expectations.reading.delimited import read_delimited
from expectations.reading.facts import Facts, file_facts, no_lines, no_rows
from expectations.reading.tabular import read_excel, read_json_lines, read_parquet


def read_file(data: bytes, contract: Contract) -> Facts:
    """Facts of one file. Never raises for what the bytes hold: a file that can't be read is a fact too."""
    dialect = contract.dialect
    try:
        data = unpack(data, dialect.compression)
        if dialect.format == "xlsx":
            return read_excel(data, contract)
        if dialect.format == "parquet":
            return read_parquet(data, contract)
        text = decode(data, dialect.encoding)
    except UnreadableFile:
        return Facts(file_facts(readable=False), no_lines(), no_rows(contract.fields))
    except UnicodeError:
        facts = file_facts(encoding=seems_encoded_as(data) or "unknown", records=_lines_in(data))
        return Facts(facts, no_lines(), no_rows(contract.fields))
    return read_json_lines(text, contract) if dialect.format == "jsonl" else read_delimited(text, contract)


def _lines_in(data: bytes) -> int:
    """Data lines of a file whose text can't be read, the header left out."""
    return max(0, sum(bool(line.strip()) for line in data.splitlines()) - 1)
