"""A contract: what one region has agreed to deliver from one of its feedback systems.

A contract is an ODCS 3.1 file (Open Data Contract Standard). What the standard has no word for stands in its
customProperties: the dialect under Frictionless' names, date formats, tolerances, languages of the receipt, and
`otherDialects`: with `accept`, a file that is unmistakable in another known delimiter, quote or encoding is read in it
and accepted with a warning; with `reject`, the default, it is turned away. The receipt says what was agreed and came.
A column's `name` is the national field, its `physicalName` the column in the region's file, and its custom property
`codes` maps the region's own values to the national ones.

Mostly a delivery's rows are feedback; where the schema object is named `kutsut`, they are a sampling base: invitations
and service events by cost centre and age group (lake_layout/denominator_fields.py).

A delivery is one file, or two that are joined on the service event's id: then a second schema object named
`palvelutapahtumat` lists the columns that come from care records, and both objects have the service event's id.
"""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationInfo, field_validator, model_validator

from expectations.visible import visible
from lake_layout import records
from lake_layout.records import KNOWN
from lake_layout.reference import code_set

FEEDBACK, EVENTS = "palaute", "palvelutapahtumat"
"""The files of a delivery by role: names of the contract's schema objects and of the roles in a manifest."""
JOIN = "service_event_id"
_ROLE_SIGN = "--"


class ContractError(ValueError):
    """A contract that can't be used; the message names file, line and what to mend."""


class Dialect(BaseModel):
    """How the file is written; names after Frictionless' Table Dialect."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    format: Literal["csv", "jsonl", "xlsx", "parquet"] = "csv"
    delimiter: str = Field(";", min_length=1, max_length=1)
    quoteChar: str = Field('"', min_length=1, max_length=1)
    escapeChar: str | None = Field(None, min_length=1, max_length=1, description="None: a quote is doubled")
    encoding: Literal["utf-8", "utf-8-sig", "windows-1252", "iso-8859-15", "utf-16"] = "utf-8"
    compression: Literal["none", "zip", "gzip"] = "none"
    lineTerminator: Literal["\n", "\r\n", "\r"] = "\n"
    decimalChar: Literal[".", ","] = "."


class ContractColumn(BaseModel):
    """One column of the file and the national field it carries."""

    model_config = ConfigDict(frozen=True)

    field: str
    physical_name: str
    required: bool = False
    codes: dict[str, str] | None = None
    date_format: str | None = None

    @field_validator("physical_name")
    @classmethod
    def _name_as_seen(cls, value: str) -> str:
        return visible(value)

    @field_validator("codes")
    @classmethod
    def _codes_as_seen(cls, value: dict[str, str] | None) -> dict[str, str] | None:
        return value and {visible(own): national for own, national in value.items()}

    @field_validator("field")
    @classmethod
    def _is_national(cls, value: str) -> str:
        if value not in KNOWN:
            raise ValueError(f"'{value}' is no national field; see lake_layout/records.py")
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
    columns: tuple[ContractColumn, ...] = Field(description="All that a delivery carries, of both its files")
    event_columns: tuple[ContractColumn, ...] = Field(
        (), description="The service event file's own, with the join's id"
    )
    event_dialect: Dialect | None = Field(None, description="The service event file's, where it isn't the feedback's")
    other_dialects: Literal["accept", "reject"] = Field(
        "reject", description="Whether a file that is unmistakable in another known dialect is taken, with a warning"
    )
    date_format: str = "%Y-%m-%d"
    quarantined_share_most: float = Field(0.05, ge=0, le=1)
    text_length_most: int = Field(5000, ge=1, le=100_000, description="Characters that an open text may have")
    receipt_languages: tuple[Literal["fi", "sv", "en"], ...] = ("fi",)
    frequency_months: int = 1
    deadline_day: int = Field(10, ge=1, le=28, description="Day of the following month by which a period is due")
    statements_asked: tuple[int, int] = Field((7, 7), description="Fewest and most statements a respondent is asked")
    extraction_rule: str | None = Field(None, description="How those asked are picked: a code of extraction_rules")
    questionnaire: str | None = Field(None, description="Which questionnaire is asked: a code of questionnaires")
    record: str = Field(records.FEEDBACK, description="What a row is: the schema object's name")
    contact: str

    @field_validator("extraction_rule", "questionnaire")
    @classmethod
    def _is_code(cls, value: str | None, info: ValidationInfo) -> str | None:
        if value is not None and value not in (known := code_set(f"{info.field_name}s")):
            raise ValueError(f"'{value}' is no {info.field_name.replace('_', ' ')}; there are {', '.join(known)}")
        return value

    @model_validator(mode="after")
    def _columns_fit(self) -> "Contract":
        for what in ("field", "physical_name"):
            names = [getattr(column, what) for column in self.columns]
            twice = sorted({name for name in names if names.count(name) > 1})
            if twice:
                raise ValueError(f"schema: {what} {twice} stands twice")
        if self.event_columns and not {JOIN} == {c.field for c in self.event_columns} & {c.field for c in self._own()}:
            raise ValueError(f"schema: {JOIN}, and nothing else, must stand in both objects")
        own = records.FIELDS[self.record]
        if strange := sorted(set(self.fields) - {field.name for field in own}):
            raise ValueError(f"schema: {strange} are no fields of a {self.record}")
        if self.record == records.DENOMINATORS and not {"invitations", "service_events"} & set(self.fields):
            raise ValueError("schema: a sampling base counts invitations, service_events or both")
        missing = sorted(field.name for field in own if field.required and field.name not in self.fields)
        if missing:
            raise ValueError(f"schema: the national fields {missing} are required and have no column")
        return self

    def _own(self) -> tuple[ContractColumn, ...]:
        """The feedback file's own columns."""
        elsewhere = {column.field for column in self.event_columns} - {JOIN}
        return tuple(column for column in self.columns if column.field not in elsewhere)

    @property
    def roles(self) -> tuple[str, ...]:
        """The files of a delivery, by role."""
        return (FEEDBACK, EVENTS) if self.event_columns else (FEEDBACK,)

    def part(self, role: str) -> "Contract":
        """The contract of one file of the delivery alone."""
        if role == EVENTS:
            dialect = self.event_dialect or self.dialect
            return self.model_copy(update={"columns": self.event_columns, "event_columns": (), "dialect": dialect})
        return self.model_copy(update={"columns": self._own(), "event_columns": ()})

    def landed_name(self, role: str, name: str) -> str:
        """What a delivered file is called in landing: where a delivery has two, each says its role."""
        return f"{role}{_ROLE_SIGN}{name}" if self.event_columns else name

    def role_of(self, landed: str) -> str:
        """The role of a file in landing, by its name there."""
        return EVENTS if self.event_columns and landed.startswith(EVENTS + _ROLE_SIGN) else FEEDBACK

    @property
    def fields(self) -> tuple[str, ...]:
        """The national fields that the file carries, in its column order."""
        return tuple(column.field for column in self.columns)

    @property
    def header(self) -> tuple[str, ...]:
        """The column names that the file must have, in order; of a delivery in two files, ask for a part's."""
        return tuple(column.physical_name for column in self.columns)

    def physical_name_of(self, field: str) -> str | None:
        """What the file calls a national field; None where it doesn't carry it."""
        return next((column.physical_name for column in self.columns if column.field == field), None)

    def date_format_of(self, field: str) -> str:
        """strptime format of a date field's values."""
        return next((c.date_format for c in self.columns if c.field == field and c.date_format), self.date_format)
