"""Great Expectations' pages as this platform serves them: nothing is loaded from elsewhere.

Great Expectations' pages name style sheets and scripts on public servers. A page of the platform calls nobody: the same
files are served beside it (see infra/web/pom.xml), whatever has no counterpart there is left out.
"""

import re
import shutil
from pathlib import Path

from lake_layout.settings import settings

ASSETS = "assets"
RESULTS_INDEX = "results.html"
VERIFICATION_PAGE = "verification.html"
TEXT_MODEL_PAGE = "text_model.html"
CLASSIFICATION_PAGE = "classification.html"
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
