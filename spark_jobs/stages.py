"""How long each stage took, entered into the ledger."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from lake_layout import audit, ledger


@dataclass
class Stage:
    """A stage under way; the job sets how many rows it worked on."""

    rows: int | None = None


@contextmanager
def timed(subject: str, stage: str) -> Iterator[Stage]:
    """Time a stage of a delivery or of a publication; nothing is entered where it fails."""
    started = time.monotonic()
    running = Stage()
    yield running
    row = {"subject": subject, "stage": stage, "seconds": time.monotonic() - started, "rows": running.rows}
    ledger.put(audit.STAGES, [row])
