"""A national month from landing to dashboard, Airflow and all, on an installation of its own; where the time goes.

Runs `make demo-national`'s main job in a folder that is removed afterwards: every contract's delivery of one month,
250,000 feedback sized by population. Figures come from the ledger: seconds of work by stage and region, and the
whole from the first delivery's arrival to the last one's publication. Two tasks run at once; what the stages don't
fill of those two places is Airflow's own time and waiting.
"""

import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections import defaultdict
from datetime import datetime
from pathlib import Path

from infra.local import apart
from lake_layout.settings import PROJECT

DELIVERY_STAGES = ("receive", "check", "load", "refine")
NATIONAL_STAGES = ("analyse", "aggregate", "serve")
PLACES = 2
"""Tasks that the embedded Airflow runs at once."""


def _rows(ledger: Path, query: str) -> list[tuple]:
    with sqlite3.connect(f"file:{ledger}?mode=ro", uri=True) as connection:
        return connection.execute(query).fetchall()


def _by_region(ledger: Path) -> dict[str, dict[str, float]]:
    seconds: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    rows = _rows(
        ledger, "select d.region, s.stage, s.seconds from stages s join deliveries d on d.delivery_id = s.subject"
    )
    for region, stage, spent in rows:
        seconds[region][stage] += spent
    return seconds


def _whole(ledger: Path) -> float:
    ((first, last),) = _rows(ledger, "select min(received_at), max(published_at) from deliveries")
    return (datetime.fromisoformat(last) - datetime.fromisoformat(first)).total_seconds()


def report(ledger: Path) -> str:
    """The figures of a finished run, as text."""
    regions = _by_region(ledger)
    national = dict(_rows(ledger, "select stage, sum(seconds) from stages where stage in "
                          f"{NATIONAL_STAGES} group by stage"))  # fmt: skip
    total = {stage: sum(own[stage] for own in regions.values()) for stage in DELIVERY_STAGES}
    whole, work = _whole(ledger), sum(total.values())
    in_publish = sum(national.values())
    ((rows, texts),) = _rows(ledger, "select sum(rows_accepted), sum(texts) from deliveries")
    before = whole - in_publish
    lines = [f"{'region':8}" + "".join(f"{stage:>10}" for stage in DELIVERY_STAGES)]
    lines += [f"{region:8}" + "".join(f"{own[stage]:10.1f}" for stage in DELIVERY_STAGES)
              for region, own in sorted(regions.items())]  # fmt: skip
    lines += [
        f"{'all':8}" + "".join(f"{total[stage]:10.1f}" for stage in DELIVERY_STAGES),
        "  ".join(f"{stage} {national.get(stage, 0):.0f} s" for stage in NATIONAL_STAGES),
        f"{rows} feedback, {texts} with text: {whole:.0f} s from the first delivery's arrival to the last publication",
        f"deliveries {before:.0f} s, of which the stages fill {work / (PLACES * before):.0%} of {PLACES} places "
        f"(the rest: Airflow and waiting); publishing {in_publish:.0f} s",
        f"the gate's share of the work: {total['check'] / (work + in_publish):.0%}",
    ]
    return "\n".join(lines)


def run() -> None:
    """Run the national month, print its figures, remove it."""
    folder = Path(tempfile.mkdtemp(prefix="aspa-bench-"))
    environment = apart.environment(folder)
    command = [sys.executable, "-W", "ignore", "-m", "infra.local"]
    try:
        subprocess.run([*command, "demo-national"], cwd=PROJECT, env=environment, check=True)
        print("\n" + report(folder / "lake" / "audit" / "ledger.db"))
    finally:
        subprocess.run([*command, "down"], cwd=PROJECT, env=environment, capture_output=True)
        shutil.rmtree(folder, ignore_errors=True)
