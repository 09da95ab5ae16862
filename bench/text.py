"""The text analyser: figures per theme and language beside a keyword baseline, and texts a second per stage.

The figures are of held-back answers that training stored: no text was judged by a model that saw its family.
"""

import time
from collections.abc import Callable

import numpy as np

from spark_jobs.text.card import LANGUAGES, themes_of
from spark_jobs.text.encoder import encoder
from spark_jobs.text.examples import Example, examples
from spark_jobs.text.features import lexicon_counts, word_pieces
from spark_jobs.text.figures import fit_of, macro_f1, micro_f1
from spark_jobs.text.judgement import sentiment_of
from spark_jobs.text.lexicon import THEMES, lexicon
from spark_jobs.text.model import model
from spark_jobs.text.tokens import clauses_of, tokens_of
from spark_jobs.text.train import held_back

_TIMED = 500
_MONTH = 84_000
_CORES = 2


def keyword_themes(example: Example) -> list[bool]:
    """The baseline: a theme is said where the lexicon has two entries for it, or the most of all."""
    sections = [match.section for match in lexicon(example.language).matches(tokens_of(example.text))]
    counted = [sections.count(theme) for theme in THEMES]
    return [count >= 2 or 0 < count == max(counted) for count in counted]


def run() -> None:
    """Print the figures, then the speeds."""
    texts = examples()
    answers = held_back(texts)
    true, said = themes_of(texts, answers, model().thresholds)
    plain = np.array([keyword_themes(example) for example in texts])
    sentiments = np.array([sentiment_of(row) == example.sentiment for row, example in zip(answers, texts, strict=True)])
    for code, name in LANGUAGES.items():
        rows = np.array([example.language == code for example in texts])
        print(f"\n{name}, {rows.sum()} texts{'':14} model: precision recall F1     keywords: precision recall F1")
        for place, theme in enumerate(THEMES):
            own, words = (fit_of(true[rows, place], given[rows, place]) for given in (said, plain))
            print(f"  {theme:32}{_three(own)}{'':15}{_three(words)}")
        for kind, figure in (("micro-F1", micro_f1), ("macro-F1", macro_f1)):
            ours, theirs = figure(true[rows], said[rows]), figure(true[rows], plain[rows])
            print(f"  {kind:47} {ours:.3f}{'':30}{theirs:.3f}")
        print(f"  {'sentiment of the text, accuracy':47} {sentiments[rows].mean():.3f}")
    _speeds(texts[:: len(texts) // _TIMED])


def _three(fit) -> str:
    return f"{fit.precision:9.2f} {fit.recall:6.2f} {fit.f1:5.2f}"


def _speeds(texts: list[Example]) -> None:
    from spark_jobs.text.analyser import analyse

    def lexicon_stage(example: Example) -> None:
        tokens = tokens_of(example.text)
        matches = lexicon(example.language).matches(tokens)
        lexicon_counts(tokens, clauses_of(tokens, example.language), matches)

    stages: dict[str, Callable[[Example], object]] = {
        "tokens": lambda example: tokens_of(example.text),
        "lexicon": lexicon_stage,
        "pieces of words": lambda example: word_pieces(tokens_of(example.text)),
        "encoder": lambda example: encoder().vector(example.text),
        "all, with evidence": lambda example: analyse(example.text, example.language),
    }
    print(f"\ntexts a second on one core, {len(texts)} texts of {np.mean([len(t.text) for t in texts]):.0f} letters")
    for name, stage in stages.items():
        for example in texts[:50]:
            stage(example)
        start, used = time.perf_counter(), time.process_time()
        for example in texts:
            stage(example)
        elapsed, busy = time.perf_counter() - start, time.process_time() - used
        print(f"  {name:22}{len(texts) / elapsed:10.0f}  (by processor time {len(texts) / busy:.0f})")
    print(
        f"  a national month, {_MONTH} texts on {_CORES} cores: {_MONTH * elapsed / len(texts) / _CORES / 60:.1f} min"
    )
