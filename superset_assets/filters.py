"""Native filters: single-select, each with a default, on the label columns; scopes follow from the charts."""

from dataclasses import dataclass
from typing import Any

from lake_layout.gold import DIMENSIONS, PERIOD_COLUMNS
from superset_assets.charts import Chart
from superset_assets.datasets import RESULTS
from superset_assets.labels import text


@dataclass(frozen=True)
class Filter:
    """One filter; without a default value the first item of the sorted list is chosen."""

    key: str
    column: str
    label: str
    default: str | None = None
    ascending: bool = True


_LABELS = {column.name: column.label for column in PERIOD_COLUMNS}

FILTERS = (
    Filter("region", "region_fi", _LABELS["region"], text("filter.region.default")),
    # 2026-Q2 sorts before 2026-06 and 2026: the first item is the latest quarter
    Filter("period", "period", _LABELS["period"], ascending=False),
    *(Filter(c.name, f"{c.name}_fi", c.label, text("filter.dimension.default")) for c in DIMENSIONS),
)


def definition(page_filter: Filter, charts: dict[int, Chart]) -> dict[str, Any]:
    """The filter as Superset imports it; `charts` holds the page's charts by their number on the page."""
    return {
        "id": f"NATIVE_FILTER-{page_filter.key}",
        "name": page_filter.label,
        "type": "NATIVE_FILTER",
        "filterType": "filter_select",
        "targets": [{"datasetUuid": RESULTS.uuid, "column": {"name": page_filter.column}}],
        "controlValues": {
            "multiSelect": False,
            "enableEmptyFilter": True,
            "defaultToFirstItem": page_filter.default is None,
            "inverseSelection": False,
            "searchAllOptions": False,
            "sortAscending": page_filter.ascending,
        },
        "requiredFirst": {"defaultToFirstItem": page_filter.default is None},
        "defaultDataMask": _mask(page_filter),
        "cascadeParentIds": [],
        "scope": {
            "rootPath": ["ROOT_ID"],
            "excluded": [number for number, chart in charts.items() if page_filter.key in chart.escapes],
        },
        "description": "",
    }


def _mask(page_filter: Filter) -> dict[str, Any]:
    if page_filter.default is None:
        return {"extraFormData": {}, "filterState": {}, "ownState": {}}
    chosen = [page_filter.default]
    return {
        "extraFormData": {"filters": [{"col": page_filter.column, "op": "IN", "val": chosen}]},
        "filterState": {"value": chosen, "label": page_filter.default},
        "ownState": {},
    }
