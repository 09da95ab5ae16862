"""`make train`: learn the model from the repository's texts, judge it on held-back families, write model and card.

A ridge regression of TARGETS on four kinds of features, each brought to its weight: hashed pieces of words, counts
of lexicon entries, the encoder's vector, and how alike that is to some texts' vectors (which bends what is straight).
It has a closed form, so nothing is random: the same texts give the same model. How well it does is told from five
folds of families, each judged by a model that never saw them.
"""

import hashlib
from typing import NamedTuple

import numpy as np
from scipy import sparse

from spark_jobs.text.encoder import VERSION as ENCODER
from spark_jobs.text.examples import FOLDS, TARGETS, TRAINING, USUAL, Example, examples
from spark_jobs.text.features import BUCKETS, Reading, read
from spark_jobs.text.figures import micro_f1
from spark_jobs.text.lexicon import RESOURCES, THEMES
from spark_jobs.text.model import MODEL, Model, likeness, save

METHOD = "4"
PIECES_WEIGHT, COUNTS_WEIGHT, VECTOR_WEIGHT, LIKENESS_WEIGHT, RIDGE = 1.3, 0.3, 1.0, 2.0, 1.5
_LANDMARKS = 512
_SETTLED = 1e-2  # keeps landmarks that are nearly the same from getting huge weights against each other
_SMALLEST_SPREAD = 0.3  # a count that hardly varies must not be blown up
_USUAL_COUNTS = 60
HELD_BACK = MODEL.with_name("held_back.npz")


class Design(NamedTuple):
    """The examples' features, a row an example."""

    readings: list[Reading]
    counts: np.ndarray
    vectors: np.ndarray
    targets: np.ndarray
    folds: np.ndarray
    usual: np.ndarray


def design(texts: list[Example]) -> Design:
    """Read every example."""
    readings = [read(example.text, example.language) for example in texts]
    return Design(
        readings,
        np.array([reading.counts for reading in readings], np.float64),
        np.array([reading.vector for reading in readings], np.float64),
        np.array([example.targets() for example in texts]),
        np.array([example.fold for example in texts]),
        np.array([example.file == USUAL for example in texts]),
    )


def fit(made: Design, rows: np.ndarray, version: str) -> Model:
    """The model of these rows. Its thresholds and slope are still to be told from held-back answers."""
    pieces, idf = _pieces([made.readings[row] for row in rows])
    counts, count_scale = _scaled(made.counts[rows], _SMALLEST_SPREAD, COUNTS_WEIGHT / _USUAL_COUNTS)
    vectors, vector_scale = _scaled(made.vectors[rows], 0, VECTOR_WEIGHT / made.vectors.shape[1])
    centre, spread = made.vectors[rows].mean(axis=0), vector_scale / np.sqrt(VECTOR_WEIGHT)
    landmarks, turned = _landmarks((made.vectors[rows] - centre) * spread)
    alike = likeness((made.vectors[rows] - centre) * spread, landmarks) @ turned
    usual_likeness = alike.mean(axis=0)
    alike -= usual_likeness
    kernel = counts @ counts.T + vectors @ vectors.T + alike @ alike.T + PIECES_WEIGHT * _products(pieces)
    mean = made.targets[rows].mean(axis=0)
    dual = np.linalg.solve(kernel + RIDGE * np.eye(len(rows)), made.targets[rows] - mean)
    buckets = np.zeros((BUCKETS, len(TARGETS)))
    for (own, weights), weight in zip(pieces, dual, strict=True):
        buckets[own] += PIECES_WEIGHT * weights[:, None] * weight
    by_count = count_scale[:, None] * (counts.T @ dual)
    by_vector = vector_scale[:, None] * (vectors.T @ dual)
    by_likeness = turned @ (alike.T @ dual)
    bias = mean - made.counts[rows].mean(axis=0) @ by_count - centre @ by_vector - usual_likeness @ (alike.T @ dual)
    return Model(
        version=version,
        buckets=buckets,
        idf=idf,
        counts=by_count,
        vector=by_vector,
        centre=centre,
        spread=spread,
        landmarks=landmarks,
        alike=by_likeness,
        bias=bias,
        thresholds=np.full(len(THEMES), 0.5),
        slope=1.0,
    )


def _landmarks(vectors: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Texts evenly from all, as they are kept, and what turns likeness to them into features whose products stand for
    the likeness of any two texts (Nyström's method)."""
    evenly = np.linspace(0, len(vectors) - 1, min(_LANDMARKS, len(vectors))).astype(int)
    landmarks = vectors[evenly].astype(np.float16).astype(np.float64)
    among = likeness(landmarks, landmarks) + _SETTLED * np.eye(len(landmarks))
    return landmarks, np.sqrt(LIKENESS_WEIGHT) * np.linalg.inv(np.linalg.cholesky(among)).T


def _scaled(values: np.ndarray, smallest: float, weight: float) -> tuple[np.ndarray, np.ndarray]:
    scale = np.sqrt(weight) / np.maximum(np.maximum(values.std(axis=0), smallest), 1e-9)
    return (values - values.mean(axis=0)) * scale, scale


def _pieces(readings: list[Reading]) -> tuple[list[tuple[np.ndarray, np.ndarray]], np.ndarray]:
    """Each text's buckets with weights of length one, and the buckets' inverse document frequencies."""
    texts = np.zeros(BUCKETS)
    for reading in readings:
        texts[reading.buckets] += 1
    idf = np.log((1 + len(readings)) / (1 + texts)) + 1
    weighted = [(reading.buckets, reading.weights * idf[reading.buckets]) for reading in readings]
    return [(own, weights / (np.linalg.norm(weights) or 1)) for own, weights in weighted], idf


def _products(pieces: list[tuple[np.ndarray, np.ndarray]]) -> np.ndarray:
    """How alike any two texts' pieces are."""
    rows = np.repeat(np.arange(len(pieces)), [len(own) for own, _ in pieces])
    own, weights = (np.concatenate(part) for part in zip(*pieces, strict=True))
    matrix = sparse.csr_array((weights, (rows, own)), shape=(len(pieces), BUCKETS))
    return (matrix @ matrix.T).toarray()


def held_back_answers(made: Design) -> np.ndarray:
    """Every example's answers from the model of the other folds."""
    answers = np.zeros_like(made.targets)
    for fold in range(FOLDS):
        trained = fit(made, np.flatnonzero(made.folds != fold), "")
        for row in np.flatnonzero(made.folds == fold):
            answers[row] = trained.answers(made.readings[row])
    return answers


def decision(answers: np.ndarray, targets: np.ndarray) -> tuple[np.ndarray, float]:
    """Each theme's threshold, half-way between the one with its own best F1 and the one with the best micro-F1 of all
    themes, and the slope of a theme's probability (by likelihood)."""
    given, true = answers[:, : len(THEMES)], targets[:, : len(THEMES)] > 0
    tried = np.round(np.arange(0.2, 0.6, 0.01), 2)

    def best(given: np.ndarray, true: np.ndarray) -> float:
        return max(tried, key=lambda threshold: micro_f1(true, given >= threshold))

    own = np.array([best(given[:, [place]], true[:, [place]]) for place in range(len(THEMES))])
    thresholds = (own + best(given, true)) / 2

    def unlikelihood(slope: float) -> float:
        away = np.where(true, -1, 1) * slope * (given - thresholds)
        return np.logaddexp(0, away).mean()

    return thresholds, float(min(np.arange(1.0, 15.0, 0.25), key=unlikelihood))


def version() -> str:
    """Names the model by all it depends on: method, encoder, texts and resources."""
    digest = hashlib.sha256(f"{METHOD} {ENCODER} {TARGETS}".encode())
    for path in sorted([*TRAINING.glob("*.jsonl"), *RESOURCES.glob("*.txt")]):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:12]


def train(made: Design) -> tuple[Model, np.ndarray]:
    """The model of all examples, and the held-back answers; its thresholds are from those to texts as they mostly
    come."""
    answers = held_back_answers(made)
    thresholds, slope = decision(answers[made.usual], made.targets[made.usual])
    trained = fit(made, np.arange(len(made.readings)), version())
    return trained._replace(thresholds=thresholds, slope=slope), answers


def held_back(texts: list[Example]) -> np.ndarray:
    """The held-back answers that training stored. Raises ValueError where they are of other texts."""
    with np.load(HELD_BACK) as stored:
        if str(stored["version"]) != version() or list(stored["ids"]) != [example.id for example in texts]:
            raise ValueError("the model is of other texts, resources or method than the repository's: make train")
        return stored["answers"].astype(np.float32)


def main() -> None:
    """Train, and write the model, the held-back answers and the card."""
    from spark_jobs.text.card import write_card
    from spark_jobs.text.compare import before_and_after, former_thresholds, stored

    texts = examples()
    former, thresholds = stored(HELD_BACK), former_thresholds()
    trained, answers = train(design(texts))
    save(trained, MODEL)
    ids = np.array([example.id for example in texts])
    np.savez_compressed(HELD_BACK, version=np.array(trained.version), ids=ids, answers=answers.astype(np.float16))
    print(write_card(texts, trained, answers))
    print(before_and_after(texts, answers, trained, former, thresholds))


if __name__ == "__main__":
    main()
