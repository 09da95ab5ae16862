"""python -m spark_jobs.indicators check FILE | load FILE | list

check: is the file one of indicators; load: check it and put it in place of the indicators it holds; list: what is
shown now, a line an indicator and year, and whether it is official.
"""

import sys
from pathlib import Path

import pandas as pd

from spark_jobs.indicators.read import NotIndicators, read


def main(arguments: list[str]) -> int:
    """0 where all went well, 1 where the file can't be taken, 2 where the call is unusable."""
    if not (arguments == ["list"] or (len(arguments) == 2 and arguments[0] in ("check", "load"))):
        print(__doc__, file=sys.stderr)
        return 2
    from spark_jobs.indicators import store
    from spark_jobs.session import session

    if arguments == ["list"]:
        print(_listed(store.in_force(session())))
        return 0
    path = Path(arguments[1])
    if not path.is_file():
        print(f"there is no file {path.name}", file=sys.stderr)
        return 2
    try:
        rows = read(path.read_bytes())
    except NotIndicators as mistakes:
        print(mistakes, file=sys.stderr)
        return 1
    if arguments[0] == "load":
        store.load(session(), rows)
    done = "loaded; the next publication shows them" if arguments[0] == "load" else "can be loaded"
    print(f"{len(rows)} rows of {', '.join(sorted(set(rows['code'])))} {done}")
    return 0


def _listed(indicators: pd.DataFrame) -> str:
    counted = indicators.groupby(["code", "year", "status"]).size().reset_index(name="rows")
    return counted.to_string(index=False)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
