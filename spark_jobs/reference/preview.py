"""What a proposal would change, in words, for the person who approves it."""

from collections.abc import Iterable

from lake_layout.reference.sets import SETS
from spark_jobs.reference.propose import Proposal

KINDS = ("added", "changed", "ended")
MOST_NAMED = 25
"""Codes and deliveries of a kind that are named; the others are counted."""


def markdown(proposal: Proposal) -> str:
    """Added, changed and ended codes of each set, and the deliveries that would be re-harmonised."""
    since = f"from **{proposal.takes_effect}** on" if proposal.takes_effect else "**for all days**"
    lines = [f"Version `{proposal.version}` ({proposal.status}) would be in force {since}.", ""]
    if not any(told[kind] for told in proposal.changes.values() for kind in KINDS):
        lines += ["**Nothing changes**: the rows are in force as they came.", ""]
    for name, told in proposal.changes.items():
        counts = ", ".join(f"{len(told[kind])} {kind}" for kind in KINDS)
        lines += [f"**{name}** ({SETS[name].meaning}), from {proposal.sources[name]}: {counts}, "
                  f"{told['unchanged'][0]} stay as they are", ""]  # fmt: skip
        changed = [f"{key} ({', '.join(columns)})" for key, columns in told["changed"]]
        for kind, codes in (("added", told["added"]), ("changed", changed), ("ended", told["ended"])):
            if codes:
                lines.append(f"- {kind}: {_named(f'`{code}`' for code in codes)}")
        lines.append("")
    lines.append(_deliveries(proposal))
    return "\n".join(lines)


def _deliveries(proposal: Proposal) -> str:
    if not proposal.classifies:
        return "Nothing is classified anew: silver is not derived from these sets. Labels change at once."
    if not proposal.touched:
        return "Nothing in silver is classified otherwise by it."
    named = _named(f"`{name}` ({count})" for name, count in sorted(proposal.touched.items()))
    total = f"{sum(proposal.touched.values())} rows of {len(proposal.touched)} deliveries"
    return f"**{total}** are classified otherwise and published anew: {named}"


def _named(names: Iterable[str]) -> str:
    names = list(names)
    left = len(names) - MOST_NAMED
    return ", ".join(names[:MOST_NAMED]) + (f" and {left} more" if left > 0 else "")
