"""python -m bench [NAME ...]: all benchmarks, or the named ones (`BENCHMARKS`)."""

import sys

from bench import anonymise, classify, coverage, dashboards, gate, month_of_texts, national, pollock, publishing, text

BENCHMARKS = {
    "anonymise": anonymise.run,
    "classify": classify.run,
    "coverage": coverage.run,
    "dashboards": dashboards.run,
    "gate": gate.run,
    "month_of_texts": month_of_texts.run,
    "national": national.run,
    "pollock": pollock.run,
    "publishing": publishing.run,
    "text": text.run,
}


def main(names: list[str]) -> int:
    """Run benchmarks one after another; 2 where a name is none."""
    unknown = [name for name in names if name not in BENCHMARKS]
    if unknown:
        print(f"no benchmark {', '.join(unknown)}; there are {', '.join(BENCHMARKS)}", file=sys.stderr)
        return 2
    for name in names or BENCHMARKS:
        print(f"\n== {name}", flush=True)
        BENCHMARKS[name]()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
