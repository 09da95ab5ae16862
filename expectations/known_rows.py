"""Keys of the rows that bronze holds, a file a delivery: kept by the gate, read at the source's next deliveries.

They are keyed hashes of ids under the source's salt: they reach as far back as bronze, are good for nothing without
the salt, and go with it.
"""

from collections.abc import Iterable

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from expectations.earlier import Earlier, key_of
from lake_layout import audit, folders, ledger
from lake_layout.delivery import DeliveryId
from lake_layout.salts import salt_of

NONE = pd.Series(dtype=object)
IN_FORCE = ("checked", "loaded", "refined", "published")


def _path(delivery: DeliveryId):
    return folders.row_keys(delivery.region) / f"{delivery}.parquet"


def remember(delivery: DeliveryId, accepted: pd.DataFrame) -> None:
    """Keep the keys of a delivery's accepted rows, and let go of those whose delivery is no longer in force."""
    salt = salt_of(delivery.region, delivery.source)
    kinds = {"row": accepted.get("source_row_id", NONE), "event": accepted.get("service_event_id", NONE)}
    found = [(kind, key_of(salt, kind, value)) for kind, values in kinds.items() for value in values.dropna().unique()]
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
