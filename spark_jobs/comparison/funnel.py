"""Funnel limits: how far from the country's figure a region may lie by chance alone, given how many answered.

Source: D. J. Spiegelhalter (2005), "Funnel plots for comparing institutional performance", Statistics in Medicine 24,
1185-1202. Where regions differ by more than chance throughout, which is usual with thousands of answers, the limits
are widened by a variance between regions, added to that of chance, from scores of which the outermost tenth at either
end is drawn in: D. J. Spiegelhalter, C. Sherlaw-Johnson, M. Bardsley, I. Blunt, C. Wood, O. Grigg (2012),
"Statistical methods for healthcare regulation", Journal of the Royal Statistical Society A 175, 1-47.
"""

from typing import NamedTuple

import numpy as np

from spark_jobs.comparison.intervals import z_of
from spark_jobs.comparison.scores import Array

WARNING, ALARM = 0.95, 0.998
DRAWN_IN = 0.10
INSIDE, OUTSIDE_WARNING, OUTSIDE_ALARM = "inside", "outside_95", "outside_998"


class Funnel(NamedTuple):
    """Limits about the country's figure for each region, and where the region lies."""

    low_warning: Array
    high_warning: Array
    low_alarm: Array
    high_alarm: Array
    position: list[str]


def between_regions(values: Array, variances: Array, target: float) -> float:
    """The variance between regions beyond chance; 0 where chance explains the differences."""
    number = len(values)
    if number < 3:
        return 0.0
    z = (values - target) / np.sqrt(variances)
    z = np.clip(z, *np.quantile(z, [DRAWN_IN, 1 - DRAWN_IN]))
    dispersion, weights = float(np.mean(z**2)), 1 / variances
    if dispersion <= (number - 1) / number:
        return 0.0
    scale = weights.sum() - (weights**2).sum() / weights.sum()
    return float((number * dispersion - (number - 1)) / scale)


def funnel(values: Array, variances: Array, target: float, bounds: tuple[float, float]) -> Funnel:
    """Limits for regions whose figures have these variances where the true figure is the country's."""
    values, variances = np.asarray(values, dtype=float), np.asarray(variances, dtype=float)
    spread = np.sqrt(variances + between_regions(values, variances, target))
    limits = [
        np.clip(target + sign * z_of(confidence) * spread, *bounds)
        for confidence in (WARNING, ALARM)
        for sign in (-1, 1)
    ]
    low, high, lowest, highest = limits
    position = np.where((values < lowest) | (values > highest), OUTSIDE_ALARM,
                        np.where((values < low) | (values > high), OUTSIDE_WARNING, INSIDE))  # fmt: skip
    return Funnel(low, high, lowest, highest, position.tolist())
