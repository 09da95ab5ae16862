"""Silver of the country's months drawn directly, in an installation of its own that is removed afterwards."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pandas as pd

from expectations.contract import Contract
from expectations.contract_file import load_contracts
from infra.sample.feedback import generate
from infra.sample.harmonised import month as rows_of
from infra.sample.sizes import national_month
from lake_layout import audit, ledger, silver
from lake_layout.delivery import DeliveryId
from lake_layout.settings import settings

FEEDBACK_A_MONTH = 250_000


@contextmanager
def installation() -> Iterator[Path]:
    """A folder for drawn files and lakes, which every setting of this process points to."""
    folder = Path(tempfile.mkdtemp(prefix="aspa-bench-"))
    os.environ["ASPA_HOME"] = str(folder / "home")
    os.environ.pop("ASPA_SPARK_REMOTE", None)
    try:
        new_lake(folder, "first")
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def new_lake(folder: Path, name: str) -> None:
    """From here on an empty lake of this name."""
    os.environ["ASPA_LAKE"] = str(folder / name)
    settings.cache_clear()


def draw(period: str, folder: Path, texts: bool = False) -> Path:
    """Silver's rows of the country's month as a Parquet file, with texts in which nothing is to be removed if asked."""
    contracts = {(one.region, one.source): one for one in load_contracts(settings().contracts)}
    sizes = national_month(list(contracts.values()), FEEDBACK_A_MONTH)
    parts = [_of_source(contracts[name], period, rows, texts) for name, rows in sizes.items() if rows]
    frame = pd.concat(parts, ignore_index=True)
    frame["feedback_id"] = [f"{number:032x}" for number in range(len(frame))]
    file = folder / f"{period}.parquet"
    frame.to_parquet(file)
    return file


def _of_source(contract: Contract, period: str, rows: int, texts: bool) -> pd.DataFrame:
    frame = rows_of(contract, period, rows)
    frame["delivery_id"] = f"{contract.region}_{contract.source}_{period}_1"
    if texts and "open_text" in contract.fields:
        written = generate(contract, period, rows, planted_share=0).rows
        frame["text"] = written["open_text"].where(written["open_text"].notna(), None)
        frame["text_language"] = written["language"].where(written["open_text"].notna(), None)
    return frame


def fill_silver(spark, files: list[Path]) -> None:
    """Silver's tables from the drawn rows, and the ledger's as refine would have left it."""
    from pyspark.sql import functions as F

    from spark_jobs import delta

    drawn = spark.read.parquet(*map(str, files))
    filled = {
        "cost_centre": F.lit("1"),
        "place": F.lit("1"),
        "service_class_basis": F.lit("rule"),
        "answered_on": F.to_date(F.concat("period", F.lit("-15"))),
    }
    nothing = {c.name: F.lit(None).cast(c.type) for c in silver.FEEDBACK.columns if c.name not in drawn.columns}
    whole = drawn.withColumns({**nothing, **filled})
    months = [file.stem for file in files]
    counted = drawn.groupBy("delivery_id").count().collect()
    for region in sorted({DeliveryId.parse(row["delivery_id"]).region for row in counted}):
        where = f"period IN ({delta.quoted(months)})"
        delta.replace(spark, whole.where(f"region = '{region}'").repartition("period"), silver.FEEDBACK, where, region)
    for row in counted:
        delivery = DeliveryId.parse(row["delivery_id"])
        figures = {"received_at": ledger.now(), "status": "refined", "rows_silver": row["count"]}
        named = {"region": delivery.region, "source": delivery.source, "period": delivery.period, "sequence": 1}
        known = {"delivery_id": str(delivery), "sha256": "-", "file_names": "-", **named, **figures}
        ledger.put(audit.DELIVERIES, [known])
