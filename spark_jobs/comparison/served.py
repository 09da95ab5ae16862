"""The serving file's table of regions side by side, with words beside the codes."""

import pandas as pd

from lake_layout.gold import ALL
from lake_layout.reference import code_set, rows_of
from lake_layout.serving_comparison import LABELLED, REGION_COMPARISON
from spark_jobs.comparison.names import LANGUAGES, named, sentence
from spark_jobs.comparison.regions import Known, compare

COMPARABLE = {"fi": "vertailukelpoinen", "sv": "jämförbar", "en": "comparable"}


def region_comparison(results: pd.DataFrame, known: Known) -> pd.DataFrame:
    """Gold's results as the table `region_comparison`."""
    compared = compare(results, known)
    columns = list(REGION_COMPARISON.column_names)
    if compared.empty:
        return pd.DataFrame(columns=columns)
    tiles = {row["code"]: row for row in rows_of("codes/regions")}
    order = {code: number for number, code in enumerate(code_set("measures"), start=1)}
    frame = named(compared, {column.name: column.code_set for column in LABELLED})
    frame = frame.assign(
        measure_order=frame["measure"].map(order),
        tile_row=frame["region"].map({code: int(row["tile_row"]) for code, row in tiles.items() if row["tile_row"]}),
        tile_column=frame["region"].map(
            {code: int(row["tile_column"]) for code, row in tiles.items() if row["tile_column"]}
        ),
        **{f"comparability_{language}": _comparability(frame, language) for language in LANGUAGES},
        **{f"position_{language}": _position(frame, language) for language in LANGUAGES},
    )
    return _typed(frame)[columns]


def _comparability(frame: pd.DataFrame, language: str) -> list[str | None]:
    told = []
    for region, reasons, notes in zip(frame["region"], frame["reasons"].fillna(""), frame["notes"].fillna("")):
        why = sentence(reasons, "comparability_reasons", language) or COMPARABLE[language]
        unknown = sentence(notes, "comparability_reasons", language)
        told.append(None if region == ALL else f"{why} ({unknown})" if unknown else why)
    return told


def _position(frame: pd.DataFrame, language: str) -> list[str | None]:
    return [sentence(code, "funnel_positions", language) if isinstance(code, str) else None
            for code in frame["position"]]  # fmt: skip


def _typed(frame: pd.DataFrame) -> pd.DataFrame:
    whole = [column.name for column in REGION_COMPARISON.columns if column.type == "INT"]
    parts = [column.name for column in REGION_COMPARISON.columns if column.type == "DOUBLE"]
    return frame.astype({**dict.fromkeys(whole, "Int64"), **dict.fromkeys(parts, "Float64")})
