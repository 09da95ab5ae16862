"""The analyser over many texts in Spark: Spark NLP's documents and tokens are for words; labels need the encoder.

One plain-Python analyser runs in a mapInPandas, the same that answers on the command line, so that a text gets the
same labels from both. Equal texts ('Kiitos', 'Ei kommentoitavaa') meet in one worker, which analyses them once.
"""

from collections.abc import Iterator

import pandas as pd
from pyspark.sql import DataFrame
from pyspark.sql import types as T

from lake_layout.silver import UNASSIGNED
from spark_jobs.session import LOCAL_CORES

_LABEL = T.StructType(
    [
        T.StructField("theme", T.StringType(), False),
        T.StructField("sentiment", T.StringType(), False),
        T.StructField("score", T.FloatType()),
        T.StructField("evidence_start", T.IntegerType()),
        T.StructField("evidence_end", T.IntegerType()),
        T.StructField("basis", T.StringType()),
        T.StructField("text_sentiment", T.StringType(), False),
        T.StructField("model", T.StringType(), False),
    ]
)
_REMEMBERED = 100_000


def labelled(texts: DataFrame) -> DataFrame:
    """A row a theme of each text, or one 'unassigned': the columns of `texts` but text, and the label's.

    `texts` holds `text` without nulls and `text_language`; texts in other languages than the model's are left out.
    """
    from spark_jobs.text.analyser import LANGUAGES

    known = texts.where(texts["text_language"].isin(*LANGUAGES)).repartition(LOCAL_CORES, "text")
    kept = [field for field in texts.schema.fields if field.name != "text"]
    return known.mapInPandas(_label_batches, T.StructType([*kept, *_LABEL.fields]))


def _label_batches(batches: Iterator[pd.DataFrame]) -> Iterator[pd.DataFrame]:
    from spark_jobs.text.analyser import analyse

    found: dict[tuple[str, str], list[tuple]] = {}
    for batch in batches:
        if len(found) > _REMEMBERED:
            found.clear()
        rows: list[tuple] = []
        places: list[int] = []
        for place, pair in enumerate(zip(batch["text"], batch["text_language"], strict=True)):
            if pair not in found:
                found[pair] = _rows(analyse(*pair))
            rows += found[pair]
            places += [place] * len(found[pair])
        labels = pd.DataFrame(rows, columns=_LABEL.fieldNames()).astype(
            {"score": "float32", "evidence_start": "Int32", "evidence_end": "Int32"}
        )
        kept = batch.drop(columns="text").iloc[places].reset_index(drop=True)
        yield pd.concat([kept, labels], axis=1)


def _rows(analysis) -> list[tuple]:
    own = (analysis.sentiment, analysis.model_version)
    if not analysis.themes:
        return [(UNASSIGNED, analysis.sentiment, None, None, None, None, *own)]
    return [(*label, *own) for label in analysis.themes]
