"""The table that ends a demo: what came, what went through, whether the figures agree, and how long it took."""

from collections import Counter

from lake_layout import audit, ledger, story
from lake_layout.reference import labels

STAGES = ("receive", "check", "load", "refine", "analyse", "aggregate", "serve")


def _line(cells: tuple[object, ...], widths: tuple[int, ...]) -> str:
    texts = [f"{cell:,}".replace(",", " ") if isinstance(cell, int) else str(cell) for cell in cells]
    return "  ".join(
        text.rjust(width) if at else text.ljust(width) for at, (text, width) in enumerate(zip(texts, widths))
    )


def _sum(rows: list[dict], name: str) -> int:
    return sum(row[name] or 0 for row in rows)


def deliveries_table() -> list[str]:
    """Rows of each region's deliveries at each layer; raises nothing, marks a line whose figures disagree."""
    widths = (18, 10, 8, 8, 9, 9, 9, 9, 9, 9, 9, 7)
    head = (
        "region",
        "deliveries",
        "rejected",
        "replaced",
        "received",
        "rejected",
        "quarant.",
        "accepted",
        "bronze",
        "silver",
        "gold",
        "agree",
    )
    lines = [_line(head, widths)]
    rows = ledger.read(audit.DELIVERIES)
    groups = [
        (labels("regions")[code], [r for r in rows if r["region"] == code])
        for code in sorted({r["region"] for r in rows})
    ]
    for name, own in [*groups, ("all", rows)]:
        outcomes = Counter(row["outcome"] for row in own)
        figures = [
            _sum(own, f"rows_{part}")
            for part in ("received", "rejected", "quarantined", "accepted", "bronze", "silver", "gold")
        ]
        agree = "yes" if all(story.conserved(row) for row in own) else "NO"
        replaced = sum(row["status"] == "replaced" for row in own)
        lines.append(_line((name, len(own), outcomes["rejected"], replaced, *figures, agree), widths))
    return lines


def cells_line() -> str:
    """Result sets of gold that are published and withheld."""
    rows = ledger.read(audit.PUBLICATIONS)
    published, withheld = _sum(rows, "cells_published"), _sum(rows, "cells_withheld")
    return f"result sets: {published:,} published, {withheld:,} withheld".replace(",", " ")


def seconds_line() -> str:
    """Seconds by stage over all deliveries and publications; stages of several regions run side by side."""
    spent: Counter[str] = Counter()
    for row in ledger.read(audit.STAGES):
        spent[row["stage"]] += row["seconds"]
    return "seconds of work by stage: " + ", ".join(f"{stage} {spent[stage]:.0f}" for stage in STAGES if stage in spent)


def all_agree() -> bool:
    return all(story.conserved(row) for row in ledger.read(audit.DELIVERIES))
