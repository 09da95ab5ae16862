"""What the source's other deliveries in force hold: how a row or a service event that comes twice is known again.

Ids themselves are not kept: `known_rows` keeps keyed hashes of them beside bronze.
"""

import hashlib
import hmac
from dataclasses import dataclass

import pandas as pd

from expectations.rules import Predicate

KEY_BYTES = 16


def key_of(salt: bytes, kind: str, value: str) -> bytes:
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
            [value is None or value != value or key_of(self.salt, kind, value) not in keys for value in values],
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
