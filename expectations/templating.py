"""The templates of receipts and reviewers' pages, as one kind of Jinja environment."""

from functools import lru_cache
from pathlib import Path

import jinja2

TEMPLATES = Path(__file__).parent / "templates"


def environment() -> jinja2.Environment:
    """An environment of its own, for a page that adds filters and globals: everything it shows is escaped."""
    loader = jinja2.FileSystemLoader(TEMPLATES)
    return jinja2.Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True)


@lru_cache
def template(name: str) -> jinja2.Template:
    """A template that needs nothing but its values."""
    return environment().get_template(name)
