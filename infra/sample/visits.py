"""What was visited: unit, contact, professional, customer's age, how the answer came; codes that fit one another."""

import numpy as np

from expectations.contract import Contract
from infra.sample.services import (
    NURSE,
    OTHER,
    PSYCHIATRY,
    SERVICE,
    SPECIALTIES,
    VISIT,
    Service,
    Weights,
)
from infra.sample.stories import ENGLISH_SHARE, swedish_share
from infra.sample.units import visited_units

UNCLASSIFIABLE_SHARE = 0.03
PRODUCTION: Weights = {"OMA": 92, "OSTO": 5, "OSTO_HVA": 1, "PSET": 2}
CHANNELS: Weights = {"SMS": 78, "VERKKO": 10, "LAITE": 7, "PAPERI": 3, "AVUSTETTU": 2}

Columns = dict[str, np.ndarray]


def _draw(rng: np.random.Generator, contract: Contract, field: str, weights: Weights, size: int) -> np.ndarray:
    """Values by weight, out of those that the contract has a code for (where it has a code list at all)."""
    codes = next((column.codes for column in contract.columns if column.field == field and column.codes), None)
    known = {value: w for value, w in weights.items() if not codes or value is None or value in codes.values()}
    if not known:
        raise ValueError(f"{contract.id}: the codes of {field} have none of {sorted(filter(None, weights))}")
    shares = np.array(list(known.values()), dtype=float)
    return np.array(list(known), dtype=object)[rng.choice(len(known), size, p=shares / shares.sum())]


def _specialties(region: str, kind: str) -> Weights | None:
    """Specialties are specialised care's; HUS gives psychiatry as specialised care too."""
    if kind == "keskussairaala":
        return {code: share for code, (share, _) in SPECIALTIES.items()}
    if kind == "mielenterveyspalvelut" and region == "HUS":
        return {code: share for code, (share, _) in PSYCHIATRY.items()}
    return None


def _of_service(rng: np.random.Generator, contract: Contract, service: Service, size: int) -> Columns:
    columns = {
        "service_form": _draw(rng, contract, "service_form", service.forms, size),
        "contact_type": _draw(rng, contract, "contact_type", service.contacts, size),
        "profession": _draw(rng, contract, "profession", service.professions, size),
        "age_group": _draw(rng, contract, "age_group", service.ages, size),
        "specialty": np.full(size, None, dtype=object),
        "channel": _draw(rng, contract, "channel", {"DIGI": 1} if service.unit == "digipalvelut" else CHANNELS, size),
    }
    specialties = _specialties(contract.region, service.unit)
    if specialties:
        columns["specialty"] = _draw(rng, contract, "specialty", specialties, size)
        columns["service_form"][:] = None
    return columns


def _spoil_classification(rng: np.random.Generator, contract: Contract, columns: Columns, mapped: np.ndarray) -> None:
    """Take the codes that classify from some rows whose cost centre has no service class: unclassifiable for good."""
    unmapped = np.flatnonzero(~mapped)
    hit = unmapped[rng.random(len(unmapped)) < UNCLASSIFIABLE_SHARE * len(mapped) / max(1, len(unmapped))]
    columns["service_form"][hit] = columns["specialty"][hit] = None
    columns["profession"][hit] = NURSE
    columns["contact_type"][hit] = _draw(rng, contract, "contact_type", {VISIT: 8, OTHER: 2}, len(hit))


def draw_visits(rng: np.random.Generator, contract: Contract, rows: int) -> tuple[Columns, np.ndarray]:
    """Columns of `rows` visits in the national codes, and each row's kind of unit (a key of SERVICE)."""
    units, shares = visited_units(contract.region, contract.source)
    unit = rng.choice(len(units), rows, p=shares)
    kind = np.array([one.kind for one in units], dtype=object)[unit]
    columns: Columns = {
        "cost_centre": np.array([one.cost_centre for one in units], dtype=object)[unit],
        "place": np.array([one.place for one in units], dtype=object)[unit],
        "production_mode": _draw(rng, contract, "production_mode", PRODUCTION, rows),
    }
    for name in sorted(set(kind)):
        at = np.flatnonzero(kind == name)
        for field, values in _of_service(rng, contract, SERVICE[name], len(at)).items():
            columns.setdefault(field, np.empty(rows, dtype=object))[at] = values
    swedish = swedish_share(contract.region)
    languages: Weights = {"fi": 1 - swedish - ENGLISH_SHARE, "sv": swedish, "en": ENGLISH_SHARE}
    columns["language"] = _draw(rng, contract, "language", languages, rows)
    if "specialty" in contract.fields or "service_form" in contract.fields:
        _spoil_classification(rng, contract, columns, np.array([one.mapped for one in units])[unit])
    return columns, kind
