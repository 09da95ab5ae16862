"""A verdict for each word of a text, and the spans that follow from them."""

from dataclasses import dataclass

from spark_jobs.anonymise.placeholders import ADDRESS, NAME
from spark_jobs.anonymise.rule import Span
from spark_jobs.anonymise.words import Word

KEEP, REMOVE, DOUBT, STREET = "keep", "remove", "doubt", "street"


@dataclass(frozen=True, slots=True)
class Verdicts:
    """The words of a text with a verdict each, and whether any is left to the model."""

    words: list[Word]
    verdicts: list[str]

    @property
    def doubtful(self) -> bool:
        """Whether the model should have a look."""
        return DOUBT in self.verdicts

    def spans(self, persons: tuple[tuple[int, int], ...] = ()) -> list[Span]:
        """Spans to remove; ``persons`` are the model's, which decide the words in doubt."""
        spans = []
        for word, verdict in zip(self.words, self.verdicts, strict=True):
            if (
                verdict == REMOVE
                or verdict == DOUBT
                and any(start < word.end and word.start < end for start, end in persons)
            ):
                spans.append(Span(word.start, word.end, NAME))
            elif verdict == STREET:
                spans.append(Span(word.start, word.end, ADDRESS))
        return spans
