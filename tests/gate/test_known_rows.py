"""An answer that another month has brought already is known again, as far back as bronze reaches, without its id."""

import pytest

from expectations.catalogue import contract_of
from expectations.earlier import key_of
from expectations.judge import judge
from expectations.known_rows import earlier_than, forget, remember
from expectations.reading.read import read_file
from infra.sample.deliver import make_delivery
from lake_layout import audit, folders, ledger
from lake_layout.delivery import DeliveryId
from lake_layout.settings import settings

SOURCE = ("18", "roidu")


@pytest.fixture
def lake(tmp_path, monkeypatch):
    """A lake of its own, empty."""
    monkeypatch.setenv("ASPA_LAKE", str(tmp_path / "lake"))
    settings.cache_clear()
    yield tmp_path / "lake"
    settings.cache_clear()


def entered(delivery_id: str, status: str = "published", bronze_left: str | None = None) -> DeliveryId:
    """The delivery, as the ledger tells of it."""
    delivery = DeliveryId.parse(delivery_id)
    about = {"region": delivery.region, "source": delivery.source, "period": delivery.period}
    state = {"sequence": delivery.sequence, "status": status, "bronze_left": bronze_left}
    row = {"delivery_id": delivery_id, "sha256": "x", "file_names": "x", "received_at": ledger.now(), **about, **state}
    ledger.put(audit.DELIVERIES, [row])
    return delivery


def judged(delivery: DeliveryId, faults=(), rows: int = 100):
    """The delivery's sample judged with what the lake remembers."""
    contract = contract_of(*SOURCE)
    made = make_delivery(contract, delivery.period, rows, faults=faults)
    return judge(read_file(made.content, contract), contract, delivery.period, earlier_than(delivery))


def reasons_of(judgement) -> dict[str, int]:
    """The reasons found, but the warning that some of the region's cost centres have no service class."""
    found = judgement.all_findings["reason"].value_counts().to_dict()
    return {reason: rows for reason, rows in found.items() if reason != "COST_CENTRE_UNMAPPED"}


def test_answers_of_last_month_wait_for_correction(lake):
    february, march = entered("18_roidu_2026-02_1"), entered("18_roidu_2026-03_1", "received")
    remember(february, judged(february).accepted_rows)
    again = judged(march, [("answers_of_last_month", 0.04)])
    assert reasons_of(again) == {"DUPLICATE_ELSEWHERE": 4} and len(again.quarantined) == 4


@pytest.mark.parametrize(
    ("status", "bronze_left", "known"),
    [
        ("checked", None, True), ("refined", None, True), ("rejected", None, False), ("replaced", "replaced", False),
        ("withdrawn", "withdrawn", False), ("published", "expired", False),
    ],
)  # fmt: skip
def test_only_deliveries_whose_rows_bronze_holds_count(lake, status, bronze_left, known):
    february, march = entered("18_roidu_2026-02_1"), entered("18_roidu_2026-03_1", "received")
    remember(february, judged(february).accepted_rows)
    entered("18_roidu_2026-02_1", status, bronze_left)
    found = reasons_of(judged(march, [("answers_of_last_month", 0.04)]))
    assert found == ({"DUPLICATE_ELSEWHERE": 4} if known else {})


def test_a_correction_does_not_clash_with_what_it_replaces(lake):
    first, second = entered("18_roidu_2026-02_1"), entered("18_roidu_2026-02_2", "received")
    remember(first, judged(first).accepted_rows)
    assert judged(second).outcome == "accepted" and reasons_of(judged(second)) == {}


def test_another_sources_answers_are_its_own(lake):
    other, march = entered("10_webropol_2026-02_1"), entered("18_roidu_2026-03_1", "received")
    remember(other, judged(entered("18_roidu_2026-02_1", "received")).accepted_rows)
    assert reasons_of(judged(march, [("answers_of_last_month", 0.04)])) == {}


def test_no_id_is_kept_and_what_is_no_longer_in_force_is_destroyed(lake):
    february = entered("18_roidu_2026-02_1")
    rows = judged(february).accepted_rows
    remember(february, rows)
    (path,) = folders.row_keys("18").iterdir()
    kept = path.read_bytes()
    assert not [value for value in rows["source_row_id"] if value.encode() in kept]
    entered("18_roidu_2026-02_1", "replaced", "replaced")
    correction = entered("18_roidu_2026-02_2", "checked")
    remember(correction, rows)
    assert [path.name for path in folders.row_keys("18").iterdir()] == ["18_roidu_2026-02_2.parquet"]
    forget(correction)
    assert not list(folders.row_keys("18").iterdir())


def test_keys_of_answers_and_of_events_are_not_each_others():
    assert key_of(b"salt", "row", "1") != key_of(b"salt", "event", "1") != key_of(b"other", "event", "1")
