"""The tile map: every region as an equal tile at about its place in Finland, drawn as HTML in one cell of a table.

Superset's Handlebars chart would compile its template by `eval`, which our Content-Security-Policy forbids and shall go
on forbidding. Its table shows HTML in a cell, sanitised; so the query itself writes the tiles: one for each published
row, then a hatched one for every region of the code list, which page.css hides where the region has a tile already. A
region without a published row thus says so in words. Colour is never the only sign: every tile has its figure.
"""

from lake_layout.gold import ALL
from lake_layout.reference import latest

COLOURS = (
    ("#9a3d00", "#ffffff"),
    ("#e5935a", "#14324a"),
    ("#f7d5bb", "#14324a"),
    ("#e8ecef", "#14324a"),
    ("#bfdcef", "#14324a"),
    ("#72b1d8", "#14324a"),
    ("#005d96", "#ffffff"),
)
"""Ground and ink of the seven bands, far below the country to far above it: orange to blue, told apart by all kinds of
colour vision, and by light and dark alone."""

STEPS = (-15.0, -7.5, -2.5, 2.5, 7.5, 15.0)
"""Where the bands meet, in points of NPS from the country's figure."""

POINT_OF_MEAN = 0.02
"""What a point of NPS is in a mean of 1-5: widths that make a figure indicative are 20 points and 0.4."""

_UNIT = f"CASE WHEN measure = 'nps' THEN 1 ELSE {POINT_OF_MEAN} END"


def places() -> dict[str, tuple[int, int]]:
    """(row, column) of every region, from the north and the west: our own drawing, in the code list of regions."""
    return {row["code"]: (int(row["tile_row"]), int(row["tile_column"])) for row in latest("regions")
            if row["tile_row"] and row["tile_column"]}  # fmt: skip


def _band() -> str:
    """The style of the band in which a row's figure lies; plain where the country's is withheld."""
    off = f"round((value - country_value) / ({_UNIT}), 6)"  # a step is a step, whatever the last bits of a mean say
    styles = [f"background:{ground};color:{ink}" for ground, ink in COLOURS]
    below = " ".join(f"WHEN {off} < {step} THEN '{style}'" for step, style in zip(STEPS, styles))
    return f"CASE WHEN country_value IS NULL THEN '' {below} ELSE '{styles[-1]}' END"


def _figure(value: str) -> str:
    """A figure as it is read in the language: one decimal of NPS, two of a mean."""
    shown = f"round({value}, CASE WHEN measure = 'nps' THEN 1 ELSE 2 END) + 0"  # + 0: no zero has a minus
    digits = f"format(CASE WHEN measure = 'nps' THEN '{{:.1f}}' ELSE '{{:.2f}}' END, {shown})"
    return f"replace(replace({digits}, '.', '<decimal>'), '-', '−')"


_NAME = "replace(replace(region_label, '&', '&amp;'), '<', '&lt;')"
_ANSWERS = "'n = ' || replace(format('{:,}', n), ',', chr(8239))"
_SIGN = (
    "CASE WHEN position IN ('outside_95', 'outside_998') THEN '<span class=\"tile-sign\" title=\"' || position_label"
    " || '\"> ' || CASE WHEN value < country_value THEN '▼' ELSE '▲' END || '</span>' ELSE '' END"
)


def _published() -> str:
    """The tiles of published rows."""
    tile = (
        "'<div class=\"tile of-' || region || '\" style=\"grid-area:' || tile_row || '/' || tile_column || ';' || "
        f'{_band()} || \'"><div class="tile-name">\' || {_NAME} || \'</div><div class="tile-figure">\' || '
        f"{_figure('value')} || {_SIGN} || '</div><div class=\"tile-n\">' || {_ANSWERS} || '</div></div>'"
    )
    return f"coalesce(string_agg({tile}, '' ORDER BY tile_row, tile_column) FILTER (WHERE region <> '{ALL}'), '')"


def _withheld() -> str:
    """A tile of every region that says that nothing is published."""
    return "".join(
        f'<div class="tile tile-none of-{code}" style="grid-area:{row}/{column}">'
        f'<div class="tile-name"><region.{code}></div><div class="tile-n"><tile.none></div></div>'
        for code, (row, column) in sorted(places().items(), key=lambda one: one[1])
    )


def _legend() -> str:
    """The country's figure, and what the colours and signs mean."""
    country = f"MAX(CASE WHEN region = '{ALL}' THEN {_figure('value')} || ' (' || {_ANSWERS} || ')' END)"
    bands = "".join(
        f'<div class="tile-band" style="background:{ground};color:{ink}"><tile.band_{number}></div>'
        for number, (ground, ink) in enumerate(COLOURS, start=1)
    )
    return (
        f'\'<div class="tile-legend"><div class="tile-country"><tile.country> \' || coalesce({country}, '
        f"'<tile.none>') || '</div>{bands}<div class=\"tile-signs\"><tile.signs></div></div>'"
    )


def tile_map() -> str:
    """The map as SQL over rows of one period, service class and measure; `<key>` in it is said in the language."""
    return f"'<div class=\"tiles\">' || {_published()} || '{_withheld()}</div>' || {_legend()}"


def hiding() -> str:
    """CSS: the hatched tile of a region that has a tile with a figure isn't drawn, nor read aloud."""
    return ",\n".join(f".of-{code} ~ .of-{code}" for code in places()) + " { display: none; }\n"
