"""`make thin`: choose which of the encoder's inner neurons are kept, and write them into the repository.

Two thirds of a layer's work are its inner neurons. A third of them is kept, one after the other being left out that is
missed least once the others' weights have been fitted anew to make up for it, by what the neurons hand on for the
repository's own texts, without their labels. What a layer's inner neurons add to the state then differs by a tenth to a
fifth of its variance, on the texts it was fitted to; what the model makes of it is about as good, and the time saved
pays for a layer more (docs/open_feedback.md).

B. Hassibi, D. G. Stork (1993), "Second order derivatives for network pruning: Optimal Brain Surgeon", NIPS 5, 164-171;
the same for whole neurons: E. Kurtic, E. Frantar, D. Alistarh (2023), "ZipLM", NeurIPS 36.
"""

import tempfile
from pathlib import Path

import numpy as np

from spark_jobs.text.encoder import PieceVectors, session_of
from spark_jobs.text.encoder_graph import LAYERS, active, write_graph
from spark_jobs.text.examples import examples
from spark_jobs.text.packed_weights import PackedWeights, packed_weights
from spark_jobs.text.thinned import Thinned, save

KEPT = 512
_TEXTS = 2000
_AT_ONCE = 100
_SETTLED = 1e-4  # of the neurons' mean square: keeps those that hand on nearly the same apart


def products(texts: list[str], weights: PackedWeights, layers: int) -> np.ndarray:
    """What the inner neurons and a constant 1 hand on, multiplied pair by pair and averaged over all pieces of the
    texts: layers x neurons x neurons, the constant last."""
    vectors = PieceVectors(weights)
    names = [active(layer) for layer in range(layers)]
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.onnx"
        write_graph(weights, [], whole)
        session = session_of(whole)
    size = weights.inner + 1
    sums, pieces = np.zeros((layers, size, size)), 0
    for start in range(0, len(texts), _AT_ONCE):
        given = [session.run(names, {"pieces": vectors.of(text)}) for text in texts[start : start + _AT_ONCE]]
        for layer, handed_on in enumerate(zip(*given, strict=True)):
            rows = np.concatenate([one[0] for one in handed_on])
            rows = np.hstack([rows, np.ones((len(rows), 1), np.float32)])
            sums[layer] += rows.T @ rows
        pieces += sum(len(one[0][0]) for one in given)
        print(f"\r{min(start + _AT_ONCE, len(texts))} of {len(texts)} texts", end="", flush=True)
    print()
    return sums / pieces


def thinned(product: np.ndarray, outer: np.ndarray, bias: np.ndarray, kept: int) -> tuple[Thinned, float]:
    """The layer with this many neurons, and the share of its result's variance that is lost, each column alike.

    `outer` (neurons x width) and `bias` say what the layer makes of what its neurons hand on.
    """
    whole = np.vstack([outer, bias]).astype(float)
    spread = np.sqrt(np.einsum("ij,ik,kj->j", whole, product, whole, optimize=True) - (product[-1] @ whole) ** 2)
    whole /= spread
    settled = product.copy()
    neurons = np.arange(len(outer))
    settled[neurons, neurons] += _SETTLED * product[neurons, neurons].mean()
    left, inverse = whole.copy(), np.linalg.inv(settled)
    alive = np.ones(len(whole), bool)
    for _ in range(len(outer) - kept):
        own = np.where(alive, np.diag(inverse), 1)
        missed = np.where(alive, (left**2).sum(axis=1) / own, np.inf)
        missed[-1] = np.inf  # the constant stays
        least = int(np.argmin(missed))
        column = inverse[:, least].copy()
        left -= np.outer(column, left[least] / column[least])
        inverse -= np.outer(column, column / column[least])
        alive[least] = False
        left[least] = inverse[least] = inverse[:, least] = 0
    apart = left - whole
    lost = float(np.einsum("ij,ik,kj->", apart, product, apart, optimize=True)) / whole.shape[1]
    stay = np.flatnonzero(alive[:-1])
    return Thinned(stay, (left[stay] * spread).astype(np.float32), (left[-1] * spread).astype(np.float32)), lost


def _layer(weights: PackedWeights, number: int) -> tuple[np.ndarray, np.ndarray]:
    bias = weights.tensor(f"l{number}.fo.b")
    return weights.tensor(f"l{number}.fo.w").reshape(bias.size, weights.inner).T, bias


def main() -> None:
    """Choose, and write; the model has to be trained anew then."""
    texts = [example.text for example in examples()]
    evenly = np.linspace(0, len(texts) - 1, min(_TEXTS, len(texts))).astype(int)
    weights, found = packed_weights(), []
    for number, product in enumerate(products([texts[place] for place in evenly], weights, max(LAYERS))):
        layer, lost = thinned(product, *_layer(weights, number), KEPT)
        print(f"layer {number + 1}: {KEPT} of {weights.inner} neurons, {lost:.1%} lost", flush=True)
        found.append(layer)
    save(found)
    print("now train: make train")


if __name__ == "__main__":
    main()
