"""`datapackage.json`: the package's descriptor by the Data Package standard, version 2, with a schema a table.

A table is one resource, its CSV file; the Parquet file with the same rows is told beside it. (As a resource of its own
no validator would pass it: Frictionless' reads null as a number there, and counts no bytes.)
"""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from lake_layout.feedback_fields import FIELD
from lake_layout.table import Column, Table
from lake_layout.thl_packages import LISTS
from spark_jobs.thl.revision import Revision

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
_TYPES = {"STRING": "string", "INT": "integer", "BIGINT": "integer", "DOUBLE": "number"}
TITLES = {
    "aggregate": "Asiakaspalaute: julkaistut tulokset THL:lle",
    "row_level": "Asiakaspalaute: pseudonymisoidut rivit THL:lle",
}


def descriptor(revision: Revision, files: Mapping[str, bytes]) -> bytes:
    """The descriptor of the files that are described so far: data, lists."""
    changes = revision.changes
    described = {
        "$schema": PROFILE,
        "name": f"asiakaspalaute-thl-{revision.package.name}-{revision.period.lower()}".replace("_", "-"),
        "title": f"{TITLES[revision.package.name]}, {revision.period}",
        "version": str(revision.number),
        "created": f"{revision.made_at:%Y-%m-%dT%H:%M:%SZ}",
        "resources": [
            *({**_resource(table, files), "aspa": _parquet(table, files)} for table in revision.package.tables),
            *(_resource(table, files) for table in LISTS),
        ],
        # Beyond the standard, as it allows.
        "aspa": {
            "package": revision.package.name,
            "period": revision.period,
            "revision": revision.number,
            "rows": revision.rows,
            "rowsCoarsened": revision.rows_coarsened,
            "rowsLeftOut": revision.rows_left_out,
            "legalBasis": revision.legal_basis,
            "added": list(changes.added),
            "reclassified": list(changes.reclassified),
            "replaced": changes.replaced,
            "withdrawn": list(changes.withdrawn),
        },
    }
    return (json.dumps(described, ensure_ascii=False, indent=2) + "\n").encode()


def _file(path: str, mediatype: str, files: Mapping[str, bytes]) -> dict[str, Any]:
    content = files[path]
    checksum = f"sha256:{hashlib.sha256(content).hexdigest()}"
    return {"path": path, "mediatype": mediatype, "bytes": len(content), "hash": checksum}


def _resource(table: Table, files: Mapping[str, bytes]) -> dict[str, Any]:
    return {
        "name": table.name,
        **_file(f"{table.name}.csv", "text/csv", files),
        "type": "table",
        "description": table.meaning,
        "format": "csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\n", "quoteChar": '"'},
        "schema": schema(table),
    }


def _parquet(table: Table, files: Mapping[str, bytes]) -> dict[str, Any]:
    return {"sameRowsAs": _file(f"{table.name}.parquet", "application/vnd.apache.parquet", files)}


def schema(table: Table) -> dict[str, Any]:
    """The table's schema: fields in the order of the files, and the key where rows have one."""
    key = {"primaryKey": list(table.key)} if table.key else {}
    return {"fields": [_field(column) for column in table.columns], "missingValues": [""], **key}


def _field(column: Column) -> dict[str, Any]:
    known = FIELD.get(column.name)
    constraints: dict[str, Any] = {} if column.nullable else {"required": True}
    if known and known.scale and column.type == "INT":
        constraints |= {"minimum": known.scale[0], "maximum": known.scale[1]}
    return {
        "name": column.name,
        "type": _TYPES[column.type],
        **({"title": column.label} if column.label else {}),
        "description": column.meaning,
        **({"constraints": constraints} if constraints else {}),
    }
