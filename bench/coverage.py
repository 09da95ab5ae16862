"""How often the intervals hold the true figure, beside plain ones that know nothing of noise; by simulation.

Answers are drawn, their counts get the noise of disclosure control, sets that wouldn't be published are left out, and
each interval either holds the figure that the answers were drawn from or doesn't. The plain interval is the textbook's
(Wald), as `statsmodels` gives it for a mean. `python -m bench coverage` prints the shares and draws
docs/interval_coverage.png.
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from lake_layout.disclosure import FEWEST_RESPONDENTS, NOISE_BOUND, NOISE_VARIANCE
from lake_layout.settings import PROJECT
from spark_jobs.comparison.intervals import Interval, mean_interval, nps_interval, share_interval, z_of
from spark_jobs.comparison.scores import NPS_SCORES, SCALE_SCORES, Array, means, totals, variances
from spark_jobs.comparison.standardise import Standardised, standardise
from spark_jobs.disclosure.noise import changes

SIZES = (10, 15, 20, 30, 50, 100, 200, 500, 1000, 5000)
DRAWS = 4000
SEED = 2026


class Measure(NamedTuple):
    """A measure, whom it asks (shares of the answer categories), and its interval of published counts."""

    name: str
    chances: tuple[float, ...]
    scores: tuple[float, ...]
    interval: Callable[[Array], Interval]


def _nps(name: str, *chances: float) -> Measure:
    return Measure(f"NPS, {name}", chances, NPS_SCORES, lambda counts: nps_interval(counts, NOISE_VARIANCE))


def _mean(name: str, *chances: float) -> Measure:
    return Measure(
        f"mean, {name}", chances, SCALE_SCORES, lambda counts: mean_interval(counts, SCALE_SCORES, NOISE_VARIANCE)
    )


def _share(name: str, *chances: float) -> Measure:
    return Measure(
        f"share, {name}", chances, (0, 0, 0, 1, 1), lambda counts: share_interval(counts, (3, 4), NOISE_VARIANCE)
    )


MEASURES = (
    _nps("usual", 0.05, 0.15, 0.80),
    _nps("divided", 0.40, 0.30, 0.30),
    _nps("nearly all promoters", 0.02, 0.06, 0.92),
    _mean("usual", 0.02, 0.03, 0.08, 0.25, 0.62),
    _mean("divided", 0.10, 0.20, 0.30, 0.25, 0.15),
    _mean("nearly all fives", 0.01, 0.01, 0.03, 0.10, 0.85),
    _share("usual", 0.02, 0.03, 0.08, 0.25, 0.62),
    _share("divided", 0.10, 0.20, 0.30, 0.25, 0.15),
)


def published(rng: np.random.Generator, counts: Array) -> Array:
    """Counts with the noise that protection gives them: of mean zero, a zero stays one, and none falls below."""
    shown = counts.astype(float)
    # From the bound on all counts change alike.
    for count in range(1, NOISE_BOUND + 1):
        chances = changes(count)
        at = counts == count if count < NOISE_BOUND else counts >= count
        shown[at] += rng.choice(list(chances), size=int(at.sum()), p=list(chances.values()))
    return shown


def plain(counts: Array, scores: tuple[float, ...]) -> Interval:
    """The textbook's interval of a mean."""
    value = means(counts, scores)
    half = z_of(0.95) * np.sqrt(variances(counts, scores) / totals(counts))
    return Interval(value, value - half, value + half)


def coverage(rng: np.random.Generator, measure: Measure, n: int, draws: int = DRAWS) -> tuple[float, float]:
    """The shares of ours and of plain intervals that hold the true figure, where `n` answered."""
    true = float(np.dot(measure.chances, measure.scores))
    counts = rng.multinomial(n, measure.chances, size=draws)
    shown = published(rng, counts)
    shown = shown[(totals(shown) >= FEWEST_RESPONDENTS) & (totals(counts) >= FEWEST_RESPONDENTS)]
    ours, other = measure.interval(shown), plain(shown, measure.scores)
    return tuple(float(((one.low <= true) & (true <= one.high)).mean()) for one in (ours, other))


def standardised(rng: np.random.Generator, answers: int, draws: int) -> tuple[float, float, list[Standardised]]:
    """Coverage of the standardised NPS of regions whose mix differs from the country's, the true figure, all results.

    Forty strata of unlike size and NPS; a stratum with fewer than ten answers is withheld.
    """
    country = rng.dirichlet(np.full(40, 0.7))
    promoters = rng.uniform(0.55, 0.95, 40)
    chances = np.stack([(1 - promoters) * 0.4, (1 - promoters) * 0.6, promoters], axis=1)
    true = float(country @ (chances @ np.asarray(NPS_SCORES)))
    results = []
    for _ in range(draws):
        mix = rng.dirichlet(country * 60 + 0.2)
        counts = np.array([rng.multinomial(n, p) for n, p in zip(rng.multinomial(answers, mix), chances)])
        shown = published(rng, counts)
        shown[(totals(counts) < FEWEST_RESPONDENTS) | (totals(shown) < FEWEST_RESPONDENTS)] = np.nan
        total = published(rng, counts.sum(axis=0))
        results.append(standardise(shown, np.append(country * 1e5, 0), total, NPS_SCORES, NOISE_VARIANCE))
    given = [one for one in results if not np.isnan(one.value)]
    held = float(np.mean([one.low <= true <= one.high for one in given])) if given else float("nan")
    return held, true, results


def run() -> None:
    """Print the shares and draw them; the promise is 95 %."""
    rng = np.random.default_rng(SEED)
    found = {measure: [coverage(rng, measure, n) for n in SIZES] for measure in MEASURES}
    print(f"share of 95 % intervals that hold the true figure, ours/plain, by answers; {DRAWS} draws each")
    print(f"{'':28}" + "".join(f"{n:>12}" for n in SIZES))
    for measure, shares in found.items():
        print(f"{measure.name:28}" + "".join(f"{ours:>7.3f}/{other:.2f}" for ours, other in shares))
    for answers in (1000, 5000):
        held, _, results = standardised(rng, answers, 1000)
        told = np.mean([not np.isnan(one.value) for one in results])
        print(f"standardised NPS, {answers} answers in 40 strata: {held:.3f}; a figure is given in {told:.0%}")
    _draw(found)


def _draw(found: dict[Measure, list[tuple[float, float]]]) -> None:
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    figure, panels = pyplot.subplots(1, 3, figsize=(12, 4), sharey=True, layout="constrained")
    for panel, kind in zip(panels, ("NPS", "mean", "share")):
        for (measure, shares), colour in zip(
            ((m, s) for m, s in found.items() if m.name.startswith(kind)), ("#0072b2", "#009e73", "#d55e00")
        ):
            label = measure.name.partition(", ")[2]
            panel.plot(SIZES, [ours for ours, _ in shares], color=colour, marker="o", label=label)
            panel.plot(SIZES, [other for _, other in shares], color=colour, linestyle=":", linewidth=1)
        panel.axhline(0.95, color="#444", linewidth=0.8)
        panel.set(xscale="log", xlabel="answers (n)", title=kind, ylim=(0.6, 1.005))
        panel.legend(loc="lower right", frameon=False, title="answers are")
    panels[0].set_ylabel("share of 95 % intervals that hold the true figure\n(dotted: plain, without noise)")
    figure.savefig(PROJECT / "docs" / "interval_coverage.png", dpi=110)
