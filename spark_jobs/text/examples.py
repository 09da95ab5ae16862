"""The labelled texts that the model is trained on, and their folds."""

import hashlib
import json
from pathlib import Path
from typing import NamedTuple

import numpy as np

from spark_jobs.text.lexicon import THEMES

TRAINING = Path(__file__).parent / "training"
SECOND_LABELS = TRAINING / "second_labels.jsonl"
SENTIMENTS = ("positive", "neutral", "negative", "mixed")
POLES = ("positive", "negative")
FOLDS = 5
USUAL = "usual"
"""The file of texts as customers mostly write them; the others' are harder, or plainer, than what comes in."""
# What the model learns to answer of a text: is it about a theme, which sentiment has it, is a theme praised or blamed.
TARGETS = (
    *((theme, "about") for theme in THEMES),
    *(("text", sentiment) for sentiment in SENTIMENTS),
    *((theme, pole) for theme in THEMES for pole in POLES),
)


class Example(NamedTuple):
    """A labelled text; `docs/labelling_guidelines.md` says what the labels mean."""

    id: str
    family: str
    language: str
    text: str
    themes: dict[str, str]
    sentiment: str
    file: str = ""

    @property
    def fold(self) -> int:
        """The part that holds it back: a family's texts share one. The last fold is the development part."""
        return int(hashlib.sha256(self.family.encode()).hexdigest(), 16) % FOLDS

    def targets(self) -> np.ndarray:
        """TARGETS as zeros and ones; what is mixed is praised and blamed."""
        true = {(theme, "about") for theme in self.themes} | {("text", self.sentiment)}
        for theme, sentiment in self.themes.items():
            true |= {(theme, pole) for pole in POLES if sentiment in (pole, "mixed")}
        return np.array([target in true for target in TARGETS], np.float64)


def examples() -> list[Example]:
    """All examples in a fixed order; equal texts are of one family, whoever wrote them. Raises ValueError with file and
    line where one breaks the guidelines."""
    found: list[Example] = []
    families: dict[str, str] = {}
    for path in sorted(TRAINING.glob("*.jsonl")):
        if path != SECOND_LABELS:
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
                example = _example(json.loads(line), f"{path.name}, line {number}")
                family = families.setdefault(plain(example.text), example.family)
                found.append(example._replace(file=path.stem, family=family))
    return found


def plain(text: str) -> str:
    """The text without what makes no other text of it: case, and a mark at its end."""
    return text.casefold().rstrip(" .!…")


def _example(record: dict, where: str) -> Example:
    themes = {theme["id"]: theme["sentiment"] for theme in record["themes"]}
    if strange := set(themes) - set(THEMES):
        raise ValueError(f"{where}: no such theme: {', '.join(sorted(strange))}")
    if strange := {record["sentiment"], *themes.values()} - set(SENTIMENTS):
        raise ValueError(f"{where}: no such sentiment: {', '.join(sorted(strange))}")
    return Example(record["id"], record["family"], record["lang"], record["text"], themes, record["sentiment"])


def second_labels() -> dict[str, tuple[dict[str, str], str]]:
    """The second labeller's themes and sentiment by the id of the text."""
    lines = SECOND_LABELS.read_text(encoding="utf-8").splitlines()
    records = [json.loads(line) for line in lines]
    return {
        record["id"]: ({theme["id"]: theme["sentiment"] for theme in record["themes"]}, record["sentiment"])
        for record in records
    }
