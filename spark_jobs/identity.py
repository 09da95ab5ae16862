"""Identity of a feedback on the platform: keyed hashes under a salt that lives and dies with bronze."""

import hashlib
import hmac

import pandas as pd
from pyspark.sql import Column, DataFrame
from pyspark.sql import functions as F

from lake_layout.salts import salt_of

__all__ = ["identity", "salt_of", "with_identity"]
IDENTITY = "feedback_id STRING, record_key BIGINT"


def identity(salt: bytes, source_row_id: str) -> tuple[str, int]:
    """`feedback_id` (128 bits as hex) and `record_key` (0 to 2^32-1) of a source's row: the same for the same row."""
    digest = hmac.new(salt, source_row_id.encode(), hashlib.sha256).digest()
    return digest[:16].hex(), int.from_bytes(digest[16:20])


def with_identity(feedback: DataFrame, salt: bytes) -> DataFrame:
    """Add feedback_id and record_key, and drop the source's own row id."""

    @F.pandas_udf(IDENTITY)
    def identities(ids: pd.Series) -> pd.DataFrame:
        return pd.DataFrame([identity(salt, value) for value in ids], columns=["feedback_id", "record_key"])

    made: Column = identities(F.col("source_row_id"))
    return feedback.withColumn("_identity", made).select("*", "_identity.*").drop("_identity", "source_row_id")
