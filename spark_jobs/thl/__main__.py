"""THL's packages from the command line: a key to sign them with, whether one is as signed, what was made.

    python -m spark_jobs.thl key FILE
    python -m spark_jobs.thl verify FOLDER --key AGREED_PUBLIC_KEY.pem
    python -m spark_jobs.thl list

`verify` needs neither Spark nor a lake: whoever receives a package can run it. Packages are made by the DAG
`thl_delivery`. Exit code 0 where all is well, 1 where a package isn't as signed, 2 where the call can't be used.
"""

import argparse
import sys
from pathlib import Path

from upath import UPath

from spark_jobs.thl.signature import NotAsSigned, make_key, public_pem, signing_key, verify


def _key(given: argparse.Namespace) -> int:
    public = given.file.with_suffix(".public.pem")
    try:
        fingerprint = make_key(given.file)
    except FileExistsError:
        print(f"key: {given.file} exists already: a key is never written over", file=sys.stderr)
        return 2
    public.write_bytes(public_pem(signing_key(given.file).public_key()))
    print(f"private key: {given.file} (keep it secret; ASPA_THL_SIGNING_KEY={given.file})")
    print(f"public key:  {public} (give it to THL)\nfingerprint: {fingerprint}")
    return 0


def _verify(given: argparse.Namespace) -> int:
    folder = UPath(given.folder)
    if not folder.is_dir():
        print(f"verify: there is no folder {given.folder}", file=sys.stderr)
        return 2
    try:
        files, fingerprint = verify(folder, given.key)
    except NotAsSigned as why:
        print(f"NOT as signed: {why}")
        return 1
    by = "the agreed key" if given.key else "the key beside them; compare its fingerprint with the one agreed upon"
    print(f"{files} files are as signed by {by}\nfingerprint: {fingerprint}")
    return 0


def _list(_: argparse.Namespace) -> int:
    from lake_layout import audit, ledger

    for row in ledger.read(audit.THL_DELIVERIES):
        kept = f"destroyed: {row['left']}" if row["left"] else "here"
        name = f"{row['package']}/{row['period']}/r{row['revision']}"
        print(f"{name:28} {row['made_at']:%Y-%m-%d %H:%M} {row['rows']:9} rows  {kept}")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m spark_jobs.thl", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    commands = parser.add_subparsers(dest="command", required=True)
    key = commands.add_parser("key", help="make a signing key, and its public key beside it")
    key.set_defaults(do=_key)
    key.add_argument("file", type=Path)
    check = commands.add_parser("verify", help="whether a package's folder is as signed")
    check.set_defaults(do=_verify)
    check.add_argument("folder")
    check.add_argument("--key", type=Path, help="the public key agreed beforehand; else the one in the folder")
    commands.add_parser("list", help="every revision made").set_defaults(do=_list)
    return parser


def main(arguments: list[str] | None = None) -> int:
    """Run one command; its exit code."""
    given = _parser().parse_args(arguments)
    return given.do(given)


if __name__ == "__main__":
    sys.exit(main())
