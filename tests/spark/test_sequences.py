"""Ten sequences of deliveries, corrections, withdrawals on Spark: after each, the layers hold what the ledger says.

The same life that `tests/test_deliveries_story.py` plays on sets, here with files, the gate and Delta tables. Each
sequence has months of its own, in two sources of two regions, so that all share one lake.
"""

import random
from collections import Counter

import pytest

from lake_layout import audit, bronze, folders, ledger, silver, story
from lake_layout.delivery import DeliveryId
from tests.spark.steps import arrive, withdraw

pytestmark = pytest.mark.spark
SOURCES = (("11", "tekstiviestikysely"), ("14", "digipalvelut"))
EVENTS = ("sound", "sound", "partly", "faulty", "same", "late", "withdraw", "withdraw_any", "expire")
STEPS = 6


class Sequence:
    """One sequence's events on real layers; `rng` decides which, so that a failure can be repeated."""

    def __init__(self, number: int) -> None:
        self.rng = random.Random(number)
        self.months = [f"{2010 + number}-{month:02}" for month in (3, 4)]
        self.slots = [(*source, month) for source in SOURCES for month in self.months[: 1 + (source is SOURCES[0])]]
        self.brought: dict[tuple, tuple] = {}
        self.done: list[str] = []

    def rows(self) -> list[dict]:
        return [row for slot in self.slots for row in ledger.deliveries_of(*slot)]

    def step(self) -> None:
        event = self.rng.choice(EVENTS)
        slot = self.rng.choice(self.slots)
        if event == "late":
            slot = self.slots[0]  # the older month, whatever has come of the newer
        self.done.append(f"{event} {slot}")
        getattr(self, event if event in ("same", "withdraw", "withdraw_any", "expire") else "bring")(event, slot)

    def bring(self, event: str, slot: tuple) -> None:
        faults = {"partly": (("missing_places", 0.04),), "faulty": (("missing_cost_centres", 0.6),)}.get(event, ())
        number = len(ledger.deliveries_of(*slot)) + 1
        self.brought[slot] = (24 + number, faults, f"_{number}")
        self.take(slot)

    def take(self, slot: tuple) -> str | None:
        region, source, month = slot
        rows, faults, suffix = self.brought[slot]
        return arrive(region, source, month, rows, faults, suffix)

    def same(self, _: str, slot: tuple) -> None:
        if slot not in self.brought:
            return
        before = ledger.deliveries_of(*slot)
        known = before[-1]["status"] in story.IN_FORCE
        taken = self.take(slot)
        assert (taken is None) == known, "bytes in force are ignored, rejected or withdrawn ones judged again"

    def withdraw(self, _: str, slot: tuple) -> None:
        force = story.in_force(ledger.deliveries_of(*slot))
        if force:
            withdraw(force["delivery_id"], f"sequence {slot}")

    def withdraw_any(self, *_: object) -> None:
        rows = [row for row in self.rows() if row["status"] != "withdrawn"]
        if rows:
            withdraw(self.rng.choice(rows)["delivery_id"], "sequence")

    def expire(self, _: str, slot: tuple) -> None:
        from spark_jobs import quarantine

        for row in ledger.deliveries_of(*slot):
            if story.in_quarantine(row):
                quarantine.empty(DeliveryId.parse(row["delivery_id"]), "expired", "sequence")


def held(spark, table, slots) -> Counter:
    """Rows by delivery in the table, of these slots."""
    from spark_jobs import delta

    months = {month for _, _, month in slots}
    counted = Counter()
    for region in {region for region, _, _ in slots}:
        own = delta.read(spark, table, region).where(f"period IN ({delta.quoted(months)})")
        counted.update({row["delivery_id"]: row["count"] for row in own.groupBy("delivery_id").count().collect()})
    return counted


@pytest.mark.parametrize("number", range(10))
def test_after_any_sequence_the_layers_hold_what_the_ledger_says(number, spark):
    sequence = Sequence(number)
    outside = {t.name: held(spark, t, [("18", "", "2026-03")]) for t in (bronze.FEEDBACK, silver.FEEDBACK)}
    for _ in range(STEPS):
        sequence.step()
    rows = sequence.rows()
    in_bronze, in_silver = (held(spark, table, sequence.slots) for table in (bronze.FEEDBACK, silver.FEEDBACK))
    for row in rows:
        name = row["delivery_id"]
        assert story.conserved(row), (sequence.done, row)
        assert in_bronze[name] == story.held(row)["bronze"], (sequence.done, name)
        assert in_silver[name] == story.held(row)["silver"], (sequence.done, name)
        apart = folders.quarantined(DeliveryId.parse(name)).exists()
        assert apart == bool(story.in_quarantine(row)), (sequence.done, name)
    assert set(in_bronze) <= {r["delivery_id"] for r in rows} and set(in_silver) <= {r["delivery_id"] for r in rows}
    assert max(Counter((r["region"], r["source"], r["period"]) for r in rows if r["status"] in story.IN_FORCE).values(),
               default=0) <= 1  # fmt: skip
    for region, _ in SOURCES:
        assert not [path for path in (folders.lake() / "landing" / region).rglob("*") if path.is_file()]
    assert outside == {t.name: held(spark, t, [("18", "", "2026-03")]) for t in (bronze.FEEDBACK, silver.FEEDBACK)}


def test_all_that_is_in_force_is_what_gold_counts(spark):
    from spark_jobs.aggregate import aggregate
    from spark_jobs.pending import unpublished

    slots = [slot for number in range(10) for slot in Sequence(number).slots]
    months = {month for _, _, month in slots}
    waiting = [name for name in unpublished() if DeliveryId.parse(name).period in months]
    if waiting:  # of two of the years: a lattice takes its time
        years = sorted({DeliveryId.parse(name).period[:4] for name in waiting})[:2]
        chosen = [name for name in waiting if DeliveryId.parse(name).period[:4] in years]
        counted = aggregate("sequences", chosen)
        rows = ledger.read(audit.DELIVERIES, delivery_id=chosen)
        assert counted == sum(row["rows_silver"] for row in rows)
        assert all(row["rows_gold"] == row["rows_accepted"] for row in rows)
