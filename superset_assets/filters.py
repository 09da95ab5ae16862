"""Native filters: single-select, each with a default, on the label columns; scopes follow from the charts.

The filters of results stand here; a page over another dataset may have filters of its own.
"""

from dataclasses import dataclass
from typing import Any

from lake_layout.gold import DIMENSIONS
from lake_layout.serving import LABEL_OF_ALL, LABEL_OF_COUNTRY
from superset_assets.charts import Chart
from superset_assets.datasets import RESULTS, Dataset
from superset_assets.labels import text


@dataclass(frozen=True)
class Filter:
    """One filter on a column of a dataset; without a default, by language, the sorted list's first item is chosen."""

    key: str
    column: str
    default: dict[str, str] | None = None
    ascending: bool = True
    dataset: Dataset = RESULTS
    optional: bool = False
    """Whether it may stand empty: it then leaves all rows. For facts that may be summed, never for results."""


FILTERS = (
    Filter("region", "region_label", LABEL_OF_COUNTRY),
    # 2026-Q2 sorts before 2026-06 and 2026: the first item is the latest quarter
    Filter("period", "period", ascending=False),
    *(Filter(column.name, f"{column.name}_label", LABEL_OF_ALL) for column in DIMENSIONS),
)


def definition(page_filter: Filter, charts: dict[int, Chart], locale: str) -> dict[str, Any]:
    """The filter as Superset imports it; `charts` holds the page's charts by their number on the page."""
    first = page_filter.default is None and not page_filter.optional
    return {
        "id": f"NATIVE_FILTER-{page_filter.key}",
        "name": text(f"column.{page_filter.key}", locale),
        "type": "NATIVE_FILTER",
        "filterType": "filter_select",
        "targets": [{"datasetUuid": page_filter.dataset.uuid(locale), "column": {"name": page_filter.column}}],
        "controlValues": {
            "multiSelect": False,
            "enableEmptyFilter": not page_filter.optional,
            "defaultToFirstItem": first,
            "inverseSelection": False,
            "searchAllOptions": False,
            "sortAscending": page_filter.ascending,
        },
        "requiredFirst": {"defaultToFirstItem": first},
        "defaultDataMask": _mask(page_filter, locale),
        "cascadeParentIds": [],
        "scope": {
            "rootPath": ["ROOT_ID"],
            "excluded": [number for number, chart in charts.items() if page_filter.key in chart.escapes],
        },
        "description": "",
    }


def _mask(page_filter: Filter, locale: str) -> dict[str, Any]:
    if page_filter.default is None:
        return {"extraFormData": {}, "filterState": {}, "ownState": {}}
    chosen = [page_filter.default[locale]]
    return {
        "extraFormData": {"filters": [{"col": page_filter.column, "op": "IN", "val": chosen}]},
        "filterState": {"value": chosen, "label": chosen[0]},
        "ownState": {},
    }
