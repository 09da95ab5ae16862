"""What a withdrawal would take: rows a layer, periods, and the cells of gold that would show something else."""

from dataclasses import dataclass
from datetime import timedelta
from functools import reduce
from operator import add

from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F

from lake_layout import audit, bronze, folders, ledger, silver, story
from lake_layout.delivery import DeliveryId
from lake_layout.settings import settings
from lake_layout.slices import MONTH_SLICES
from lake_layout.table import Table
from spark_jobs import delta, lattice, own_statements, themes
from spark_jobs.aggregate import RESULTS, of_months
from spark_jobs.periods import months_of, periods_of, quarters_of
from spark_jobs.published import Publication, with_dimensions
from spark_jobs.session import session
from spark_jobs.thl.let_go import holding, still_here
from spark_jobs.words import WORDS, words_of

BY_MONTH = (themes.COUNTED, own_statements.COUNTED)


class NotWithdrawable(ValueError):
    """There is nothing to withdraw, or it is being worked on; the message says which."""


@dataclass(frozen=True)
class Preview:
    """Counts only: it is shown to the person who approves."""

    delivery_id: str
    status: str
    rows: dict[str, int]
    periods: tuple[str, ...]
    cells: int
    others_in_quarantine: tuple[str, ...]

    @property
    def markdown(self) -> str:
        """The question that the approver reads."""
        lines = ["| layer | rows that go |", "|---|---:|", *(f"| {layer} | {n} |" for layer, n in self.rows.items())]
        gold_line = f"**{self.cells} cells** of gold change in {', '.join(self.periods)}." if self.periods else (
            "Gold does not change."
        )  # fmt: skip
        others = (
            f"Quarantine keeps other deliveries of the same month, which are not withdrawn: "
            f"{', '.join(self.others_in_quarantine)}."
            if self.others_in_quarantine
            else ""
        )
        former = "What it had replaced does not come back: until a new delivery the month is missing."
        return "\n".join([f"Delivery `{self.delivery_id}` ({self.status}).", "", *lines, "", gold_line, former, others])


def preview(delivery_id: str) -> Preview:
    """Count what would go; NotWithdrawable where nothing can."""
    delivery, row = must_be_withdrawable(delivery_id)
    spark = session()
    rows = {
        "landing (files)": _files(folders.landed(delivery)) + int(folders.staged(delivery).exists()),
        "quarantine": story.in_quarantine(row),
        **{table.name: _rows(spark, table, delivery) for table in bronze.TABLES},
        **{table.name: _rows(spark, table, delivery) for table in silver.TABLES},
        "THL's packages (revisions)": len(still_here(holding(delivery))),
    }
    periods = periods_touched(delivery)
    others = [
        other["delivery_id"]
        for other in ledger.deliveries_of(*delivery.slot)
        if other["delivery_id"] != delivery_id and story.in_quarantine(other)
    ]
    changing = _cells(spark, delivery, periods) if periods else 0
    return Preview(delivery_id, row["status"], rows, periods, changing, tuple(others))


def must_be_withdrawable(delivery_id: str) -> tuple[DeliveryId, dict]:
    """The delivery and its ledger row; NotWithdrawable where it can't be withdrawn now."""
    try:
        delivery, row = DeliveryId.parse(delivery_id), ledger.delivery(delivery_id)
    except (ValueError, LookupError) as error:
        raise NotWithdrawable(str(error)) from None
    if row["status"] == "withdrawn":
        raise NotWithdrawable(f"{delivery_id} was withdrawn already")
    patience = timedelta(minutes=settings().publish_patience_minutes)
    if row["status"] == "received" and ledger.now() - row["received_at"] < patience:
        raise NotWithdrawable(f"{delivery_id} is being checked: wait until its run has ended")
    return delivery, row


def periods_touched(delivery: DeliveryId) -> tuple[str, ...]:
    """The periods of gold that counted the delivery, or what it had replaced and gold has not let go of yet."""
    rows = ledger.deliveries_of(*delivery.slot)
    # Gold may have counted one that a publication under way has not marked published yet.
    seen = ledger.read(audit.EVENTS, delivery_id=[row["delivery_id"] for row in rows], event="counted_in_gold")
    counted = bool(seen) or any(row["published_at"] for row in rows)
    return periods_of((delivery.period,)) if counted else ()


def of_delivery(delivery: DeliveryId) -> str:
    """The delivery's rows in a table that has its id."""
    return f"delivery_id = {delta.quoted([str(delivery)])}"


def _rows(spark: SparkSession, table: Table, delivery: DeliveryId) -> int:
    return delta.read(spark, table, delivery.region).where(of_delivery(delivery)).count()


def _files(folder) -> int:
    return sum(1 for path in folder.rglob("*") if path.is_file()) if folder.exists() else 0


def _cells(spark: SparkSession, delivery: DeliveryId, periods: tuple[str, ...]) -> int:
    """Gold is computed as it would be without the delivery, and compared with gold as it stands."""
    month, gone, quarters = delivery.period, of_delivery(delivery), quarters_of((delivery.period,))
    others = [other for other in months_of(periods) if other != month]
    kept = delta.read(spark, MONTH_SLICES).where(F.col("period").isin(others))
    recounted = lattice.month_slices(of_months(spark, silver.FEEDBACK, (month,)).where(f"NOT ({gone})"))
    parts = (
        (RESULTS, lattice.of_periods(kept.unionByName(recounted), periods), periods),
        (WORDS, words_of(spark, quarters, gone), quarters),
        *((one.publication, one.slices_without(spark, month, gone), periods) for one in BY_MONTH),
    )
    return sum(_differing(spark, *part) for part in parts)


def _differing(spark: SparkSession, publication: Publication, slices: DataFrame, periods: tuple[str, ...]) -> int:
    table = publication.table
    after = publication.shown(publication.protected(spark, slices, periods))
    counts = [column.name for column in table.columns if column.type == "INT"]
    before = with_dimensions(delta.read(spark, table), table).where(F.col("period").isin(list(periods)))
    kept = before.select(*table.key, *(F.col(name).alias(f"_{name}") for name in counts))
    both = after.select(*table.key, *counts).join(kept, list(table.key), "full")
    differs = reduce(add, ((~F.col(name).eqNullSafe(F.col(f"_{name}"))).cast("int") for name in counts))
    return int(both.agg(F.sum(differs)).collect()[0][0] or 0)
