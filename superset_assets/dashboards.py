"""Dashboards: a page is a list of rows on a grid of twelve columns, with the filters that act on its charts."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from superset_assets import tiles
from superset_assets.charts import Chart
from superset_assets.datasets import STATEMENTS
from superset_assets.filters import Filter
from superset_assets.filters import definition as filter_definition
from superset_assets.identity import uuid_of
from superset_assets.labels import LOCALES, localised, text

CSS = (Path(__file__).parent / "page.css").read_text(encoding="utf-8") + tiles.hiding()

#: From disagreement to agreement, as far apart for colour-blind readers as for others.
ANSWER_COLOURS = ("#d55e00", "#f2b48a", "#d9dee2", "#86bcdf", "#0072b2")

#: A figure keeps its colour on every page: one's own blue, the country grey; what was held back warm.
FIXED_COLOURS = {
    "nps": "#0072b2",
    "country_nps": "#595959",
    "nps_low": "#86bcdf",
    "nps_high": "#86bcdf",
    "rows_accepted": "#0072b2",
    "rows_quarantined": "#e69f00",
    "rows_rejected": "#d55e00",
    "rows_duplicate": "#595959",
}


@dataclass(frozen=True)
class Section:
    """A heading, or a text of its own, over the whole width; `key` names its text."""

    key: str
    height: int = 5
    heading: bool = True


@dataclass(frozen=True)
class Row:
    """Charts side by side: (chart, width of twelve); the height in steps of eight pixels."""

    height: int
    charts: tuple[tuple[Chart, int], ...]


@dataclass(frozen=True)
class Dashboard:
    """A page; `readers` are the kinds of account (superset_assets/access.py) that see it."""

    key: str
    body: tuple[Section | Row, ...]
    filters: tuple[Filter, ...]
    readers: tuple[str, ...]
    colours: tuple[tuple[str, str], ...] = ()
    """Colours of its own, by the name of the metric."""

    def slug(self, locale: str) -> str:
        """Its address in a language."""
        return localised(self.key, locale)

    def uuid(self, locale: str) -> str:
        return uuid_of("dashboard", self.slug(locale))

    def title(self, locale: str) -> str:
        return text(f"dashboard.{self.key}", locale)

    @property
    def charts(self) -> dict[int, Chart]:
        """The page's charts by the number that stands for them until Superset gives ids."""
        charts = (chart for part in self.body if isinstance(part, Row) for chart, _ in part.charts)
        return dict(enumerate(charts, start=1))


def definition(page: Dashboard, locale: str) -> dict[str, Any]:
    """The dashboard as Superset imports it."""
    charts = page.charts
    colours = {
        STATEMENTS.metric(f"answers_{n}").metric_name: colour for n, colour in enumerate(ANSWER_COLOURS, start=1)
    }
    colours |= {f"published_{name}": colour for name, colour in FIXED_COLOURS.items()}
    return {
        "dashboard_title": page.title(locale),
        "slug": page.slug(locale),
        "css": CSS,
        "published": True,
        "uuid": page.uuid(locale),
        "position": _position(page, locale),
        "metadata": {
            "label_colors": {**colours, **dict(page.colours)},
            "refresh_frequency": 0,
            "cross_filters_enabled": False,
            "native_filter_configuration": [filter_definition(one, charts, locale) for one in page.filters],
        },
        "is_managed_externally": True,
        "version": "1.0.0",
    }


def _position(page: Dashboard, locale: str) -> dict[str, Any]:
    numbers = {chart.key: number for number, chart in page.charts.items()}
    grid = ["ROOT_ID", "GRID_ID"]
    position: dict[str, Any] = {"DASHBOARD_VERSION_KEY": "v2"}
    rows = []
    for number, part in enumerate(page.body):
        row = f"ROW-{number}"
        rows.append(row)
        if isinstance(part, Section):
            words = text(part.key, locale)
            code = f"## {words}" if part.heading else f"{languages(page, locale)}\n\n{words}" if number == 0 else words
            tiles = [(f"MARKDOWN-{number}", "MARKDOWN", {"width": 12, "height": part.height, "code": code})]
        else:
            tiles = [
                (f"CHART-{chart.key}", "CHART", _tile(chart, numbers[chart.key], width, part.height, locale))
                for chart, width in part.charts
            ]
        position[row] = _node(row, "ROW", [tile for tile, *_ in tiles], grid, {"background": "BACKGROUND_TRANSPARENT"})
        for tile, kind, meta in tiles:
            position[tile] = _node(tile, kind, [], [*grid, row], meta)
    return {
        **position,
        "ROOT_ID": {"id": "ROOT_ID", "type": "ROOT", "children": ["GRID_ID"]},
        "GRID_ID": _node("GRID_ID", "GRID", rows, ["ROOT_ID"], {}),
        "HEADER_ID": {"id": "HEADER_ID", "type": "HEADER", "meta": {"text": page.title(locale)}},
    }


def _tile(chart: Chart, number: int, width: int, height: int, locale: str) -> dict[str, Any]:
    uuid, title = chart.uuid(locale), chart.title(locale)
    return {"width": width, "height": height, "chartId": number, "uuid": uuid, "sliceName": title}


def languages(page: Dashboard, locale: str) -> str:
    """The way to the page in the other languages."""
    others = [one for one in LOCALES if one != locale]
    return " · ".join(f"[{text('language', one)}](/superset/dashboard/{page.slug(one)}/)" for one in others)


def _node(name: str, kind: str, children: list[str], parents: list[str], meta: dict[str, Any]) -> dict[str, Any]:
    return {"id": name, "type": kind, "children": children, "parents": parents, "meta": meta}
