"""The demo: the services come up, deliveries arrive, Airflow takes them through, dashboards stand."""

import sys
import time

from infra.local import lifecycle, summary
from infra.local.demo_data import PLANS, Arrival, Plan
from lake_layout import audit, ledger, story

LONGEST_SILENCE = 900.0
"""Seconds without any progress after which the demo gives up."""
DONE = story.SETTLED


def _progress() -> tuple[str, int, int]:
    rows = ledger.read(audit.DELIVERIES)
    counts = {
        status: sum(row["status"] == status for row in rows)
        for status in ("received", "checked", "loaded", "refined", *DONE)
    }
    text = "  ".join(f"{status} {count}" for status, count in counts.items() if count)
    return text, sum(counts[status] for status in DONE), len(rows)


def _correct(plan: Plan) -> tuple[Arrival, ...]:
    """A supplier reads the receipt of a rejected delivery and delivers again; the corrections that came just now."""
    brought = []
    for faulty, corrected in plan.corrections:
        rejected = [row for row in faulty.known() if row["outcome"] == "rejected"]
        if rejected and not corrected.came:
            print(f"  {rejected[0]['delivery_id']} was rejected; the supplier delivers a corrected file", flush=True)
            corrected.bring()
            brought.append(corrected)
    return tuple(brought)


def _wait(plan: Plan) -> None:
    expected, shown, moved = len(list(plan)), "", time.monotonic()
    waiting_for_correction = [pair for pair in plan.corrections if not pair[1].came]
    while True:
        if waiting_for_correction and _correct(plan):
            waiting_for_correction = []
        text, done, known = _progress()
        if text != shown:
            shown, moved = text, time.monotonic()
            print(f"  {time.strftime('%H:%M:%S')}  {expected} deliveries: {text}", flush=True)
        if known >= expected and done == known:
            return
        if time.monotonic() - moved > LONGEST_SILENCE:
            raise TimeoutError(f"nothing moved for {LONGEST_SILENCE:.0f} s; look at the runs in Airflow")
        time.sleep(2)


def run(name: str) -> None:
    """Run a demo by name (`four` or `national`); RuntimeError where figures of the layers disagree."""
    started = time.monotonic()
    lifecycle.up()
    plan = PLANS[name]()
    new = [arrival for arrival in plan.first if not arrival.came]
    print(f"[demo] {len(new)} new deliveries go to the regions' inboxes; Airflow takes them from there", flush=True)
    for arrival in new:
        arrival.bring()
    _wait(plan)
    lifecycle.dashboards()
    print("\n" + "\n".join([*summary.deliveries_table(), "", summary.cells_line(), summary.seconds_line()]))
    print(f"whole run: {time.monotonic() - started:.0f} s\n")
    lifecycle.where()
    if not summary.all_agree():
        raise RuntimeError("figures of the layers disagree: see the table")


if __name__ == "__main__":
    sys.exit(run(sys.argv[1]))
