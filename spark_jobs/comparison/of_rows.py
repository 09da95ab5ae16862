"""The interval of every published row: of its NPS, of its statements' means."""

import numpy as np
import pandas as pd

from spark_jobs.comparison.comparable import WIDEST
from spark_jobs.comparison.intervals import Interval
from spark_jobs.comparison.measures import MEASURES, Measure
from spark_jobs.comparison.scores import Array

MEASURE = {measure.name: measure for measure in MEASURES}


def _interval(measure: Measure, counts: pd.DataFrame) -> tuple[Interval, Array]:
    """The rows' intervals, and whether each is so wide that the figure is indicative; nan and null where withheld."""
    found = measure.interval(counts.to_numpy(dtype=float, na_value=np.nan))
    wide = pd.Series(found.width > WIDEST[measure.kind], index=counts.index).astype("Int64")
    return found, wide.mask(np.isnan(found.value))


def with_nps(results: pd.DataFrame) -> pd.DataFrame:
    """Results with `nps`, its interval, and whether it is indicative."""
    measure = MEASURE["nps"]
    found, wide = _interval(measure, results[list(measure.columns)])
    return results.assign(nps=found.value, nps_low=found.low, nps_high=found.high, nps_indicative=wide)


def with_mean(statements: pd.DataFrame, statement: str) -> pd.DataFrame:
    """One statement's rows (`answers_1` to `answers_5`) with the mean's interval, and whether it is indicative."""
    found, wide = _interval(MEASURE[statement], statements[[f"answers_{step}" for step in range(1, 6)]])
    return statements.assign(low=found.low, high=found.high, indicative=wide)
