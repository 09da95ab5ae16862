"""One period's published counts as arrays: region, service class, age group, answer category; nan where withheld."""

import numpy as np
import pandas as pd

from lake_layout.gold import ALL, DIMENSION_NAMES
from lake_layout.reference import code_set
from spark_jobs.classify.grouper import UNCLASSIFIED
from spark_jobs.comparison.measures import MEASURES, Measure
from spark_jobs.comparison.scores import Array

CLASS, AGE = "service_class", "age_group"
OTHER_DIMENSIONS = tuple(name for name in DIMENSION_NAMES if name not in (CLASS, AGE))
COLUMNS = tuple(column for measure in MEASURES for column in measure.columns)


def two_way(results: pd.DataFrame) -> pd.DataFrame:
    """Gold's rows that are broken down by nothing but service class and age group."""
    return results[(results[list(OTHER_DIMENSIONS)] == ALL).all(axis=1)]


class Grid:
    """The published counts of one period, `*` first along every axis."""

    def __init__(self, rows: pd.DataFrame) -> None:
        self.regions = [ALL, *sorted(set(rows["region"]) - {ALL})]
        self.classes = [ALL, *code_set("service_classes")]
        self.ages = [ALL, *code_set("age_groups")]
        full = pd.MultiIndex.from_product([self.regions, self.classes, self.ages], names=["region", CLASS, AGE])
        counts = rows.set_index(["region", CLASS, AGE])[list(COLUMNS)].reindex(full)
        shape = (len(self.regions), len(self.classes), len(self.ages), len(COLUMNS))
        self._counts = counts.to_numpy(dtype=float, na_value=np.nan).reshape(shape)

    def counts(self, measure: Measure) -> Array:
        """Region x service class x age group x answer category."""
        first = COLUMNS.index(measure.columns[0])
        found = self._counts[..., first : first + len(measure.columns)]
        # Withheld and unanswered look the same.
        return np.where(found.sum(axis=-1, keepdims=True) > 0, found, np.nan)

    def strata(self, measure: Measure, service_class: int) -> tuple[Array, Array]:
        """Of all regions (the country first) the strata's counts, region x stratum x category, and the totals.

        Of one class the strata are its age groups; of all, class x age group. Unclassified is no stratum: what is in
        it differs by region.
        """
        counts = self.counts(measure)
        if service_class:
            return counts[:, service_class, 1:], counts[:, service_class, 0]
        classified = [i for i, code in enumerate(self.classes) if i and code != UNCLASSIFIED]
        own = counts[:, classified, 1:]
        return own.reshape(len(self.regions), -1, own.shape[-1]), counts[:, 0, 0]
