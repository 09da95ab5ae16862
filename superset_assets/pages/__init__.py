"""The pages: a module each, found by itself. A new page is `pages/<name>.py` with a PAGE, and `texts/<name>.yaml`.

A page's module defines its charts (and, where no other page has them, its datasets) beside the page that shows them.
"""

from importlib import import_module
from pkgutil import iter_modules

from superset_assets.charts import Chart
from superset_assets.dashboards import Dashboard
from superset_assets.datasets import Dataset

PAGES: tuple[Dashboard, ...] = tuple(
    import_module(f"{__name__}.{found.name}").PAGE for found in sorted(iter_modules(__path__), key=lambda one: one.name)
)

#: Charts and datasets of all pages, once each; one that two pages share is the same object.
CHARTS: tuple[Chart, ...] = tuple({chart.key: chart for page in PAGES for chart in page.charts.values()}.values())
DATASETS: tuple[Dataset, ...] = tuple({chart.dataset.key: chart.dataset for chart in CHARTS}.values())
