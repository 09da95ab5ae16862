"""What a text means, as numbers: the states of a small multilingual encoder, one text at a time.

One text at a time, since 8-bit rounding looks at all that is given at once: a text's numbers must not depend on its
neighbours in a batch. The graph is built from the installed weights when it is first needed, in a few seconds.
"""

import os
from functools import lru_cache
from pathlib import Path

import numpy as np
import onnxruntime

from lake_layout.settings import settings
from spark_jobs.text.packed_weights import PackedWeights, packed_weights, unpacked
from spark_jobs.text.pieces import Pieces
from spark_jobs.text.thinned import digest, thinned_layers

VERSION = f"e5-small-8bit-8-{digest()}"


class PieceVectors:
    """Texts as the encoder takes them."""

    def __init__(self, weights: PackedWeights):
        self._pieces = Pieces(weights)
        self._words = weights.word_blocks()
        self._width = weights.width
        places = weights.tensor("emb.pos").reshape(-1, self._width)
        self._places = places + weights.tensor("emb.type")[: self._width]

    def of(self, text: str) -> np.ndarray:
        """The vectors of the text's pieces, with those of their places: 1 x pieces x width."""
        ids = self._pieces.ids(text)
        found = unpacked(self._words[ids]).reshape(len(ids), self._width) + self._places[: len(ids)]
        return found[None].astype(np.float32)


class Encoder:
    """Turns texts into vectors; a process needs one."""

    def __init__(self):
        self._vectors = PieceVectors(packed_weights())
        self._session = session_of(_graph())
        self._outputs = [output.name for output in self._session.get_outputs()]

    def vector(self, text: str) -> np.ndarray:
        """The text's states, each layer's of length one, side by side."""
        states = self._session.run(self._outputs, {"pieces": self._vectors.of(text)})
        return np.concatenate([state[0] / np.linalg.norm(state[0]) for state in states])


def _graph() -> Path:
    path = settings().home / "models" / f"{VERSION}.onnx"
    if not path.exists():
        # Only building needs onnx, which takes a second to import.
        from spark_jobs.text.encoder_graph import write_graph

        write_graph(packed_weights(), thinned_layers(), path)
    return path


def session_of(path: Path) -> onnxruntime.InferenceSession:
    """A graph, ready to be run on one core."""
    options = onnxruntime.SessionOptions()
    # Spark runs a process a core.
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    # The graph is laid out by hand: more would put operators together again that are faster apart.
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
    return onnxruntime.InferenceSession(os.fspath(path), options, providers=["CPUExecutionProvider"])


@lru_cache(maxsize=1)
def encoder() -> Encoder:
    """The encoder of this process."""
    return Encoder()
