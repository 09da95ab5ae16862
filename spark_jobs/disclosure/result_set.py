"""What is protected together: one question's answers, a theme's mentions, a word, in one slice."""

from dataclasses import dataclass

import pandas as pd


@dataclass(frozen=True)
class ResultSet:
    """One question, theme or word: `categories` are its count columns, each feedback of the set in exactly one."""

    name: str
    categories: tuple[str, ...]

    @property
    def key(self) -> str:
        """Column of the sum of the set's record keys."""
        return f"{self.name}_key"

    def sizes(self, slices: pd.DataFrame) -> pd.Series:
        """Feedback of the set, a figure a slice."""
        return slices[list(self.categories)].sum(axis=1)
