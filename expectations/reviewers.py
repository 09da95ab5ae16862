"""The reviewers' pages: a situational picture by region and month, a page a region, a page a delivery. Counts only.

A delivery's page stays when it is corrected or withdrawn, and lists every run of the gate on it: what was is seen.
"""

import fcntl
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path

import jinja2

from expectations import reasons, templating, timeliness
from expectations.catalogue import all_contracts
from expectations.pages import CLASSIFICATION_PAGE, RESULTS_INDEX, TEXT_MODEL_PAGE, VERIFICATION_PAGE
from expectations.reviewers_words import MARKS, WORDS, bilingual
from expectations.timeliness import HELSINKI, Owed
from lake_layout import audit, folders, ledger, story
from lake_layout.reference import labels

MONTHS_SHOWN = 13
"""Months of the picture: a year and the month before it, for comparison."""
LATEST_SHOWN = 15
PARTS = ("file", "header", "lines", "rows", "verdict")


@contextmanager
def one_at_a_time(folder: Path) -> Iterator[None]:
    """Pages of the site are written in turn: checks of several regions run at once."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / ".writing").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@lru_cache(maxsize=1)
def _environment() -> jinja2.Environment:
    environment = templating.environment()
    environment.globals.update(words=WORDS, marks=MARKS, both=bilingual)
    environment.filters.update(day=_day, number=_number, moment=moment)
    return environment


def _day(text: str | None) -> str:
    return f"{date.fromisoformat(text):%-d.%-m.%Y}" if text else "–"


def moment(when: datetime | None) -> str:
    """A moment in UTC as Finland's clock shows it."""
    return f"{when.replace(tzinfo=UTC).astimezone(HELSINKI):%-d.%-m.%Y %H.%M}" if when else "–"


def _number(value: int | None) -> str:
    return "–" if value is None else f"{value:,}".replace(",", "\u202f")


def _render(template: str, path: Path, **values: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(_environment().get_template(template).render(**values), encoding="utf-8")


def write_reviewers_pages(region: str | None = None) -> None:
    """Write the picture, and the pages of one region and its deliveries; of all regions where none is named."""
    site = Path(str(folders.data_docs()))
    with one_at_a_time(site):
        write_site(site, timeliness.all_owed(), region)


def write_site(site: Path, owed: list[Owed], only: str | None = None) -> None:
    """The pages from the ledger's rows and what is owed."""
    deliveries = ledger.read(audit.DELIVERIES)
    known = sorted({contract.region for contract in all_contracts()} | {row["region"] for row in deliveries})
    months = _months(deliveries, owed)
    picture = [_picture(code, deliveries, owed, months) for code in known]
    latest = sorted(deliveries, key=lambda row: row["received_at"], reverse=True)[:LATEST_SHOWN]
    totals = _totals(deliveries, owed)
    common = {"results": RESULTS_INDEX, "written": ledger.now(), "names": labels("regions")}
    _render(
        "reviewers_index.html", site / "index.html", months=months, picture=picture, latest=latest, totals=totals,
        verification=VERIFICATION_PAGE if (site / VERIFICATION_PAGE).exists() else None,
        text_model=TEXT_MODEL_PAGE if (site / TEXT_MODEL_PAGE).exists() else None,
        classification=CLASSIFICATION_PAGE if (site / CLASSIFICATION_PAGE).exists() else None, **common,
    )  # fmt: skip
    for code in (code for code in known if only in (None, code)):
        own = [row for row in deliveries if row["region"] == code]
        _write_region(site, code, own, [one for one in owed if one.region == code], common)


def _months(deliveries: list[dict], owed: list[Owed]) -> list[str]:
    """The newest months, oldest first."""
    periods = {row["period"] for row in deliveries} | {one.period for one in owed}
    return sorted(periods)[-MONTHS_SHOWN:]


def _totals(deliveries: list[dict], owed: list[Owed]) -> dict[str, int]:
    return {
        "in_force": sum(row["status"] in story.IN_FORCE for row in deliveries),
        "feedback": sum(row["rows_accepted"] or 0 for row in deliveries if row["status"] in story.IN_FORCE),
        "in_quarantine": sum(story.in_quarantine(row) for row in deliveries),
        "waiting": sum(one.state == "waiting" for one in owed),
        "late": sum(one.state == "late" for one in owed),
        "missing": sum(one.state == "missing" for one in owed),
    }


def _state(one: Owed, row: dict | None) -> str:
    """What a source's month shows: its timeliness, and whether rows of it wait for correction."""
    if one.state == "waiting" and row:
        return "awaiting" if row["outcome"] == "rejected" else "under_way"
    if one.state == "in_time" and row and story.in_quarantine(row):
        return "partly"
    return "expected" if one.state == "due" else one.state


def _picture(code: str, deliveries: list[dict], owed: list[Owed], months: list[str]) -> dict:
    """A region's line: for each month a mark a source."""
    rows = {row["delivery_id"]: row for row in deliveries if row["region"] == code}
    marks = [(one, rows.get(one.delivery_id)) for one in owed if one.region == code]
    cells = [
        [{"source": one.source, "state": _state(one, row), "owed": one, "row": row} for one, row in marks
         if one.period == month]
        for month in months
    ]  # fmt: skip
    return {"code": code, "cells": cells, "sources": sum(contract.region == code for contract in all_contracts())}


def _runs(site: Path, row: dict) -> list[tuple[str, list[tuple[str, str]]]]:
    """(moment, [(part, address)]) of each run of the gate on a delivery, newest first."""
    found: dict[str, list[tuple[str, str]]] = {}
    for part in PARTS:
        folder = site / "validations" / f"{row['region']}_{row['source']}_{part}" / row["delivery_id"]
        for page in folder.rglob("*.html"):
            found.setdefault(page.relative_to(folder).parts[0], []).append((part, f"../{page.relative_to(site)}"))
    return [(_run_moment(name), found[name]) for name in sorted(found, reverse=True)]


def _run_moment(name: str) -> str:
    """Great Expectations names a run's folder by its time in UTC: 20261125T101500.000000Z."""
    try:
        return moment(datetime.strptime(name[:15], "%Y%m%dT%H%M%S"))
    except ValueError:
        return name


def _write_region(site: Path, code: str, deliveries: list[dict], owed: list[Owed], common: dict) -> None:
    findings = _by_delivery(ledger.read(audit.FINDINGS, delivery_id=[row["delivery_id"] for row in deliveries]))
    events = _by_delivery(ledger.read(audit.EVENTS, delivery_id=[row["delivery_id"] for row in deliveries]))
    due = {(one.source, one.period): one for one in owed}
    names = {contract.source: contract.name for contract in all_contracts() if contract.region == code}
    months = sorted({row["period"] for row in deliveries} | {one.period for one in owed}, reverse=True)
    slots = [
        (month, source, due.get((source, month)),
         sorted((r for r in deliveries if (r["period"], r["source"]) == (month, source)), key=lambda r: -r["sequence"]))
        for month in months
        for source in sorted({row["source"] for row in deliveries} | set(names))
        if (source, month) in due or any((r["period"], r["source"]) == (month, source) for r in deliveries)
    ]  # fmt: skip
    told = {"code": code, "sources": names, "findings": findings, "reasons": reasons.reasons(), **common}
    _render("reviewers_region.html", site / "regions" / f"{code}.html", slots=slots, states=_state, **told)
    for row in deliveries:
        _render(
            "reviewers_delivery.html", site / "deliveries" / f"{row['delivery_id']}.html", row=row,
            owed=due.get((row["source"], row["period"])), runs=_runs(site, row), receipts=_receipts(site, row),
            events=sorted(events.get(row["delivery_id"], []), key=lambda e: e["at"]),
            siblings=[r for r in deliveries if (r["source"], r["period"]) == (row["source"], row["period"])],
            in_quarantine=story.in_quarantine(row), **told,
        )  # fmt: skip


def _by_delivery(rows: Iterable[dict]) -> dict[str, list[dict]]:
    grouped: dict[str, list[dict]] = {}
    for row in rows:
        grouped.setdefault(row["delivery_id"], []).append(row)
    return grouped


def _receipts(site: Path, row: dict) -> list[tuple[str, str]]:
    """(kind, address) of the receipts that lie beside Data Docs."""
    found = {"receipt": f"{row['delivery_id']}.html", "withdrawal": f"{row['delivery_id']}_withdrawn.html"}
    return [(kind, f"../receipts/{name}") for kind, name in found.items() if (site / "receipts" / name).exists()]
