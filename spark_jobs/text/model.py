"""The trained model: what it answers of a text, and the file it is kept in."""

from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import numpy as np

from spark_jobs.text.examples import TARGETS
from spark_jobs.text.features import Reading

MODEL = Path(__file__).parent / "model" / "themes.npz"
PLACE = {target: place for place, target in enumerate(TARGETS)}
SHARPNESS = 0.3  # how fast likeness falls with distance; a usual distance squared is 2


def likeness(vectors: np.ndarray, landmarks: np.ndarray) -> np.ndarray:
    """How alike each vector is to each landmark, from 0 to 1."""
    own, theirs = np.einsum("...i,...i->...", vectors, vectors), np.einsum("ij,ij->i", landmarks, landmarks)
    apart = own[..., None] + theirs - 2 * (vectors @ landmarks.T)
    return np.exp(-SHARPNESS * apart)


class Model(NamedTuple):
    """A linear model of the features, a column a target; see `train` for how it comes about.

    `landmarks` are some training texts' vectors, less `centre` and times `spread`; `alike` what likeness to each tells.
    """

    version: str
    buckets: np.ndarray
    idf: np.ndarray
    counts: np.ndarray
    vector: np.ndarray
    centre: np.ndarray
    spread: np.ndarray
    landmarks: np.ndarray
    alike: np.ndarray
    bias: np.ndarray
    thresholds: np.ndarray
    slope: float

    def answers(self, reading: Reading) -> np.ndarray:
        """A number a target, near 1 where it holds and near 0 where not."""
        pieces = self.buckets[reading.buckets].astype(np.float32, copy=False)
        return (
            self.piece_weights(reading.buckets, reading.weights) @ pieces
            + reading.counts @ self.counts
            + reading.vector @ self.vector
            + likeness((reading.vector - self.centre) * self.spread, self.landmarks) @ self.alike
            + self.bias
        )

    def piece_weights(self, buckets: np.ndarray, weights: np.ndarray) -> np.ndarray:
        """The weights of a text's pieces, together of length one."""
        weighted = weights * self.idf[buckets]
        return weighted / (np.linalg.norm(weighted) or 1)

    def probability(self, answer: float, threshold: float) -> float:
        """How likely a theme of this threshold is that gets this answer, as the held-back answers tell."""
        return float(1 / (1 + np.exp(-self.slope * (answer - threshold))))


def save(model: Model, path: Path) -> None:
    """Write the model; equal models give equal bytes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    scale = np.maximum(np.abs(model.buckets).max(axis=0), 1e-9) / 127
    np.savez_compressed(
        path,
        version=np.array(model.version),
        buckets=np.rint(model.buckets / scale).astype(np.int8),
        scale=scale.astype(np.float32),
        idf=model.idf.astype(np.float16),
        counts=model.counts.astype(np.float16),
        vector=model.vector.astype(np.float16),
        centre=model.centre.astype(np.float32),
        spread=model.spread.astype(np.float32),
        landmarks=model.landmarks.astype(np.float16),
        alike=model.alike.astype(np.float32),
        bias=model.bias.astype(np.float32),
        decision=np.array([*model.thresholds, model.slope], np.float32),
    )


def load(path: Path) -> Model:
    """Read a model. Raises FileNotFoundError that says how to train one."""
    if not path.exists():
        raise FileNotFoundError(f"{path.name} is missing: `make train` trains it")
    with np.load(path) as file:
        return Model(
            version=str(file["version"]),
            buckets=file["buckets"].astype(np.float32) * file["scale"],
            idf=file["idf"].astype(np.float32),
            counts=file["counts"].astype(np.float32),
            vector=file["vector"].astype(np.float32),
            centre=file["centre"],
            spread=file["spread"],
            landmarks=file["landmarks"].astype(np.float32),
            alike=file["alike"],
            bias=file["bias"],
            thresholds=file["decision"][:-1],
            slope=float(file["decision"][-1]),
        )


@lru_cache(maxsize=1)
def model() -> Model:
    """The model of this process."""
    return load(MODEL)
