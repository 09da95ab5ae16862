"""Presidio's frame around the rules: an NLP engine that reads cheaply and asks the model only in doubt, two
recognisers.

Others can extend it the usual way: ``analyzer().registry.add_recognizer(...)``. Presidio's context enhancer is off (our
rules carry their own context), and so is its logging of decisions, which would hold text.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from presidio_analyzer import AnalyzerEngine, EntityRecognizer, RecognizerRegistry, RecognizerResult
from presidio_analyzer.context_aware_enhancers import ContextAwareEnhancer
from presidio_analyzer.nlp_engine import NlpArtifacts, NlpEngine

from spark_jobs.anonymise import model
from spark_jobs.anonymise.finnish import finnish
from spark_jobs.anonymise.language import KNOWN, UNDETERMINED
from spark_jobs.anonymise.lexicon import family_names, given_names
from spark_jobs.anonymise.names import Verdicts, judge
from spark_jobs.anonymise.placeholders import ADDRESS, NAME, TYPES
from spark_jobs.anonymise.regional import Regional, regional
from spark_jobs.anonymise.rule import Span
from spark_jobs.anonymise.shapes import shapes_in
from spark_jobs.anonymise.view import View, view_of

LANGUAGES = (*KNOWN, UNDETERMINED)
_SHAPE_SCORE, _NAME_SCORE = 1.0, 0.9


class Reading(NlpArtifacts):
    """A text read once: its view, the shapes in it, the verdicts on its words, the model's persons if it was asked."""

    def __init__(self, view: View, shapes: list[Span], verdicts: Verdicts, language: str):
        self.view, self.shapes, self.verdicts, self.language = view, shapes, verdicts, language
        self.persons: tuple[tuple[int, int], ...] = ()
        self.entities, self.tokens, self.tokens_indices, self.lemmas, self.keywords, self.scores = (
            [],
            [],
            [],
            [],
            [],
            [],
        )


class Reader(NlpEngine):
    """Reads texts with the cheap rules and, in batches, those of them that stay in doubt with the Finnish model."""

    def __init__(self, region: str | None = None):
        self.lists = regional(region)

    def load(self) -> None:
        """Nothing to load at start: the model comes with the first doubt."""

    def is_loaded(self) -> bool:
        """Always: see load."""
        return True

    def process_text(self, text: str, language: str) -> Reading:
        """One text; batches are cheaper."""
        return next(self.process_batch([text], language))[1]

    def process_batch(
        self, texts: Iterable[str], language: str, batch_size: int = 64, n_process: int = 1, **_
    ) -> Iterator[tuple[str, Reading]]:
        """Readings in the order of the texts."""
        texts = list(texts)
        readings = [_read(text, language, self.lists) for text in texts]
        doubtful = [reading for reading in readings if language == "fi" and reading.verdicts.doubtful]
        for reading, persons in zip(doubtful, model.persons([reading.view.text for reading in doubtful]), strict=True):
            reading.persons = persons
        yield from zip(texts, readings, strict=True)

    def is_stopword(self, word: str, language: str) -> bool:
        """Not used by our recognisers."""
        return False

    def is_punct(self, word: str, language: str) -> bool:
        """Not used by our recognisers."""
        return False

    def get_supported_entities(self) -> list[str]:
        """The engine itself names none; recognisers do."""
        return []

    def get_supported_languages(self) -> list[str]:
        """Finnish, Swedish, English, and everything else under ``und``."""
        return list(LANGUAGES)


def _read(text: str, language: str, lists: Regional) -> Reading:
    view = view_of(text)
    blanked, shapes = shapes_in(view.text)
    return Reading(view, shapes, judge(blanked, language, lists), language)


class ShapeRecognizer(EntityRecognizer):
    """Everything that is known by its shape."""

    def load(self) -> None:
        """Nothing to load."""

    def analyze(self, text: str, entities: list[str], nlp_artifacts: Reading) -> list[RecognizerResult]:
        """Results in offsets of the original text."""
        return _results(nlp_artifacts, nlp_artifacts.shapes, _SHAPE_SCORE)


class NameRecognizer(EntityRecognizer):
    """Names of persons, and street names that stand alone."""

    def load(self) -> None:
        """Nothing to load."""

    def analyze(self, text: str, entities: list[str], nlp_artifacts: Reading) -> list[RecognizerResult]:
        """Results in offsets of the original text."""
        return _results(nlp_artifacts, nlp_artifacts.verdicts.spans(nlp_artifacts.persons), _NAME_SCORE)


def _results(reading: Reading, spans: list[Span], score: float) -> list[RecognizerResult]:
    return [RecognizerResult(span.type, *reading.view.original(span.start, span.end), score) for span in spans]


class _NoContext(ContextAwareEnhancer):
    def __init__(self):
        super().__init__(0, 0, 0, 0)

    def enhance_using_context(self, text, raw_results, nlp_artifacts, recognizers, context=None):
        return raw_results


@lru_cache(maxsize=32)
def analyzer(region: str | None = None) -> AnalyzerEngine:
    """The Presidio analyser of this process, with a region's lists and our recognisers for every language. Raises where
    a word list, Voikko or the model is missing: an installation that lacks one must stop, not withhold every text."""
    given_names(), family_names(), finnish("sana"), model.require()
    recognisers = [
        kind(entities, supported_language=language)
        for language in LANGUAGES
        for kind, entities in ((ShapeRecognizer, list(TYPES)), (NameRecognizer, [NAME, ADDRESS]))
    ]
    registry = RecognizerRegistry(recognisers, supported_languages=list(LANGUAGES))
    return AnalyzerEngine(
        registry, Reader(region), supported_languages=list(LANGUAGES), context_aware_enhancer=_NoContext()
    )
