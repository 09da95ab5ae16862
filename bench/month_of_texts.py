"""A national month's texts through the publication's own analysis in Spark: words, themes and sentiment, and where the
time goes. The texts are the sample generator's, without anything to be removed; nearly all are distinct.
"""

import pandas as pd

from bench.drawn import draw, fill_silver, installation
from lake_layout import audit, ledger

PERIOD = "2026-03"
STAGES = ("words", "labels", "analyse")


def run() -> None:
    """Draw, analyse, print."""
    from spark_jobs.analyse import analyse
    from spark_jobs.pending import unpublished
    from spark_jobs.session import own_session

    with installation() as folder:
        drawn = draw(PERIOD, folder, texts=True)
        texts = pd.read_parquet(drawn, columns=["text"])["text"].dropna()
        print(f"{len(texts):,} texts of {texts.str.len().mean():.0f} letters, {texts.nunique():,} distinct", flush=True)
        spark = own_session()
        fill_silver(spark, [drawn])
        analyse("month", unpublished())
        told = {row["stage"]: row for row in ledger.read(audit.STAGES, subject="month")}
        for stage in STAGES:
            seconds, rows = told[stage]["seconds"], told[stage]["rows"]
            print(f"{stage:10}{seconds:6.0f} s {rows / seconds:8.0f} texts a second", flush=True)
        spark.stop()
