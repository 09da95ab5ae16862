"""Dashboards: a page is a list of rows on a grid of twelve columns, with the filters that act on its charts."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from superset_assets.charts import CHART, Chart
from superset_assets.datasets import STATEMENTS
from superset_assets.filters import FILTERS, Filter
from superset_assets.filters import definition as filter_definition
from superset_assets.identity import uuid_of
from superset_assets.labels import text

CSS = (Path(__file__).parent / "page.css").read_text(encoding="utf-8")

#: From disagreement to agreement, as far apart for colour-blind readers as for others.
ANSWER_COLOURS = ("#d55e00", "#f2b48a", "#d9dee2", "#86bcdf", "#0072b2")


@dataclass(frozen=True)
class Section:
    """A heading, or a text of its own, over the whole width."""

    text: str
    height: int = 5
    heading: bool = True


@dataclass(frozen=True)
class Row:
    """Charts side by side: (chart, width of twelve); the height in steps of eight pixels."""

    height: int
    charts: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Dashboard:
    slug: str
    body: tuple[Section | Row, ...]
    filters: tuple[Filter, ...]

    @property
    def title(self) -> str:
        return text(f"dashboard.{self.slug}")

    @property
    def charts(self) -> dict[int, Chart]:
        """The page's charts by the number that stands for them until Superset gives ids."""
        keys = (key for part in self.body if isinstance(part, Row) for key, _ in part.charts)
        return dict(enumerate((CHART[key] for key in keys), start=1))


CUSTOMER_FEEDBACK = Dashboard(
    "asiakaspalaute",
    body=(
        Section(text("intro"), height=19, heading=False),
        Section(text("section.now")),
        Row(27, (("nps_period", 3), ("respondents_period", 3), ("nps_latest", 3), ("respondents_latest", 3))),
        Section(text("section.trend")),
        Row(44, (("nps_by_month", 6), ("nps_by_region_month", 6))),
        Section(text("section.statements")),
        Row(54, (("statement_means", 6), ("statement_shares", 6))),
        Section(text("section.services")),
        Row(68, (("nps_by_service_class", 6), ("service_class_table", 6))),
        Section(text("section.encounters")),
        Row(62, (("nps_by_contact_type", 6), ("nps_by_professional_group", 6))),
        Section(text("section.respondents")),
        Row(46, (("nps_by_age_group", 6), ("respondents_by_region_month", 6))),
        Section(text("section.text")),
        Row(48, (("words", 12),)),
    ),
    filters=FILTERS,
)

DASHBOARDS = (CUSTOMER_FEEDBACK,)


def definition(page: Dashboard) -> dict[str, Any]:
    """The dashboard as Superset imports it."""
    charts = page.charts
    colours = {
        STATEMENTS.metric(f"answers_{n}").metric_name: colour for n, colour in enumerate(ANSWER_COLOURS, start=1)
    }
    return {
        "dashboard_title": page.title,
        "slug": page.slug,
        "css": CSS,
        "published": True,
        "uuid": uuid_of("dashboard", page.slug),
        "position": _position(page),
        "metadata": {
            "label_colors": colours,
            "refresh_frequency": 0,
            "cross_filters_enabled": False,
            "native_filter_configuration": [filter_definition(one, charts) for one in page.filters],
        },
        "is_managed_externally": True,
        "version": "1.0.0",
    }


def _position(page: Dashboard) -> dict[str, Any]:
    numbers = {chart.key: number for number, chart in page.charts.items()}
    grid = ["ROOT_ID", "GRID_ID"]
    position: dict[str, Any] = {"DASHBOARD_VERSION_KEY": "v2"}
    rows = []
    for number, part in enumerate(page.body):
        row = f"ROW-{number}"
        rows.append(row)
        if isinstance(part, Section):
            code = f"## {part.text}" if part.heading else part.text
            tiles = [(f"MARKDOWN-{number}", "MARKDOWN", {"width": 12, "height": part.height, "code": code})]
        else:
            tiles = [
                (f"CHART-{key}", "CHART", _tile(key, numbers[key], width, part.height)) for key, width in part.charts
            ]
        position[row] = _node(row, "ROW", [tile for tile, *_ in tiles], grid, {"background": "BACKGROUND_TRANSPARENT"})
        for tile, kind, meta in tiles:
            position[tile] = _node(tile, kind, [], [*grid, row], meta)
    return {
        **position,
        "ROOT_ID": {"id": "ROOT_ID", "type": "ROOT", "children": ["GRID_ID"]},
        "GRID_ID": _node("GRID_ID", "GRID", rows, ["ROOT_ID"], {}),
        "HEADER_ID": {"id": "HEADER_ID", "type": "HEADER", "meta": {"text": page.title}},
    }


def _tile(key: str, number: int, width: int, height: int) -> dict[str, Any]:
    chart = CHART[key]
    return {"width": width, "height": height, "chartId": number, "uuid": chart.uuid, "sliceName": chart.title}


def _node(name: str, kind: str, children: list[str], parents: list[str], meta: dict[str, Any]) -> dict[str, Any]:
    return {"id": name, "type": kind, "children": children, "parents": parents, "meta": meta}
