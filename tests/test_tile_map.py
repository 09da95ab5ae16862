"""The tile map of the national page: every region once at its own place, its figure, or in words that there is none."""

import re

import duckdb
import pytest

from lake_layout.gold import ALL
from lake_layout.reference import latest
from superset_assets import dashboards, datasets, tiles
from superset_assets.labels import LOCALES
from superset_assets.pages.national import CHART, COMPARED, PAGE
from tests.tables import rows

# 14 lies 12 points above the country, and by more than chance; 18 is withheld.
JUNE = """
    region | label       | measure | row | column | n     | value | country | position    | position_label
    *      | Koko maa    | nps     | -   | -      | 20000 | 40    | -       | -           | -
    10     | Kymenlaakso | nps     | 5   | 3      | 1234  | 41.5  | 40      | inside      | sattumaa
    14     | P-Karjala   | nps     | 3   | 4      | 900   | 52    | 40      | outside_998 | poikkeaa
    HUS    | HUS         | nps     | 7   | 1      | 5000  | -3    | 40      | outside_998 | poikkeaa
"""
#: The columns' names in the comparison, and their types.
NAMES = {"label": "region_label", "row": "tile_row", "column": "tile_column", "country": "country_value"}
TYPES = {"row": "INT", "column": "INT", "n": "INT", "value": "DOUBLE", "country": "DOUBLE"}


def drawn(table: str, locale: str = "fi") -> str | None:
    """The map's HTML of rows of the comparison."""
    metrics = datasets.definition(COMPARED, locale)["metrics"]
    sql = next(one["expression"] for one in metrics if one["metric_name"] == "published_tile_map")
    told = rows(table)
    names = list(told[0])
    with duckdb.connect() as made:
        columns = [f"{NAMES.get(name, name)} {TYPES.get(name, 'VARCHAR')}" for name in names]
        made.execute(f"CREATE TABLE t ({', '.join(columns)})")
        for row in told:
            made.execute(f"INSERT INTO t VALUES ({', '.join('?' * len(names))})", list(row.values()))
        return made.execute(f"SELECT {sql} FROM t").fetchone()[0]


def tile(html: str, region: str) -> tuple[str, list[str]]:
    """The first tile of a region, which is the one that is seen: its style, and its texts."""
    found = re.search(rf'<div class="tile[^"]* ?of-{region}" style="([^"]*)">(.*?)</div></div>', html)
    return found[1], re.findall(r">([^<>]+)<", found[2] + "<")


def test_every_region_has_one_place_and_no_two_share_one():
    places = tiles.places()
    assert set(places) == {row["code"] for row in latest("regions")} and len(places) == 23
    assert len(set(places.values())) == len(places)
    assert min(places, key=places.get) == "21", "Lapland is the northernmost"


def test_a_tile_says_name_figure_and_answers_and_whether_it_differs_by_more_than_chance():
    html = drawn(JUNE)
    style, texts = tile(html, "10")
    assert style.startswith("grid-area:5/3;") and texts == ["Kymenlaakso", "41,5", "n = 1\u202f234"]
    assert tile(html, "14")[1] == ["P-Karjala", "52,0", " ▲", "n = 900"]
    assert tile(html, "HUS")[1] == ["HUS", "−3,0", " ▼", "n = 5\u202f000"]
    assert "Koko maa: 40,0 (n = 20\u202f000)" in html


def test_a_region_without_a_published_row_says_so_in_each_language():
    for locale, name, words in (
        ("fi", "Keski-Pohjanmaa", "ei julkaistua tulosta"),
        ("sv", "Mellersta Österbotten", "inget publicerat resultat"),
        ("en", "Central Ostrobothnia", "no published result"),
    ):
        assert tile(drawn(JUNE, locale), "18") == ("grid-area:2/2", [name, words])


def test_the_hatched_tile_stands_behind_the_figure_and_is_hidden_by_it():
    html, css = drawn(JUNE), dashboards.definition(PAGE, "fi")["css"]
    assert html.index("of-10") < html.index("tile-none of-10")
    assert ".of-10 ~ .of-10" in css and "{ display: none; }" in css
    assert "tile-none of-18" in html and html.count("of-18") == 1


@pytest.mark.parametrize(
    ("measure", "value", "country", "band"),
    [("nps", 20, 40, 1), ("nps", 30, 40, 2), ("nps", 35, 40, 3), ("nps", 40, 40, 4), ("nps", -0.04, 0, 4),
     ("nps", 42.5, 40, 5), ("nps", 50, 40, 6), ("nps", 55, 40, 7),
     ("statement_access", 4.35, 4.3, 5), ("statement_access", 4.3, 4.3, 4),
     ("statement_access", 3.9, 4.3, 1)],
)  # fmt: skip
def test_the_colour_tells_how_far_from_the_country_on_the_measures_own_scale(measure, value, country, band):
    style, texts = tile(drawn(
        f"""
        region | label       | measure   | row | column | n   | value   | country   | position | position_label
        10     | Kymenlaakso | {measure} | 5   | 3      | 100 | {value} | {country} | inside   | -
        """
    ), "10")  # fmt: skip
    ground, _ = tiles.COLOURS[band - 1]
    assert f"background:{ground};" in style
    shown = f"{value:.{1 if measure == 'nps' else 2}f}".replace(".", ",")
    assert texts[1] == ("0,0" if shown == "-0,0" else shown)


def test_where_the_countrys_figure_is_withheld_there_is_no_colour():
    alone = JUNE.replace("| 40      |", "| -       |")
    assert tile(drawn(alone), "10")[0] == "grid-area:5/3;"
    assert "Koko maa: ei julkaistua tulosta" in drawn("\n".join(JUNE.splitlines()[:2] + JUNE.splitlines()[3:]))


def test_rows_that_overlap_are_not_drawn():
    twice = JUNE + JUNE.splitlines()[3] + "\n"
    assert drawn(twice) is None


def _light(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear))


def test_every_band_can_be_read_and_told_by_its_lightness():
    for ground, ink in tiles.COLOURS:
        dark, light = sorted((_light(ground), _light(ink)))
        assert (light + 0.05) / (dark + 0.05) >= 4.5
    lights = [_light(ground) for ground, _ in tiles.COLOURS]
    assert lights[:4] == sorted(lights[:4]) and lights[3:] == sorted(lights[3:], reverse=True)


def test_the_map_follows_period_measure_and_service_class():
    acting = {"period", "measure", "service_class"}
    numbers = {one.key: number for number, one in PAGE.charts.items()}
    for locale in LOCALES:
        for one in dashboards.definition(PAGE, locale)["metadata"]["native_filter_configuration"]:
            key = one["id"].removeprefix("NATIVE_FILTER-")
            assert (numbers["tile_map"] not in one["scope"]["excluded"]) == (key in acting)
    assert CHART["tile_map"].rows == [] and set(COMPARED.table.key) == {*acting, "region"}
    assert ALL not in tiles.places()
