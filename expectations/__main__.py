"""A supplier's own tools, with no Airflow, no Spark and no lake.

python -m expectations check FILE [--events FILE] --region REGION [--source SOURCE] [--period YYYY-MM]
                              [--json] [--receipt FOLDER]
    what the platform would say of the file. Exit 0: accepted, perhaps without some rows; 1: rejected; 2: unusable call.
python -m expectations draft SAMPLE [--region REGION] [--source SOURCE]
    a contract proposed from a sample file, each guess marked. Exit 0, or 2 where no table can be found in the file.
"""

import argparse
import re
import sys
from pathlib import Path

from expectations.contract import ContractError

USAGE = 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        "python -m expectations", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    commands = parser.add_subparsers(dest="command", required=True)
    check = commands.add_parser("check", help="check a file as the platform would")
    check.add_argument("file", type=Path)
    check.add_argument("--events", type=Path, metavar="FILE", help="the file of service events, where there are two")
    check.add_argument("--region", required=True, help="region code: 01 to 21, 90, HUS")
    check.add_argument("--source", help="default: the source whose contract fits the file")
    check.add_argument("--period", type=_period, metavar="YYYY-MM", help="default: the month of most of the answers")
    check.add_argument("--language", choices=("fi", "sv", "en"), help="default: the contract's first")
    check.add_argument("--json", action="store_true", help="the receipt as JSON")
    check.add_argument("--receipt", type=Path, metavar="FOLDER", help="write the receipt as HTML, Excel and JSON")
    check.add_argument("--contracts", type=Path, metavar="FOLDER", help="default: the platform's contracts")
    draft = commands.add_parser("draft", help="propose a contract from a sample file")
    draft.add_argument("sample", type=Path)
    draft.add_argument("--region", help="region code: 01 to 21, 90, HUS")
    draft.add_argument("--source", help="name of the source: small letters, digits and -")
    return parser


def _period(text: str) -> str:
    if not re.fullmatch(r"20\d\d-(?:0[1-9]|1[0-2])", text):
        raise argparse.ArgumentTypeError("the period is a month, YYYY-MM")
    return text


def main(arguments: list[str] | None = None) -> int:
    """Run one command; its exit code."""
    options = _parser().parse_args(arguments)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    # Each imported where it is used, so that a check does not wait for what only a draft needs.
    try:
        if options.command == "check":
            from expectations.dry_run import run

            return run(options)
        from expectations.draft.propose import propose

        print(propose(options.sample, options.region, options.source))
        return 0
    except BrokenPipeError:
        return 0  # whoever reads has seen enough
    except (ContractError, OSError, ValueError) as error:
        print(f"python -m expectations: {error}", file=sys.stderr)
        return USAGE


if __name__ == "__main__":
    sys.exit(main())
