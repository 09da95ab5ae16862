"""The Finnish spaCy model: persons in the texts that the cheap rules leave in doubt. Loaded with the first doubt."""

from collections.abc import Iterator
from functools import lru_cache
from importlib.util import find_spec

_NAME = "spacy_fi_experimental_web_md"
_UNUSED = ["tagger", "morphologizer", "parser", "attribute_ruler", "lemmatizer"]
BATCH = 64


@lru_cache(maxsize=1)
def _nlp():
    import spacy

    return spacy.load(_NAME, exclude=_UNUSED)


def require() -> None:
    """Raises ModuleNotFoundError where the model isn't installed, without loading it."""
    if find_spec(_NAME) is None:
        raise ModuleNotFoundError(f"the verification run needs the Finnish model, package {_NAME}", name=_NAME)


def persons(texts: list[str]) -> Iterator[tuple[tuple[int, int], ...]]:
    """For each text the model's PERSON spans as offsets in it, in order; without texts the model is not even loaded."""
    if not texts:
        return
    for document in _nlp().pipe(texts, batch_size=BATCH):
        yield tuple((entity.start_char, entity.end_char) for entity in document.ents if entity.label_ == "PERSON")
