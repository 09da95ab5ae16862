"""The encoder's layers thinned: what is missed least goes, and the others make up for it."""

import numpy as np
import pytest

from spark_jobs.text import thinned as file
from spark_jobs.text.encoder_graph import LAYERS
from spark_jobs.text.packed_weights import packed_weights
from spark_jobs.text.thin import KEPT, thinned
from spark_jobs.text.thinned import Thinned, thinned_layers


def _product(rows: np.ndarray) -> np.ndarray:
    rows = np.hstack([rows, np.ones((len(rows), 1))])
    return rows.T @ rows / len(rows)


def test_neurons_that_others_can_stand_for_go_and_nothing_is_lost():
    random = np.random.default_rng(1)
    own = random.normal(size=(4000, 3))
    # The fourth says what two others say together, the fifth is always the same, the sixth goes nowhere.
    rows = np.column_stack([own, own[:, 0] - 2 * own[:, 1], np.full(4000, 0.7), random.normal(size=4000)])
    outer, bias = random.normal(size=(6, 4)), random.normal(size=4)
    outer[5] = 0
    layer, lost = thinned(_product(rows), outer, bias, kept=3)
    assert lost < 1e-3
    assert 4 not in layer.kept and 5 not in layer.kept
    told = rows[:, layer.kept] @ layer.outer + layer.bias
    assert np.abs(told - (rows @ outer + bias)).max() < 0.05


def test_what_matters_least_is_lost_first():
    random = np.random.default_rng(2)
    rows = random.normal(size=(4000, 5)) * np.array([3, 1, 0.1, 2, 0.05])
    layer, lost = thinned(_product(rows), np.eye(5)[:, :2] + random.normal(size=(5, 2)), np.zeros(2), kept=3)
    assert list(layer.kept) == [0, 1, 3]
    assert 0 < lost < 0.05


def test_layers_are_kept_as_they_were_written(tmp_path, monkeypatch):
    monkeypatch.setattr(file, "FILE", tmp_path / "thinned.npz")
    random = np.random.default_rng(3)
    matrix = np.rint(random.uniform(-63, 63, (4, 6)))
    matrix[0] = 63  # each column reaches the largest number, so that rounding changes nothing
    layers = [Thinned(np.array([0, 2, 5, 9]), (matrix * 0.25).astype(np.float32), np.arange(6, dtype=np.float32))] * 2
    file.save(layers)
    for read, written in zip(file.thinned_layers(), layers, strict=True):
        for one, other in zip(read, written, strict=True):
            assert one == pytest.approx(other)


def test_the_repositorys_layers_fit_the_encoder():
    layers, weights = thinned_layers(), packed_weights()
    assert len(layers) == max(LAYERS)
    for layer in layers:
        assert layer.outer.shape == (KEPT, weights.width) and layer.bias.shape == (weights.width,)
        assert len(set(layer.kept)) == KEPT and layer.kept.min() >= 0 and layer.kept.max() < weights.inner
