"""Comparability: whether a region's figure may stand beside the others', and why not where it may not.

A reason keeps a figure out of every ranking; a note tells what isn't known, and doesn't. Both are codes of the code
set `comparability_reasons`, which holds their words. What most answers of the country are given by (questionnaire,
extraction rule) is what others are compared with.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

LOW_RESPONSE_RATE = 0.10
"""Answers to invitations, under which those who answer are too few to stand for those who were asked. The pilots'
extractions counted on 25 %."""
MOSTLY = 0.50
"""Share of unclassified feedback from which on the mix of services isn't known."""
WIDEST = {"nps": 20.0, "mean": 0.4, "share": 0.10}
"""Interval width by kind of measure, beyond which a figure only shows the direction (suuntaa-antava)."""

QUESTIONNAIRE, EXTRACTION, RESPONSE, UNCLASSIFIED, UNSTANDARDISED, WIDE = (
    "questionnaire_differs",
    "extraction_differs",
    "response_rate_low",
    "mostly_unclassified",
    "not_standardised",
    "interval_wide",
)
RESPONSE_UNKNOWN, EXTRACTION_UNKNOWN = "response_rate_unknown", "extraction_unknown"


@dataclass(frozen=True)
class Facts:
    """What is known of how a region's figure came about; None where the region hasn't told."""

    n: int
    width: float
    questionnaire: str | None = None
    extraction_rule: str | None = None
    response_rate: float | None = None
    unclassified: float | None = None
    standardised: bool = True


@dataclass(frozen=True)
class Comparability:
    """Reasons and notes, in the order of the code set; `indicative` where chance and noise leave too much open."""

    reasons: tuple[str, ...]
    notes: tuple[str, ...]

    @property
    def indicative(self) -> bool:
        return WIDE in self.reasons

    @property
    def ranked(self) -> bool:
        """Whether the figure may be set in order with others."""
        return not self.reasons


def usual(values: Sequence[str | None], weights: Sequence[int]) -> str | None:
    """The value that most answers are given by, of those that are known; None where none is."""
    counted: Counter[str] = Counter()
    for value, weight in zip(values, weights):
        if value is not None:
            counted[value] += weight
    return min(counted, key=lambda value: (-counted[value], value)) if counted else None


def judge(regions: Sequence[Facts], kind: str) -> list[Comparability]:
    """Each region's comparability with the others; `kind` is a key of WIDEST."""
    n = [region.n for region in regions]
    questionnaire = usual([region.questionnaire for region in regions], n)
    extraction = usual([region.extraction_rule for region in regions], n)
    return [_judge(region, kind, questionnaire, extraction) for region in regions]


def _judge(region: Facts, kind: str, questionnaire: str | None, extraction: str | None) -> Comparability:
    found = {
        QUESTIONNAIRE: _differs(region.questionnaire, questionnaire),
        EXTRACTION: _differs(region.extraction_rule, extraction),
        RESPONSE: region.response_rate is not None and region.response_rate < LOW_RESPONSE_RATE,
        UNCLASSIFIED: region.unclassified is not None and region.unclassified >= MOSTLY,
        UNSTANDARDISED: not region.standardised,
        WIDE: region.width > WIDEST[kind],
    }
    unknown = {RESPONSE_UNKNOWN: region.response_rate is None, EXTRACTION_UNKNOWN: region.extraction_rule is None}
    return Comparability(*(tuple(code for code, holds in codes.items() if holds) for codes in (found, unknown)))


def _differs(own: str | None, others: str | None) -> bool:
    return own is not None and own != others
