"""A contract: what one region has agreed to deliver from one of its feedback systems.

A contract is an ODCS 3.1 file (Open Data Contract Standard). What the standard has no word for stands in its
customProperties: the dialect under Frictionless' names, date formats, tolerances, languages of the receipt.
A column's `name` is the national field, its `physicalName` the column in the region's file, and its custom property
`codes` maps the region's own values to the national ones.
"""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from lake_layout.feedback_fields import FIELD


class ContractError(ValueError):
    """A contract that can't be used; the message names file, line and what to mend."""


class Dialect(BaseModel):
    """How the file is written; names after Frictionless' Table Dialect."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    format: Literal["csv", "jsonl", "xlsx", "parquet"] = "csv"
    delimiter: str = ";"
    quoteChar: str = '"'
    encoding: Literal["utf-8", "utf-8-sig", "windows-1252", "iso-8859-15", "utf-16"] = "utf-8"
    compression: Literal["none", "zip", "gzip"] = "none"
    lineTerminator: Literal["\n", "\r\n"] = "\n"
    decimalChar: Literal[".", ","] = "."


class ContractColumn(BaseModel):
    """One column of the file and the national field it carries."""

    model_config = ConfigDict(frozen=True)

    field: str
    physical_name: str
    required: bool = False
    codes: dict[str, str] | None = None
    date_format: str | None = None

    @field_validator("field")
    @classmethod
    def _is_national(cls, value: str) -> str:
        if value not in FIELD:
            raise ValueError(f"'{value}' is no national field; see lake_layout/feedback_fields.py")
        return value


class Contract(BaseModel):
    """The agreed structure of one source's deliveries."""

    model_config = ConfigDict(frozen=True)

    id: str
    name: str
    version: str
    region: str
    source: str = Field(pattern=r"^[a-z0-9-]+$")
    dialect: Dialect
    columns: tuple[ContractColumn, ...]
    date_format: str = "%Y-%m-%d"
    quarantined_share_most: float = Field(0.05, ge=0, le=1)
    text_length_most: int = Field(5000, ge=1, le=100_000, description="Characters that an open text may have")
    receipt_languages: tuple[Literal["fi", "sv", "en"], ...] = ("fi",)
    frequency_months: int = 1
    deadline_day: int = Field(10, ge=1, le=28, description="Day of the following month by which a period is due")
    statements_asked: tuple[int, int] = Field((7, 7), description="Fewest and most statements a respondent is asked")
    contact: str

    @model_validator(mode="after")
    def _columns_fit(self) -> "Contract":
        for what in ("field", "physical_name"):
            names = [getattr(column, what) for column in self.columns]
            twice = sorted({name for name in names if names.count(name) > 1})
            if twice:
                raise ValueError(f"schema: {what} {twice} stands twice")
        missing = sorted(name for name, field in FIELD.items() if field.required and name not in self.fields)
        if missing:
            raise ValueError(f"schema: the national fields {missing} are required and have no column")
        return self

    @property
    def fields(self) -> tuple[str, ...]:
        """The national fields that the file carries, in its column order."""
        return tuple(column.field for column in self.columns)

    @property
    def header(self) -> tuple[str, ...]:
        """The column names that the file must have, in order."""
        return tuple(column.physical_name for column in self.columns)

    def physical_name_of(self, field: str) -> str | None:
        """What the file calls a national field; None where it doesn't carry it."""
        return next((column.physical_name for column in self.columns if column.field == field), None)

    def date_format_of(self, field: str) -> str:
        """strptime format of a date field's values."""
        return next((c.date_format for c in self.columns if c.field == field and c.date_format), self.date_format)
