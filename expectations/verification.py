"""The verification run's figures of a delivery, from the ledger.

They are a measure of the region's own anonymisation: how many of the texts that it delivered as anonymised still held
an identifier, of which types, and whether that has changed. Counts and shares only, never what was removed.
"""

from collections import defaultdict
from dataclasses import dataclass
from math import sqrt

from lake_layout import audit, ledger
from lake_layout.delivery import DeliveryId

HISTORY = 200
"""Texts of earlier deliveries that drift is judged against; fewer say nothing."""
DRIFT = 3.0
"""Standard errors between a delivery's share and its history's that count as drift."""
LIMITS = {("NIMI", "fi"): 0.97, ("NIMI", "sv"): 0.95, ("NIMI", "en"): 0.95, ("OSOITE", None): 0.97}
"""Control limits of recall by type and language (issue 5's); all other types have LIMIT."""
LIMIT = 0.995


@dataclass(frozen=True)
class Removed:
    """One type's removals in one language."""

    type: str
    removals: int
    texts: int
    per_text: float
    per_thousand_words: float


@dataclass(frozen=True)
class Language:
    """The texts of one language."""

    language: str
    texts: int
    words: int
    texts_missed: int
    texts_changed: int
    withheld_failed: int
    withheld_residue: int
    removed: tuple[Removed, ...]

    @property
    def missed(self) -> float:
        """Share of texts in which the region's own anonymisation had missed an identifier."""
        return self.texts_missed / self.texts if self.texts else 0.0


@dataclass(frozen=True)
class Probe:
    """Recall on made-up identifiers of one type and language, its 95 % interval, and its control limit."""

    language: str
    type: str
    probes: int
    found: int
    low: float
    high: float
    limit: float

    @property
    def alarm(self) -> bool:
        """The whole interval lies below the control limit: chance doesn't explain it."""
        return self.high < self.limit


@dataclass(frozen=True)
class Verification:
    """All figures of one delivery. ``history`` is the share missed in the source's earlier deliveries (None: too few
    texts), ``drift`` the distance of this one's from it in standard errors."""

    delivery_id: str
    languages: tuple[Language, ...]
    probes: tuple[Probe, ...]
    history: float | None
    drift: float | None

    @property
    def texts(self) -> int:
        """Texts of all languages."""
        return sum(one.texts for one in self.languages)

    @property
    def missed(self) -> float:
        """Share of all texts with a missed identifier."""
        return sum(one.texts_missed for one in self.languages) / self.texts if self.texts else 0.0

    @property
    def withheld(self) -> int:
        """Texts withheld."""
        return sum(one.withheld_failed + one.withheld_residue for one in self.languages)

    @property
    def drifted(self) -> bool:
        """Whether the share differs from the history's by more than chance."""
        return self.drift is not None and abs(self.drift) > DRIFT

    @property
    def alarms(self) -> tuple[Probe, ...]:
        """Probes below their control limit."""
        return tuple(probe for probe in self.probes if probe.alarm)


def wilson(hits: int, n: int) -> tuple[float, float]:
    """The 95 % interval of a share (Wilson)."""
    if not n:
        return 0.0, 1.0
    z, share = 1.96, hits / n
    centre = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    return max(0.0, centre - half), min(1.0, centre + half)


def limit_of(kind: str, language: str) -> float:
    """The control limit of recall of a type in a language."""
    return LIMITS.get((kind, language), LIMITS.get((kind, None), LIMIT))


def verification_of(delivery: DeliveryId) -> Verification:
    """The figures of a refined delivery."""
    own = {"delivery_id": str(delivery)}
    removals = defaultdict(list)
    for row in ledger.read(audit.REMOVALS, **own):
        removals[row["language"]].append(row)
    languages = tuple(_language(row, removals[row["language"]]) for row in ledger.read(audit.VERIFICATIONS, **own))
    probes = tuple(_probe(row) for row in ledger.read(audit.PROBES, **own))
    history, drift = _drift(delivery, languages)
    return Verification(str(delivery), languages, probes, history, drift)


def _language(row: dict, removals: list[dict]) -> Language:
    removed = tuple(
        Removed(
            one["removal_type"],
            one["removals"],
            one["texts"],
            round(one["removals"] / row["texts"], 4),
            round(1000 * one["removals"] / max(1, row["words"]), 2),
        )
        for one in sorted(removals, key=lambda one: -one["removals"])
    )
    return Language(removed=removed, **{name: value for name, value in row.items() if name != "delivery_id"})


def _probe(row: dict) -> Probe:
    low, high = wilson(row["found"], row["probes"])
    kind, language = row["removal_type"], row["language"]
    return Probe(language, kind, row["probes"], row["found"], low, high, limit_of(kind, language))


def _drift(delivery: DeliveryId, languages: tuple[Language, ...]) -> tuple[float | None, float | None]:
    """The pooled share of the source's other periods, delivered earlier, and this one's distance from it."""
    received = ledger.delivery(str(delivery))["received_at"]
    earlier = [
        row["delivery_id"]
        for row in ledger.read(audit.DELIVERIES, region=delivery.region, source=delivery.source)
        if row["received_at"] <= received and row["period"] != delivery.period
    ]
    past = ledger.read(audit.VERIFICATIONS, delivery_id=earlier) if earlier else []
    n, m = sum(row["texts"] for row in past), sum(one.texts for one in languages)
    if n < HISTORY or not m:
        return None, None
    share = sum(row["texts_missed"] for row in past) / n
    pooled = (share * n + sum(one.texts_missed for one in languages)) / (n + m)
    error = sqrt(pooled * (1 - pooled) * (1 / n + 1 / m))
    return share, (sum(one.texts_missed for one in languages) / m - share) / error if error else 0.0
