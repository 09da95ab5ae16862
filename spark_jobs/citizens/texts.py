"""The site's texts: `texts.yaml`, each key with its Finnish, Swedish and English side by side."""

from functools import cache
from pathlib import Path

import yaml

from lake_layout.serving import LOCALES


@cache
def texts(locale: str) -> dict[str, str]:
    """Every text in a language; ValueError where one lacks a language."""
    said = yaml.safe_load(Path(__file__).with_name("texts.yaml").read_text(encoding="utf-8"))
    lacking = [key for key, by_locale in said.items() if set(by_locale) != set(LOCALES)]
    if lacking:
        raise ValueError(f"texts.yaml: {lacking} must have {', '.join(LOCALES)}")
    return {key: by_locale[locale].strip() for key, by_locale in said.items()}
