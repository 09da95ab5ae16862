"""How good and how fast the verification run is, on the development set, beside stock Presidio on the same texts.

``python tests/anonymise/measure.py [--misses] [--no-stock] [--texts FILE]``

A text's identifiers are marked inline, ``{NIMI:Liisa}``. Recall counts tokens of names and whole spans of everything
else (each letter and digit of the span gone), whatever type they were removed as. Over-removal is the share of all
other words that went. Intervals are Wilson's, 95 %. A file's texts are those of one JSON object a line, ``{"lang",
"text"}``.
"""

import argparse
import json
import logging
import math
import re
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

DEVELOPMENT = Path(__file__).with_name("development.jsonl")
_MARK = re.compile(r"\{([A-Z]+):([^{}]*)\}")
_TOKEN = re.compile(r"\w+")

Spans = list[tuple[int, int, str]]
Remover = Callable[[list[tuple[str, str]]], list[Spans]]


@dataclass(frozen=True)
class Marked:
    """A text without its marks, and the spans that they marked."""

    language: str
    text: str
    gold: tuple[tuple[int, int, str], ...]


def unmarked(language: str, marked: str) -> Marked:
    """The text of a line of the set."""
    gold, parts, end, length = [], [], 0, 0
    for match in _MARK.finditer(marked):
        parts += [marked[end : match.start()], match.group(2)]
        length += match.start() - end
        gold.append((length, length + len(match.group(2)), match.group(1)))
        length += len(match.group(2))
        end = match.end()
    return Marked(language, "".join([*parts, marked[end:]]), tuple(gold))


def read(path: Path) -> list[Marked]:
    """The texts of a file."""
    with path.open(encoding="utf-8") as lines:
        return [unmarked(record["lang"], record["text"]) for record in map(json.loads, lines)]


def wilson(hits: int, n: int) -> tuple[float, float]:
    """The 95 % interval of a share."""
    if not n:
        return 0.0, 1.0
    z, share = 1.96, hits / n
    centre = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    return max(0.0, centre - half), min(1.0, centre + half)


@dataclass
class Score:
    """Counts of one run: (hits, n) by (type, language), words lost by language, and what was missed and lost."""

    recall: dict[tuple[str, str], Counter]
    other: dict[str, Counter]
    missed: list[str]
    lost: list[str]


def score(texts: Iterable[Marked], removed: Iterable[Spans]) -> Score:
    """Compare what was removed with what was marked."""
    result = Score(defaultdict(Counter), defaultdict(Counter), [], [])
    for marked, spans in zip(texts, removed, strict=True):
        gone = [False] * len(marked.text)
        for start, end, _ in spans:
            gone[start:end] = [True] * (end - start)
        golden = [False] * len(marked.text)
        for start, end, kind in marked.gold:
            golden[start:end] = [True] * (end - start)
            _count_recall(result, marked, gone, start, end, kind)
        for token in _TOKEN.finditer(marked.text):
            if not any(golden[token.start() : token.end()]):
                lost = all(gone[token.start() : token.end()])
                result.other[marked.language].update(n=1, lost=lost)
                if lost:
                    result.lost.append(f"{marked.language} {token.group()!r} in {marked.text!r}")
    return result


def _count_recall(result: Score, marked: Marked, gone: list[bool], start: int, end: int, kind: str) -> None:
    pieces = [token.span() for token in _TOKEN.finditer(marked.text, start, end)] if kind == "NIMI" else [(start, end)]
    for first, last in pieces:
        hit = all(gone[index] for index in range(first, last) if marked.text[index].isalnum())
        result.recall[kind, marked.language].update(n=1, hits=hit)
        if not hit:
            result.missed.append(f"{marked.language} {kind} {marked.text[first:last]!r} in {marked.text!r}")


def ours(texts: list[tuple[str, str]]) -> list[Spans]:
    """The verification run."""
    from spark_jobs.anonymise.verify import verify

    results = verify(texts)
    print("withheld:", dict(Counter(result.withheld for result in results if result.withheld)))
    return [[(removal.start, removal.end, removal.type) for removal in result.removed] for result in results]


def stock() -> Remover:
    """Presidio as it comes, batched, with the only model there is for Finland's languages (the Finnish one)."""
    from presidio_analyzer import AnalyzerEngine, BatchAnalyzerEngine
    from presidio_analyzer.nlp_engine import NlpEngineProvider
    from presidio_anonymizer import AnonymizerEngine

    configuration = {
        "nlp_engine_name": "spacy",
        "models": [{"lang_code": "fi", "model_name": "spacy_fi_experimental_web_md"}],
    }
    engine = NlpEngineProvider(nlp_configuration=configuration).create_engine()
    batch, anonymizer = (
        BatchAnalyzerEngine(AnalyzerEngine(nlp_engine=engine, supported_languages=["fi"])),
        AnonymizerEngine(),
    )

    def remove(texts: list[tuple[str, str]]) -> list[Spans]:
        plain = [text for _, text in texts]
        results = batch.analyze_iterator(plain, "fi", batch_size=64)
        for text, found in zip(plain, results, strict=True):
            anonymizer.anonymize(text, found)
        return [[(found.start, found.end, found.entity_type) for found in one] for one in results]

    return remove


def timed(remove: Remover, texts: list[tuple[str, str]]) -> tuple[list[Spans], float]:
    """What was removed, and texts a second (one process, warm)."""
    remove(texts[::10])
    start = time.perf_counter()
    removed = remove(texts)
    return removed, len(texts) / (time.perf_counter() - start)


def report(title: str, result: Score, speed: float) -> str:
    """The figures of one run as lines of text."""
    lines = [f"{title}: {speed:,.0f} texts/s", "  type         language  recall               n"]
    for (kind, language), counts in sorted(result.recall.items()):
        low, high = wilson(counts["hits"], counts["n"])
        lines.append(
            f"  {kind:12} {language:8} {counts['hits'] / counts['n']:6.1%} ({low:.1%}–{high:.1%}) {counts['n']:5}"
        )
    for language, counts in sorted(result.other.items()):
        lines.append(f"  other words  {language:8} {counts['lost'] / counts['n']:6.2%} removed of {counts['n']}")
    return "\n".join(lines)


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--texts", type=Path, default=DEVELOPMENT)
    parser.add_argument("--misses", action="store_true", help="show what was missed and what was lost")
    parser.add_argument("--no-stock", action="store_true", help="without stock Presidio")
    arguments = parser.parse_args()
    logging.disable(logging.CRITICAL)  # stock Presidio asks the network for a list of domains, and complains
    texts = read(arguments.texts)
    items = [(marked.language, marked.text) for marked in texts]
    removed, speed = timed(ours, items)
    result = score(texts, removed)
    print(report("verification run", result, speed))
    if arguments.misses:
        print(*result.missed, "-- lost:", *result.lost, sep="\n")
    if not arguments.no_stock:
        found, stock_speed = timed(stock(), items)
        print(report("stock Presidio", score(texts, found), stock_speed))
        print(f"{speed / stock_speed:.1f} times stock Presidio's speed")


if __name__ == "__main__":
    main()
