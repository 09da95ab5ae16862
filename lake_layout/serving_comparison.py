"""The serving file's table of regions side by side; labels in Finnish, Swedish and English from the code sets."""

from lake_layout.gold import DIMENSIONS, PERIOD_COLUMNS, RESULTS
from lake_layout.table import Column, Table

LANGUAGES = ("fi", "sv", "en")
_SERVICE_CLASS = next(column for column in DIMENSIONS if column.name == "service_class")
LABELLED = (
    *(column for column in PERIOD_COLUMNS if column.code_set),
    _SERVICE_CLASS,
    Column("measure", "STRING", "Measure", nullable=False, code_set="measures"),
)
"""Columns of codes that have a label column in each language: `<column>_<language>`."""


def names_of(column: Column) -> tuple[Column, ...]:
    """The label columns of a column of codes."""
    return tuple(
        Column(f"{column.name}_{language}", "STRING", f"Name of {column.name}, {language}", nullable=False)
        for language in LANGUAGES
    )


def words_of(name: str, meaning: str) -> tuple[Column, ...]:
    """A text in each language."""
    return tuple(Column(f"{name}_{language}", "STRING", f"{meaning}, {language}") for language in LANGUAGES)


NPS_INTERVAL = (
    Column("nps", "DOUBLE", "Promoters' share minus detractors', -100 to 100; null where withheld", label="NPS"),
    Column("nps_low", "DOUBLE", "Lower end of its 95 % interval, chance and the noise of protection included"),
    Column("nps_high", "DOUBLE", "Upper end of it"),
    Column("nps_indicative", "INT", "1: the interval is so wide that the figure only shows the direction"),
)
"""What every row of results says besides its counts."""

MEAN_INTERVAL = (
    Column("low", "DOUBLE", "Lower end of the mean's 95 % interval, chance and the noise of protection included"),
    Column("high", "DOUBLE", "Upper end of it"),
    Column("indicative", "INT", "1: the interval is so wide that the mean only shows the direction"),
)
"""What every row of statement results says besides its mean."""

REGION_COMPARISON = Table(
    name="region_comparison",
    layer="serving",
    path="region_comparison",
    meaning="Each region's measures beside the others': figure and interval, standardised to the country's mix of "
    "service class and age group, comparability, groups that can't be told apart, funnel limits",
    columns=(
        *PERIOD_COLUMNS,
        *LABELLED[1:],
        *(name for column in LABELLED for name in names_of(column)),
        Column("measure_order", "INT", "Order on the page", nullable=False),
        Column("n", "INT", "Published answers", nullable=False),
        Column("value", "DOUBLE", "NPS, or mean 1-5", nullable=False),
        Column("low", "DOUBLE", "Lower end of the 95 % interval, chance and the noise of protection included"),
        Column("high", "DOUBLE", "Upper end of it"),
        Column("country_value", "DOUBLE", "The country's figure beside it; null where withheld"),
        Column("standardised", "DOUBLE", "The figure with the country's mix; null below 80 % covered"),
        Column("standardised_low", "DOUBLE", "Lower end of its 95 % interval"),
        Column("standardised_high", "DOUBLE", "Upper end of it"),
        Column("covered_share", "DOUBLE", "Part of the country's mix that the region's published strata stand for"),
        Column("response_rate", "DOUBLE", "Published answers to published invitations; null where not told"),
        Column("extraction_rule", "STRING", "How those asked are picked", code_set="extraction_rules"),
        Column("reasons", "STRING", "Why it isn't comparable, by code", code_set="comparability_reasons"),
        Column("notes", "STRING", "What isn't known, by code", code_set="comparability_reasons"),
        Column("indicative", "INT", "1: the interval is so wide that the figure only shows the direction"),
        *words_of("comparability", "Whether it may be compared, and why not, in words"),
        Column("rank_first", "INT", "The best rank that the region may have; null where it isn't ranked"),
        Column("rank_last", "INT", "The worst rank that it may have"),
        Column("alike", "STRING", "Letters of its groups: regions that share one can't be told apart"),
        Column("low_95", "DOUBLE", "Funnel limits about the country's figure, 95 %, low"),
        Column("high_95", "DOUBLE", "The same, high"),
        Column("low_998", "DOUBLE", "Funnel limits, 99.8 %, low"),
        Column("high_998", "DOUBLE", "The same, high"),
        Column("position", "STRING", "inside, outside_95 or outside_998", code_set="funnel_positions"),
        *words_of("position", "Where it lies among the funnel limits, in words"),
        Column("tile_row", "INT", "Place of the region on the tile map, from the north"),
        Column("tile_column", "INT", "Place of the region on the tile map, from the west"),
    ),
    key=("period", "region", "service_class", "measure"),
    readers=RESULTS.readers,
    retention="until the next publication",
)

TABLES = (REGION_COMPARISON,)
