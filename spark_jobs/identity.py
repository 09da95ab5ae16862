"""Identity of a feedback on the platform: keyed hashes under a salt that lives and dies with bronze."""

import hashlib
import hmac
import secrets

import pandas as pd
from pyspark.sql import Column, DataFrame
from pyspark.sql import functions as F

from lake_layout import folders

SALT_BYTES = 32
IDENTITY = "feedback_id STRING, record_key BIGINT"


def salt_of(region: str, source: str) -> bytes:
    """The source's salt, 32 random bytes made at its first delivery."""
    path = folders.salt(region, source)
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        made = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
        made.write_bytes(secrets.token_bytes(SALT_BYTES))
        made.rename(path)
    salt = path.read_bytes()
    if len(salt) != SALT_BYTES:
        raise RuntimeError(
            f"the salt of region {region}, source {source} is damaged: restore it, or withdraw its bronze"
        )
    return salt


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
