"""The measures that are compared: which published columns they count, and how a figure is made of them."""

from collections.abc import Callable
from dataclasses import dataclass

from lake_layout.disclosure import NOISE_VARIANCE
from lake_layout.gold import CATEGORIES
from spark_jobs.comparison.intervals import Interval, mean_interval, nps_interval
from spark_jobs.comparison.scores import NPS_SCORES, SCALE_SCORES, Array


@dataclass(frozen=True)
class Measure:
    """`kind` is a key of comparable.WIDEST; `columns` hold the published counts in the order of the scores."""

    name: str
    kind: str
    columns: tuple[str, ...]
    scores: tuple[float, ...]
    interval: Callable[[Array], Interval]

    @property
    def bounds(self) -> tuple[float, float]:
        return min(self.scores), max(self.scores)


def _measure(name: str) -> Measure:
    columns = tuple(CATEGORIES[name])
    if name == "nps":
        return Measure(name, "nps", columns, NPS_SCORES, lambda counts: nps_interval(counts, NOISE_VARIANCE))
    return Measure(
        name, "mean", columns, SCALE_SCORES, lambda counts: mean_interval(counts, SCALE_SCORES, NOISE_VARIANCE)
    )


MEASURES = tuple(_measure(name) for name in CATEGORIES)
