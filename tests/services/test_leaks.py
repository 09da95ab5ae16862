"""Planted personal data is found nowhere outside landing, quarantine and bronze."""

import os
import re
from functools import lru_cache
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest

pytestmark = pytest.mark.services

BARE = {"age", "room", "time", "price", "date", "birth_date", "postcode"}
"""Types whose tokens are figures or words of everyday use: sought in texts, not in whole files."""


@pytest.fixture(scope="module")
def planted(demo):
    """The demo's planted tokens, by type, made again from the same seed."""
    script = (
        "import json, sys\n"
        "from infra.local.demo_data import four_regions, SEED\n"
        "from infra.sample.deliver import make_delivery\n"
        "for a in four_regions():\n"
        "    for kind, token in make_delivery(a.contract, a.period, a.rows, a.faults, SEED, a.suffix).planted:\n"
        "        print(json.dumps([kind, token]))\n"
    )
    import json
    import subprocess
    import sys

    done = subprocess.run(
        [sys.executable, "-c", script], env=demo.environment, capture_output=True, text=True, check=True
    )
    return {tuple(json.loads(line)) for line in done.stdout.splitlines()}


def in_reference_data(token: str) -> bool:
    """A token that is also a place, a unit or an ordinary word of the project's own files."""
    root = Path(__file__).parent.parent.parent
    return any(token.encode() in path.read_bytes() for path in _project_files(root))


@lru_cache(maxsize=1)
def _ordinary_words() -> frozenset[str]:
    """Words of the sample's sentences that plant nothing: a name may also be one of them ('annan', 'toimi')."""
    folder = Path(__file__).parent.parent.parent / "infra" / "sample" / "texts"
    text = "".join((folder / f"blocks_{language}.yaml").read_text(encoding="utf-8") for language in ("fi", "sv", "en"))
    phrases = (folder / "phrases.yaml").read_text(encoding="utf-8")
    return frozenset(re.findall(r"\w+", f"{text} {phrases}"))


def is_ordinary(token: str) -> bool:
    return token in _ordinary_words()


def _project_files(root: Path):
    yield from (root / "lake_layout" / "reference").rglob("*.csv")
    yield from (root / "expectations" / "contracts").glob("*.yaml")


def strings_of_parquet(folder: Path):
    for path in folder.rglob("*.parquet"):
        table = pq.ParquetFile(path).read()
        for name in table.column_names:
            for value in set(map(str, table.column(name).to_pylist())):
                yield path, name, value


def test_planted_data_is_there_to_be_found(planted, demo):
    assert {kind for kind, _ in planted} >= {"first_name", "last_name", "identity_code", "email", "phone", "address"}
    bronze = {value for _, name, value in strings_of_parquet(demo.lake / "bronze") if name == "open_text"}
    codes = [token for kind, token in planted if kind == "identity_code"]
    assert any(code in text for code in codes for text in bronze)


def test_no_value_of_silver_gold_or_serving_holds_a_planted_token(planted, demo):
    tokens = [token for kind, token in planted if (kind not in BARE or not token.isdigit()) and not is_ordinary(token)]
    sought = re.compile(
        "|".join(rf"(?<!\w){re.escape(token)}(?!\w)" for token in sorted(set(tokens), key=len, reverse=True))
    )
    names = {token.lower() for kind, token in planted if kind.endswith("name") and not is_ordinary(token.lower())}
    found = []
    for layer in ("silver", "gold"):
        for path, name, value in strings_of_parquet(demo.lake / layer):
            if name == "text" and (hit := sought.search(value)):
                found.append((path.parent.name, name, next(kind for kind, token in planted if token == hit[0])))
            if name == "text":
                assert not re.search(r"[0-9@]", value), f"a digit or @ in {path.parent}"
            elif name == "word" and value in names:
                found.append((path.parent.name, name, "name"))
    assert not found


def test_no_text_of_a_serving_file_holds_a_planted_token(planted, demo):
    """Compressed inside, so that a look at its bytes would not show it."""
    names = {token.lower() for kind, token in planted if kind.endswith("name") and not is_ordinary(token.lower())}
    tokens = {t for kind, t in planted if kind not in BARE and len(t) >= 6 and not in_reference_data(t)}
    sought = re.compile("|".join(rf"(?<!\w){re.escape(token)}(?!\w)" for token in tokens))
    found, words = [], set()
    for file in (demo.lake / "serving").glob("*.duckdb"):
        with duckdb.connect(str(file), read_only=True) as connection:
            texts = "select table_name, column_name from duckdb_columns() where data_type = 'VARCHAR' and not internal"
            for table, column in connection.execute(texts).fetchall():
                values = [row[0] for row in connection.execute(f'select distinct "{column}" from "{table}"').fetchall()]
                found += [(file.name, table, column) for value in values if value and sought.search(value)]
                words |= set(values) if column == "word" else set()
    assert words and not words & names and not found


def test_no_file_outside_the_three_layers_holds_one_byte_by_byte(planted, demo):
    tokens = {t for kind, t in planted if kind not in BARE and len(t) >= 6 and not in_reference_data(t)}
    sought = re.compile(b"|".join(re.escape(token.encode()) for token in tokens))
    kept = {demo.lake / layer for layer in ("landing", "quarantine", "bronze")}
    found = []
    for folder in (demo.lake, demo.home):
        for path in (Path(base) / name for base, _, names in os.walk(folder) for name in names):
            outside = path.is_file() and not any(layer in path.parents for layer in kept)
            if outside and sought.search(path.read_bytes()):
                found.append(str(path.relative_to(folder)))
    # Bronze's own files hold texts; its transaction log must not.
    for path in (demo.lake / "bronze").rglob("_delta_log/*"):
        if path.is_file() and sought.search(path.read_bytes()):
            found.append(str(path))
    assert not found
