"""Every text of the pages, in one source: `texts/*.yaml`, a key with its Finnish, Swedish and English side by side.

`texts/common.yaml` holds what pages share (columns, metrics, filters), each page's own texts lie in a file of its name.
The short names of regions are those of the code list, as `region.<code>`.
"""

from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

import yaml

from lake_layout.reference import latest

LOCALES = ("fi", "sv", "en")
FOLDER = Path(__file__).parent / "texts"
SMALLEST_SET = 10


@dataclass(frozen=True)
class Text:
    """A text's key, where a chart's settings show a text: put into words when the chart is written in a language."""

    key: str


@cache
def texts() -> dict[str, dict[str, str]]:
    """Every key's texts by language; ValueError where a key stands twice or lacks a language."""
    found = _regions()
    for path in sorted(FOLDER.glob("*.yaml")):
        for key, by_locale in yaml.safe_load(path.read_text(encoding="utf-8")).items():
            if key in found or set(by_locale) != set(LOCALES):
                raise ValueError(f"{path.name}: {key} must stand once, with {', '.join(LOCALES)}")
            found[key] = by_locale
    return found


def _regions() -> dict[str, dict[str, str]]:
    """Short names of regions; the Finnish one where a language has none."""
    return {
        f"region.{row['code']}": {one: _plain(row[f"short_{one}"] or row["short_fi"]) for one in LOCALES}
        for row in latest("regions")
    }


def _plain(name: str) -> str:
    """A name of reference data as it may stand in HTML, and in a text that is formatted."""
    return escape(name, quote=False).replace("{", "{{").replace("}", "}}")


def text(key: str, locale: str = "fi", **values: str) -> str:
    """The text of a key; `{smallest}` in it is the fewest respondents of a published set."""
    return texts()[key][locale].strip().format(smallest=SMALLEST_SET, **values)


def in_words(value: Any, locale: str) -> Any:
    """A setting with its texts put into words."""
    if isinstance(value, Text):
        return text(value.key, locale)
    if isinstance(value, dict):
        return {name: in_words(one, locale) for name, one in value.items()}
    return value


def localised(name: str, locale: str) -> str:
    """An asset's name in a language: Finnish has the plain one."""
    return name if locale == LOCALES[0] else f"{name}-{locale}"
