"""Publishes the citizens' site: written whole beside the one that is served, then put in its place."""

import shutil
from pathlib import Path

from lake_layout import folders
from lake_layout.settings import settings
from spark_jobs.citizens import descriptions, open_data, site


def publish(serving_file: Path) -> int:
    """Write the site from the serving file; how many pages. What stood there before is gone, old figures too."""
    return write(serving_file, Path(str(folders.citizens())), settings().citizens_url)


def write(serving_file: Path, place: Path, address: str) -> int:
    """The same, to any folder: `place` is swapped, so that nobody reads a half-written site."""
    place.parent.mkdir(parents=True, exist_ok=True)
    fresh, before = place.with_name(f".{place.name}.new"), place.with_name(f".{place.name}.old")
    for left in (fresh, before):
        shutil.rmtree(left, ignore_errors=True)
    (fresh / "data").mkdir(parents=True)
    open_data.write(serving_file, fresh / "data")
    descriptions.write(fresh / "data", address)
    pages = site.write(fresh / "data", fresh, former=place)
    if place.exists():
        place.rename(before)
    fresh.rename(place)
    shutil.rmtree(before, ignore_errors=True)
    return pages
