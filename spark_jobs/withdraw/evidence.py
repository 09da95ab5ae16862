"""What to look for after a withdrawal, without keeping what was withdrawn: keyed fingerprints of the delivery's values.

Of ids that are long enough to tell (`TELLING`), and of every `WINDOW` words of a text, in turn: whoever copied a text,
or eleven words of it, copied one such window whole. (A text of fewer words than a window is anybody's; tables tell
their rows by `delivery_id` whatever the length.) The key is made for one withdrawal and destroyed with the
fingerprints when the proof is done; until then both lie in landing, where personal data may.
"""

import hashlib
import json
import re
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from upath import UPath

from lake_layout import bronze, folders, silver
from lake_layout.delivery import DeliveryId
from spark_jobs import delta
from spark_jobs.session import session

TELLING = 8
"""Characters that an id must have to be sought: a shorter one would be found in any log."""
WINDOW = 6
"""Consecutive words that no two people write by chance often enough to matter."""
_IDS = ("source_row_id", "service_event_id", "feedback_id")
_TEXTS = ("open_text", "text")
_KEY = "record_key"
_WORD = re.compile(r"\w+")
_TOKEN = re.compile(rf"[\w.\-]{{{TELLING},}}")
_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")


@dataclass
class Evidence:
    """Fingerprints under one key; two kinds, so that an id is never taken for a text."""

    key: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    ids: set[bytes] = field(default_factory=set)
    windows: set[bytes] = field(default_factory=set)

    def _print(self, value: str) -> bytes:
        return hashlib.blake2b(value.encode(), key=self.key, digest_size=8).digest()

    def add_id(self, value: str | None) -> None:
        if value and _TOKEN.fullmatch(value):
            self.ids.add(self._print(value.strip(".-")))

    def add_text(self, text: str | None) -> None:
        words = _WORD.findall((text or "").lower())
        for at in range(0, len(words) - WINDOW + 1, WINDOW):
            self.windows.add(self._print(" ".join(words[at : at + WINDOW])))

    def found_in(self, text: str) -> str | None:
        """`id` or `text` where something of the delivery stands in it, else None. JSON's escapes are undone first."""
        text = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
        if self.ids and any(self._print(t.strip(".-")) in self.ids for t in set(_TOKEN.findall(text))):
            return "id"
        if self.windows:
            words = _WORD.findall(text.lower())
            spans = {" ".join(words[at : at + WINDOW]) for at in range(len(words) - WINDOW + 1)}
            if any(self._print(span) in self.windows for span in spans):
                return "text"
        return None

    @property
    def holds_any(self) -> bool:
        return bool(self.ids or self.windows)

    def save(self, path: UPath) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        kept = {"key": self.key.hex(), "ids": _hex(self.ids), "windows": _hex(self.windows)}
        path.write_text(json.dumps(kept), encoding="utf-8")

    @classmethod
    def load(cls, path: UPath) -> "Evidence":
        """What an earlier try of the same withdrawal kept; new where there is none."""
        if not path.exists():
            return cls()
        kept = json.loads(path.read_text(encoding="utf-8"))
        ids, windows = ({bytes.fromhex(one) for one in kept[name]} for name in ("ids", "windows"))
        return cls(bytes.fromhex(kept["key"]), ids, windows)


def lone_key(region: str, period: str, key: int) -> str:
    """How the record key of a slice with one feedback is sought: with region and month, lest chance finds another."""
    return f"{period}.{region}.{int(key)}"


def _hex(prints: Iterable[bytes]) -> list[str]:
    return sorted(one.hex() for one in prints)


def gather(delivery: DeliveryId) -> Evidence:
    """Fingerprint what bronze, silver and quarantine hold of the delivery, before it goes."""
    place = folders.withdrawing(delivery)
    evidence = Evidence.load(place)
    for row in _rows(delivery):
        for name, value in row.items():
            if name in _IDS:
                evidence.add_id(value)
            elif name == _KEY:
                evidence.add_id(lone_key(delivery.region, delivery.period, value))
            elif name in _TEXTS:
                evidence.add_text(value)
    for path in _plain_files(delivery):
        evidence.add_text(path.read_bytes().decode("utf-8", errors="replace"))
    evidence.save(place)
    return evidence


def _rows(delivery: DeliveryId) -> Iterator[dict]:
    import pyarrow.parquet as pq

    spark = session()
    for table in (bronze.FEEDBACK, silver.FEEDBACK):
        wanted = [name for name in table.column_names if name in (*_IDS, *_TEXTS, _KEY)]
        own = delta.read(spark, table, delivery.region).where(f"delivery_id = {delta.quoted([str(delivery)])}")
        yield from (
            own.select(*wanted).toPandas().astype(object).where(lambda frame: frame.notna(), None).to_dict("records")
        )
    for path in (folders.staged(delivery), folders.quarantined(delivery) / "rows.parquet"):
        if path.exists():
            with path.open("rb") as stream:
                yield from pq.read_table(stream).to_pylist()


def _plain_files(delivery: DeliveryId) -> Iterator[UPath]:
    """A rejected delivery's files that are text; what is packed is opened by nobody but the gate."""
    for folder in (folders.landed(delivery), folders.quarantined(delivery) / "files"):
        if folder.exists():
            yield from (path for path in folder.iterdir() if path.suffix in (".csv", ".txt", ".tsv", ".jsonl"))
