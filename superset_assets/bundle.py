"""The archive that Superset's /api/v1/assets/import/ takes: one top folder, a YAML file per asset."""

from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import yaml

from superset_assets import charts, dashboards, datasets
from superset_assets.identity import uuid_of
from superset_assets.labels import text

TOP = "aspa"
EPOCH = "2026-01-01T00:00:00+00:00"


def database() -> dict[str, Any]:
    """The database: the serving file's name, which infra/superset/serving_file.py resolves at every connection."""
    return {
        "database_name": text("database"),
        "sqlalchemy_uri": f"duckdb:///{datasets.DATABASE}",
        "expose_in_sqllab": False,
        "allow_run_async": False,
        "allow_ctas": False,
        "allow_cvas": False,
        "allow_dml": False,
        "allow_csv_upload": False,
        "extra": {"disable_data_preview": True},
        "uuid": uuid_of("database", datasets.DATABASE),
        "is_managed_externally": True,
        "version": "1.0.0",
    }


def files() -> dict[str, dict[str, Any]]:
    """Every asset by its path in the archive."""
    return {
        f"databases/{datasets.DATABASE}.yaml": database(),
        **{f"datasets/{datasets.DATABASE}/{one.key}.yaml": datasets.definition(one) for one in datasets.DATASETS},
        **{f"charts/{one.key}.yaml": charts.definition(one) for one in charts.CHARTS},
        **{f"dashboards/{one.slug}.yaml": dashboards.definition(one) for one in dashboards.DASHBOARDS},
    }


def archive() -> bytes:
    """The archive; the same assets give the same bytes."""
    content = {"metadata.yaml": {"version": "1.0.0", "type": "assets", "timestamp": EPOCH}, **files()}
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as bundle:
        for path, asset in content.items():
            entry = ZipInfo(f"{TOP}/{path}")
            bundle.writestr(entry, yaml.safe_dump(asset, sort_keys=False, allow_unicode=True))
    return buffer.getvalue()
