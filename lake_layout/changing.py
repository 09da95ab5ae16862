"""What is changing, in gold: a monthly series per region, service class and measure, and the alerts of the last month.

Computed from gold's published counts, after protection; a month that is withheld is a gap.
"""

from lake_layout.gold import DIMENSIONS, PERIOD_COLUMNS
from lake_layout.table import Column, Table

_WHAT = (
    *PERIOD_COLUMNS,
    *(column for column in DIMENSIONS if column.name == "service_class"),
    Column("measure", "STRING", "nps, a statement, text_negative, or theme_<theme> and theme_<theme>_negative",
           nullable=False),
)  # fmt: skip
_KEY = ("period", "region", "service_class", "measure")


def _gold(name: str, meaning: str, columns: tuple[Column, ...]) -> Table:
    return Table(
        name=name,
        layer="gold/anonymised",
        path=f"gold/anonymised/{name}",
        meaning=meaning,
        columns=columns,
        key=_KEY,
        readers="report users, by role",
        retention="years",
        statistics=("period_kind", "period", "region"),
    )


_EXPECTED = (
    Column(
        "expected",
        "DOUBLE",
        "What the months before led to expect; null with under 24 months, and of a "
        "month of the year that was never published before",
    ),
    Column("low", "DOUBLE", "Lower end of the range in which it was expected, 95 %"),
    Column("high", "DOUBLE", "Upper end of it"),
)

SERIES = _gold(
    "series",
    "A month of a series: published figure, trend and season taken apart, what was to be expected; and forecasts",
    (
        *_WHAT,
        Column("kind", "STRING", "observed, forecast", nullable=False),
        Column("value", "DOUBLE", "The published figure; null where withheld or still to come"),
        Column("n", "INT", "Published answers or texts that it rests on"),
        Column("trend", "DOUBLE", "Its level without season and chance"),
        Column("season", "DOUBLE", "What the month of the year adds; null with under 24 months"),
        *_EXPECTED,
        Column("months", "INT", "Published months of the series: under 24 it has a trend only", nullable=False),
    ),
)

ALERTS = _gold(
    "alerts",
    "Changes of the last month that chance does not explain, the share of false ones being controlled over all series",
    (
        *_WHAT,
        Column("direction", "STRING", "up or down", nullable=False),
        Column("value", "DOUBLE", "The published figure", nullable=False),
        *_EXPECTED,
        Column("chance", "DOUBLE", "How likely so great a change is by chance alone, in one series", nullable=False),
        Column("adjusted", "DOUBLE", "The share of false alerts among those at least as sure", nullable=False),
        *(Column(f"words_{language}", "STRING", f"The alert in words, {language}", nullable=False)
          for language in ("fi", "sv", "en")),
    ),
)  # fmt: skip

TABLES = (SERIES, ALERTS)
