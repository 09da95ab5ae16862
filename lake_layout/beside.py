"""Views of the regions' rows with the country's figure and the former period's beside each, for the county's page."""

from lake_layout.gold import ALL
from lake_layout.table import Column, Table

BEFORE = """CASE o.period_kind
 WHEN 'year' THEN CAST(CAST(o.period AS INT) - 1 AS VARCHAR)
 WHEN 'month' THEN strftime(CAST(o.period || '-01' AS DATE) - INTERVAL 1 MONTH, '%Y-%m')
 WHEN 'quarter' THEN CASE WHEN o.period[7] = '1' THEN (CAST(o.period[1:4] AS INT) - 1) || '-Q4'
  ELSE o.period[1:6] || (CAST(o.period[7] AS INT) - 1) END END"""


def beside(name: str, of: Table, figure: str) -> Table:
    """The table `name`: that of results or statements, and its `figure` of the country and of the period before."""
    return Table(
        name=name,
        layer="serving",
        path=of.path,
        meaning=f"The regions' rows of {of.name} with the country's and the former period's {figure} beside",
        columns=(
            *of.columns,
            Column(f"country_{figure}", "DOUBLE", "The country's figure of the same slice"),
            Column(f"before_{figure}", "DOUBLE", "The region's own in the month, quarter or year before"),
            Column(f"{figure}_change", "DOUBLE", "The figure minus that"),
            Column(f"{figure}_clear", "INT", "1 or -1 where the two intervals lie apart, else 0"),
        ),
        key=of.key,
        readers=of.readers,
        retention=of.retention,
    )


def beside_sql(view: str, of_view: str, of: Table, figure: str, low: str, high: str) -> str:
    """The statement that creates the view, over the view of the table in its language."""
    same = " AND ".join(f"{{0}}.{name} = o.{name}" for name in of.key if name not in ("period", "region"))
    return f"""CREATE VIEW {view} AS
SELECT o.*, c.{figure} AS country_{figure}, b.{figure} AS before_{figure}, o.{figure} - b.{figure} AS {figure}_change,
 CASE WHEN o.{low} > b.{high} THEN 1 WHEN o.{high} < b.{low} THEN -1
  WHEN o.{figure} IS NOT NULL AND b.{figure} IS NOT NULL THEN 0 END AS {figure}_clear
FROM {of_view} o
LEFT JOIN {of.name} c ON c.region = '{ALL}' AND c.period = o.period AND {same.format("c")}
LEFT JOIN {of.name} b ON b.region = o.region AND b.period = {BEFORE} AND {same.format("b")}
WHERE o.region <> '{ALL}'"""
