"""What the source's other deliveries in force hold: how a row or a service event that comes twice is known again.

Ids themselves are not kept. The gate leaves keyed hashes of a delivery's accepted rows beside bronze, under the
source's salt: they reach as far back as bronze, are good for nothing without the salt, and go with it.
"""

import hashlib
import hmac
from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from expectations.rules import Predicate
from lake_layout import audit, folders, ledger
from lake_layout.delivery import DeliveryId
from lake_layout.salts import salt_of

IN_FORCE = ("checked", "loaded", "refined", "published")
KEY_BYTES = 16


def _key(salt: bytes, kind: str, value: str) -> bytes:
    # The kind comes first, so that no key is one of silver's ids, which are made under the same salt.
    return hmac.digest(salt, f"{kind}\x00{value}".encode(), hashlib.sha256)[:KEY_BYTES]


@dataclass(frozen=True)
class Earlier:
    """Keys of answers and of service events in other periods' deliveries, and of the events of the last 12 months."""

    salt: bytes = b""
    rows: frozenset[bytes] = frozenset()
    events: frozenset[bytes] = frozenset()
    events_of_year: frozenset[bytes] = frozenset()

    def _new(self, kind: str, keys: frozenset[bytes]) -> Predicate:
        if not keys:
            return lambda values: pd.Series(True, index=values.index)
        return lambda values: pd.Series(
            [value is None or value != value or _key(self.salt, kind, value) not in keys for value in values],
            index=values.index,
            dtype=bool,
        )

    @property
    def new_row(self) -> Predicate:
        """Holds for ids of answers that no other delivery has."""
        return self._new("row", self.rows)

    @property
    def new_event(self) -> Predicate:
        return self._new("event", self.events)

    @property
    def new_event_of_year(self) -> Predicate:
        return self._new("event", self.events_of_year)


NOTHING_EARLIER = Earlier()
"""What a check without a lake knows: the supplier's dry run."""


def _path(delivery: DeliveryId):
    return folders.row_keys(delivery.region) / f"{delivery}.parquet"


def remember(delivery: DeliveryId, accepted: pd.DataFrame) -> None:
    """Keep the keys of a delivery's accepted rows, and let go of those whose delivery is no longer in force."""
    salt = salt_of(delivery.region, delivery.source)
    kinds = {"row": accepted["source_row_id"], "event": accepted.get("service_event_id", pd.Series(dtype=object))}
    found = [(kind, _key(salt, kind, value)) for kind, values in kinds.items() for value in values.dropna().unique()]
    found.sort()
    table = pa.table({"kind": pa.array([k for k, _ in found], pa.string()), "key": pa.array([k for _, k in found])})
    path = _path(delivery)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as stream:
        pq.write_table(table, stream, write_statistics=False)
    kept = {row["delivery_id"] for row in _in_force(delivery.region, delivery.source)} | {str(delivery)}
    for other in path.parent.glob(f"{delivery.region}_{delivery.source}_*.parquet"):
        if other.name.removesuffix(".parquet") not in kept:
            other.unlink(missing_ok=True)


def forget(delivery: DeliveryId) -> None:
    """Destroy a delivery's keys: it was rejected, withdrawn, or has left bronze."""
    _path(delivery).unlink(missing_ok=True)


def _in_force(region: str, source: str) -> list[dict]:
    rows = ledger.read(audit.DELIVERIES, region=region, source=source, status=IN_FORCE)
    return [row for row in rows if not row.get("bronze_left")]


def _keys(deliveries: Iterable[DeliveryId]) -> dict[str, set[bytes]]:
    keys: dict[str, set[bytes]] = {"row": set(), "event": set()}
    for path in (path for path in map(_path, deliveries) if path.exists()):
        with path.open("rb") as stream:
            table = pq.read_table(stream)
        for kind, key in zip(table["kind"].to_pylist(), table["key"].to_pylist()):
            keys[kind].add(key)
    return keys


def _months(period: str) -> int:
    return int(period[:4]) * 12 + int(period[5:])


def earlier_than(delivery: DeliveryId) -> Earlier:
    """What the other periods of the delivery's source hold; its own period's is what it may replace."""
    others = [DeliveryId.parse(row["delivery_id"]) for row in _in_force(delivery.region, delivery.source)]
    others = [other for other in others if other.period != delivery.period]
    near = [other for other in others if abs(_months(other.period) - _months(delivery.period)) < 12]
    far = [other for other in others if other not in near]
    near_keys, far_keys = _keys(near), _keys(far)
    return Earlier(
        salt_of(delivery.region, delivery.source),
        frozenset(near_keys["row"] | far_keys["row"]),
        frozenset(near_keys["event"] | far_keys["event"]),
        frozenset(near_keys["event"]),
    )
