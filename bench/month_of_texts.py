"""A national month's texts through the publication's own analysis in Spark: words, themes and sentiment, and where the
time goes.

The texts are the sample generator's, without anything to be removed. Equal ones are analysed once, as in the product;
so the same is timed where no two are equal, each with a number of its own at its end.
"""

from pathlib import Path

import pandas as pd

from bench.drawn import draw, fill_silver, installation, new_lake
from lake_layout import audit, ledger

PERIOD = "2026-03"


def _told_apart(file: Path, folder: Path) -> Path:
    """The same month, no two texts equal."""
    frame = pd.read_parquet(file)
    numbered = [None if pd.isna(text) else f"{text} nro {place}" for place, text in enumerate(frame["text"])]
    folder.mkdir()
    frame.assign(text=numbered).to_parquet(folder / file.name)
    return folder / file.name


def run() -> None:
    """Draw, analyse, print."""
    from spark_jobs.analyse import analyse
    from spark_jobs.pending import unpublished
    from spark_jobs.session import own_session

    with installation() as folder:
        as_it_comes = draw(PERIOD, folder, texts=True)
        texts = pd.read_parquet(as_it_comes, columns=["text"])["text"].dropna()
        print(f"{len(texts):,} texts of {texts.str.len().mean():.0f} letters, {texts.nunique():,} distinct", flush=True)
        spark = own_session()
        for name, file in (("as they come", as_it_comes), ("all distinct", _told_apart(as_it_comes, folder / "apart"))):
            new_lake(folder, name.replace(" ", "_"))
            fill_silver(spark, [file])
            analyse(name, unpublished())
            told = {row["stage"]: row for row in ledger.read(audit.STAGES, subject=name)}
            for stage in ("words", "labels", "analyse"):
                seconds, rows = told[stage]["seconds"], told[stage]["rows"]
                print(f"{name}: {stage} {seconds:.0f} s, {rows / seconds:.0f} texts a second", flush=True)
        spark.stop()
