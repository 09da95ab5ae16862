"""Receiving: whole deliveries are taken once, hostile ones refused, nothing is written outside its folder."""

import hashlib
import json
import os
import time
from pathlib import Path

import pytest

from expectations.refusal import Refused
from lake_layout import audit, ledger
from spark_jobs.inbox import waiting
from spark_jobs.receive import receive


@pytest.fixture
def box(tmp_path, monkeypatch):
    """Region 18's inbox on a lake of its own."""
    from lake_layout.settings import settings

    monkeypatch.setenv("ASPA_LAKE", str(tmp_path / "lake"))
    settings.cache_clear()
    folder = tmp_path / "lake" / "landing" / "18" / "inbox"
    folder.mkdir(parents=True)
    yield folder
    settings.cache_clear()


def bring(box: Path, data: bytes = b"a;b\n", name: str = "roidu_2026-01.csv", **manifest) -> None:
    (box / name).write_bytes(data)
    entry = {"name": name, "sha256": hashlib.sha256(data).hexdigest()}
    content = {"source": "roidu", "period": "2026-01", "files": [entry], **manifest}
    (box / f"{name}.manifest.json").write_text(json.dumps(content))
    for path in (box / name, box / f"{name}.manifest.json"):
        os.utime(path, (time.time() - 120,) * 2)


def test_a_delivery_is_taken_with_its_bytes_and_entered(box):
    bring(box)
    assert receive("18") == "18_roidu_2026-01_1"
    landed = box.parent / "received" / "18_roidu_2026-01_1" / "roidu_2026-01.csv"
    assert landed.read_bytes() == b"a;b\n" and not list(box.iterdir())
    assert ledger.delivery("18_roidu_2026-01_1")["status"] == "received"


def test_a_file_without_its_manifest_is_left_alone(box):
    (box / "roidu_2026-01.csv").write_bytes(b"a;b\n")
    assert receive("18") is None and list(box.iterdir())


def test_a_manifest_that_is_still_being_written_is_left_alone(box):
    bring(box)
    (box / "roidu_2026-01.csv.manifest.json").write_text('{"source": "roi')
    assert receive("18") is None and len(list(box.iterdir())) == 2


def test_the_delivery_in_force_is_recognised_and_a_rejected_one_is_judged_again(box):
    bring(box)
    first = receive("18")
    ledger.change(audit.DELIVERIES, {"status": "refined"}, delivery_id=first)
    bring(box)
    assert receive("18") is None and not list(box.iterdir())
    ledger.change(audit.DELIVERIES, {"status": "rejected"}, delivery_id=first)
    bring(box)
    assert receive("18") == "18_roidu_2026-01_2"


def test_going_back_to_earlier_bytes_is_a_delivery_of_its_own(box):
    for data, wanted in ((b"a\n", "_1"), (b"b\n", "_2"), (b"a\n", "_3")):
        bring(box, data)
        assert receive("18").endswith(wanted)
        ledger.change(audit.DELIVERIES, {"status": "replaced"}, status="refined")
        ledger.change(audit.DELIVERIES, {"status": "refined"}, status="received")


def test_a_checksum_in_capitals_is_the_same_checksum(box):
    name, data = "roidu_2026-01.csv", b"a;b\n"
    bring(box, data, name, files=[{"name": name, "sha256": hashlib.sha256(data).hexdigest().upper()}])
    assert receive("18") == "18_roidu_2026-01_1"


def test_a_manifest_as_notepad_saves_it_is_read(box):
    name, data = "roidu_2026-01.csv", b"a;b\n"
    bring(box, data, name, files=[{"name": name, "sha256": hashlib.sha256(data).hexdigest() + "\r\n"}])
    manifest = box / f"{name}.manifest.json"
    manifest.write_bytes(b"\xef\xbb\xbf" + manifest.read_bytes())
    assert receive("18") == "18_roidu_2026-01_1"


@pytest.mark.parametrize(
    "manifest",
    [
        {"period": "2026-01_x/../../../../escaped"},
        {"period": "2026-13"},
        {"period": ["2026-01"]},
        {"period": "٢٠٢٦-01"},
        {"period": "0000-01"},
        {"source": "../roidu"},
        {"source": "nobody"},
        {"region": "10"},
        {"files": []},
        {"files": [{"name": "../../x", "sha256": "0"}]},
        {"files": [{"name": "/etc/passwd", "sha256": "0"}]},
        {"files": [{"name": "\u202egpj.csv", "sha256": "0"}]},
        {"files": [{"name": "a:b.csv", "sha256": "0"}]},
        {"files": [{"name": "\ud800.csv", "sha256": "0"}]},
        {"files": [{"name": "roidu_2026-01.csv.manifest.json", "sha256": "0"}]},
        {"files": [{"name": "missing.csv", "sha256": "0"}]},
        {"files": [{"name": "roidu_2026-01.csv", "sha256": "0" * 64}]},
        {"files": {"name": "roidu_2026-01.csv"}},
    ],
)
def test_a_hostile_manifest_is_refused_set_aside_and_answered(box, tmp_path, manifest):
    bring(box, **manifest)
    with pytest.raises(Refused):
        receive("18")
    assert not waiting("18")
    answers = list((tmp_path / "lake" / "outbox" / "18").glob("refused_*.json"))
    answer = json.loads(answers[0].read_text())
    assert answer["outcome"] == "refused" and all(answer[language]["mend"] for language in ("fi", "sv", "en"))
    page = answers[0].with_suffix(".html").read_text()
    assert 'lang="sv"' in page and answers[0].with_suffix(".xlsx").exists()
    outside = [p for p in tmp_path.rglob("*") if p.is_file() and tmp_path / "lake" not in p.parents]
    assert not outside and not ledger.read(audit.DELIVERIES)


def test_links_and_folders_block_nobody(box, tmp_path):
    (box / "x.manifest.json").mkdir()
    os.symlink(tmp_path / "nowhere", box / "y.manifest.json")
    bring(box)
    assert receive("18") == "18_roidu_2026-01_1"


def test_a_link_in_place_of_a_file_is_refused(box, tmp_path):
    secret = tmp_path / "secret"
    secret.write_bytes(b"a;b\n")
    bring(box)
    (box / "roidu_2026-01.csv").unlink()
    os.symlink(secret, box / "roidu_2026-01.csv")
    with pytest.raises(Refused):
        receive("18")


def entry(data: bytes, name: str, role: str) -> dict:
    return {"name": name, "role": role, "sha256": hashlib.sha256(data).hexdigest(), "bytes": len(data)}


def test_a_file_shorter_than_its_manifest_says_is_left_alone_until_whole(box):
    whole = b"a;b\n" * 100
    bring(box, whole, files=[entry(whole, "roidu_2026-01.csv", "palaute")])
    (box / "roidu_2026-01.csv").write_bytes(whole[:50])
    assert receive("18") is None and len(list(box.iterdir())) == 2
    (box / "roidu_2026-01.csv").write_bytes(whole)
    assert receive("18") == "18_roidu_2026-01_1"


def test_a_file_that_stays_too_short_is_refused(box):
    whole = b"a;b\n" * 100
    bring(box, whole, files=[entry(whole, "roidu_2026-01.csv", "palaute")])
    (box / "roidu_2026-01.csv").write_bytes(whole[:50])
    os.utime(box / "roidu_2026-01.csv", (time.time() - 120,) * 2)
    with pytest.raises(Refused, match="changed or cut"):
        receive("18")


def test_a_file_that_grows_and_has_no_size_given_is_left_alone(box):
    bring(box)
    (box / "roidu_2026-01.csv").write_bytes(b"a;b\n")
    assert receive("18") is None


def test_a_delivery_of_two_files_waits_for_both_and_needs_their_roles(tmp_path, box):
    inbox = tmp_path / "lake" / "landing" / "12" / "inbox"
    inbox.mkdir(parents=True)
    answers, events = "palauteportti_2026-01.csv", "palauteportti_2026-01_palvelutapahtumat.csv"
    files = [entry(b"a", answers, "palaute"), entry(b"b", events, "palvelutapahtumat")]
    bring(inbox, b"a", answers, source="palauteportti", files=files)
    os.utime(inbox / f"{answers}.manifest.json")
    assert receive("12") is None
    (inbox / events).write_bytes(b"b")
    assert receive("12") == "12_palauteportti_2026-01_1"
    landed = inbox.parent / "received" / "12_palauteportti_2026-01_1"
    assert sorted(path.name for path in landed.iterdir()) == [f"palaute--{answers}", f"palvelutapahtumat--{events}"]
    for wrong in (files[:1], [files[0], {**files[1], "role": "palaute"}], [{**files[0], "role": "muu"}, files[1]]):
        bring(inbox, b"a", answers, source="palauteportti", files=wrong)
        with pytest.raises(Refused):
            receive("12")


def test_a_refused_deliverys_name_deceives_nobody_and_its_files_go_with_it(tmp_path, box):
    bring(box, name="a\nb\u202e.csv", files=[{"name": "x.csv", "sha256": "0"}])
    (box / "x.csv").write_bytes(b"x")
    os.utime(box / "x.csv", (time.time() - 120,) * 2)
    with pytest.raises(Refused) as refused:
        receive("18")
    assert not list(box.iterdir()) and str(refused.value).isprintable()
    kept = [path.name for path in (tmp_path / "lake" / "quarantine").rglob("*") if path.is_file()]
    assert len(kept) == 3 and all(name.isprintable() for name in kept)


@pytest.mark.parametrize("name", ["CON.csv", "a.csv ", "a.csv.", "a\nb.csv", "x" * 201])
def test_a_name_that_is_a_trap_somewhere_is_refused(box, name):
    bring(box, files=[{"name": name, "sha256": "0"}])
    with pytest.raises(Refused, match="files that lie beside it"):
        receive("18")
