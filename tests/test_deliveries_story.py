"""The life of deliveries: whatever comes, is corrected, withdrawn or grows old, no row is lost and none stays behind.

A machine plays the ledger and layers of sets. It acts as the jobs do (spark_jobs/receive, load, refine, ...), asking
`story` for every decision, and after each step checks what must hold for any sequence of events.
"""

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, rule

from lake_layout import story

SLOTS = [("18", "roidu", "2026-01"), ("18", "paperi", "2026-01")]
LAYERS = story.LAYERS


def entered(slot, sequence, sha256):
    """A delivery as receive enters it."""
    figures = dict.fromkeys(f"rows_{n}" for n in ("received", "accepted", "quarantined", "rejected", "duplicate"))
    layers = dict.fromkeys(f"rows_{layer}" for layer in LAYERS)
    return {
        "delivery_id": "_".join((*slot, str(sequence))), "slot": slot, "sequence": sequence, "sha256": sha256,
        "status": "received", "outcome": None, "replaced_by": None, "bronze_left": None, "quarantine_left": None,
        **figures, **layers,
    }  # fmt: skip


class Deliveries(RuleBasedStateMachine):
    """Rows are sound (`ok`), at fault, or repeated; a delivery with many at fault is rejected."""

    known = Bundle("known")

    @initialize()
    def begin(self):
        self.ledger, self.brought = {}, {}
        self.layers = {layer: {} for layer in (*LAYERS, "quarantine", "landing")}

    def of(self, slot):
        return sorted((r for r in self.ledger.values() if r["slot"] == slot), key=lambda r: r["sequence"])

    @rule(
        target=known,
        slot=st.sampled_from(SLOTS),
        ok=st.integers(0, 3),
        faulty=st.integers(0, 2),
        twice=st.integers(0, 1),
    )
    def a_delivery_arrives(self, slot, ok, faulty, twice):
        sha256, before = f"{ok}/{faulty}/{twice}", len(self.of(slot))
        arrival = story.recognise(self.of(slot), sha256)
        force = story.in_force(self.of(slot))
        newest = [r for r in self.of(slot) if r["status"] not in ("rejected", *story.GONE)]
        if arrival.repeated:
            assert newest[-1]["sha256"] == sha256, "only the newest that counts is recognised"
        if force and newest[-1] is force and force["sha256"] == sha256:
            assert arrival.repeated, "the bytes of the delivery in force again are ignored"
        row = entered(slot, arrival.sequence, sha256)
        if not arrival.repeated:
            going_on = arrival.sequence <= before and self.of(slot)[arrival.sequence - 1]["status"] == "received"
            assert arrival.sequence == before + 1 or going_on
            self.ledger[row["delivery_id"]] = row
            self.brought[row["delivery_id"]] = {"ok": ok, "faulty": faulty, "twice": twice}
            self.layers["landing"][row["delivery_id"]] = ok + faulty + twice
        return row["delivery_id"]

    @rule(target=known, slot=st.sampled_from(SLOTS), ok=st.integers(0, 3), faulty=st.integers(0, 2))
    def a_delivery_runs_through(self, slot, ok, faulty):
        delivery = self.a_delivery_arrives(slot=slot, ok=ok, faulty=faulty, twice=0)
        self.the_gate_checks(delivery=delivery)
        self.it_is_loaded(delivery=delivery)
        self.it_is_refined(delivery=delivery)
        return delivery

    @rule(delivery=known)
    def the_gate_checks(self, delivery):
        row, rows = self.ledger[delivery], self.brought[delivery]
        if row["status"] != "received" or delivery not in self.layers["landing"]:
            return
        received = sum(rows.values())
        rejected = rows["faulty"] > rows["ok"] or received == 0
        row |= {
            "rows_received": received, "status": "rejected" if rejected else "checked",
            "outcome": "rejected" if rejected else "accepted_with_quarantine" if rows["faulty"] else "accepted",
            "rows_accepted": 0 if rejected else rows["ok"], "rows_quarantined": 0 if rejected else rows["faulty"],
            "rows_rejected": received if rejected else 0, "rows_duplicate": 0 if rejected else rows["twice"],
        }  # fmt: skip
        apart = received if rejected else rows["faulty"]
        if apart:
            self.layers["quarantine"][delivery] = apart
        if rejected:
            del self.layers["landing"][delivery]

    def may(self, delivery):
        try:
            story.must_go_on(self.of(self.ledger[delivery]["slot"]), delivery)
        except story.Superseded:
            self.layers["landing"].pop(delivery, None)
            return False
        return True

    @rule(delivery=known)
    def it_is_loaded(self, delivery):
        row = self.ledger[delivery]
        if row["outcome"] in (None, "rejected") or not self.may(delivery) or delivery not in self.layers["landing"]:
            return
        for former in story.displaced_in_bronze(self.of(row["slot"]), delivery):
            self.ledger[former] |= story.left_bronze("replaced")
        self.put("bronze", row)
        row |= {"status": "loaded", "rows_bronze": row["rows_accepted"]}
        del self.layers["landing"][delivery]

    @rule(delivery=known)
    def it_is_refined(self, delivery):
        row = self.ledger[delivery]
        if row["status"] not in story.IN_BRONZE or not self.may(delivery):
            return
        self.put("silver", row)
        row |= {"status": "refined", "rows_silver": row["rows_accepted"]}
        rows = self.of(row["slot"])
        for former in story.replaced_by(rows, delivery):
            self.ledger[former] |= story.replaced(delivery)
            self.layers["landing"].pop(former, None)
        for former in story.corrected_by(rows, delivery):
            self.ledger[former] |= {"quarantine_left": "corrected"}
            del self.layers["quarantine"][former]

    @rule()
    def all_is_published(self):
        self.layers["gold"] = dict(self.layers["silver"])
        for row in self.ledger.values():
            if row["status"] in story.IN_FORCE:
                row |= {"status": "published", "rows_gold": row["rows_accepted"]}

    @rule(delivery=known)
    def it_is_withdrawn(self, delivery):
        row = self.ledger[delivery]
        if row["status"] == "withdrawn":
            return
        others = self.without(delivery)
        for layer in self.layers.values():
            layer.pop(delivery, None)
        self.ledger[delivery] |= story.withdrawn(row)
        assert self.without(delivery) == others, "a withdrawal touches no other delivery"

    @rule(delivery=known)
    def its_quarantine_grows_too_old(self, delivery):
        row = self.ledger[delivery]
        if story.in_quarantine(row):
            del self.layers["quarantine"][delivery]
            row["quarantine_left"] = "expired"

    @rule(delivery=known)
    def its_bronze_grows_too_old(self, delivery):
        row = self.ledger[delivery]
        if row["status"] in story.IN_FORCE and not row["bronze_left"]:
            del self.layers["bronze"][delivery]
            row |= story.left_bronze("expired")

    def put(self, layer, row):
        """What replaceWhere does: the slot's rows give way to the delivery's."""
        kept = {name: n for name, n in self.layers[layer].items() if self.ledger[name]["slot"] != row["slot"]}
        self.layers[layer] = {**kept, row["delivery_id"]: row["rows_accepted"]}

    def without(self, delivery):
        return {name: {d: n for d, n in layer.items() if d != delivery} for name, layer in self.layers.items()}

    @invariant()
    def every_received_row_is_accounted_for(self):
        assert all(story.figures_add_up(row) for row in self.ledger.values() if row["outcome"])

    @invariant()
    def the_ledger_counts_what_the_layers_hold(self):
        for name, row in self.ledger.items():
            assert story.conserved(row) or row["outcome"] is None
            for layer in ("bronze", "silver"):
                assert self.layers[layer].get(name, 0) == (row[f"rows_{layer}"] or 0) == story.held(row)[layer]
            assert self.layers["quarantine"].get(name, 0) == story.in_quarantine(row)

    @invariant()
    def at_most_one_delivery_of_a_slot_is_in_force_and_silver_holds_exactly_it(self):
        for slot in SLOTS:
            force = [r["delivery_id"] for r in self.of(slot) if r["status"] in story.IN_FORCE]
            held = [name for name in self.layers["silver"] if self.ledger[name]["slot"] == slot]
            assert len(force) <= 1 and held == force

    @invariant()
    def nothing_of_a_delivery_that_is_gone_lies_anywhere(self):
        for name, row in self.ledger.items():
            if row["status"] in story.GONE:
                where = [layer for layer, held in self.layers.items() if name in held and layer != "gold"]
                assert not where, (name, where)
            if row["status"] == "withdrawn":
                assert name not in self.layers["gold"]

    @invariant()
    def a_replaced_delivery_names_a_newer_one(self):
        for row in self.ledger.values():
            if row["status"] == "replaced":
                assert self.ledger[row["replaced_by"]]["sequence"] > row["sequence"]


TestDeliveries = Deliveries.TestCase
TestDeliveries.settings = settings(max_examples=300, stateful_step_count=40, deadline=None)


def told(*statuses):
    """A slot's rows: statuses in the order of arrival, the first with checksum a, then b, ..."""
    rows = []
    for number, status in enumerate(statuses, start=1):
        row = entered(SLOTS[0], number, "abcdef"[number - 1])
        loaded = status in ("replaced", "withdrawn")
        rows.append({**row, "status": status, "bronze_left": status if loaded else None})
    return rows


@pytest.mark.parametrize(
    "statuses, sha256, sequence, repeated",
    [
        ((), "a", 1, False),  # the first
        (("received",), "a", 1, False),  # being taken in: goes on
        (("published",), "a", 1, True),  # in force: ignored
        (("published",), "b", 2, False),  # a correction
        (("rejected",), "a", 2, False),  # judged again
        (("replaced", "published"), "a", 3, False),  # back to earlier bytes
        (("published", "rejected"), "a", 1, True),  # the rejected correction left the former in force
        (("published", "checked"), "a", 3, False),  # a correction is under way, and is taken back
        (("withdrawn",), "a", 2, False),  # delivered again on purpose
    ],
)
def test_what_arriving_bytes_are(statuses, sha256, sequence, repeated):
    assert story.recognise(told(*statuses), sha256) == story.Arrival(sequence, repeated)


@pytest.mark.parametrize(
    "statuses, sequence, goes_on",
    [
        (("checked",), 1, True),
        (("checked", "rejected"), 1, True),  # a rejected correction replaces nothing
        (("checked", "loaded"), 1, False),
        (("replaced", "published"), 1, False),
        (("withdrawn",), 1, False),
        (("checked", "withdrawn"), 1, False),  # the predecessor of a withdrawn delivery does not come back
    ],
)
def test_who_may_go_on(statuses, sequence, goes_on):
    rows = told(*statuses)
    if goes_on:
        return story.must_go_on(rows, rows[sequence - 1]["delivery_id"])
    with pytest.raises(story.Superseded):
        story.must_go_on(rows, rows[sequence - 1]["delivery_id"])
