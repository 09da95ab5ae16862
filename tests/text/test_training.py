"""Training: no family on both sides, the same model from the same texts, and figures that must not fall."""

import numpy as np
import pytest

from spark_jobs.text.card import themes_of
from spark_jobs.text.encoder import encoder
from spark_jobs.text.examples import FOLDS, SECOND_LABELS, examples, plain, second_labels
from spark_jobs.text.figures import fit_of, kappa, macro_f1, micro_f1
from spark_jobs.text.judgement import sentiment_of
from spark_jobs.text.model import MODEL, load, model, save
from spark_jobs.text.train import decision, design, fit, held_back, held_back_answers, version

SOME = 60


@pytest.fixture(scope="module")
def texts():
    return examples()


@pytest.fixture(scope="module")
def small(texts):
    """A few texts as a design."""
    some = texts[:: len(texts) // SOME]
    return design(some)._replace(folds=np.arange(len(some)) % FOLDS, usual=np.ones(len(some), bool))


def test_equal_texts_are_of_one_family(texts):
    families: dict[str, set[str]] = {}
    for example in texts:
        families.setdefault(plain(example.text), set()).add(example.family)
    assert len(families) < len(texts) and all(len(own) == 1 for own in families.values())


def test_a_family_never_stands_on_both_sides(texts):
    folds: dict[str, set[int]] = {}
    for example in texts:
        folds.setdefault(example.family, set()).add(example.fold)
    assert all(len(own) == 1 for own in folds.values())
    sizes = np.bincount([example.fold for example in texts])
    assert len(sizes) == FOLDS and sizes.min() > len(texts) / FOLDS / 1.5


def test_a_held_back_answer_does_not_depend_on_its_own_label(small):
    answers = held_back_answers(small)
    row = int(np.flatnonzero(small.folds == 2)[0])
    turned = small.targets.copy()
    turned[row] = 1 - turned[row]
    again = held_back_answers(small._replace(targets=turned))
    assert np.array_equal(answers[row], again[row])
    assert not np.allclose(answers[small.folds == 3], again[small.folds == 3])


def test_the_same_texts_give_the_same_bytes(small, tmp_path):
    for name in ("one.npz", "other.npz"):
        save(fit(small, np.arange(SOME), "test"), tmp_path / name)
    assert (tmp_path / "one.npz").read_bytes() == (tmp_path / "other.npz").read_bytes()


def test_a_kept_model_answers_as_the_fitted_one(small, tmp_path):
    fitted = fit(small, np.arange(SOME), "test")
    save(fitted, tmp_path / "kept.npz")
    kept = load(tmp_path / "kept.npz")
    for reading in small.readings[:10]:
        assert np.allclose(fitted.answers(reading), kept.answers(reading), atol=0.02)


def test_the_kept_model_is_of_the_repositorys_texts():
    assert model().version == version(), "run `make train`"
    assert MODEL.stat().st_size < 5_000_000


def test_a_missing_model_says_how_to_get_one(tmp_path):
    with pytest.raises(FileNotFoundError, match="make train"):
        load(tmp_path / "none.npz")


@pytest.mark.parametrize(
    "language, micro, macro, sentiment",
    [
        ("fi", 0.68, 0.70, 0.73),
        ("sv", 0.68, 0.69, 0.73),
        ("en", 0.67, 0.67, 0.77),
    ],
)
def test_held_back_figures_do_not_fall(texts, language, micro, macro, sentiment):
    answers = held_back(texts)
    true, said = themes_of(texts, answers, model().thresholds)
    rows = np.array([example.language == language for example in texts])
    assert micro_f1(true[rows], said[rows]) >= micro
    assert macro_f1(true[rows], said[rows]) >= macro
    right = [sentiment_of(answers[row]) == texts[row].sentiment for row in np.flatnonzero(rows)]
    assert np.mean(right) >= sentiment


def test_the_threshold_is_the_best_and_the_slope_fits():
    answers = np.array([[0.9] * 15, [0.5] * 15, [0.45] * 15, [0.1] * 15])
    targets = np.array([[1.0] * 15, [1.0] * 15, [0.0] * 15, [0.0] * 15])
    thresholds, slope = decision(answers, targets)
    assert (thresholds > 0.45).all() and (thresholds <= 0.5).all()
    assert slope > 1


def test_figures_by_hand():
    true, said = np.array([1, 1, 0, 0], bool), np.array([1, 0, 1, 0], bool)
    assert fit_of(true, said) == (0.5, 0.5, 0.5, 2)
    assert kappa(true, said) == 0
    assert kappa(true, true) == 1


def test_a_fifth_are_labelled_twice(texts):
    assert SECOND_LABELS.exists()
    second = second_labels()
    assert set(second) <= {example.id for example in texts}
    assert len(second) >= len(texts) / 5


def test_the_encoder_knows_what_is_alike():
    one, near, far = (
        encoder().vector(text) for text in ("Jono oli pitkä.", "Kön var lång.", "Ruoka maistui herkulliselta.")
    )
    assert one @ near > one @ far
