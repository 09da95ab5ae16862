"""How a table is described: once, here, for Spark, the gate, Superset and the documentation alike."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Column:
    """One column: `type` is a Spark SQL type name, `label` what a report reader sees (Finnish)."""

    name: str
    type: str
    meaning: str
    nullable: bool = True
    code_set: str | None = None
    label: str | None = None


@dataclass(frozen=True)
class Table:
    """One table of the lake.

    `path` is relative to the lake's root and may hold `{region}`: such a table exists once a region and has one
    writer, the region's. `statistics` names the columns whose minima and maxima Delta may write into its log,
    which VACUUM keeps: never a column that holds anything of a person.
    """

    name: str
    layer: str
    path: str
    meaning: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    readers: str
    retention: str
    partition_by: tuple[str, ...] = ()
    statistics: tuple[str, ...] = field(default=())

    def __post_init__(self) -> None:
        unknown = {*self.key, *self.partition_by, *self.statistics} - set(self.column_names)
        if unknown:
            raise ValueError(f"{self.name}: {sorted(unknown)} are not columns of the table")

    @property
    def column_names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)

    @property
    def ddl(self) -> str:
        """The schema as Spark SQL DDL, which a Spark session reads and which needs no Spark to write."""
        return ", ".join(
            f"`{column.name}` {column.type}{'' if column.nullable else ' NOT NULL'}" for column in self.columns
        )

    def location(self, root: str, region: str | None = None) -> str:
        """The table's folder or object prefix under the lake's `root`."""
        if ("{region}" in self.path) != (region is not None):
            raise ValueError(f"{self.name} is a table {'per region' if '{region}' in self.path else 'of the country'}")
        return f"{root.rstrip('/')}/{self.path.format(region=region)}"
