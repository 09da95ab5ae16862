"""Names of the codes that stand in a package, in three languages."""

import pandas as pd

from lake_layout.disclosure import WIDER_AGES, AgeBand
from lake_layout.gold import ALL
from lake_layout.reference import code_set
from lake_layout.serving import LOCALES
from lake_layout.thl_packages import CODES, Package
from spark_jobs.comparison.names import names

_AGES = {"fi": ("{}–{} vuotta", "{} vuotta täyttäneet"), "sv": ("{}–{} år", "{} år fyllda"),
         "en": ("{}–{} years", "{} years and over")}  # fmt: skip


def codes_of(package: Package) -> pd.DataFrame:
    """Every code of every coded column of the package's tables, `*` and the wider age groups among them."""
    coded = {column.name: column.code_set for table in package.tables for column in table.columns if column.code_set}
    rows = []
    for column, of_set in sorted(coded.items()):
        named = [names(of_set, locale) for locale in LOCALES]
        rows += [(column, code, *(one[code] for one in named)) for code in (ALL, *code_set(of_set))]
        if column == "age_group" and package.of_rows:
            rows += [(column, band.code, *(_ages(band, locale) for locale in LOCALES)) for band in WIDER_AGES]
    return pd.DataFrame(rows, columns=CODES.column_names).drop_duplicates(list(CODES.key), ignore_index=True)


def _ages(band: AgeBand, locale: str) -> str:
    between, onwards = _AGES[locale]
    return onwards.format(band.first) if band.last is None else between.format(band.first, band.last)
