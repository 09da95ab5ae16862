"""The trigger that tells a region's DAG that a whole delivery waits in the region's inbox."""

import asyncio
import time
from collections.abc import AsyncIterator
from typing import Any

from airflow.triggers.base import BaseEventTrigger, TriggerEvent

from spark_jobs.inbox import waiting

ANNOUNCE_AGAIN_AFTER = 600.0
"""Seconds after which a delivery that still waits is announced again: its run may have failed before taking it."""


class InboxTrigger(BaseEventTrigger):
    """Announces the oldest whole delivery of an inbox, and the next once that one has been taken.

    One at a time, because Airflow starts one run for all events that come while none is being made, and a run is one
    delivery.
    """

    def __init__(self, region: str, poll_seconds: float = 2.0) -> None:
        super().__init__()
        self.region = region
        self.poll_seconds = poll_seconds

    def serialize(self) -> tuple[str, dict[str, Any]]:
        return "dags.arrivals.InboxTrigger", {"region": self.region, "poll_seconds": self.poll_seconds}

    async def run(self) -> AsyncIterator[TriggerEvent]:
        announced, at = None, 0.0
        while True:
            manifests = await asyncio.to_thread(waiting, self.region)
            oldest = manifests[0].name if manifests else None
            if oldest and (oldest != announced or time.monotonic() - at > ANNOUNCE_AGAIN_AFTER):
                announced, at = oldest, time.monotonic()
                yield TriggerEvent({"manifest": oldest})
            if oldest is None:
                announced = None
            await asyncio.sleep(self.poll_seconds)
