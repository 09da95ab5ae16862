"""Indicators: a file is checked line by line; what is loaded replaces what is shipped; experience beside them."""

import pandas as pd
import pytest

from lake_layout.serving_context import CONTEXT
from spark_jobs.comparison.regions import Known
from spark_jobs.comparison.served import region_comparison
from spark_jobs.indicators.__main__ import main
from spark_jobs.indicators.context import context
from spark_jobs.indicators.read import NotIndicators, read, shipped
from spark_jobs.indicators.store import over_shipped
from tests.comparison.published import fits, results

HEADER = "region,service_class,age_group,year,code,value,source,status"


def file_of(*lines):
    return "\n".join((HEADER, *lines)).encode()


def test_a_file_is_read_and_an_empty_class_or_age_is_all():
    found = read(file_of("18,,,2025,NEED,1.08,THL,official", "18,PL-SUU,,2025,WAIT,42,THL,official"))
    assert found[["region", "service_class", "age_group", "year", "code", "value"]].to_numpy().tolist() == [
        ["18", "*", "*", 2025, "NEED", 1.08],
        ["18", "PL-SUU", "*", 2025, "WAIT", 42.0],
    ]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("99,,,2025,NEED,1,THL,official", "line 2, region: no code of regions"),
        ("18,HAMMAS,,2025,NEED,1,THL,official", "line 2, service_class: empty, or a code of service_classes"),
        ("18,,vanha,2025,POP,100,SF,official", "line 2, age_group: empty, or a code of age_groups"),
        ("18,,,25,NEED,1,THL,official", "line 2, year: a year from 2000 to 2100"),
        ("18,,,2025,NEEDS,1,THL,official", "line 2, code: no code of indicators"),
        ('18,,,2025,NEED,"1,08",THL,official', "line 2, value: a number from 0.2 to 3, with a decimal point"),
        ("18,,,2025,NEED,nan,THL,official", "line 2, value: a number"),
        ("18,,,2025,NEED,12,THL,official", "line 2, value: a number from 0.2 to 3"),
        ("18,,,2025,NEED,1,,official", "line 2, source: is missing"),
        ("18,,,2025,NEED,1,THL,", "line 2, status: is missing"),
        ("18,,,2025,NEED,1", "line 2: 8 columns are agreed"),
    ],
)
def test_a_mistaken_line_is_told_by_line_and_column_and_never_by_its_value(line, told):
    with pytest.raises(NotIndicators) as error:
        read(file_of(line))
    assert str(error.value).startswith(told)
    assert "HAMMAS" not in str(error.value) and "vanha" not in str(error.value)


def test_a_file_as_a_whole_may_be_none():
    for content, told in [
        (b"region;year\n", "line 1: the header is region,service_class"),
        (HEADER.encode(), "line 2: the file holds no rows"),
        ("höö".encode("utf-16"), "not CSV in UTF-8"),
    ]:
        with pytest.raises(NotIndicators, match=told):
            read(content)
    twice = file_of("18,,,2025,NEED,1,THL,official", "18,,,2025,NEED,1.1,THL,official")
    with pytest.raises(NotIndicators, match="line 3: the same indicator stands on line 2"):
        read(twice)


def test_the_command_tells_and_loads_nothing_mistaken(tmp_path, capsys):
    (tmp_path / "wrong.csv").write_bytes(file_of("99,,,2025,NEED,1,THL,official"))
    assert main(["load", str(tmp_path / "wrong.csv")]) == 1
    assert "line 2, region" in capsys.readouterr().err
    (tmp_path / "right.csv").write_bytes(file_of("18,,,2025,NEED,1.1,THL,official"))
    assert main(["check", str(tmp_path / "right.csv")]) == 0
    assert capsys.readouterr().out == "1 rows of NEED can be loaded\n"
    assert main(["check", str(tmp_path / "none.csv")]) == main(["chekc"]) == 2


def test_what_is_shipped_is_right_and_says_where_it_is_not_official():
    rows = shipped()
    assert set(rows["code"]) == {"POP", "NEED", "HYTE", "WAIT", "ACCESS", "COST"}
    official = rows[~rows["status"].str.startswith("illustrative placeholder")]
    assert set(official["code"]) == {"POP"} and set(official["age_group"]) == {"*"}
    text = rows.assign(**{name: rows[name].replace("*", "") for name in ("service_class", "age_group")})
    assert len(read(text.to_csv(index=False).encode())) == len(rows)


def test_a_loaded_indicator_replaces_the_shipped_one_whole():
    loaded = read(file_of("18,,,2025,NEED,1.2,THL,official"))
    shown = over_shipped(loaded)
    assert shown[shown["code"] == "NEED"]["value"].tolist() == [1.2]
    assert set(shown["code"]) == set(shipped()["code"])


def test_experience_stands_beside_the_latest_indicator_of_its_region_class_and_year():
    compared = region_comparison(
        results("""
            period  | region | service_class | age_group | nps
            2026-Q1 | 18     | *             | *         | 10/20/70
            2026-Q1 | 18     | PL-SUU        | *         | 10/20/30
            2026-Q1 | 10     | *             | *         | 10/20/70
        """),
        Known(),
    )
    indicators = read(
        file_of(
            "18,,,2024,NEED,1.1,THL,official",
            "18,,,2025,NEED,1.2,THL,official",
            "18,,,2027,NEED,1.3,THL,official",
            "18,PL-SUU,,2026,WAIT,42,this project,illustrative placeholder",
            "18,,85+,2026,POP,900,SF,official",
        )
    )
    table = context(compared, indicators)
    assert fits(table, CONTEXT)
    told = table[["region", "service_class", "indicator", "value", "indicator_value", "indicator_year", "official_fi"]]
    assert told.sort_values("indicator").to_numpy().tolist() == [
        ["18", "*", "NEED", 60, 1.2, 2025, "virallinen tai todennettu"],
        ["18", "PL-SUU", "WAIT", pytest.approx(100 / 3), 42, 2026, "havainnollistava, ei virallinen"],
    ]


def test_without_results_there_is_nothing_to_stand_beside():
    assert context(pd.DataFrame(columns=["measure", "region", "period"]), shipped()).empty
