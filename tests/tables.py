"""Tiny ASCII tables as test input: a header line, then a row a line, cells parted by `|`; `-` is an empty cell."""


def rows(table: str) -> list[dict[str, str | None]]:
    """The table's rows by column name."""
    header, *body = [
        [cell.strip() for cell in line.strip().strip("|").split("|")] for line in table.strip().splitlines()
    ]
    return [{name: None if cell == "-" else cell for name, cell in zip(header, line, strict=True)} for line in body]
