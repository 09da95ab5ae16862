"""Invented open feedback of customers, seeded: `compose` writes a text and says what was planted in it."""

from .compose import ComposedText, compose
from .planted import Planted

__all__ = ["ComposedText", "Planted", "compose"]
