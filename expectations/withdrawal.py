"""The receipt of a withdrawal: the region is told that its delivery is gone, when and why, and what it may do next."""

import json
from dataclasses import asdict, dataclass

from expectations.catalogue import contract_of
from expectations.contract import Contract
from expectations.templating import template
from lake_layout import folders
from lake_layout.delivery import DeliveryId

WORDS = {
    "fi": {
        "title": "Kuittaus poistosta", "done": "Toimitus on peruttu ja poistettu",
        "told": "Toimituksen rivit on poistettu kaikista tietokerroksista, ja kuukausi on laskettu ilman niitä. "
        "Poisto on todennettu avaamalla jokainen tiedosto, joka on kirjoitettu toimituksen saapumisen jälkeen.",
        "next": "Kuukauden aiempi toimitus ei palaudu. Toimita kuukausi uudelleen, jos sillä on palautetta.",
        "delivery": "Toimitus", "source": "Lähde", "period": "Kuukausi", "rows": "Poistettuja rivejä", "why": "Syy",
        "day": "Päivä", "files": "Avattuja tiedostoja",
    },
    "sv": {
        "title": "Kvitto på återtagandet", "done": "Leveransen är återtagen och raderad",
        "told": "Leveransens rader har raderats ur alla datalager, och dess månad har räknats om utan dem. "
        "Raderingen har verifierats genom att varje fil som skrivits sedan leveransen kom har öppnats.",
        "next": "Månadens tidigare leverans återkommer inte. Leverera månaden på nytt, om det finns respons för den.",
        "delivery": "Leverans", "source": "Källa", "period": "Månad", "rows": "Raderade rader", "why": "Orsak",
        "day": "Dag", "files": "Öppnade filer",
    },
    "en": {
        "title": "Receipt of withdrawal", "done": "The delivery is withdrawn and deleted",
        "told": "The delivery's rows are deleted from every layer, and its month is computed anew without them. "
        "The deletion is proved by opening every file that was written since the delivery came.",
        "next": "The month's former delivery does not come back. Deliver the month again if it has feedback.",
        "delivery": "Delivery", "source": "Source", "period": "Month", "rows": "Rows deleted", "why": "Reason",
        "day": "Day", "files": "Files opened",
    },
}  # fmt: skip


@dataclass(frozen=True)
class Withdrawal:
    """What the receipt says; `reason` is the operator's, who was told to name no value."""

    delivery_id: str
    source_name: str
    period: str
    withdrawn_on: str
    reason: str
    rows: int
    files_opened: int
    outcome: str = "withdrawn"


def to_html(told: Withdrawal, contract: Contract) -> str:
    """The receipt as a page, a section for each of the contract's languages."""
    return template("withdrawal.html").render(told=told, languages=contract.receipt_languages, words=WORDS)


def write_withdrawal(delivery: DeliveryId, day: str, reason: str, rows: int, files_opened: int) -> None:
    """Write the receipt to the region's outbox, and its page beside Data Docs."""
    contract = contract_of(delivery.region, delivery.source)
    told = Withdrawal(str(delivery), contract.name, delivery.period, day, reason, rows, files_opened)
    page, name = to_html(told, contract), f"{delivery}_withdrawn"
    for folder in (folders.outbox(delivery.region), folders.data_docs() / "receipts"):
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{name}.html").write_text(page, encoding="utf-8")
    content = json.dumps(asdict(told), ensure_ascii=False, indent=2)
    (folders.outbox(delivery.region) / f"{name}.json").write_text(content, encoding="utf-8")
