"""What describes the open data to machines: a data package (Frictionless) and a catalogue entry (DCAT-AP, JSON-LD)."""

import hashlib
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from spark_jobs.citizens.texts import texts

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
FIELDS: dict[str, tuple[tuple[str, str, str], ...]] = {
    "results": (
        ("period", "string", "2026 or 2026-Q2"),
        ("region", "string", "Code of the organiser; * the country"),
        ("dimension", "string", "What the row is broken down by; empty: nothing"),
        ("code", "string", "The class of the dimension; empty: all"),
        ("measure", "string", "nps, or one of the seven national statements"),
        ("n", "integer", "Published answers, at least 10; each answer's count holds a small protective change"),
        ("value", "number", "NPS, -100 to 100; a statement's mean, 1 to 5"),
        ("low", "number", "Lower end of the 95 % interval: chance and the protective change"),
        ("high", "number", "Upper end of it"),
        ("indicative", "integer", "1: the interval is so wide that the figure only shows the direction"),
    ),
    "names": (
        ("column", "string", "Where the code stands: region, measure, or a dimension"),
        ("code", "string", "The code"),
        ("fi", "string", "Its Finnish name"),
        ("sv", "string", "Its Swedish name"),
        ("en", "string", "Its English name"),
    ),
}
KEYS = {"results": ["period", "region", "dimension", "code", "measure"], "names": ["column", "code"]}


def write(folder: Path, address: str) -> None:
    """`datapackage.json` and `catalogue.jsonld` beside the CSV files; `address` is where the site is served."""
    for name, content in (("datapackage.json", package(folder)), ("catalogue.jsonld", catalogue(folder, address))):
        (folder / name).write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def package(folder: Path) -> dict[str, Any]:
    """The data package's descriptor, with a checksum a file."""
    return {
        "profile": "tabular-data-package",
        "name": "asiakaspalaute",
        "title": texts("en")["catalogue_title"],
        "description": texts("en")["catalogue_description"],
        "licenses": [{"name": "CC-BY-4.0", "path": LICENCE}],
        "resources": [_resource(folder, name) for name in FIELDS],
    }


def _resource(folder: Path, name: str) -> dict[str, Any]:
    content = (folder / f"{name}.csv").read_bytes()
    fields = [{"name": field, "type": type, "description": meaning} for field, type, meaning in FIELDS[name]]
    return {
        "profile": "tabular-data-resource",
        "name": name,
        "path": f"{name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "schema": {"fields": fields, "primaryKey": KEYS[name], "missingValues": [""]},
    }


def catalogue(folder: Path, address: str) -> dict[str, Any]:
    """A DCAT-AP 3 catalogue of one dataset, in three languages."""
    data = f"{address.rstrip('/')}/data"

    def told(key: str) -> list[dict[str, str]]:
        return [{"@language": locale, "@value": texts(locale)[key]} for locale in ("fi", "sv", "en")]

    def distribution(name: str) -> dict[str, Any]:
        return {
            "@id": f"{data}/{name}.csv",
            "@type": "dcat:Distribution",
            "dct:title": f"{name}.csv",
            "dcat:accessURL": {"@id": f"{data}/{name}.csv"},
            "dcat:downloadURL": {"@id": f"{data}/{name}.csv"},
            "dct:format": {"@id": "http://publications.europa.eu/resource/authority/file-type/CSV"},
            "dcat:mediaType": {"@id": "http://www.iana.org/assignments/media-types/text/csv"},
            "dct:license": {"@id": LICENCE},
            "dcat:byteSize": {"@type": "xsd:nonNegativeInteger",
                              "@value": str((folder / f"{name}.csv").stat().st_size)},
        }  # fmt: skip

    publisher = {"@type": "foaf:Agent", "foaf:name": told("publisher")}
    dataset = {
        "@id": f"{data}/datapackage.json",
        "@type": "dcat:Dataset",
        "dct:title": told("catalogue_title"),
        "dct:description": told("catalogue_description"),
        "dct:publisher": publisher,
        "dct:accrualPeriodicity": {"@id": "http://publications.europa.eu/resource/authority/frequency/MONTHLY"},
        "dct:spatial": {"@id": "http://publications.europa.eu/resource/authority/country/FIN"},
        "dct:language": [
            {"@id": f"http://publications.europa.eu/resource/authority/language/{code}"}
            for code in ("FIN", "SWE", "ENG")
        ],
        "dcat:theme": {"@id": "http://publications.europa.eu/resource/authority/data-theme/HEAL"},
        "dct:modified": {"@type": "xsd:dateTime", "@value": f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}"},
        "dcat:distribution": [distribution(name) for name in FIELDS],
    }
    return {
        "@context": {
            "dcat": "http://www.w3.org/ns/dcat#",
            "dct": "http://purl.org/dc/terms/",
            "foaf": "http://xmlns.com/foaf/0.1/",
            "xsd": "http://www.w3.org/2001/XMLSchema#",
        },
        "@id": f"{data}/catalogue.jsonld",
        "@type": "dcat:Catalog",
        "dct:title": told("catalogue_title"),
        "dct:description": told("catalogue_description"),
        "dct:publisher": publisher,
        "dcat:dataset": dataset,
    }
