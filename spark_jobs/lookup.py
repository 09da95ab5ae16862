"""A small mapping of codes as an expression."""

from pyspark.sql import Column
from pyspark.sql import functions as F


def looked_up(key: str | Column, mapping: dict[str, str]) -> Column:
    """The mapping's value for the text in a column (or its name); null where it has none."""
    if not mapping:
        return F.lit(None).cast("string")
    pairs = [F.lit(part) for pair in mapping.items() for part in pair]
    # element_at and not map[column]: a Spark Connect client has only the former.
    return F.element_at(F.create_map(*pairs), F.col(key) if isinstance(key, str) else key)
