"""One sign lost, added or changed anywhere in a sound file: no other row is shifted, swallowed or lost in silence."""

import csv
import io

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from expectations.judge import judge
from expectations.reading.read import read_file
from expectations.reasons import reasons
from tests.gate.conftest import HEADER

TEXTS = ("Hyvä", "", "Hyvä; nopea", 'Sanoi "kiitos"', "Kaksi\nriviä", '"Alku; ja"\nloppu', "a;b;c;d;e;f;g;h")


def file_of(texts: list[str]) -> str:
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=";", lineterminator="\n")
    writer.writerow(HEADER.split(";"))
    for n, text in enumerate(texts, 1):
        writer.writerow([n, "181007", "18-2001", "Käynti", f"{n:02}.01.2026", 9, text])
    return stream.getvalue()


def rows_of(judgement) -> list[tuple]:
    rows = judgement.facts.rows
    return list(rows.drop(columns="line_number").itertuples(index=False, name=None))


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    texts=st.lists(st.sampled_from(TEXTS), min_size=2, max_size=6),
    where=st.floats(0, 1, exclude_max=True),
    sign=st.sampled_from(["", ";", '"', "\n", ",", "\t", "\r", " ", "x", '";', ';"', '"\n"']),
    insert=st.booleans(),
)
def test_one_sign_never_harms_another_row_in_silence(contract, texts, where, sign, insert):
    sound = file_of(texts)
    at = int(where * len(sound))
    spoilt = sound[:at] + sign + sound[at + (0 if insert else 1) :]
    wanted = rows_of(judge(read_file(sound.encode(), contract), contract, "2026-01"))
    assert len(wanted) == len(texts)
    judgement = judge(read_file(spoilt.encode(), contract), contract, "2026-01")
    if judgement.outcome == "rejected":
        return
    read = rows_of(judgement)
    new = [row for row in read if row not in wanted]
    lost = [row for row in wanted if row not in read]
    told = {reason for reason in judgement.findings["reason"] if reasons()[reason].severity == "quarantine"}
    assert len(new) <= 1 and len(read) <= len(wanted), "more than the row that was touched reads differently"
    assert len(lost) <= 1 or told, "rows are lost without a word"
