"""Data Docs' pages as this platform serves them: nothing is loaded from elsewhere, and the reviewers' index leads.

Great Expectations' pages name style sheets and scripts on public servers. A page of the platform calls nobody: the same
files are served beside it (see infra/web/pom.xml), whatever has no counterpart there is left out.
"""

import re
import shutil
from functools import lru_cache
from pathlib import Path

import jinja2

from lake_layout import audit, ledger
from lake_layout.reference import labels
from lake_layout.settings import settings

ASSETS = "assets"
RESULTS_INDEX = "results.html"
"""Great Expectations' own index; `index.html` is the reviewers'."""

# What a page names on a public server -> the file's path under the assets folder; matched by the end of its address.
_COUNTERPARTS = {
    "bootstrap.min.css": "bootstrap/4.3.1/css/bootstrap.min.css",
    "bootstrap.min.js": "bootstrap/4.3.1/js/bootstrap.min.js",
    "jquery-3.7.1.min.js": "jquery/3.7.1/jquery.min.js",
    "popper.min.js": "popper.js/1.14.3/umd/popper.min.js",
    "all.min.css": "font-awesome/6.5.2/css/all.min.css",
    "bootstrap-datepicker.min.css": "bootstrap-datepicker/1.9.0/css/bootstrap-datepicker.min.css",
    "bootstrap-datepicker.min.js": "bootstrap-datepicker/1.9.0/js/bootstrap-datepicker.min.js",
    "bootstrap-table.min.css": "bootstrap-table/1.19.1/dist/bootstrap-table.min.css",
    "bootstrap-table.min.js": "bootstrap-table/1.19.1/dist/bootstrap-table.min.js",
    "bootstrap-table-filter-control.min.js": "bootstrap-table/1.19.1/dist/extensions/filter-control/bootstrap-table-filter-control.min.js",
    "bootstrap-table-filter-control.min.css": "bootstrap-table/1.19.1/dist/extensions/filter-control/bootstrap-table-filter-control.min.css",
}  # fmt: skip
_LOADED = re.compile(r"<(script|link)\b[^>]*?(?:src|href)=\"(https?://[^\"]+)\"[^>]*?>(?:\s*</script>)?", re.IGNORECASE)
_FOOTER = re.compile(r"<footer>.*?</footer>", re.DOTALL)
_PICTURE = re.compile(
    r"<img[^>]*great-expectations-web-assets[^>]*>|url\('https://great-expectations-web-assets[^']*'\)"
)
_LOGO = re.compile(r"<a href=\"https://greatexpectations\.io\".*?</a>", re.DOTALL)


def serve_assets(site: Path) -> None:
    """Copy what the pages load beside them, once."""
    if settings().web.exists() and not (site / ASSETS).exists():
        shutil.copytree(settings().web, site / ASSETS)


def localised(html: str, to_root: str) -> str:
    """The page without any address of another server; `to_root` leads from it to the site's root (`../../`)."""

    def counterpart(match: re.Match[str]) -> str:
        kind, address = match[1].lower(), match[2]
        local = _COUNTERPARTS.get(address.rsplit("/", 1)[-1])
        if local is None:
            return ""
        path = f"{to_root}{ASSETS}/{local}"
        return f'<script src="{path}"></script>' if kind == "script" else f'<link rel="stylesheet" href="{path}">'

    return _PICTURE.sub("", _LOGO.sub("", _FOOTER.sub("", _LOADED.sub(counterpart, html))))


def localise(page: Path, site: Path) -> None:
    """Rewrite one page in place; Great Expectations' index moves aside for the reviewers'."""
    if not page.exists():
        return
    to_root = "../" * (len(page.relative_to(site).parts) - 1)
    html = localised(page.read_text(encoding="utf-8"), to_root)
    target = site / RESULTS_INDEX if page == site / "index.html" else page
    target.write_text(html, encoding="utf-8")


@lru_cache(maxsize=1)
def _template() -> jinja2.Template:
    folder = Path(__file__).parent / "templates"
    loader = jinja2.FileSystemLoader(folder)
    environment = jinja2.Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True)
    return environment.get_template("reviewers_index.html")


def _result_pages(site: Path, delivery: dict) -> list[tuple[str, str]]:
    """(part, address) of the delivery's pages: file, lines, columns, verdict; the newest run of each."""
    found = []
    for part in ("file", "lines", "rows", "verdict"):
        suite = f"{delivery['region']}_{delivery['source']}_{part}"
        runs = sorted((site / "validations" / suite / delivery["delivery_id"]).rglob("*.html"))
        if runs:
            found.append((part, str(runs[-1].relative_to(site))))
    return found


def write_index(site: Path) -> None:
    """The reviewers' index: every delivery by region and period, its outcome, figures, reasons, pages and receipt."""
    deliveries = ledger.read(audit.DELIVERIES)
    findings = ledger.read(audit.FINDINGS)
    names = labels("regions")
    regions = [
        {
            "name": names[code],
            "code": code,
            "deliveries": [
                {
                    **row,
                    "pages": _result_pages(site, row),
                    "findings": [f for f in findings if f["delivery_id"] == row["delivery_id"]],
                }
                for row in sorted(deliveries, key=lambda r: (r["period"], r["source"], r["sequence"]), reverse=True)
                if row["region"] == code and row["outcome"]
            ],
        }
        for code in sorted({row["region"] for row in deliveries})
    ]
    page = _template().render(regions=regions, results=RESULTS_INDEX)
    (site / "index.html").write_text(page, encoding="utf-8")
