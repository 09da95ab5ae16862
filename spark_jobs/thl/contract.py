"""The package's contract by the Open Data Contract Standard 3.1, as the regions' own contracts are."""

from typing import Any

from lake_layout.disclosure import (
    COARSENING,
    FEWEST_ALIKE,
    FEWEST_DIFFERENT_ANSWERS,
    FEWEST_REGIONS,
    FEWEST_RESPONDENTS,
    NOISE_BOUND,
)
from lake_layout.feedback_fields import FIELD
from lake_layout.pseudonymised import ALIKE
from lake_layout.table import Column, Table
from lake_layout.thl_packages import CONTRACT_VERSION, LISTS, PACKAGES, Package
from spark_jobs.thl.descriptor import TITLES
from spark_jobs.thl.revision import Revision

_TYPES = {"STRING": "string", "INT": "integer", "BIGINT": "integer", "DOUBLE": "number"}
_PURPOSE = {
    "aggregate": "Asiakaspalautteen julkaistut, suojatut tulokset kansalliseen seurantaan ja arviointiin",
    "row_level": "Pseudonymisoitu asiakaspalaute rivitasolla; vain laillisella perusteella, joka on nimetty",
}
_LIMITS = {
    "aggregate": f"Tulosjoukko näytetään vähintään {FEWEST_RESPONDENTS} vastaajasta, maan luku vähintään "
    f"{FEWEST_REGIONS} alueesta; jokainen luku on muutettu satunnaisesti enintään {NOISE_BOUND}",
    "row_level": f"Vähintään {FEWEST_ALIKE} samanlaista riviä; ei suojaa sitä, mitä kaikki samanlaiset rivit kertovat "
    f"yhdessä. Ei julkaista riveinä eikä alle {FEWEST_RESPONDENTS} vastaajan tuloksina",
}
_FORMAT = "Tiedostomuoto on tämän alustan oma, kunnes THL:n muoto tunnetaan"


def contract(revision: Revision) -> dict[str, Any]:
    """The contract as it lies in a revision, which names its legal basis."""
    return contract_of(revision.package, revision.legal_basis)


def contract_of(package: Package, legal_basis: str | None = None) -> dict[str, Any]:
    """The contract of a package: the same in every revision of it."""
    rules = _row_rules(legal_basis) if package.of_rows else []
    return {
        "apiVersion": "v3.1.0",
        "kind": "DataContract",
        "id": f"aspa-thl-{package.name.replace('_', '-')}",
        "name": TITLES[package.name],
        "version": CONTRACT_VERSION,
        "status": "active",
        "domain": "asiakaspalaute",
        "tenant": "THL",
        "description": {
            "purpose": _PURPOSE[package.name],
            "limitations": f"{_LIMITS[package.name]}. {_FORMAT}",
            "usage": "Uusi versio korvaa kaikki saman jakson aiemmat: ne hävitetään, kun uusi on tarkistettu",
        },
        "schema": [_object(table, package) for table in (*package.tables, *LISTS)],
        "slaProperties": [{"property": "frequency", "value": 1, "unit": "month"}],
        "customProperties": [
            {"property": "formats", "value": ["parquet", "csv"]},
            {"property": "signature", "value": "Ed25519 over SHA256SUMS"},
            *rules,
        ],
    }


def _row_rules(legal_basis: str | None) -> list[dict[str, Any]]:
    return [
        {"property": "legalBasis", "value": legal_basis or "-"},
        {"property": "alikeOn", "value": list(ALIKE)},
        {"property": "fewestAlike", "value": FEWEST_ALIKE},
        {"property": "fewestDifferentAnswers", "value": FEWEST_DIFFERENT_ANSWERS},
        {"property": "coarsening", "value": [f"{column}: {how}" for column, how in COARSENING]},
    ]


def _object(table: Table, package: Package) -> dict[str, Any]:
    parted = "csv" if table in LISTS else "parquet"
    rules = {"quality": [_alike_rule(table)]} if package.of_rows and table in package.tables else {}
    return {
        "name": table.name,
        "logicalType": "object",
        "physicalName": f"{table.name}.{parted}",
        "physicalType": parted,
        "description": table.meaning,
        "properties": [_property(column, table) for column in table.columns],
        **rules,
    }


def _alike_rule(table: Table) -> dict[str, Any]:
    return {
        "type": "sql",
        "description": f"At least {FEWEST_ALIKE} rows share each combination of {', '.join(ALIKE)}",
        "query": f"SELECT COALESCE(MIN(alike), {FEWEST_ALIKE}) FROM (SELECT COUNT(*) AS alike FROM {table.name} "
        f"GROUP BY {', '.join(ALIKE)})",
        "mustBeGreaterOrEqualTo": FEWEST_ALIKE,
    }


def _property(column: Column, table: Table) -> dict[str, Any]:
    known = FIELD.get(column.name)
    told: dict[str, Any] = {"name": column.name, "logicalType": _TYPES[column.type], "description": column.meaning}
    if not column.nullable:
        told["required"] = True
    if column.name in table.key:
        told |= {"primaryKey": True, "primaryKeyPosition": table.key.index(column.name) + 1}
    if known and known.scale and column.type == "INT":
        told["logicalTypeOptions"] = {"minimum": known.scale[0], "maximum": known.scale[1]}
    return told


def contracts() -> dict[str, dict[str, Any]]:
    """Every package's contract by its name, as the linter reads them."""
    return {name: contract_of(package) for name, package in PACKAGES.items()}
