"""How well labels fit others: F1, precision, recall, kappa, confusion. Pure arithmetic on zeros and ones."""

from typing import NamedTuple

import numpy as np


class Fit(NamedTuple):
    """Precision, recall and F1 of one theme, and in how many texts it truly is."""

    precision: float
    recall: float
    f1: float
    texts: int


def fit_of(true: np.ndarray, said: np.ndarray) -> Fit:
    """How well `said` fits `true`."""
    both = int((true & said).sum())
    precision = both / said.sum() if said.sum() else 0.0
    recall = both / true.sum() if true.sum() else 0.0
    f1 = 2 * both / (true.sum() + said.sum()) if true.sum() + said.sum() else 0.0
    return Fit(float(precision), float(recall), float(f1), int(true.sum()))


def micro_f1(true: np.ndarray, said: np.ndarray) -> float:
    """F1 over all themes' decisions together."""
    return fit_of(true.ravel(), said.ravel()).f1


def macro_f1(true: np.ndarray, said: np.ndarray) -> float:
    """The mean of the themes' F1."""
    return float(np.mean([fit_of(true[:, place], said[:, place]).f1 for place in range(true.shape[1])]))


def kappa(one: np.ndarray, other: np.ndarray) -> float:
    """Cohen's kappa: agreement beyond what chance would give two labellers."""
    agreed = float((one == other).mean())
    chance = float(one.mean() * other.mean() + (1 - one.mean()) * (1 - other.mean()))
    return 1.0 if chance == 1 else (agreed - chance) / (1 - chance)


def confusion(true: list[str], said: list[str], classes: tuple[str, ...]) -> np.ndarray:
    """Texts by true class (row) and said class (column)."""
    table = np.zeros((len(classes), len(classes)), int)
    for one, other in zip(true, said, strict=True):
        table[classes.index(one), classes.index(other)] += 1
    return table
