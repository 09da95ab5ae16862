"""The analyser over many texts in Spark: Spark NLP's documents and sentences are for words; labels need the encoder.

One plain-Python analyser runs in a mapInPandas, the same that answers on the command line, so that a text gets the
same labels from both. Equal texts of a batch ('Kiitos', 'Ei kommentoitavaa') are analysed once.
"""

from collections.abc import Iterator

import pandas as pd
from pyspark.sql import DataFrame
from pyspark.sql import types as T

THEMES = T.ArrayType(
    T.StructType(
        [
            T.StructField("theme", T.StringType(), False),
            T.StructField("sentiment", T.StringType(), False),
            T.StructField("score", T.FloatType(), False),
            T.StructField("start", T.IntegerType(), False),
            T.StructField("end", T.IntegerType(), False),
            T.StructField("basis", T.StringType(), False),
        ]
    ),
    False,
)
_NEW = T.StructType(
    [
        T.StructField("themes", THEMES, False),
        T.StructField("text_sentiment", T.StringType(), False),
        T.StructField("text_model", T.StringType(), False),
    ]
)


def labelled(texts: DataFrame) -> DataFrame:
    """The columns of `texts` but text, and themes (none: unassigned), text_sentiment and text_model.

    `texts` holds `text` without nulls and `text_language`; texts in other languages than the model's are left out.
    """
    from spark_jobs.text.analyser import LANGUAGES

    known = texts.where(texts["text_language"].isin(*LANGUAGES))
    kept = [field for field in texts.schema.fields if field.name != "text"]
    return known.mapInPandas(_labels, T.StructType([*kept, *_NEW.fields]))


def _labels(batches: Iterator[pd.DataFrame]) -> Iterator[pd.DataFrame]:
    from spark_jobs.text.analyser import analyse

    for batch in batches:
        found = {}
        for pair in zip(batch["text"], batch["text_language"], strict=True):
            if pair not in found:
                found[pair] = analyse(*pair)
        analyses = [found[pair] for pair in zip(batch["text"], batch["text_language"], strict=True)]
        yield batch.drop(columns="text").assign(
            themes=[[label._asdict() for label in analysis.themes] for analysis in analyses],
            text_sentiment=[analysis.sentiment for analysis in analyses],
            text_model=[analysis.model_version for analysis in analyses],
        )
