"""The list of reason codes as a page of the documentation: python -m expectations.reasons_page FILE"""

import sys
from itertools import groupby
from pathlib import Path

from expectations.reasons import Reason, reasons

_PARTS = {
    "reject": "Hylkäävät koko toimituksen · Avvisar hela leveransen · Turn the whole delivery away",
    "quarantine": "Rivi jää odottamaan korjausta · Raden väntar på rättelse · Keep the row apart",
    "warning": "Huomautus · Anmärkning · Only told",
}
_HEAD = """<!-- Generated from expectations/reasons.yaml by `make docs`. -->
# Syykoodit · Orsakskoder · Reason codes

Jokainen kuittauksen löydös kertoo rivin, sarakkeen ja yhden näistä koodeista; ei koskaan arvoa.
Varje fynd i ett kvitto anger rad, kolumn och en av dessa koder, aldrig ett värde.
Every finding of a receipt gives line, column and one of these codes, never a value.
"""


def _entry(reason: Reason) -> str:
    said = [
        f"- **{language}** {wording.wrong} *{wording.mend}*"
        for language in ("fi", "sv", "en")
        for wording in (reason.wording(language),)
    ]
    return "\n".join([f"### {reason.code}", "", *said, ""])


def page() -> str:
    """The page in Markdown: by what a finding brings about, then by code."""
    order = list(_PARTS)
    entries = sorted(reasons().values(), key=lambda reason: (order.index(reason.severity), reason.code))
    parts = [_HEAD]
    for severity, of in groupby(entries, key=lambda reason: reason.severity):
        parts += [f"## {_PARTS[severity]}", "", *map(_entry, of)]
    return "\n".join(parts)


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(page(), encoding="utf-8")
