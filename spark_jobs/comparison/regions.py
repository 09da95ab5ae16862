"""The regions side by side: each measure of each period and service class, with all that makes it comparable."""

from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import pandas as pd

from lake_layout.disclosure import NOISE_VARIANCE
from lake_layout.gold import ALL
from spark_jobs.classify.grouper import UNCLASSIFIED
from spark_jobs.comparison.comparable import Comparability, Facts, judge
from spark_jobs.comparison.differences import Standing, standings
from spark_jobs.comparison.funnel import Funnel, funnel
from spark_jobs.comparison.grid import Grid, two_way
from spark_jobs.comparison.intervals import CONFIDENCE, Interval, z_of
from spark_jobs.comparison.measures import MEASURES, Measure
from spark_jobs.comparison.scores import Array, means, noise_variances, totals, variances
from spark_jobs.comparison.standardise import Standardised, standardise

NO_FUNNEL = ("low_95", "high_95", "low_998", "high_998", "position")


@dataclass(frozen=True)
class Known:
    """What is known of regions besides their counts; what a region hasn't told is missing.

    `questionnaires` and `extraction_rules` by region; `response_rates` by period, region and service class.
    """

    questionnaires: dict[str, str] = field(default_factory=dict)
    extraction_rules: dict[str, str] = field(default_factory=dict)
    response_rates: dict[tuple[str, str, str], float] = field(default_factory=dict)


def compare(results: pd.DataFrame, known: Known = Known()) -> pd.DataFrame:
    """A row a period, region (and country), service class (and all) and measure that is published."""
    rows: list[dict[str, Any]] = []
    for (kind, period), part in two_way(results).groupby(["period_kind", "period"]):
        grid = Grid(part)
        for number, code in enumerate(grid.classes):
            for measure in MEASURES:
                found = _compare(grid, measure, number, period, known)
                rows += [{"period_kind": kind, "period": period, "service_class": code, **row} for row in found]
    return pd.DataFrame(rows)


def _compare(grid: Grid, measure: Measure, service_class: int, period: str, known: Known) -> list[dict[str, Any]]:
    strata, total = grid.strata(measure, service_class)
    there = ~np.isnan(total[:, 0])
    there[0] = False  # the country has a row of its own
    country = total[0]
    if not there.any():
        return []
    raw, n = measure.interval(total), totals(total)
    same_mix = standardise(strata, _weights(strata[0], country), total, measure.scores, NOISE_VARIANCE)
    at = np.flatnonzero(there)
    regions = [grid.regions[i] for i in at]
    code = grid.classes[service_class]
    facts = [
        replace(
            _facts(known, period, region, code),
            n=int(n[i]),
            width=float(raw.width[i]),
            unclassified=_unclassified(grid, measure, i) if not service_class else None,
            standardised=not np.isnan(same_mix.value[i]),
        )
        for i, region in zip(at, regions)
    ]
    judged = judge(facts, measure.kind)
    ranked = _ranked(same_mix, at, judged)
    limits = _limits(measure, country, raw.value[at], n[at])
    beside = {"country_value": float(raw.value[0])}
    rows = [
        {**_figures(measure, grid.regions[i], raw, n, i), **beside, **_of_same_mix(same_mix, i),
         **_judged(facts[k], judged[k]), **_standing(ranked.get(i)), **_funnel(limits, k)}
        for k, i in enumerate(at)
    ]  # fmt: skip
    if not np.isnan(country[0]):
        rows.append(_figures(measure, ALL, raw, n, 0))
    return rows


def _weights(strata: Array, total: Array) -> Array:
    """The country's published answers by stratum, and those in no published one."""
    answers = totals(strata)
    return np.append(answers, max(0.0, float(np.nan_to_num(totals(total)) - np.nansum(answers))))


def _facts(known: Known, period: str, region: str, service_class: str) -> Facts:
    rate = known.response_rates.get((period, region, service_class))
    return Facts(0, 0.0, known.questionnaires.get(region), known.extraction_rules.get(region), rate)


def _unclassified(grid: Grid, measure: Measure, region: int) -> float:
    """The published share of unclassified answers; 0 where so few are that they are withheld."""
    counts = grid.counts(measure)[region, :, 0]
    part = np.nan_to_num(totals(counts[grid.classes.index(UNCLASSIFIED)]))
    return float(part / totals(counts[0]))


def _ranked(figures: Standardised, at: Array, judged: list[Comparability]) -> dict[int, Standing]:
    """The standing of those that may be ranked, where there are two of them at least."""
    able = [i for i, one in zip(at, judged) if one.ranked]
    if len(able) < 2:
        return {}
    deviations = (figures.high[able] - figures.low[able]) / 2 / z_of(CONFIDENCE)
    return dict(zip(able, standings(figures.value[able], deviations)))


def _limits(measure: Measure, country: Array, values: Array, n: Array) -> Funnel | None:
    """Funnel limits of the regions, by the spread that answers have in the country."""
    if np.isnan(country[0]):
        return None
    whole = totals(country)
    of_noise = noise_variances(country, measure.scores, NOISE_VARIANCE) * whole**2
    by_chance = variances(country, measure.scores) / n + of_noise / n**2
    return funnel(values, by_chance, float(means(country, measure.scores)), measure.bounds)


def _figures(measure: Measure, region: str, raw: Interval, n: Array, i: int) -> dict[str, Any]:
    return {"region": region, "measure": measure.name, "n": int(n[i]), "value": float(raw.value[i]),
            "low": float(raw.low[i]), "high": float(raw.high[i])}  # fmt: skip


def _of_same_mix(found: Standardised, i: int) -> dict[str, Any]:
    return {
        "standardised": float(found.value[i]),
        "standardised_low": float(found.low[i]),
        "standardised_high": float(found.high[i]),
        "covered_share": float(found.covered[i]),
    }


def _judged(facts: Facts, judged: Comparability) -> dict[str, Any]:
    return {
        "response_rate": facts.response_rate,
        "extraction_rule": facts.extraction_rule,
        "reasons": " ".join(judged.reasons),
        "notes": " ".join(judged.notes),
        "indicative": int(judged.indicative),
    }


def _standing(standing: Standing | None) -> dict[str, Any]:
    if standing is None:
        return {"rank_first": None, "rank_last": None, "alike": None}
    return {"rank_first": standing.first, "rank_last": standing.last, "alike": standing.letters}


def _funnel(limits: Funnel | None, k: int) -> dict[str, Any]:
    return dict.fromkeys(NO_FUNNEL) if limits is None else dict(zip(NO_FUNNEL, (part[k] for part in limits)))
