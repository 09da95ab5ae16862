"""The supplier's dry run: a file judged as the platform will judge it, and said on a terminal."""

import argparse
import re
import textwrap
from pathlib import Path

import pandas as pd

from expectations.contract import EVENTS, FEEDBACK, Contract, ContractError
from expectations.contract_file import load_contracts
from expectations.dates import dates
from expectations.judge import judge
from expectations.reading.facts import Facts
from expectations.reading.read import read_delivery
from expectations.reasons import reasons
from expectations.receipt import WHOLE_FILE, FindingGroup, Receipt, make_receipt
from expectations.receipt_page import as_came, line_ranges, words_for
from expectations.receipt_workbook import write_receipt
from lake_layout.settings import settings

WIDTH = 96


def _candidates(options: argparse.Namespace) -> list[Contract]:
    folder = options.contracts or settings().contracts
    contracts = (*load_contracts(folder), *load_contracts(folder / "denominators"))
    if not contracts:
        raise ContractError(f"there is no contract in the folder '{folder}'")
    own = [c for c in contracts if c.region == options.region]
    if not own:
        known = ", ".join(sorted({c.region for c in contracts}))
        raise ContractError(f"region '{options.region}' has no contract; there are {known}")
    found = [c for c in own if options.source in (None, c.source)]
    if not found:
        raise ContractError(
            f"region {options.region} has no source '{options.source}'; there are {', '.join(c.source for c in own)}"
        )
    return found


def _fit(facts: Facts, contract: Contract, name: str) -> tuple[int, bool, bool]:
    """How well a file fits a contract: agreed columns found, whether the source stands in its name; feedback first."""
    found = len(set(facts.header) & set(contract.header))
    return found, name.startswith(contract.source), contract.record == FEEDBACK


def _choose(files: dict[str, bytes], name: str, candidates: list[Contract]) -> tuple[Contract, Facts]:
    """The contract that the files fit best; ContractError where two fit alike."""
    fitting = [contract for contract in candidates if set(contract.roles) == set(files)]
    if not fitting:
        two = "two files: give the file of service events with --events" if EVENTS not in files else "one file"
        raise ContractError(f"source {', '.join(c.source for c in candidates)} delivers {two}")
    fits = []
    for contract in fitting:
        facts = read_delivery(files, contract)
        fits.append((_fit(facts, contract, name), contract, facts))
    fits.sort(key=lambda fit: fit[0], reverse=True)
    if len(fits) > 1 and fits[0][0] == fits[1][0]:
        named = ", ".join(contract.source for contract in fitting)
        raise ContractError(f"the file fits no contract better than another: say --source, one of {named}")
    return fits[0][1], fits[0][2]


def _month_of(facts: Facts, contract: Contract) -> str | None:
    """The month in which most of the answers were given; None where no date can be read."""
    if not len(facts.rows):
        return None
    answered = dates(facts.rows["answered_at"], contract.date_format_of("answered_at")).dropna()
    return None if answered.empty else answered.dt.strftime("%Y-%m").mode().iloc[0]


def _month_in(name: str) -> str | None:
    """The month that a file is named by: `palaute_2026-03.csv`, `palaute_202603.csv`."""
    found = re.search(r"(?<!\d)(20\d\d)[-_.]?(0[1-9]|1[0-2])(?!\d)", name)
    return f"{found[1]}-{found[2]}" if found else None


def run(options: argparse.Namespace) -> int:
    """Check the file of a `check` call; 0 where it would be accepted, 1 where it would be rejected."""
    path: Path = options.file
    if not path.is_file():
        raise ContractError(f"there is no file '{path}'")
    files = {FEEDBACK: path.read_bytes()} | ({EVENTS: options.events.read_bytes()} if options.events else {})
    contract, facts = _choose(files, path.name, _candidates(options))
    period = options.period or _month_of(facts, contract) or _month_in(path.name)
    guessed = [f"--source {contract.source}"] * (options.source is None) + [f"--period {period}"] * (
        options.period is None and period is not None
    )
    # Without a readable date there is no month to compare with; the file is then told for other reasons.
    period = period or pd.Timestamp.now().strftime("%Y-%m")
    receipt = make_receipt(judge(facts, contract, period), contract, _name(contract, period), period, dry_run=True)
    if options.receipt:
        write_receipt(receipt, contract.receipt_languages, options.receipt)
    if options.json:
        print(receipt.to_json())
    else:
        print(to_text(receipt, options.language or contract.receipt_languages[0], guessed))
        if options.receipt:
            print(f"\n{options.receipt / receipt.delivery_id}.html .xlsx .json")
    return 1 if receipt.outcome == "rejected" else 0


def _name(contract: Contract, period: str) -> str:
    return f"{contract.region}_{contract.source}_{period}_check"


def _came(finding: FindingGroup, word: dict[str, str]) -> str:
    """What was agreed of the file's form and what came."""
    if finding.seen is None:
        return ""
    agreed, seen = as_came(finding.agreed, word), as_came(finding.seen, word)
    return f" ({word['was_agreed']} {agreed}, {word['came']} {seen})"


def to_text(receipt: Receipt, language: str, guessed: list[str] | None = None) -> str:
    """The receipt as lines for a terminal."""
    word = words_for(receipt, language)
    said = [
        word[receipt.outcome].upper(),
        f"{receipt.source_name} ({receipt.region} {receipt.source}), {receipt.period}",
    ]
    if guessed:
        said.append(f"{word['guessed']}: {' '.join(guessed)}")
    figures = {"received": "received", "accepted": "accepted_rows", "quarantined": "quarantined"}
    figures |= {"rejected": "rejected_rows", "duplicates": "duplicates"}
    said.append(" · ".join(f"{word[name]}: {getattr(receipt, figure)}" for figure, name in figures.items()))
    said.append("")
    if not receipt.findings:
        said.append(word["none"])
    for finding in receipt.findings:
        wording = reasons()[finding.reason].wording(language)
        column = word["whole_file"] if finding.column == WHOLE_FILE else finding.column
        came = _came(finding, word)
        said.append(f"[{word[finding.severity]}] {column}: {wording.wrong}{came}  {finding.reason}")
        mend = wording.mend + (f" {word['meant']}: {finding.hint}" if finding.hint else "")
        if finding.column in receipt.agreed:
            mend += f" {word['agreed']}: {receipt.agreed[finding.column]}"
        said += textwrap.wrap(mend, WIDTH, initial_indent="    ", subsequent_indent="    ")
        if finding.lines != (1,):
            lines, left = line_ranges(finding.lines)
            more = f" (+{left})" if left else ""
            numbers = f"{word['lines']}: {lines}{more}"
            said += textwrap.wrap(numbers, WIDTH, initial_indent="    ", subsequent_indent="      ")
    return "\n".join(said)
