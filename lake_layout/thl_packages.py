"""THL's packages: which tables each holds, and the two lists that lie beside them in every package."""

from dataclasses import dataclass

from lake_layout import gold, pseudonymised
from lake_layout.open_feedback import THEMES
from lake_layout.table import Column, Table

CONTRACT_VERSION = "2.0.0"
"""Of both packages' contracts: the second number goes up with a new column, the first where one changes or goes."""


@dataclass(frozen=True)
class Package:
    """One kind of package. `of_rows`: it holds feedback row by row, and needs a legal basis of its own."""

    name: str
    tables: tuple[Table, ...]
    of_rows: bool


AGGREGATE = Package("aggregate", (gold.RESULTS, gold.DENOMINATORS, gold.WORDS, THEMES), of_rows=False)
ROW_LEVEL = Package("row_level", (pseudonymised.FEEDBACK,), of_rows=True)
PACKAGES = {package.name: package for package in (AGGREGATE, ROW_LEVEL)}


def _list(name: str, meaning: str, key: tuple[str, ...], *columns: Column) -> Table:
    return Table(name, "thl", name, meaning, columns, key, readers="THL", retention="as the package")


DELIVERIES = _list(
    "deliveries",
    "Deliveries of the regions that the revision holds, and those of the revision before that it holds no more",
    ("delivery",),
    Column("delivery", "STRING", "Region, source, period, sequence", nullable=False),
    Column("region", "STRING", "Region", nullable=False, code_set="regions"),
    Column("period", "STRING", "Month of the answers", nullable=False),
    Column(
        "change",
        "STRING",
        "held (the revision before held it too), reclassified (held, but codes of it changed), added, replaced or "
        "withdrawn",
        nullable=False,
    ),
    Column("replaced_by", "STRING", "The delivery that took its place"),
)

CODES = _list(
    "codes",
    "Names of the codes that stand in the tables",
    ("column_name", "code"),
    Column("column_name", "STRING", "Column of the tables", nullable=False),
    Column("code", "STRING", "The code", nullable=False),
    *(Column(f"name_{locale}", "STRING", f"Its name, {locale}", nullable=False) for locale in ("fi", "sv", "en")),
)

LISTS = (DELIVERIES, CODES)
