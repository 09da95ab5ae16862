"""Which periods a withdrawal must compute anew: those in which gold counts the delivery, or what it had replaced."""

import pytest

from lake_layout import audit, ledger
from lake_layout.delivery import DeliveryId
from lake_layout.settings import settings
from spark_jobs.withdraw.preview import periods_touched
from tests.tables import rows

PUBLISHED = "2026-02-05 08:00:00"


@pytest.mark.parametrize(
    "table, touched",
    [
        ("n | status\n1 | published", True),
        ("n | status\n1 | rejected", False),
        ("n | status\n1 | refined", False),  # gold has never seen it
        ("n | status\n1 | replaced\n2 | refined", True),  # gold still counts the first
        ("n | status\n1 | replaced\n2 | withdrawn", True),
    ],
)
def test_gold_is_computed_anew_where_it_counts_the_slot(table, touched, tmp_path, monkeypatch):
    from datetime import datetime

    monkeypatch.setenv("ASPA_LAKE", str(tmp_path / "lake"))
    settings.cache_clear()
    made = [
        {
            "delivery_id": f"18_roidu_2026-01_{row['n']}", "region": "18", "source": "roidu", "period": "2026-01",
            "sequence": int(row["n"]), "sha256": row["n"], "file_names": "a.csv", "status": row["status"],
            "received_at": datetime.fromisoformat(PUBLISHED),
            "published_at": datetime.fromisoformat(PUBLISHED) if row["status"] in ("published", "replaced") else None,
        }
        for row in rows(table)
    ]  # fmt: skip
    ledger.put(audit.DELIVERIES, made)
    newest = DeliveryId.parse(made[-1]["delivery_id"])
    assert periods_touched(newest) == (("2026", "2026-01", "2026-Q1") if touched else ())
    settings.cache_clear()
