"""The reviewers' page of the verification run: what each region's own anonymisation missed, and whether ours works."""

from collections import defaultdict
from pathlib import Path

from markupsafe import Markup

from expectations.pages import VERIFICATION_PAGE
from expectations.reviewers import one_at_a_time
from expectations.verification import Verification, verification_of
from expectations.verification_receipt import environment
from expectations.verification_words import trilingual
from lake_layout import audit, folders, ledger
from lake_layout.delivery import DeliveryId
from lake_layout.reference import labels

SHOWN = 6
"""Newest deliveries of a region and source that the page shows."""


def _both(name: str) -> Markup:
    finnish, swedish, english = trilingual(name)
    return Markup('{} <small><span lang="sv">{}</span> · <span lang="en">{}</span></small>').format(
        finnish, swedish, english
    )


def _region(told: Verification) -> str:
    return DeliveryId.parse(told.delivery_id).region


def _newest() -> list[Verification]:
    """The newest deliveries of each region and source that the verification run has seen, newest first."""
    seen = {row["delivery_id"] for row in ledger.read(audit.VERIFICATIONS)}
    by_source = defaultdict(list)
    for row in sorted(ledger.read(audit.DELIVERIES), key=lambda row: row["received_at"], reverse=True):
        if row["delivery_id"] in seen:
            by_source[row["region"], row["source"]].append(DeliveryId.parse(row["delivery_id"]))
    return [verification_of(one) for _, own in sorted(by_source.items()) for one in own[:SHOWN]]


def write_page() -> None:
    """Write the page anew from the ledger; the index links it."""
    site = Path(str(folders.data_docs()))
    template = environment().get_template("verification_page.html")
    with one_at_a_time(site):
        html = template.render(
            told=_newest(), both=_both, names=labels("regions"), region_of=_region, written=ledger.now()
        )
        (site / VERIFICATION_PAGE).write_text(html, encoding="utf-8")
