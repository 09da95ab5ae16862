"""The analyser, as a person would try it: themes, sentiment, evidence; and the command line."""

import io
import json
import subprocess
import sys
import unicodedata

import pytest

from spark_jobs.text.__main__ import run
from spark_jobs.text.analyser import analyse


def said(text: str, language: str = "fi") -> dict[str, str]:
    return {label.theme: label.sentiment for label in analyse(text, language).themes}


@pytest.mark.parametrize(
    "language, text, theme, sentiment",
    [
        ("fi", "Jouduin odottamaan päivystyksessä kuusi tuntia.", "access", "negative"),
        ("fi", "Sain ajan heti samalle päivälle, kiitos nopeasta palvelusta!", "access", "positive"),
        ("fi", "Ruoka oli kylmää ja mautonta.", "food", "negative"),
        ("fi", "mä en saanu mitään tietoo jatkost, kukaan ei kertonu mitään", "information", "negative"),
        ("fi", "Hoitaja oli ystävällinen ja kuunteli minua.", "encounter", "positive"),
        ("sv", "Maten var kall och smaklös.", "food", "negative"),
        ("sv", "Personalen var mycket vänlig och lyssnade.", "encounter", "positive"),
        ("en", "The doctor was rude and did not listen to me.", "encounter", "negative"),
        ("en", "The app crashed and I could not log in.", "digital", "negative"),
    ],
)
def test_a_plain_text_gets_its_theme(language, text, theme, sentiment):
    assert said(text, language).get(theme) == sentiment


def test_negation_turns_a_verdict():
    assert analyse("Ei ollut yhtään huono kokemus, ei mitään valittamista.", "fi").sentiment == "positive"
    assert analyse("Hoitaja ei ollut ystävällinen eikä kuunnellut.", "fi").sentiment == "negative"


def test_contrast_parts_good_from_bad():
    text = "Hoitajat olivat todella ystävällisiä, mutta ruoka oli kylmää ja pahaa."
    assert said(text) == {"encounter": "positive", "food": "negative"}
    assert analyse(text, "fi").sentiment == "mixed"


def test_irony_counts_as_meant():
    assert analyse("Upeaa palvelua, vain viisi tuntia jonossa. Kiitos vaan.", "fi").sentiment == "negative"


@pytest.mark.parametrize("text", ["", " ", "   \n", "?", "😊", "<NIMI>", "a" * 5000, "ei " * 2000])
def test_odd_texts_are_answered(text):
    for label in analyse(text, "fi").themes:
        assert 0 <= label.start < label.end <= len(text)


def test_nothing_said_is_unassigned():
    assert analyse("En osaa sanoa", "fi").themes == []


def test_evidence_stands_where_it_is_said_to():
    text = "Oli ihan mukava käynti. Parkkipaikkaa ei löytynyt mistään!"
    [facilities] = [label for label in analyse(text, "fi").themes if label.theme == "facilities"]
    assert text[facilities.start : facilities.end].startswith("Parkkipaikkaa")
    assert facilities.basis.startswith("lexicon")


def test_a_text_gets_the_same_labels_beside_any_others():
    texts = ["Jono oli pitkä.", "Kiitos!", "Ruoka oli hyvää mutta huone likainen."]
    assert [analyse(text, "fi") for text in texts] == [analyse(text, "fi") for text in reversed(texts)][::-1]


def test_an_unknown_language_is_refused_without_the_text():
    with pytest.raises(ValueError, match="no model for this language") as refusal:
        analyse("salaisuus", "und")
    assert "salaisuus" not in str(refusal.value)


def answered(*lines: bytes) -> tuple[list[dict], list[str], int]:
    written, complaints = [], []
    malformed = run(io.BytesIO(b"\n".join(lines)), lambda line: written.append(json.loads(line)), complaints.append)
    return written, complaints, malformed


def test_the_command_line_answers_line_by_line():
    [answer], complaints, malformed = answered(
        '{"id": "1", "lang": "fi", "text": "Hoito oli hyvää mutta jono liian pitkä."}'.encode()
    )
    assert (complaints, malformed) == ([], 0)
    assert answer["id"] == "1" and answer["sentiment"] == "mixed"
    assert {theme["id"]: theme["sentiment"] for theme in answer["themes"]} == {
        "usefulness": "positive",
        "access": "negative",
    }
    assert set(answer["themes"][0]) == {"id", "sentiment", "score", "start", "end"}


@pytest.mark.parametrize(
    "line, complaint",
    [
        (b'{"id": 1, salainen', "line 1, column 11: not JSON; each line has to hold one whole object"),
        (b'{"id": "\xff"}', "line 1, column 9: not UTF-8"),
        (b'["salainen"]', "line 1, column 1: not an object with id, lang and text"),
        (b'{"id": "1", "lang": "salainen", "text": ""}', "line 1, lang: must be one of fi, sv, en"),
        (b'{"id": "1", "lang": "fi", "text": 5}', "line 1, text: must be a string"),
        (b'{"lang": "fi", "text": "salainen"}', "line 1, id: must be a string or a whole number"),
        (b'{"id": true, "lang": "fi", "text": "salainen"}', "line 1, id: must be a string or a whole number"),
        (b"[" * 100_000, "line 1, column 1: nested too deep to be read"),
    ],
)
def test_a_malformed_line_is_named_never_shown(line, complaint):
    written, complaints, malformed = answered(line, b"", b'{"id": "2", "lang": "en", "text": "ok"}')
    assert complaints == [complaint] and malformed == 1
    assert [answer["id"] for answer in written] == ["2"]


def test_a_text_of_letters_and_marks_apart_is_read_as_it_looks():
    text = "Hoitaja oli ystävällinen. Mutta jono oli liian pitkä."
    apart = unicodedata.normalize("NFD", text)
    ours, theirs = analyse(text, "fi"), analyse(apart, "fi")
    assert [label[:3] for label in ours.themes] == [label[:3] for label in theirs.themes]
    for label, other in zip(ours.themes, theirs.themes, strict=True):
        shown = apart[other.start : other.end]
        assert unicodedata.normalize("NFC", shown) == text[label.start : label.end]


def test_the_command_line_refuses_arguments():
    asked = [sys.executable, "-m", "spark_jobs.text", "texts.jsonl"]
    done = subprocess.run(asked, capture_output=True, text=True, stdin=subprocess.DEVNULL)
    assert done.returncode == 2 and "takes no arguments" in done.stderr


def test_whoever_reads_no_further_gets_no_traceback():
    lines = "".join(f'{{"id": {number}, "lang": "fi", "text": "Kiitos!"}}\n' for number in range(3000))
    piped = f"{sys.executable} -m spark_jobs.text | head -1"
    done = subprocess.run(["bash", "-c", piped], input=lines, capture_output=True, text=True)
    assert json.loads(done.stdout)["id"] == 0 and done.stderr == ""
