"""Dictionary forms of the words that a set of texts holds, as the file that Spark NLP's Lemmatizer reads."""

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

import simplemma

LANGUAGES = ("fi", "sv", "en")


def write_dictionary(words: Iterable[str], language: str, path: Path) -> None:
    """Write `lemma -> form form ...`, a line a lemma, for every word; simplemma fills it (MIT licence)."""
    forms: dict[str, list[str]] = defaultdict(list)
    for word in sorted(set(words)):
        forms[simplemma.lemmatize(word, lang=language).lower()].append(word)
    lines = (f"{lemma}->{' '.join(words)}" for lemma, words in sorted(forms.items()))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
