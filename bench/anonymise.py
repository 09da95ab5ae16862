"""The verification run beside stock Presidio: recall by type and language, over-removal, speed, memory.

Recall and over-removal are measured on the development set (tests/anonymise), with Wilson's 95 % intervals. Speed is
measured on texts of a national month, drawn as they come (some are identical) and all distinct: the same texts in the
same run and process, both batched, both with the same Finnish model, on one core. Stock Presidio is the analyser with
its own recognisers and the anonymiser. What the whole month takes is told besides, for ours only.
"""

import logging
import random
import resource
from collections.abc import Callable

from bench.deliveries import FEEDBACK, MONTH
from expectations.catalogue import contracts
from infra.sample.feedback import generate
from infra.sample.sizes import national_month
from tests.anonymise.measure import DEVELOPMENT, Remover, ours, read, report, score, stock, timed

SAMPLE = 4000
"""Texts of the comparison: a minute of stock Presidio's time."""


def month_texts(feedback: int = FEEDBACK) -> list[tuple[str | None, str]]:
    """(language, text) of every text of a national month, in the order of the deliveries."""
    sizes = national_month(list(contracts()), feedback)
    found = []
    for contract in contracts():
        rows = generate(contract, MONTH, sizes[contract.region, contract.source]).rows
        if "open_text" in rows:
            languages = rows["language"] if "language" in rows else [None] * len(rows)
            pairs = zip(languages, rows["open_text"], strict=True)
            found += [(lang if isinstance(lang, str) else None, text) for lang, text in pairs if isinstance(text, str)]
    return found


def _memory() -> float:
    """The most that the process has held, in GiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20


def _compare(title: str, texts: list[tuple[str | None, str]], peer: Remover) -> None:
    _, our_speed = timed(ours, texts)
    _, their_speed = timed(peer, texts)
    print(
        f"{title}: {len(texts)} texts, {len(set(texts))} distinct: ours {our_speed:,.0f} texts/s, "
        f"stock Presidio {their_speed:,.0f} texts/s, {our_speed / their_speed:.1f} times",
        flush=True,
    )


def run(feedback: int = FEEDBACK, make_peer: Callable[[], Remover] = stock) -> None:
    """Print the figures."""
    logging.disable(logging.CRITICAL)  # stock Presidio asks the network for a list of domains, and complains
    marked = read(DEVELOPMENT)
    items = [(one.language, one.text) for one in marked]
    removed, speed = timed(ours, items)
    print(report("verification run, development set", score(marked, removed), speed), flush=True)
    texts = month_texts(feedback)
    _, whole = timed(ours, texts)
    print(f"a national month: {len(texts)} texts, {len(set(texts))} distinct: {whole:,.0f} texts/s on one core")
    print(f"memory of a worker, model and caches full: {_memory():.2f} GiB")
    peer, chance = make_peer(), random.Random(2026)
    removed, speed = timed(peer, items)
    print(report("stock Presidio, development set", score(marked, removed), speed), flush=True)
    _compare("as they come", chance.sample(texts, min(SAMPLE, len(texts))), peer)
    distinct = sorted(set(texts), key=str)
    _compare("all distinct", chance.sample(distinct, min(SAMPLE, len(distinct))), peer)
