"""Before and after a training: the same texts, both models, new ones counted apart."""

import numpy as np

from spark_jobs.text.compare import before_and_after, stored
from spark_jobs.text.examples import TARGETS, examples
from spark_jobs.text.model import model


def test_figures_are_of_the_texts_that_both_judged():
    texts = examples()[:30]
    right = np.array([example.targets() for example in texts])
    wrong = {example.id: np.zeros(len(TARGETS)) for example in texts[:20]}
    told = before_and_after(texts, right, model(), wrong, 0.5)
    assert told.startswith("10 new texts; figures on the 20 that both judged")
    assert "micro-F1      0.000 -> 1.000" in told and "F1        access        0.000 -> 1.000" in told


def test_a_first_training_has_nothing_before_it(tmp_path):
    assert stored(tmp_path / "none.npz") == {}
    texts = examples()[:3]
    assert before_and_after(texts, np.zeros((3, len(TARGETS))), model(), {}, 0.5).startswith("3 new texts")
