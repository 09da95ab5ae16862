"""The house: imports run one way, one table is described once, nothing names a machine."""

import ast
import subprocess
from pathlib import Path

import pytest

from lake_layout import audit, bronze, changing, gold, open_feedback, pseudonymised, serving, silver
from lake_layout.delivery import DeliveryId
from lake_layout.reference import table as reference_table

ROOT = Path(__file__).parent.parent
MAY_IMPORT = {
    "lake_layout": set(),
    "expectations": {"lake_layout"},
    "spark_jobs": {"lake_layout", "expectations"},
    "dags": {"lake_layout", "expectations", "spark_jobs"},
    "superset_assets": {"lake_layout"},
}
ROOMS = {*MAY_IMPORT, "infra", "tests"}


def imported_rooms(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.split(".")[0])
    return found & ROOMS


@pytest.mark.parametrize("room", MAY_IMPORT)
def test_imports_run_one_way(room):
    for path in (ROOT / room).rglob("*.py"):
        strange = imported_rooms(path) - MAY_IMPORT[room] - {room}
        assert not strange, f"{path.relative_to(ROOT)} imports {strange}"


def test_every_module_and_public_name_says_what_it_means():
    for path in (p for room in MAY_IMPORT for p in (ROOT / room).rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        assert ast.get_docstring(tree), f"{path.relative_to(ROOT)} has no docstring"


def test_keys_partitions_and_statistics_are_columns_and_statistics_say_nothing_of_a_person():
    said = {"delivery_id", "region", "source", "period", "period_kind"}
    for table in (
        *bronze.TABLES,
        *silver.TABLES,
        *reference_table.TABLES,
        *gold.TABLES,
        *open_feedback.TABLES,
        *pseudonymised.TABLES,
        *changing.TABLES,
        *serving.TABLES,
        *audit.TABLES,
    ):
        assert set(table.statistics) <= said, table.name


def test_a_delivery_id_is_read_back_as_written():
    delivery = DeliveryId("HUS", "kysely", "2026-01", 2)
    assert DeliveryId.parse(str(delivery)) == delivery
    with pytest.raises(ValueError, match="REGION_SOURCE"):
        DeliveryId.parse("../18_roidu_2026-01_1")


def test_nothing_names_a_machine():
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    for name in listed:
        path = ROOT / name
        if path.suffix in (".py", ".sh", ".md", ".yaml", ".toml", ".xml") or path.name == "Makefile":
            text = path.read_text(encoding="utf-8")
            assert "/root/" not in text.replace('"/root/" not in', "") and "/work/" + "main" not in text, name
