"""Reference data from the command line: what is in force, and new versions of it, as the DAG loads them.

    python -m spark_jobs.reference list
    python -m spark_jobs.reference load service_classes=aura.csv service_class_rules=rules.csv \\
        --version 2026 --from 2026-01-01 --why "Aura 2026"
    python -m spark_jobs.reference load specialties=code_server --version 2026-2 --from 2026-04-01 --why "Uusi versio"
    python -m spark_jobs.reference enrich 18 cost_centres own.csv
    python -m spark_jobs.reference seed

`load` shows what would change and asks; `--yes` answers. Without `--from` the version counts for all days, which is how
an official list takes a placeholder's place. `--dry-run` shows and changes nothing.
Exit code 0 where all is done, 1 where the version is invalid or was refused, 2 where the call can't be used.
"""

import argparse
import getpass
import sys
from pathlib import Path

from lake_layout import ledger
from lake_layout.reference import placeholders, rows_of
from lake_layout.reference.sets import OFFICIAL, PLACEHOLDER, SETS


def _list(_: argparse.Namespace) -> int:
    stand_ins = placeholders()
    for name, known in SETS.items():
        rows = rows_of(name)
        versions = ", ".join(dict.fromkeys(row["version"] for row in rows)) or "-"
        marked = PLACEHOLDER if name in stand_ins else OFFICIAL if rows else "empty"
        print(f"{name:20} {len(rows):5} rows  {marked:11}  {versions:30}  {known.meaning}")
    return 0


def _seed(_: argparse.Namespace) -> int:
    from spark_jobs.reference.store import seed
    from spark_jobs.session import session

    brought = seed(session(), f"seed {ledger.now():%Y-%m-%dT%H:%M:%S}")
    print(f"reference data: {', '.join(brought) or 'nothing new'}")
    return 0


def _enrich(given: argparse.Namespace) -> int:
    from spark_jobs.reference.enrich import take_in

    try:
        rows = take_in(given.region, given.set, given.file)
    except (ValueError, OSError) as error:
        print(f"enrich: {error}", file=sys.stderr)
        return 1
    print(f"{rows} rows of {given.region}'s own lie beside {given.set}")
    return 0


def _load(given: argparse.Namespace) -> int:
    # Imported here: what only lists needs no Spark.
    from spark_jobs.reference.code_server import CodeServerError
    from spark_jobs.reference.load import load, reason
    from spark_jobs.reference.preview import markdown
    from spark_jobs.reference.propose import forget, propose
    from spark_jobs.reference.reharmonise import reharmonise
    from spark_jobs.reference.request import read_request
    from spark_jobs.reference.tabular import Unreadable
    from spark_jobs.reference.validate import Invalid
    from spark_jobs.session import session

    run, who = f"load {ledger.now():%Y-%m-%dT%H:%M:%S}", getpass.getuser()
    try:
        incoming = read_request(given.sets, Path())
        proposal = propose(session(), incoming, run, given.version, given.takes_effect, given.status)
    except (Invalid, Unreadable, CodeServerError, OSError) as error:
        print(f"load: {error}", file=sys.stderr)
        return 1
    print(markdown(proposal))
    if given.dry_run or not (given.yes or input("\nPut it in force? [y/N] ").strip().lower() in ("y", "yes")):
        forget(run)
        print("nothing was changed")
        return 0 if given.dry_run else 1
    load(run, who, given.why)
    for region in proposal.regions:
        counts = reharmonise(region, run, who, reason(proposal), proposal.takes_effect)
        print(f"{region}: {sum(counts.values())} rows of {len(counts)} deliveries are classified anew")
    forget(run)
    print("in force; the next publication brings it to the dashboards (DAG publish)")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m spark_jobs.reference", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("list", help="every set, its versions, and what is a placeholder still").set_defaults(do=_list)
    commands.add_parser("seed", help="bring what the platform ships into the lake").set_defaults(do=_seed)
    enrich = commands.add_parser("enrich", help="lay a region's own attributes beside a set")
    enrich.set_defaults(do=_enrich)
    enrich.add_argument("region")
    enrich.add_argument("set")
    enrich.add_argument("file", type=Path, help="the set's key and columns of the region's own")
    load = commands.add_parser("load", help="put new versions of sets in force")
    load.set_defaults(do=_load)
    load.add_argument("sets", nargs="+", metavar="SET=FILE", help="SET=code_server reads the national code server")
    load.add_argument("--version", required=True, help="what the version is called")
    load.add_argument("--from", dest="takes_effect", default="", metavar="YYYY-MM-DD", help="first day; else all days")
    load.add_argument("--status", choices=(OFFICIAL, PLACEHOLDER), default=OFFICIAL)
    load.add_argument("--why", required=True, help="the reason, for the ledger")
    load.add_argument("--yes", action="store_true", help="don't ask")
    load.add_argument("--dry-run", action="store_true", help="show what would change, and change nothing")
    return parser


def main(arguments: list[str] | None = None) -> int:
    """Run one command; its exit code."""
    given = _parser().parse_args(arguments)
    return given.do(given)


if __name__ == "__main__":
    sys.exit(main())
