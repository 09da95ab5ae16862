"""A region's units: its cost centres with their places, from the reference data."""

import csv
import re
from functools import cache
from typing import NamedTuple

import numpy as np

from infra.sample.services import SERVICE, SOURCE_UNITS
from lake_layout.settings import PROJECT

_REFERENCE = PROJECT / "lake_layout" / "reference"
_ROW_NUMBER = re.compile(r" \d+$")


class Unit(NamedTuple):
    """One cost centre; `kind` is a key of SERVICE, `mapped` says whether it has a service class of its own."""

    cost_centre: str
    place: str
    kind: str
    mapped: bool


def _rows(name: str) -> list[dict[str, str]]:
    with open(_REFERENCE / name, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def units_of(region: str) -> tuple[Unit, ...]:
    """The region's units, in the order of the reference data; ValueError for an unknown region."""
    place = {(row["region"], row["cost_centre"]): row["place"] for row in _rows("places.csv")}
    units = []
    for row in _rows("cost_centres.csv"):
        kind = _ROW_NUMBER.sub("", row["name_fi"].partition(": ")[2])
        if row["region"] == region and kind in SERVICE:
            units.append(Unit(row["cost_centre"], place[region, row["cost_centre"]], kind, bool(row["service_class"])))
    if not units:
        raise ValueError(f"region {region} has no cost centres in lake_layout/reference/cost_centres.csv")
    return tuple(units)


def visited_units(region: str, source: str) -> tuple[tuple[Unit, ...], np.ndarray]:
    """The units whose customers a source asks, and each one's share of the answers: big towns first."""
    kinds = SOURCE_UNITS.get(source, tuple(SERVICE))
    units = tuple(unit for unit in units_of(region) if unit.kind in kinds)
    seen: dict[str, int] = {}
    sizes = []
    for unit in units:
        seen[unit.kind] = seen.get(unit.kind, 0) + 1
        sizes.append(1 / (1 + 0.4 * seen[unit.kind]))
    total = {kind: sum(size for size, unit in zip(sizes, units) if unit.kind == kind) for kind in seen}
    shares = np.array([SERVICE[unit.kind].share * size / total[unit.kind] for size, unit in zip(sizes, units)])
    return units, shares / shares.sum()
