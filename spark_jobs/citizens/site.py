"""The pages, written from the open data alone: a page a language, region and period, and a front page a language.

`<language>/<region>/<period>.html`; every page says all it holds in text and tables, its bars only repeat them. The
figures of a page's own period begin with a print of what they were made from: those that haven't changed are taken over
from the former site. The region's trends, of its quarters and of its years, are laid out anew once, its list of periods
on every page.
"""

import hashlib
import shutil
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup

from lake_layout.gold import ALL, DIMENSION_NAMES
from lake_layout.serving import LOCALES
from spark_jobs.citizens import open_data
from spark_jobs.citizens.shown import Shown
from spark_jobs.citizens.texts import texts
from spark_jobs.periods import kind_of

TEMPLATES = Path(__file__).parent / "templates"
_LAID_OUT_BY = ("texts.yaml", "shown.py", "site.py")
_END = "<!-- end of figures -->"
Row = dict[str, str]


class Published:
    """The open data by place, as the pages look it up; read as far as a page asks for it."""

    def __init__(self, data: Path) -> None:
        self._lines = open_data.lines_by_place(data / "results.csv")
        self._rows = cache(self._read)
        self._prints: dict[tuple[str, str], Any] = defaultdict(hashlib.sha256)
        for (period, region, _), lines in self._lines.items():
            self._prints[period, region].update("".join(lines).encode())
        self.names: dict[str, dict[str, Row]] = defaultdict(dict)
        for row in open_data.read(data / "names.csv"):
            self.names[row["column"]][row["code"]] = row
        self._common = hashlib.sha256((data / "names.csv").read_bytes())
        for path in (*sorted(TEMPLATES.iterdir()), *(TEMPLATES.parent / name for name in _LAID_OUT_BY)):
            self._common.update(path.read_bytes())
        self._common.update(repr(DIMENSION_NAMES).encode())
        self.periods = sorted({period for period, *_ in self._lines}, reverse=True)
        self.regions = list(self.names["region"])

    def row(self, period: str, region: str, measure: str, dimension: str = "", code: str = "") -> Row | None:
        """A published figure, or None where there is none."""
        return self._rows(period, region, dimension).get((measure, code))

    def _read(self, period: str, region: str, dimension: str) -> dict[tuple[str, str], Row]:
        rows = open_data.parsed(self._lines.get((period, region, dimension), []))
        return {(row["measure"], row["code"]): row for row in rows}

    def made_from(self, region: str, period: str) -> str:
        """A print of the region's and the country's figures of a period, and of all that shapes them."""
        figures = self._common.copy()
        for part in ((period, region), (period, ALL)):
            figures.update(self._prints[part].digest())
        return figures.hexdigest()

    def periods_of(self, region: str) -> list[str]:
        """Periods of which anything of the region is published, the latest first."""
        return [period for period in self.periods if (period, region, "") in self._lines]


@cache
def _environment() -> jinja2.Environment:
    loader = jinja2.FileSystemLoader(TEMPLATES)
    return jinja2.Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True)


def folder_of(region: str) -> str:
    """The region's part of an address."""
    return "koko-maa" if region == ALL else region.lower()


def write(data: Path, site: Path, former: Path) -> int:
    """Write every page from the open data that lies in `data`, or take it from the `former` site; how many."""
    published = Published(data)
    shutil.copy(TEMPLATES / "style.css", site / "style.css")
    (site / "index.html").write_text(_render("front.html", "fi", published, top=""), encoding="utf-8")
    written = 1
    for locale in LOCALES:
        (site / locale).mkdir(parents=True, exist_ok=True)
        front = _render("front.html", locale, published, top="../")
        (site / locale / "index.html").write_text(front, encoding="utf-8")
        written += 1
        for region in published.regions:
            place = Path(locale) / folder_of(region)
            written += _write_region(site / place, former / place, locale, published, region)
    return written


def _write_region(folder: Path, former: Path, locale: str, published: Published, region: str) -> int:
    folder.mkdir(parents=True, exist_ok=True)
    periods = published.periods_of(region)
    trends = {kind: _trend(locale, published, region, kind) for kind in set(map(kind_of, periods))}
    for period in periods:
        mark = f"<!-- {published.made_from(region, period)} -->"
        figures = _known(former / f"{period}.html", mark) or _figures(locale, published, region, period)
        content = page(locale, published, region, period, trends[kind_of(period)], f"{mark}{figures}{_END}")
        (folder / f"{period}.html").write_text(content, encoding="utf-8")
        if period == latest(periods):
            (folder / "index.html").write_text(content, encoding="utf-8")
    return len(periods)


def _known(path: Path, mark: str) -> str:
    """The figures of the former page if they begin with this mark, else nothing."""
    page = path.read_text(encoding="utf-8") if path.exists() else ""
    return page.partition(mark)[2].partition(_END)[0]


def _trend(locale: str, published: Published, region: str, kind: str) -> str:
    """The region's quarters or years one below the other, as HTML."""
    periods = [period for period in sorted(published.periods_of(region)) if kind_of(period) == kind]
    rows = [(period, published.row(period, region, "nps")) for period in periods]
    return _render("trend.html", locale, published, top="", trend=rows)


def latest(periods: list[str]) -> str:
    """What a region's page opens with: its latest quarter, else its latest year."""
    return max((period for period in periods if kind_of(period) == "quarter"), default=periods[0])


def page(locale: str, published: Published, region: str, period: str, trend: str, figures: str) -> str:
    """One region's page of one period, with its `trend` and `figures` as HTML."""
    periods = published.periods_of(region)
    whole = published.row(period, region, "nps")
    country = None if region == ALL else published.row(period, ALL, "nps")
    return _render(
        "region.html",
        locale,
        published,
        top="../../",
        region=region,
        period=period,
        periods=periods,
        whole=whole,
        country=country,
        trend=Markup(trend),
        figures=Markup(figures),
    )


def _figures(locale: str, published: Published, region: str, period: str) -> str:
    """What the page says of its own period: statements, and each dimension's classes."""
    shown = Shown(locale)
    return _render(
        "figures.html",
        locale,
        published,
        top="",
        region=region,
        statements=[_statement(published, region, period, code) for code in _statements(published)],
        dimensions=[part for name in DIMENSION_NAMES if (part := _dimension(published, region, period, name, shown))],
    )


def _statements(published: Published) -> list[str]:
    return [code for code in published.names["measure"] if code.startswith("statement_")]


def _statement(published: Published, region: str, period: str, code: str) -> dict[str, Any]:
    country = None if region == ALL else published.row(period, ALL, code)
    return {"code": code, "row": published.row(period, region, code), "country": country}


def _dimension(published: Published, region: str, period: str, name: str, shown: Shown) -> dict[str, Any] | None:
    """The classes of a dimension: those published, and by name those that are not."""
    told, withheld = [], []
    for code in published.names[name]:
        row = published.row(period, region, "nps", name, code)
        if row:
            country = None if region == ALL else published.row(period, ALL, "nps", name, code)
            told.append({"code": code, "row": row, "country": country})
        else:
            withheld.append(published.names[name][code][shown.locale])
    return {"name": name, "told": told, "withheld": withheld} if told or withheld else None


def _render(template: str, locale: str, published: Published, top: str, **values: Any) -> str:
    shown = Shown(locale)
    return _environment().get_template(template).render(
        locale=locale, locales=LOCALES, t=texts(locale), texts=texts, shown=shown, names=published.names,
        regions=published.regions, folder_of=folder_of, country_code=ALL, top=top, **values,
    )  # fmt: skip
