"""What may be delivered: nothing by rows without a legal basis, no period that is under way; what must go, goes."""

from datetime import datetime, timedelta

import pytest

from lake_layout import audit, folders, ledger
from lake_layout.delivery import DeliveryId
from lake_layout.settings import settings
from lake_layout.thl_packages import AGGREGATE, ROW_LEVEL
from spark_jobs.thl.agreed import NotDelivered, NotSettled, months_in, must_be_possible, package_of, settled_deliveries
from spark_jobs.thl.let_go import folder_of, let_go_of, superseded, without_basis
from spark_jobs.thl.retention import expire_thl
from spark_jobs.thl.signature import make_key

BASIS = "Laki X 5 §, päätös THL/1/2026"
MAY = "18_roidu_2026-05_1"


@pytest.fixture
def setting(tmp_path, monkeypatch):
    """A lake and a signing key of its own; sets further settings."""

    def change(**values):
        for name, value in values.items():
            monkeypatch.setenv(f"ASPA_{name.upper()}", str(value))
        settings.cache_clear()

    make_key(tmp_path / "key.pem")
    change(lake=tmp_path / "lake", thl_signing_key=tmp_path / "key.pem", thl_row_level_legal_basis="")
    yield change
    settings.cache_clear()


def delivered(name=MAY, status="published", **values):
    """A delivery in the ledger."""
    parts = DeliveryId.parse(name)
    row = {"delivery_id": name, "region": parts.region, "source": parts.source, "period": parts.period,
           "sequence": parts.sequence, "sha256": "0", "file_names": "x.csv", "status": status,
           "received_at": ledger.now(), "rows_silver": 100}  # fmt: skip
    ledger.put(audit.DELIVERIES, [row | values])


def made(package=AGGREGATE, period="2026-05", revision=1, deliveries=MAY, days_ago=0, **values):
    """A revision in the ledger, with a file in its folder."""
    row = {"package": package.name, "period": period, "revision": revision, "run": "r", "rows": 7, "checksum": "c",
           "made_at": ledger.now() - timedelta(days=days_ago), "key_fingerprint": "f", "deliveries": deliveries,
           "added": "", "replaced": "", "withdrawn": "", "left": None} | values  # fmt: skip
    ledger.put(audit.THL_DELIVERIES, [row])
    folder_of(row).mkdir(parents=True)
    (folder_of(row) / "results.csv").write_text("x")
    return row


def left():
    return {(row["package"], row["period"], row["revision"]): row["left"] for row in ledger.read(audit.THL_DELIVERIES)}


@pytest.mark.parametrize("basis", ["", "  ", "yes", "true"])
def test_rows_are_off_until_a_legal_basis_is_named(setting, basis):
    setting(thl_row_level_legal_basis=basis)
    delivered()
    with pytest.raises(NotDelivered, match="set ASPA_THL_ROW_LEVEL_LEGAL_BASIS to the legal basis"):
        must_be_possible("row_level", ["2026-05"])
    assert must_be_possible("aggregate", ["2026-05"]) == ("2026-05",)


def test_with_it_they_are_on(setting):
    setting(thl_row_level_legal_basis=BASIS)
    assert package_of("row_level") is ROW_LEVEL


def test_without_a_signing_key_nothing_is_begun(setting, tmp_path):
    setting(thl_signing_key=tmp_path / "nowhere.pem")
    delivered()
    with pytest.raises(NotDelivered, match="ASPA_THL_SIGNING_KEY"):
        must_be_possible("aggregate", ["2026-05"])


@pytest.mark.parametrize(
    "package, periods, told",
    [
        ("all", ["2026-05"], "there is no package 'all'"),
        ("aggregate", ["2026-5"], "'2026-5' is no period"),
        ("aggregate", ["2026-09"], "2026-09: no delivery of it is in force"),
        ("aggregate", [], "name those agreed upon"),
    ],
)
def test_what_cannot_be_delivered_is_told(setting, package, periods, told):
    delivered()
    with pytest.raises(NotDelivered, match=told):
        must_be_possible(package, periods)


def test_a_period_is_a_month_a_quarter_or_a_year():
    assert months_in("2026-05") == ("2026-05",)
    assert months_in("2026-Q2") == ("2026-04", "2026-05", "2026-06")
    assert months_in("2026")[0] == "2026-01" and len(months_in("2026")) == 12


def test_without_periods_all_that_were_delivered_before_are_looked_at(setting):
    delivered()
    made(), made(period="2026-Q2"), made(period="2026-04", deliveries="")
    assert must_be_possible("aggregate", []) == ("2026-04", "2026-05", "2026-Q2")


def test_a_period_that_lost_its_last_delivery_still_gets_the_revision_that_says_so(setting):
    delivered(status="withdrawn", rows_silver=0)
    ledger.tell(MAY, "withdrawal_proved", "run")
    made()
    assert must_be_possible("aggregate", ["2026-05"]) == ("2026-05",)


def test_what_is_under_way_waits(setting):
    delivered()
    assert settled_deliveries(AGGREGATE, "2026-Q2") == {MAY: 100}
    delivered("10_webropol_2026-04_1", "refined")
    with pytest.raises(NotSettled, match="10_webropol_2026-04_1 is not published yet"):
        settled_deliveries(AGGREGATE, "2026-Q2")
    delivered("10_webropol_2026-04_1", "published", changed_in_silver=1)
    with pytest.raises(NotSettled, match="not published yet"):
        settled_deliveries(AGGREGATE, "2026-Q2")
    delivered("10_webropol_2026-04_1", "withdrawn")
    with pytest.raises(NotSettled, match="is being withdrawn"):
        settled_deliveries(AGGREGATE, "2026-Q2")
    ledger.tell("10_webropol_2026-04_1", "withdrawal_proved", "run")
    assert settled_deliveries(AGGREGATE, "2026-Q2") == {MAY: 100}


def test_sampling_bases_are_no_rows_of_feedback(setting):
    delivered(), delivered("18_kutsut_2026-05_1")
    assert set(settled_deliveries(AGGREGATE, "2026-05")) == {MAY, "18_kutsut_2026-05_1"}
    assert set(settled_deliveries(ROW_LEVEL, "2026-05")) == {MAY}


def test_a_withdrawal_destroys_every_package_made_with_the_delivery_and_no_other(setting):
    ours, other = made(), made(period="2026-04", deliveries="18_roidu_2026-04_1 18_roidu_2026-05_11")
    half_written = folders.thl("aggregate", "2026-Q2", 1)
    half_written.mkdir(parents=True)
    (half_written / "results.csv").write_text("x")
    assert let_go_of(DeliveryId.parse(MAY)) == 1
    assert not folder_of(ours).exists() and not half_written.exists() and folder_of(other).exists()
    assert left() == {("aggregate", "2026-05", 1): "withdrawn", ("aggregate", "2026-04", 1): None}


def test_a_revision_goes_so_many_days_after_a_newer_one_took_its_place(setting):
    setting(thl_superseded_days=30)
    made(days_ago=200), made(revision=2, days_ago=31), made(revision=3, days_ago=29)
    made(period="2026-04", days_ago=300)
    found = superseded(ledger.read(audit.THL_DELIVERIES), ledger.now())
    assert [(row["period"], row["revision"]) for row in found] == [("2026-05", 1)]


def test_rows_go_when_no_legal_basis_is_named_any_more(setting):
    setting(thl_row_level_legal_basis=BASIS)
    aggregate, rows = made(), made(ROW_LEVEL)
    assert without_basis([aggregate, rows]) == []
    setting(thl_row_level_legal_basis="")
    assert expire_thl(dry_run=True)["thl_packages"] == (1, 7) and folder_of(rows).exists()
    assert expire_thl(dry_run=False) == {"thl_packages": (1, 7), "pseudonymised": (0, 0)}
    assert folder_of(aggregate).exists() and not folder_of(rows).exists()
    assert left()["row_level", "2026-05", 1] == "no_legal_basis"
    assert expire_thl(dry_run=False)["thl_packages"] == (0, 0)


def test_the_moment_a_revision_left_is_kept(setting):
    made()
    let_go_of(DeliveryId.parse(MAY))
    (row,) = ledger.read(audit.THL_DELIVERIES)
    assert isinstance(row["left_at"], datetime) and row["rows"] == 7
