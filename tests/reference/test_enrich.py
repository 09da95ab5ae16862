"""A region's own attributes beside the national master: seen with it, never in place of it."""

import pytest

from lake_layout import reference
from lake_layout.reference import copy
from lake_layout.reference.enrich import all_conflicts, enriched
from spark_jobs.reference.__main__ import main
from spark_jobs.reference.enrich import Contradicts, take_in


@pytest.fixture
def lake(tmp_path, monkeypatch):
    from lake_layout.settings import settings

    monkeypatch.setenv("ASPA_LAKE", str(tmp_path / "lake"))
    settings.cache_clear()
    yield tmp_path
    settings.cache_clear()


def file(lake, text: str, name="oma.csv"):
    path = lake / name
    path.write_text("\n".join(line.strip() for line in text.strip().splitlines()) + "\n")
    return path


OWN = """
    code;vastuualue
    R10;Vastaanotot
    R52;Etäpalvelut
"""


def of(region, code):
    return next(row for row in enriched(region, "contact_types") if row["code"] == code)


def test_a_regions_attributes_are_seen_beside_the_masters(lake):
    assert take_in("18", "contact_types", file(lake, OWN)) == 2
    assert of("18", "R10")["vastuualue"] == "Vastaanotot" and of("18", "R10")["name_fi"].startswith("Asiakkaan käynti")
    assert "vastuualue" not in of("18", "R20") and "vastuualue" not in of("19", "R10"), "its own only"
    assert "vastuualue" not in reference.rows_of("contact_types")[0], "the master is as it was"


CONTRADICTIONS = [
    ("code;name_fi\nR10;Oma nimi", "line 2, name_fi: is the master's"),
    ("code;valid_to;alue\nR10;2020-01-01;A", "line 2, valid_to: is the master's"),
    ("code;alue\nR10;A\nR11;B", "line 3, code: the master has no such row"),
    ("code;alue\nR10;A\nR52;B\nR10;C", "line 4, code: stands on line 2 too"),
    ("alue\nA", "line 2, code: is missing"),
]


@pytest.mark.parametrize("text, told", CONTRADICTIONS, ids=[told.split(", ")[1] for _, told in CONTRADICTIONS])
def test_a_file_that_contradicts_the_master_is_refused_with_file_and_line(lake, text, told):
    take_in("18", "contact_types", file(lake, OWN))
    with pytest.raises(Contradicts, match=f"muu.csv, {told}"):
        take_in("18", "contact_types", file(lake, text, "muu.csv"))
    assert of("18", "R10")["vastuualue"] == "Vastaanotot", "what was taken in before stays"


def test_a_region_adds_nothing_to_anothers_cost_centres(lake):
    theirs = next(row for row in reference.rows_of("cost_centres") if row["region"] == "19")
    text = f"region;cost_centre;alue\n19;{theirs['cost_centre']};A"
    with pytest.raises(Contradicts, match="line 2, region: the row is another region's"):
        take_in("18", "cost_centres", file(lake, text))


def test_a_value_that_repeats_the_masters_is_no_conflict(lake):
    (row,) = [row for row in reference.rows_of("contact_types") if row["code"] == "R10"]
    assert take_in("18", "contact_types", file(lake, f"code;name_fi;alue\nR10;{row['name_fi']};A")) == 1


def test_a_new_version_of_the_master_wins_and_the_conflict_is_told(lake):
    take_in("18", "contact_types", file(lake, OWN))
    assert all_conflicts() == []
    rows = [dict(row) for row in reference.shipped("codes/contact_types") if row["code"] != "R52"]
    copy.write({"contact_types": rows})
    assert [str(one) for one in all_conflicts()] == [
        "18/contact_types.csv, line 3, code: the master has no such row"
    ]  # fmt: skip
    assert not [row for row in enriched("18", "contact_types") if row["code"] == "R52"]


@pytest.mark.parametrize(
    "place, content",
    [("18/contact_types.csv", b"code;alue\nR10;\xff\xfe\xe4"), ("18/memo.csv", b"a"), ("99/channels.csv", b"a")],
    ids=["not UTF-8", "no set", "no region"],
)
def test_a_file_laid_there_by_hand_is_told_and_stops_nobodys_work(lake, place, content):
    path = lake / "lake" / "reference" / "regions" / place
    path.parent.mkdir(parents=True)
    path.write_bytes(content)
    (found,) = all_conflicts()
    assert str(found).startswith(f"{place}, line 1, -: can't be used") and "bring it anew" in str(found)


def test_the_command_takes_a_file_in_or_says_why_not(lake, capsys):
    assert main(["enrich", "18", "contact_types", str(file(lake, OWN))]) == 0
    assert main(["enrich", "18", "contact_types", str(file(lake, "code;name_fi\nR10;Oma", "b.csv"))]) == 1
    assert "b.csv, line 2, name_fi" in capsys.readouterr().err
    assert main(["enrich", "99", "contact_types", str(lake / "oma.csv")]) == 1
