"""python -m tests.attack.report: the attackers' report, docs/attackers_report.md and its plot. Takes some minutes."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd

from infra.sample.harmonised import month
from infra.sample.sizes import national_month
from lake_layout import disclosure
from lake_layout.gold import CATEGORIES
from lake_layout.settings import PROJECT
from spark_jobs.disclosure.noise import changes
from spark_jobs.theme_counts import SET as THEME_SET
from spark_jobs.word_counts import SET as WORD_SET
from tests.attack import country, joint, margins, open_feedback, persons, releases
from tests.attack.publisher import FULL, PLACE, SUPPRESSION_ONLY, Protection, category_keys, lattice, publish
from tests.attack.test_attackers import CODES

REGIONS, MONTHS = ("18", "10", "16"), ("2026-01", "2026-02", "2026-03")
TABLES = 40
"""Small tables that integer programming attacks."""
SETTINGS = ((1, 0.5), (2, 0.5), (2, 1.0), (2, 1.5), (3, 2.0), (4, 3.0))
BY_SET = Protection(nested=False, fewest_left=0)
LADDER = {
    "sets under ten withheld, exact counts": SUPPRESSION_ONLY,
    "and noise, keyed by each category's own records": replace(BY_SET, keyed_by="category"),
    "and noise, keyed by the whole set": BY_SET,
    "and no part above its whole": replace(BY_SET, nested=True),
    "and no set that leaves one or two of a wider one": FULL,
}


def feedback() -> pd.DataFrame:
    """A quarter of three counties, sized as a national month of 250,000 has them."""
    from expectations.contract_file import load_contracts
    from lake_layout.settings import settings

    contracts = {(one.region, one.source): one for one in load_contracts(settings().contracts)}
    sizes = national_month(list(contracts.values()), 250_000)
    parts = [month(contracts[name], period, rows) for name, rows in sizes.items() for period in MONTHS
             if name[0] in REGIONS and rows]  # fmt: skip
    return pd.concat(parts, ignore_index=True)


def _table(head: tuple[str, ...], rows: list[tuple]) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return "\n".join("| " + " | ".join(str(cell) for cell in line) + " |" for line in lines)


def _gain(found: pd.DataFrame) -> str:
    return f"{found['belief'].mean() / found['before'].mean():.2f}" if len(found) else "–"


def _per_person(exact, shown, answers, protection) -> tuple:
    found = persons.gains(exact, shown, answers, protection, most=120)
    rare = found[found["before"] < 0.25]
    sure = f"{(found['belief'] > 0.95).mean() - (found['before'] > 0.95).mean():.0%}" if len(found) else "–"
    return len(persons.exposed(exact, shown)), _gain(found), _gain(rare), sure


def ladder(rows: pd.DataFrame, exact: pd.DataFrame, answers: pd.DataFrame) -> str:
    """What is learnt as one protection after the other is added."""
    told = []
    keys = category_keys(rows)
    for name, protection in LADDER.items():
        shown = publish(exact, protection, keys=keys if protection.keyed_by == "category" else None)
        lines = margins.pinned(exact, shown, protection).sum()
        told.append(
            (
                name,
                f"{int(lines['pinned']):,} of {int(lines['rests']):,}",
                *_per_person(exact, shown, answers, protection),
            )
        )
    head = ("protection", "rests under ten with fewer than three values", "pairs of sets one person apart",
            "times surer of that person's answers", "of answers few give", "made certain")  # fmt: skip
    return _table(head, told)


def _off(exact: pd.DataFrame, shown: pd.DataFrame, low: int, high: int) -> float:
    """By how much the published n of a set of statements' answers is off, in the median."""
    off = []
    for question in CATEGORIES:
        names = list(CATEGORIES[question])
        true, told = exact.set_index(PLACE)[names].sum(axis=1), shown[names].sum(axis=1, skipna=False)
        chosen = told.notna() & true.between(low, high)
        off.append((told / true - 1)[chosen].abs())
    return float(pd.concat(off).median())


def settings_table(exact: pd.DataFrame, answers: pd.DataFrame) -> tuple[str, list[tuple]]:
    """Bounds and variances side by side, where the last protection is off: it leaves nobody to be attacked."""
    rows, drawn = [], []
    for bound, variance in SETTINGS:
        protection = Protection(bound=bound, variance=variance, fewest_left=0)
        shown = publish(exact, protection)
        _, gain, rare, _ = _per_person(exact, shown, answers, protection)
        pinned = int(margins.pinned(exact, shown, protection)["pinned"].sum())
        small, large = _off(exact, shown, 10, 30), _off(exact, shown, 100, 300)
        zero = ", ".join(f"{changes(n, bound, variance).get(-n, 0):.0%}" for n in range(1, bound + 1))
        rows.append((bound, variance, pinned, gain, rare, zero, f"{small:.1%}", f"{large:.1%}"))
        drawn.append((f"{bound} / {variance}", float(gain), float(rare), small))
    head = ("bound", "variance", "rests with fewer than three values", "times surer", "of answers few give",
            "1, 2 … shown as 0", "n of 10–30 off by", "n of 100–300 off by")  # fmt: skip
    return _table(head, rows), drawn


def releases_table(rows: pd.DataFrame) -> str:
    """A region's month published twice, with one feedback more the second time."""
    own = country.feedback(("18",), ("2026-01",), 400)
    truths, told = persons.answers_of(own), []
    for name, protection in (("not held back", replace(FULL, fewest_changed=0)), ("held back", FULL)):
        beliefs, sets = [], []
        for key in own["record_key"][:8]:
            first, second = releases.two_releases(releases.without(own, key), own, protection)
            sets.append(len(releases.differing(first, second)))
            beliefs.append(releases.belief_from_difference(first, second, truths.loc[key], protection))
        found = pd.concat(beliefs)
        told.append((name, f"{np.mean(sets):.0f}", f"{found['before'].mean():.2f}", f"{found['belief'].mean():.2f}",
                     f"{(found['belief'] > 0.95).mean():.0%}"))  # fmt: skip
    head = ("small changes", "slices that differ", "belief in the true answers before", "after", "certain of")
    return _table(head, told)


def joint_table() -> str:
    """Integer programming over small tables."""
    told = []
    for name, protection in (("exact counts", SUPPRESSION_ONLY), ("all protections", FULL)):
        left = []
        for seed in range(TABLES if protection is FULL else 5):
            exact = lattice(country.tiny(seed, 60 + seed, CODES))
            exact = exact[(exact["period"] == "2026-01") & (exact["region"] == "18")]
            left += joint.narrowest(publish(exact, protection), exact, tuple(CODES), "nps", protection)
        few = sum(n < disclosure.FEWEST_FEASIBLE for n in left)
        told.append((name, len(left), min(left), few, int(np.median(left))))
    return _table(("protection", "counts attacked", "fewest values left", "with fewer than three", "median"), told)


def open_feedback_table(rows: pd.DataFrame) -> str:
    """Themes by sentiment and words, in slices of at most one dimension."""
    told = []
    themes, words = open_feedback.themes(rows), open_feedback.words(rows)
    for slices, what, one in (
        (open_feedback.theme_slices(themes), "theme", THEME_SET),
        (open_feedback.word_slices(words), "word", WORD_SET),
    ):
        published = open_feedback.protected(slices, one, what)
        exact, sets = open_feedback.beside(published, one, what, of="_of_")
        shown, _ = open_feedback.beside(published, one, what)
        bare = exact.copy()
        for names in map(list, sets.values()):
            bare.loc[~(exact[names].sum(axis=1) >= disclosure.FEWEST_RESPONDENTS), names] = np.nan
        for name, seen, protection in (("exact counts from ten", bare, SUPPRESSION_ONLY),
                                       ("all protections", shown, FULL)):  # fmt: skip
            lines = margins.pinned(exact.fillna(0), seen, protection, sets).sum()
            pinned = f"{int(lines['pinned']):,} of {int(lines['rests']):,}"
            told.append((f"{what}s", name, pinned, open_feedback.close(exact, seen, sets)))
    head = (
        "of",
        "protection",
        "rests under ten with fewer than three values",
        "pairs of sets one or two persons apart",
    )
    return _table(head, told)


def group_table() -> str:
    """Everybody in a set answered the same: what the zeros beside it say."""
    rows = []
    for n in (10, 15, 30):
        chance = [changes(k).get(-k, 0.0) if k else 1.0 for k in range(disclosure.NOISE_BOUND + 1)]
        # Of all splits of n over three categories, each as likely, those that may show two zeros.
        weights = {(i, j): chance[i] * chance[j] for i in range(len(chance)) for j in range(len(chance)) if i + j <= n}
        total = sum(weights.values())
        share = sum(w * (n - i - j) / n for (i, j), w in weights.items()) / total
        rows.append((n, f"{weights[0, 0] / total:.0%}", f"{share:.0%}"))
    head = ("answers", "belief that all answered alike", "belief that a given person did")
    return _table(head, rows)


def plot(drawn: list[tuple], place: Path) -> None:
    """Protection against usefulness, by bound and variance."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot as plt

    names, gain, rare, off = zip(*drawn)
    figure, (left, right) = plt.subplots(1, 2, figsize=(10, 4), layout="constrained")
    at = np.arange(len(names))
    left.bar(at - 0.2, gain, 0.4, color="#0072b2", label="all answers")
    left.bar(at + 0.2, rare, 0.4, color="#d55e00", label="answers that few give")
    left.axhline(disclosure.MOST_GAIN, color="#555", linestyle="--", label="the most that is accepted")
    left.set(title="Times surer of one person's answer\n(were sets one person apart published)",
             xlabel="bound / variance", xticks=at, xticklabels=names)  # fmt: skip
    left.set_ylim(top=disclosure.MOST_GAIN * 1.35)
    left.legend(frameon=False, loc="upper right")
    right.bar(at, [100 * one for one in off], color="#009e73")
    right.set(title="Published n of 10–30 answers is off by\n(median, %)", xlabel="bound / variance", xticks=at,
              xticklabels=names)  # fmt: skip
    figure.savefig(place, dpi=110)
    plt.close(figure)


TEXT = """# What attackers learn from what is published

Written by `make attackers`; the method is in `spark_jobs/disclosure`, its parameters in `lake_layout/disclosure.py`,
the attackers in `tests/attack`, where the build fails if one of them learns too much. All data is invented.

The attackers know the method, its table of probabilities and its parameters, everything that is published, and who is
in which slice. They don't know record keys, nor others' answers. {feedback:,} feedback of three counties' quarter,
{slices:,} slices, {published:,} of them published.

## With and without each protection

A *rest* is a whole minus its published parts: along each dimension, months of a quarter, quarters of a year, regions of
the country. *Times surer*: the belief in a person's true answer after subtracting two sets that differ by this person
alone, against the belief that the wider set's own distribution gives; averaged over persons and noise.

{ladder}

Noise keyed by each category's own records, as the method has it elsewhere, leaves every category without the person
the same in both sets, and so points at the person's answer. Keyed by the whole set, all categories change. What is
left comes from people who are apart from more than one wider set; such sets are withheld.

## Bound and variance

Without the last protection, which leaves nobody to be attacked this way:

{settings}

![Protection against usefulness](attackers_report.png)

Chosen: bound {bound}, variance {variance:g}. Bound 1 leaves no three values for a count (a shown 1 would be 1 or 2, a
shown 0 nought or one). With variance 0.5 a person is told much more; 1.5 in the same bound puts so much weight on the
ends that extremes tell more than the middle hides; bound 3 and variance 2 hide somewhat more, yet the published n of a
small set is off by a quarter more, and means of a hundred answers would only be indicative. The sets for which that
would matter are withheld instead.

## Two releases

One feedback is added and the month published again ({changed} must have changed before a set is published anew):

{releases}

## All numbers of a small table together

Integer programming (HiGHS) over months of 60 to 100 feedback by three dimensions, two at a time; attacked are withheld
counts and each category's count in sets under {small}.

{joint}

## Themes, sentiment and words

Open feedback is attacked the same way: each theme (by sentiment) and word by itself, in slices of up to one dimension:

{open_feedback}

Texts that don't mention a theme are all texts less those that do: eight counts' noise lies between, which leaves at
least three values for any rest.

## All answers alike

Two categories are shown as zero and all the rest in the third; every true split was as likely:

{group}

That many answered alike is a result, and is told; that *everybody* did is never certain.

## Means times n, regions against the country

Means, shares, NPS, standardised figures and intervals are made from published counts only: a mean times its n is the
published sum, and says nothing further. The country's figures need three regions with ten each; its lines are among the
rests above.

## What is left

- The figures hold for these attackers. Somebody who knows the answers of all but one in a set, and of several sets that
  hold that person, learns more: bounded noise is no differential privacy, and doesn't claim to be.
- A slice that isn't shown although its size was expected to be over ten tells that the noise took it below, or that a
  wider slice has one or two more.
- Of lines with two or more published parts and a rest of one or two, chance takes about one in a few thousand to the
  end of its range, where fewer than three values are left for the rest: for how many, not for what they answered.
- Months of a quarter are not held down to the quarter: were one month nearly all of a quarter, extremes could narrow
  the rest further. None did in these data.
- A published set may lag behind by up to {changed} answers less one, until enough have changed.
"""


def main() -> None:
    """Attack, and write the report."""
    rows = feedback()
    exact, answers = lattice(rows), persons.answers_of(rows)
    shown = publish(exact)
    settings, drawn = settings_table(exact, answers)
    docs = PROJECT / "docs"
    plot(drawn, docs / "attackers_report.png")
    text = TEXT.format(
        feedback=len(rows),
        slices=len(exact),
        published=int(shown["respondents"].notna().sum()),
        ladder=ladder(rows, exact, answers),
        settings=settings,
        releases=releases_table(rows),
        joint=joint_table(),
        group=group_table(),
        open_feedback=open_feedback_table(rows),
        bound=disclosure.NOISE_BOUND,
        variance=disclosure.NOISE_VARIANCE,
        changed=disclosure.FEWEST_CHANGED,
        small=disclosure.SMALL_SET,
    )
    (docs / "attackers_report.md").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
