"""The archive that Superset's /api/v1/assets/import/ takes: one top folder, a YAML file per asset."""

from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import yaml

from superset_assets import charts, dashboards, datasets
from superset_assets.identity import uuid_of
from superset_assets.labels import LOCALES, localised, text
from superset_assets.pages import CHARTS, DATASETS, PAGES

TOP = "aspa"
EPOCH = "2026-01-01T00:00:00+00:00"


def database(file: str) -> dict[str, Any]:
    """A database: the serving file's name, which infra/superset/serving_file.py resolves at every connection."""
    return {
        "database_name": text(f"database.{file}"),
        "sqlalchemy_uri": f"duckdb:///{file}",
        "expose_in_sqllab": False,
        "allow_run_async": False,
        "allow_ctas": False,
        "allow_cvas": False,
        "allow_dml": False,
        "allow_csv_upload": False,
        "extra": {"disable_data_preview": True},
        "uuid": uuid_of("database", file),
        "is_managed_externally": True,
        "version": "1.0.0",
    }


def files() -> dict[str, dict[str, Any]]:
    """Every asset by its path in the archive: databases, then the rest once a language."""
    content = {f"databases/{file}.yaml": database(file) for file in sorted({one.file for one in DATASETS})}
    for locale in LOCALES:
        content |= {f"datasets/{d.file}/{d.name(locale)}.yaml": datasets.definition(d, locale) for d in DATASETS}
        content |= {f"charts/{localised(c.key, locale)}.yaml": charts.definition(c, locale) for c in CHARTS}
        content |= {f"dashboards/{page.slug(locale)}.yaml": dashboards.definition(page, locale) for page in PAGES}
    return content


def archive() -> bytes:
    """The archive; the same assets give the same bytes."""
    content = {"metadata.yaml": {"version": "1.0.0", "type": "assets", "timestamp": EPOCH}, **files()}
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as bundle:
        for path, asset in content.items():
            entry = ZipInfo(f"{TOP}/{path}")
            bundle.writestr(entry, yaml.safe_dump(asset, sort_keys=False, allow_unicode=True))
    return buffer.getvalue()
