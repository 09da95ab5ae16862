"""Which rule of the grouper decides for one set of codes, and why: ``python -m spark_jobs.classify explain``.

    python -m spark_jobs.classify explain service_form=T60 contact_type=R10 profession=2222 --day 2026-03-01

Exit code 0 where a rule decides, 1 where none does, 2 where the call can't be used.
"""

import argparse
import sys
from datetime import date

from lake_layout.reference import code_set
from spark_jobs.classify.grouper import UNCLASSIFIED, Grouper, Rule, grouper


def explain(rules: Grouper, codes: dict[str, str], day: str) -> str:
    """The decision in words: the rule that decides, those that it forestalls, and what kept the earlier ones away."""
    names = {code: entry.name_fi for code, entry in code_set("service_classes").items()}
    decided = rules.decide(codes, day)
    lines = [f"service class {decided.service_class} ({names[decided.service_class]}), by rule {decided.name}"
             if decided else f"service class {UNCLASSIFIED} ({names[UNCLASSIFIED]}): no rule holds"]  # fmt: skip
    for rule in rules.rules:
        if rule is not decided and rule.valid_on(day):
            lines.append(f"  rule {rule.number:>5} -> {rule.service_class:8} {_why_not(rule, codes, decided)}")
    return "\n".join(lines)


def _why_not(rule: Rule, codes: dict[str, str], decided: Rule | None) -> str:
    failing = rule.failing(codes)
    if not failing:
        return f"holds too, but rule {decided.number} stands before it"
    return ", ".join(f"{name} {'is other' if codes.get(name) else 'is not given'}" for name in failing)


def _codes(pairs: list[str], rules: Grouper) -> dict[str, str]:
    codes = dict(pair.partition("=")[::2] for pair in pairs)
    unknown = sorted(set(codes) - set(rules.fields))
    if unknown or not all(codes.values()):
        raise ValueError(f"codes are given as NAME=CODE; rules look at {', '.join(rules.fields)}")
    return codes


def main(arguments: list[str] | None = None) -> int:
    """Print the explanation."""
    parser = argparse.ArgumentParser(prog="python -m spark_jobs.classify", description=__doc__.splitlines()[0])
    parser.add_argument("command", choices=["explain"])
    parser.add_argument("codes", nargs="*", metavar="NAME=CODE")
    parser.add_argument("--day", default=date.today().isoformat(), help="YYYY-MM-DD; today if not given")
    given = parser.parse_args(arguments)
    try:
        day, codes = date.fromisoformat(given.day).isoformat(), _codes(given.codes, grouper())
    except ValueError as error:
        print(f"explain: {error}", file=sys.stderr)
        return 2
    print(explain(grouper(), codes, day))
    return 0 if grouper().decide(codes, day) else 1


if __name__ == "__main__":
    sys.exit(main())
