"""Write invented deliveries into a folder per region.

python -m infra.sample --regions 18 10 14 HUS --months 2026-01..2026-06 --rows 3000-6000 --out FOLDER
python -m infra.sample --months 2026-01 --national-month 250000 --one-source --out FOLDER
"""

import argparse
import json
import re
import sys
import time
from pathlib import Path

from expectations.contract import Contract, ContractError
from expectations.contract_file import load_contracts
from infra.sample.deliver import make_delivery, put
from infra.sample.faults import FAULTS, fault_named
from infra.sample.sizes import main_source, national_month, rows_in_range
from lake_layout.settings import settings

_MONTH = r"\d{4}-(?:0[1-9]|1[0-2])"


def _months(text: str) -> list[str]:
    match = re.fullmatch(rf"({_MONTH})(?:\.\.({_MONTH}))?", text)
    if not match or (match[2] or match[1]) < match[1]:
        raise argparse.ArgumentTypeError(f"'{text}' is no month or range of months: 2026-01 or 2026-01..2026-06")
    first, last = (int(m[:4]) * 12 + int(m[5:]) - 1 for m in (match[1], match[2] or match[1]))
    return [f"{number // 12:04}-{number % 12 + 1:02}" for number in range(first, last + 1)]


def _range(text: str) -> tuple[int, int]:
    match = re.fullmatch(r"(\d+)(?:-(\d+))?", text)
    if not match or not 0 < int(match[1]) <= int(match[2] or match[1]):
        raise argparse.ArgumentTypeError(f"'{text}' is no number of rows: 5000 or 3000-6000")
    return int(match[1]), int(match[2] or match[1])


def _fault(text: str) -> tuple[str, float]:
    name, _, share = text.partition("=")
    try:
        return name, float(share) if share else fault_named(name).default_share
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def _arguments() -> tuple[argparse.ArgumentParser, argparse.Namespace]:
    parser = argparse.ArgumentParser(
        "python -m infra.sample", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--out", type=Path, required=True, metavar="FOLDER", help="deliveries go to FOLDER/<region>/")
    parser.add_argument("--months", type=_months, required=True, metavar="FIRST..LAST")
    parser.add_argument("--regions", nargs="+", metavar="REGION", help="default: all that have a contract")
    parser.add_argument("--sources", nargs="+", metavar="SOURCE", help="only these sources of the regions")
    parser.add_argument(
        "--denominators", action="store_true", help="sampling bases instead of feedback; --rows is how many answer"
    )
    parser.add_argument("--one-source", action="store_true", help="only the general source of each region")
    parser.add_argument(
        "--rows", type=_range, default=(3000, 6000), metavar="FEWEST-MOST", help="rows a source and month"
    )
    parser.add_argument(
        "--national-month", type=int, metavar="TOTAL", help="instead of --rows: TOTAL a month, by population"
    )
    parser.add_argument(
        "--fault", type=_fault, action="append", default=[], metavar="NAME=SHARE", help=", ".join(FAULTS)
    )
    parser.add_argument("--suffix", default="", help="goes between period and extension, as in _korjattu")
    parser.add_argument(
        "--planted", type=Path, metavar="FILE", help="planted personal data as JSON lines; for tests only"
    )
    parser.add_argument("--seed", type=int, default=2026)
    return parser, parser.parse_args()


def _chosen(parser: argparse.ArgumentParser, options: argparse.Namespace) -> list[Contract]:
    contracts = list(load_contracts(settings().contracts / ("denominators" if options.denominators else "")))
    for option, known in (("regions", {c.region for c in contracts}), ("sources", {c.source for c in contracts})):
        wanted = getattr(options, option) or known
        if unknown := sorted(set(wanted) - known):
            parser.error(f"no contract for {option} {', '.join(unknown)}; there are {', '.join(sorted(known))}")
    contracts = [c for c in contracts if not options.regions or c.region in options.regions]
    if options.one_source:
        contracts = [
            main_source([c for c in contracts if c.region == region])
            for region in sorted({c.region for c in contracts})
        ]
    contracts = [c for c in contracts if not options.sources or c.source in options.sources]
    return contracts or parser.error("no source fits")


def main() -> None:
    parser, options = _arguments()
    try:
        contracts = _chosen(parser, options)
    except ContractError as error:
        parser.error(str(error))
    sized = national_month(contracts, options.national_month) if options.national_month else {}
    if options.planted:
        options.planted.parent.mkdir(parents=True, exist_ok=True)
    planted = options.planted.open("w", encoding="utf-8") if options.planted else None
    started, total = time.monotonic(), 0
    jobs = [(contract, period) for contract in contracts for period in options.months]
    for number, (contract, period) in enumerate(jobs, 1):
        rows = sized.get((contract.region, contract.source)) or rows_in_range(
            contract, period, *options.rows, options.seed
        )
        try:
            delivery = make_delivery(contract, period, rows, options.fault, options.seed, options.suffix)
            put(delivery, contract, period, options.out / contract.region)
        except (ValueError, OSError) as error:
            parser.exit(1, f"{contract.region} {contract.source} {period}: {error}\n")
        total += rows
        hits = "".join(f"; {name} on {lines} lines" for name, lines in delivery.hits.items())
        size = f"{rows} rows, {len(delivery.content):,} bytes"
        print(f"{number}/{len(jobs)} {contract.region}/{delivery.name}: {size}{hits}", flush=True)
        for kind, token in delivery.planted if planted else ():
            about = {
                "region": contract.region,
                "source": contract.source,
                "period": period,
                "type": kind,
                "token": token,
            }
            planted.write(json.dumps(about, ensure_ascii=False) + "\n")
    if planted:
        planted.close()
    print(f"{len(jobs)} deliveries, {total} rows in {time.monotonic() - started:.0f} s: {options.out}")


if __name__ == "__main__":
    sys.exit(main())
