"""Packages made for the tests, small ones, in a folder."""

from datetime import datetime

import pandas as pd
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from upath import UPath

from lake_layout.gold import ALL
from lake_layout.thl_packages import AGGREGATE, ROW_LEVEL, Package
from spark_jobs.thl.codes import codes_of
from spark_jobs.thl.package import typed, write
from spark_jobs.thl.revision import Revision, changes

CHANGES = changes(
    ["18_roidu_2026-05_1", "10_webropol_2026-05_1", "14_webropol_2026-05_1"],
    ["18_roidu_2026-05_2", "14_webropol_2026-05_1"],
    [{"delivery_id": "18_roidu_2026-05_1", "status": "replaced", "replaced_by": "18_roidu_2026-05_2"},
     {"delivery_id": "10_webropol_2026-05_1", "status": "withdrawn", "replaced_by": None}],
)  # fmt: skip


def frames(package: Package) -> dict[str, pd.DataFrame]:
    """A few rows of each table: of feedback five alike, of the results one set that is told and one withheld."""
    made = {table.name: pd.DataFrame(columns=list(table.column_names)) for table in package.tables}
    if package is ROW_LEVEL:
        codes = {"region": "01", "period": "2026-05", "service_class": "PL-AVO", "professional_group": ALL}
        rows = [{**codes, "age_group": "00-17", "nps": nps, "statement_access": 5} for nps in (10, 0, None, 7, 3)]
        made["feedback"] = pd.DataFrame(rows).reindex(columns=made["feedback"].columns)
    else:
        (results,) = (table for table in package.tables if table.name == "results")
        place = {column.name: ALL for column in results.columns if column.type == "STRING"}
        place |= {"period_kind": "month", "period": "2026-05", "region": "01"}
        told = {"respondents": 31, "nps_detractors": 4, "nps_passives": 12, "nps_promoters": 15}
        rows = [{**place, **told}, {**place, "age_group": "85+", "respondents": 11}]
        made["results"] = pd.DataFrame(rows).reindex(columns=made["results"].columns)
    return {table.name: typed(made[table.name], table) for table in package.tables}


def make(folder, package: Package = AGGREGATE, key: Ed25519PrivateKey | None = None, number: int = 2) -> UPath:
    """Revision 2 of May: one delivery corrected, one withdrawn."""
    tables, of_rows = frames(package), package.of_rows
    basis = "Laki X 5 §, päätös THL/1/2026" if of_rows else None
    revision = Revision(package, "2026-05", number, datetime(2026, 6, 12, 9), CHANGES, sum(map(len, tables.values())),
                        5 if of_rows else None, 2 if of_rows else None, basis)  # fmt: skip
    place = UPath(str(folder)) / package.name / "2026-05" / f"r{number}"
    write(place, revision, tables, codes_of(package), key or Ed25519PrivateKey.generate())
    return place
