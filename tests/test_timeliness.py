"""Late deliveries show: what each source owes by its contract, and whether it came in time."""

from datetime import date, datetime

import pytest

from expectations.contract import Contract, ContractColumn, Dialect
from expectations.timeliness import due_on, owed
from tests.tables import rows


def contract(frequency=1, deadline=10):
    fields = ("source_row_id", "cost_centre", "place", "answered_at")
    columns = tuple(ContractColumn(field=field, physical_name=field, required=True) for field in fields)
    return Contract(
        id="test", name="Koe", version="1.0.0", region="18", source="koe", dialect=Dialect(), columns=columns,
        frequency_months=frequency, deadline_day=deadline, contact="mailto:koe@example.fi",
    )  # fmt: skip


def ledger_of(table):
    return [
        {
            **row,
            "sequence": int(row["n"]),
            "delivery_id": f"18_koe_{row['period']}_{row['n']}",
            "received_at": datetime.fromisoformat(row["received_at"]),
        }
        for row in rows(table)
    ]


DELIVERIES = """
    period  | n | received_at      | status    | outcome
    2026-01 | 1 | 2026-02-10T21:00 | published | accepted
    2026-02 | 1 | 2026-03-10T22:30 | published | accepted
    2026-03 | 1 | 2026-04-02T08:00 | rejected  | rejected
    2026-04 | 1 | 2026-05-05T08:00 | replaced  | accepted
    2026-04 | 2 | 2026-05-25T08:00 | refined   | accepted_with_quarantine
    2026-05 | 1 | 2026-06-01T08:00 | withdrawn | accepted
"""


def test_each_month_has_its_state_on_the_day_that_one_looks():
    told = [
        (one.period, one.due_on, one.state, one.days_late)
        for one in owed(contract(), ledger_of(DELIVERIES), date(2026, 8, 9))
    ]
    assert told == [
        ("2026-01", "2026-02-10", "in_time", 0),
        ("2026-02", "2026-03-10", "late", 1),  # 22:30 UTC is the 11th in Finland
        ("2026-03", "2026-04-10", "waiting", 121),  # rejected, and no correction yet
        ("2026-04", "2026-05-10", "in_time", 0),  # the correction came later, the month was there in time
        ("2026-05", "2026-06-10", "withdrawn", 60),
        ("2026-06", "2026-07-10", "missing", 30),
        ("2026-07", "2026-08-10", "due", 0),
    ]


def test_a_source_owes_nothing_before_its_first_delivery():
    assert owed(contract(), [], date(2026, 8, 9)) == []


def test_what_is_in_force_came_whatever_the_gate_told_of_it():
    (row,) = rows("period | n | received_at | status | outcome\n2026-01 | 1 | 2026-02-12T08:00 | refined | -")
    (one,) = owed(contract(), [{**row, "sequence": 1, "delivery_id": "18_koe_2026-01_1",
                               "received_at": datetime(2026, 2, 12)}], date(2026, 2, 20))  # fmt: skip
    assert (one.state, one.came_on, one.days_late) == ("late", "2026-02-12", 2)


@pytest.mark.parametrize(
    "frequency, deadline, period, due",
    [
        (1, 10, "2026-12", "2027-01-10"),
        (3, 15, "2026-01", "2026-04-15"),
        (3, 15, "2026-03", "2026-04-15"),
        (6, 1, "2026-08", "2027-01-01"),
    ],
)
def test_a_month_is_due_after_its_block(frequency, deadline, period, due):
    assert due_on(contract(frequency, deadline), period).isoformat() == due


def test_the_audit_layer_is_brought_up_to_date_for_dashboards(tmp_path, monkeypatch):
    from expectations.timeliness import refresh
    from lake_layout import audit, ledger
    from lake_layout.settings import settings

    monkeypatch.setenv("ASPA_LAKE", str(tmp_path / "lake"))
    settings.cache_clear()
    row = {"delivery_id": "18_roidu_2026-01_1", "region": "18", "source": "roidu", "period": "2026-01", "sequence": 1}
    came = {"sha256": "a", "file_names": "a.csv", "status": "published", "outcome": "accepted"}
    ledger.put(audit.DELIVERIES, [{**row, **came, "received_at": datetime(2026, 2, 3)}])
    assert refresh(date(2026, 3, 20)) == 1
    assert [(r["period"], r["state"]) for r in ledger.read(audit.TIMELINESS)] == [
        ("2026-01", "in_time"),
        ("2026-02", "missing"),
    ]
    settings.cache_clear()
