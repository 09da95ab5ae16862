"""Great Expectations decides as the findings say, and keeps counts only."""

import pytest

SECRET = "Salaisuus"


@pytest.fixture
def project(tmp_path):
    from expectations.docs_site import data_context

    return data_context(tmp_path / "validations", tmp_path / "site"), tmp_path


def test_it_decides_counts_and_keeps_no_value(project, judged, delivery, contract):
    from expectations.docs_site import write_pages
    from expectations.validation import validate

    context, folder = project
    lines = {3: f"3;;18-2001;{SECRET};03.01.2026;{SECRET};{SECRET}"}
    may_go_on, results = validate(context, judged(delivery(lines)), contract, "18_koe_2026-01_1")
    write_pages(context, folder / "site", results)
    counts = {
        r.expectation_config.kwargs["rule_id"]: r.result.get("unexpected_count") for s in results for r in s.results
    }
    assert may_go_on
    assert counts["rows.cost_centre.COST_CENTRE_MISSING"] == 1
    assert counts["rows.contact_type.CODE_UNKNOWN"] == 1
    assert counts["verdict.faulty.TOO_MANY_QUARANTINED"] == 1
    pages = [path for path in folder.rglob("*") if path.is_file()]
    assert any(path.suffix == ".html" for path in pages) and any(path.suffix == ".json" for path in pages)
    assert not [path for path in pages if SECRET.encode() in path.read_bytes()]


@pytest.mark.parametrize("missing", [1, 14, 15, 27, 28], ids=lambda n: f"{n} of 28")
def test_a_column_may_be_empty_however_far(project, judged, delivery, contract, missing):
    from expectations.validation import validate

    context, _ = project
    lines = {n: f"{n};;18-2001;;{n:02}.01.2026;9;x" for n in range(1, missing + 1)}
    judgement = judged(delivery(lines, rows=28))
    may_go_on, results = validate(context, judgement, contract, "18_koe_2026-01_1")
    counts = {r.expectation_config.kwargs["rule_id"]: r.result["unexpected_count"] for s in results for r in s.results}
    assert counts["rows.cost_centre.COST_CENTRE_MISSING"] == missing
    assert may_go_on == (judgement.outcome != "rejected")


def test_it_turns_a_rejected_delivery_away(project, judged, delivery, contract):
    from expectations.validation import validate

    context, _ = project
    may_go_on, _ = validate(context, judged(delivery().replace(b";", b",")), contract, "18_koe_2026-01_1")
    assert not may_go_on


def test_it_stops_where_findings_and_counts_disagree(project, judged, delivery, contract):
    from dataclasses import replace

    from expectations.validation import validate

    context, _ = project
    honest = judged(delivery({3: "3;;18-2001;Käynti;03.01.2026;9;x"}))
    with pytest.raises(RuntimeError, match="count differently"):
        validate(context, replace(honest, findings=honest.findings.iloc[:0]), contract, "18_koe_2026-01_1")
