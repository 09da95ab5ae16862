"""The citizens' pages and open data: what they say, and that nothing withheld or foreign is there."""

import hashlib
import json
import re
import shutil
from html.parser import HTMLParser

import pytest

from lake_layout.gold import CATEGORIES, DIMENSION_NAMES
from lake_layout.serving import LOCALES
from spark_jobs.citizens import open_data
from spark_jobs.citizens import site as site_module
from spark_jobs.citizens.shown import Shown
from spark_jobs.citizens.texts import texts


class Page(HTMLParser):
    """A page's text, and the addresses it names by attribute."""

    def __init__(self, path) -> None:
        super().__init__()
        self.words, self.loads, self.links, self.lang, self.tags = "", [], [], None, set()
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        self.tags.add(tag)
        self.lang = given["lang"] if tag == "html" else self.lang
        self.links += [given["href"]] if tag == "a" else []
        self.loads += [given[name] for name in ("src", "href") if tag != "a" and given.get(name)]

    def handle_data(self, data):
        self.words += data


def pages(site):
    return sorted(site.rglob("*.html"))


def test_there_is_a_page_a_language_region_and_period_and_a_front_page(site):
    for locale in LOCALES:
        assert (site / locale / "index.html").exists()
        assert {path.stem for path in (site / locale / "10").glob("2*.html")} == {"2026", "2026-Q1", "2026-Q2"}
        assert {path.stem for path in (site / locale / "18").glob("2*.html")} == {"2026", "2026-Q2"}
    assert (site / "fi/10/index.html").read_text() == (site / "fi/10/2026-Q2.html").read_text()


@pytest.mark.parametrize(("locale", "title"), [("fi", "Kymenlaakso, 2. neljännes 2026"),
                                               ("sv", "Kymmenedalen, kvartal 2 2026"),
                                               ("en", "Kymenlaakso, quarter 2 of 2026")])  # fmt: skip
def test_a_page_says_in_its_language_what_was_published(site, locale, title):
    page, row = Page(site / locale / "10" / "2026-Q2.html"), nps(site, "2026-Q2", "10")
    assert page.lang == locale and title in page.words
    said = texts(locale)["summary_nps"].format(
        n=Shown(locale).number(row["n"]), value=Shown(locale).number(row["value"])
    )
    assert said in page.words
    for name in DIMENSION_NAMES:
        assert texts(locale)["by"].format(dimension=Shown(locale).dimension(name)) in page.words


def nps(site, period, region):
    rows = open_data.read(site / "data/results.csv")
    asked = {"period": period, "region": region, "dimension": "", "measure": "nps"}
    return next(row for row in rows if all(row[name] == value for name, value in asked.items()))


def test_what_is_withheld_is_said_by_name_with_its_reason(site):
    page = Page(site / "fi/10/2026-Q2.html")
    assert re.search(r"Ei julkaista, koska vastauksia on alle 10 .*: 0–12 vuotta", page.words)
    assert "Kenenkään vastausta ei saa voida tunnistaa" in page.words
    assert "Ei julkaista, koska" not in Page(site / "fi/10/2026-Q1.html").words


def test_a_page_loads_its_style_and_nothing_else_and_needs_no_script(site):
    for path in pages(site):
        page = Page(path)
        assert [name.rpartition("/")[2] for name in page.loads] == ["style.css"]
        assert not page.tags & {"script", "iframe", "form", "img", "object"}
        assert "Content-Security-Policy" in path.read_text() and "http" not in "".join(page.links)


def test_every_link_leads_to_a_file_of_the_site(site):
    for path in pages(site):
        for link in Page(path).links:
            if not link.startswith("#"):
                assert (path.parent / link).resolve().exists(), f"{path.relative_to(site)} -> {link}"


def test_the_open_data_holds_years_and_quarters_by_one_dimension_at_most(site):
    rows = open_data.read(site / "data/results.csv")
    assert {row["period"] for row in rows} == {"2026", "2026-Q1", "2026-Q2"}
    assert {row["dimension"] for row in rows} == {"", *DIMENSION_NAMES}
    keys = [tuple(row[name] for name in open_data.FIELDS[:5]) for row in rows]
    assert len(set(keys)) == len(keys) and keys == sorted(keys)
    assert all(int(row["n"]) >= 10 for row in rows)
    assert {row["measure"] for row in rows} <= {*CATEGORIES}


def test_every_code_of_the_results_has_its_names(site):
    named = {(row["column"], row["code"]) for row in open_data.read(site / "data/names.csv")}
    for row in open_data.read(site / "data/results.csv"):
        assert ("region", row["region"]) in named and ("measure", row["measure"]) in named
        assert not row["dimension"] or (row["dimension"], row["code"]) in named


def test_the_data_package_describes_the_files_as_they_are(site):
    package = json.loads((site / "data/datapackage.json").read_text())
    for resource in package["resources"]:
        content = (site / "data" / resource["path"]).read_bytes()
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        head = content.decode().splitlines()[0].split(",")
        assert head == [field["name"] for field in resource["schema"]["fields"]]
        rows = open_data.read(site / "data" / resource["path"])
        keys = [tuple(row[name] for name in resource["schema"]["primaryKey"]) for row in rows]
        assert len(set(keys)) == len(keys)


def test_the_catalogue_entry_names_files_language_by_language(site):
    entry = json.loads((site / "data/catalogue.jsonld").read_text())
    dataset = entry["dcat:dataset"]
    assert {title["@language"] for title in dataset["dct:title"]} == set(LOCALES)
    for told in dataset["dcat:distribution"]:
        address = told["dcat:downloadURL"]["@id"]
        assert address.startswith("https://aspa.example/data/")
        assert (site / address.removeprefix("https://aspa.example/")).exists()


@pytest.mark.parametrize(
    ("locale", "value", "digits", "written"),
    [("fi", "-3.46", 1, "−3,5"), ("en", "-3.46", 1, "−3.5"), ("sv", "12345", 0, "12\u202f345"), ("fi", "-0.2", 0, "0")],
)
def test_numbers_are_written_as_the_language_writes_them(locale, value, digits, written):
    assert Shown(locale).number(value, digits) == written


def test_a_bar_begins_at_zero_where_the_axis_holds_it():
    assert Shown("fi").bar("50", -100, 100) == (50.0, 25.0)
    assert Shown("fi").bar("-50", -100, 100) == (25.0, 25.0)
    assert Shown("fi").bar("3", 1, 5) == (0.0, 50.0)


def test_only_figures_that_changed_are_laid_out_anew(site, tmp_path, monkeypatch):
    """Those of its own period; the region's trend and its list of periods are laid out for each page."""
    made = []
    whole = site_module._figures
    monkeypatch.setattr(site_module, "_figures", lambda *asked: made.append(asked[2:]) or whole(*asked))
    shutil.copytree(site / "data", tmp_path / "data")
    site_module.write(tmp_path / "data", tmp_path, former=site)
    assert not made
    assert (tmp_path / "fi/10/2026-Q2.html").read_text() == (site / "fi/10/2026-Q2.html").read_text()

    results = (tmp_path / "data/results.csv").read_text().splitlines()
    changed = [line.replace(",nps,", ",nps,9", 1) if line.startswith("2026-Q1,10,,,nps,") else line for line in results]
    assert changed != results
    (tmp_path / "data/results.csv").write_text("\n".join(changed) + "\n")
    site_module.write(tmp_path / "data", tmp_path, former=site)
    assert {*made} == {("10", "2026-Q1")}
    own, other = ("fi/10/2026-Q2.html", "fi/18/2026.html")
    assert (tmp_path / own).read_text() != (site / own).read_text(), "the trend has another figure"
    assert (tmp_path / other).read_text() == (site / other).read_text()
