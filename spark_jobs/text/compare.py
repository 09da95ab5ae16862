"""Before and after: the held-back figures of the model that stood, beside the new one's, on the texts both judged."""

import numpy as np

from spark_jobs.text.card import LANGUAGES, themes_of
from spark_jobs.text.examples import Example
from spark_jobs.text.figures import fit_of, macro_f1, micro_f1
from spark_jobs.text.judgement import sentiment_of
from spark_jobs.text.lexicon import THEMES
from spark_jobs.text.model import MODEL, Model


def stored(path) -> dict[str, np.ndarray]:
    """The held-back answers that the last training stored, by the id of the text; none where there are none."""
    if not path.exists():
        return {}
    with np.load(path) as file:
        return dict(zip(map(str, file["ids"]), file["answers"].astype(np.float32), strict=True))


def before_and_after(
    texts: list[Example], answers: np.ndarray, trained: Model, former: dict[str, np.ndarray], thresholds: np.ndarray
) -> str:
    """A line a figure: before, after, on the texts that both trainings judged; how many are new."""
    both = [row for row, example in enumerate(texts) if example.id in former]
    lines = [f"{len(texts) - len(both)} new texts; figures on the {len(both)} that both judged: before -> after"]
    if not both:
        return lines[0]
    own = [texts[row] for row in both]
    then, now = np.array([former[example.id] for example in own]), answers[both]
    true, said_then = themes_of(own, then, thresholds)
    _, said_now = themes_of(own, now, trained.thresholds)
    for code, name in LANGUAGES.items():
        rows = np.array([example.language == code for example in own])
        if not rows.any():
            continue
        pairs = {
            "micro-F1": (micro_f1(true[rows], said_then[rows]), micro_f1(true[rows], said_now[rows])),
            "macro-F1": (macro_f1(true[rows], said_then[rows]), macro_f1(true[rows], said_now[rows])),
            "sentiment": (_sentiment(own, then, rows), _sentiment(own, now, rows)),
        }
        lines += [f"  {name:10}{figure:14}{one:.3f} -> {other:.3f}" for figure, (one, other) in pairs.items()]
    for place, theme in enumerate(THEMES):
        one, other = (fit_of(true[:, place], said[:, place]).f1 for said in (said_then, said_now))
        lines.append(f"  {'F1':10}{theme:14}{one:.3f} -> {other:.3f}")
    return "\n".join(lines)


def _sentiment(texts: list[Example], answers: np.ndarray, rows: np.ndarray) -> float:
    return float(np.mean([sentiment_of(answers[row]) == texts[row].sentiment for row in np.flatnonzero(rows)]))


def former_thresholds() -> np.ndarray:
    """The thresholds of the model that stands, whatever its method, or 0.5 where there is none."""
    if not MODEL.exists():
        return np.full(len(THEMES), 0.5)
    with np.load(MODEL) as file:
        return file["decision"][:-1]
