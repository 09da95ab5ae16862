"""Harmonise: from a region's own texts and codes to national codes, numbers and days. Pure transforms."""

from pyspark.sql import Column, DataFrame
from pyspark.sql import functions as F

from expectations.contract import Contract
from lake_layout.feedback_fields import FIELDS
from spark_jobs.lookup import looked_up

ASKED = "questionnaire"
"""Tells the respondent (self, child, relative) and the version of the wording: the row's own, else the contract's."""
DAYS = {"serviced_at": "serviced_on", "invited_at": "invited_on", "answered_at": "answered_on"}

_STRPTIME_TO_SPARK = {
    "%Y": "yyyy", "%y": "yy", "%m": "MM", "%d": "dd", "%H": "HH", "%M": "mm", "%S": "ss", "T": "'T'",
}  # fmt: skip


def spark_date_format(strptime_format: str) -> str:
    """A strptime format in Spark's pattern letters; ValueError for a directive that contracts may not use."""
    pattern = strptime_format
    for directive, letters in _STRPTIME_TO_SPARK.items():
        pattern = pattern.replace(directive, letters)
    if "%" in pattern:
        raise ValueError(f"the date format {strptime_format} has a directive that is not known")
    # Finnish dates are written without leading zeros as often as with them; strptime takes both, so does 'd.M.'.
    return pattern.replace("dd.MM.", "d.M.").replace(" HH", " H")


def _day(contract: Contract, name: str) -> Column:
    # Time of day is left behind: with the place it would tell a visit.
    return F.to_date(F.to_timestamp(F.col(name), spark_date_format(contract.date_format_of(name))))


def harmonise(bronze: DataFrame, contract: Contract) -> DataFrame:
    """National codes for the contract's own values, whole numbers for scales, days for timestamps."""
    codes = {column.field: looked_up(column.field, column.codes) for column in contract.columns if column.codes}
    # The gate has seen to it that behind an agreed decimal sign there are only zeros.
    scales = {
        field.name: F.regexp_extract(field.name, r"^\d+", 0).cast("int") for field in FIELDS if field.kind == "scale"
    }
    days = {
        day: _day(contract, name) if name in contract.fields else F.lit(None).cast("date") for name, day in DAYS.items()
    }
    asked = F.coalesce(codes.get(ASKED, F.col(ASKED)), F.lit(contract.questionnaire))
    return bronze.withColumns({**codes, **scales, **days, ASKED: asked}).drop(*DAYS, "service_event_id")
