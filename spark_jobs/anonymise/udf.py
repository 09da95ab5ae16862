"""The verification run as a Spark column: the only module here that knows Spark."""

from collections import Counter
from collections.abc import Iterator

import pandas as pd
from pyspark.sql import Column
from pyspark.sql.functions import pandas_udf
from pyspark.sql.types import IntegerType, MapType, StringType, StructField, StructType

VERIFIED = StructType(
    [
        StructField("text", StringType()),
        StructField("withheld", StringType()),
        StructField("removed", MapType(StringType(), IntegerType())),
        StructField("language", StringType()),
        StructField("words", IntegerType()),
    ]
)


def verified(language: Column, text: Column, region: str | None = None) -> Column:
    """(language, text) → struct of text, withheld, removed (count by type), language, words; a null text gives nulls.
    ``region`` names the region whose own lists are used.

    The function is made a UDF here and not at import: whether it is one of a Connect client or of a session of its
    own shows only once there is one.
    """

    def verify_batches(batches: Iterator[tuple[pd.Series, pd.Series]]) -> Iterator[pd.DataFrame]:
        return _verify_batches(batches, region)

    return pandas_udf(verify_batches, VERIFIED)(language, text)


def _verify_batches(
    batches: Iterator[tuple[pd.Series, pd.Series]], region: str | None = None
) -> Iterator[pd.DataFrame]:
    """The iterator form loads analysers and model once a task, and a worker process keeps them between tasks."""
    from spark_jobs.anonymise.verify import verify

    for languages, texts in batches:
        rows = [
            (None if pd.isna(language) else language, text) for language, text in zip(languages, texts, strict=True)
        ]
        present = [index for index, (_, text) in enumerate(rows) if not pd.isna(text)]
        columns: dict[str, list] = {field.name: [None] * len(rows) for field in VERIFIED.fields}
        for index, result in zip(present, verify([rows[index] for index in present], region), strict=True):
            columns["text"][index] = result.text
            columns["withheld"][index] = result.withheld
            columns["removed"][index] = dict(Counter(removal.type for removal in result.removed))
            columns["language"][index] = result.language
            columns["words"][index] = len(rows[index][1].split())
        yield pd.DataFrame({name: pd.Series(values, dtype=object) for name, values in columns.items()})
