"""The demo's texts: enough of them, the same for a seed, and honest about the personal data planted in them."""

from __future__ import annotations

import re
from collections import Counter
from itertools import product
from random import Random

import pytest

from infra.sample.texts import compose
from infra.sample.texts.blocks import (
    LANGUAGES,
    SENTIMENTS,
    SERVICES,
    THEME_WEIGHTS,
    blocks,
    load_yaml,
    pool,
)
from infra.sample.texts.names import draw_name, names, surface_forms
from infra.sample.texts.planted import KIND_WEIGHTS, plant, templates
from infra.sample.texts.tokens import CENTURY_SIGNS, check_character, identity_code

CODE = re.compile(r"(\d{6})([-+YXWVUABCDEF])(\d{3})([0-9A-Y])")


def texts(language: str, count: int = 3000, seed: int = 1, **kwargs):
    rng = Random(seed)
    return [
        compose(rng, language, rng.choice(SENTIMENTS), rng.choice((None, *SERVICES)), **kwargs) for _ in range(count)
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_has_320_distinct_blocks_in_the_right_proportions(language):
    every = blocks(language)
    share = {s: n / len(every) for s, n in Counter(block.sentiment for block in every).items()}
    assert len({block.text for block in every}) == len(every) >= 320
    assert share == pytest.approx({"positive": 0.6, "neutral": 0.1, "negative": 0.3}, abs=0.05)
    assert {(b.theme, b.sentiment) for b in every} == set(product(THEME_WEIGHTS, SENTIMENTS))
    assert {service for block in every for service in block.services} == set(SERVICES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_blocks_and_phrases_hold_no_digit_no_slot_and_no_name(language):
    forms = {form.lower() for form in surface_forms(language)}
    closing = [line for lines in load_yaml("phrases.yaml")[language]["closing"].values() for line in lines]
    for text in [block.text for block in blocks(language)] + closing:
        assert not re.search(r"[\d{}]", text), text
        assert not forms & set(re.findall(r"[\w-]+", text.lower())), text


@pytest.mark.parametrize("language, sentiment, service", list(product(LANGUAGES, SENTIMENTS, (None, *SERVICES))))
def test_every_combination_can_be_drawn(language, sentiment, service):
    found = pool(language, sentiment, service)
    assert len(found.blocks) >= 15
    assert all(not block.services or service in block.services for block in found.blocks)


def test_an_unknown_word_is_refused():
    for call in (("de", "positive", None), ("fi", "glad", None), ("fi", "positive", "hammas")):
        with pytest.raises(ValueError):
            pool(*call)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_seed_gives_the_same_texts(language):
    assert texts(language, 300) == texts(language, 300)
    assert texts(language, 300) != texts(language, 300, seed=2)


@pytest.mark.parametrize("language", LANGUAGES)
def test_texts_are_15_to_25_words_long_and_hardly_ever_alike(language):
    made = [text.text for text in texts(language)]
    assert 15 <= sum(len(text.split()) for text in made) / len(made) <= 25
    assert len(set(made)) > 0.85 * len(made)


@pytest.mark.parametrize("language", LANGUAGES)
def test_planted_tokens_stand_in_the_text_in_order(language):
    for text in texts(language, planted_share=1.0):
        assert text.planted
        starts = [text.text.index(planted.token) for planted in text.planted]
        assert starts == sorted(starts)
        rest = text.text
        for planted in sorted(text.planted, key=lambda p: -len(p.token)):
            rest = rest.replace(planted.token, "")
        assert not re.search(r"\d", rest), text


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_planting_no_digit_appears(language):
    made = texts(language, planted_share=0.0)
    assert not any(text.planted or re.search(r"\d", text.text) for text in made)
    share = sum(bool(text.planted) for text in texts(language)) / 3000
    assert share == pytest.approx(0.06, abs=0.02)


@pytest.mark.parametrize("language, kind", list(product(LANGUAGES, KIND_WEIGHTS)))
def test_every_kind_has_sentences_that_begin_with_a_word(language, kind):
    assert all(sentence[0][0] for sentence in templates(language)[kind])
    assert plant(Random(1), language, kind).planted


def test_identity_codes_use_numbers_that_nobody_is_given():
    rng = Random(1)
    codes = [identity_code(rng, "fi") for _ in range(5000)]
    parts = [CODE.fullmatch(code.replace(" ", "").upper()).groups() for code in codes]
    assert all(900 <= int(number) <= 999 for _, _, number, _ in parts)
    assert {sign for _, sign, _, _ in parts} == set("".join(CENTURY_SIGNS.values()))
    right = sum(check_character(date, number) == check for date, _, number, check in parts) / len(parts)
    assert 0.88 < right < 0.96
    assert any(" " in code for code in codes) and any(code != code.upper() for code in codes)


def test_the_check_character_is_the_remainder_by_31():
    # 131052 308 : 31 = 4227493 remainder 25, the 26th character: T (the population register's own example)
    assert check_character("131052", "308") == "T"


def test_finnish_names_are_inflected_as_in_speech():
    by_name = {name.nominative: name for name in names("first") + names("last")}
    assert len(names("first")) >= 40 and len(names("last")) >= 40
    assert [by_name["Virtanen"].inflect("fi", c) for c in ("gen", "par", "all", "abl")] == [
        "Virtasen",
        "Virtasta",
        "Virtaselle",
        "Virtaselta",
    ]
    assert by_name["Mäki"].inflect("fi", "abl") == "Mäeltä"
    assert by_name["Lindqvist"].inflect("sv", "gen") == "Lindqvists"
    assert by_name["Nils"].inflect("sv", "gen") == "Nils"
    text, parts = draw_name(Random(3), "fi", "name_all")
    assert text == " ".join(form for _, form in parts)
