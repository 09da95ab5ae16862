"""The lexicon: entries with stars and gaps, negation's reach, and clauses."""

import pytest

from spark_jobs.text.lexicon import THEMES, Entry, Lexicon, lexicon, read
from spark_jobs.text.tokens import clauses_of, tokens_of


def found(text: str, *entries: Entry) -> list[tuple]:
    return [tuple(match) for match in Lexicon(list(entries)).matches(tokens_of(text))]


@pytest.mark.parametrize(
    "pattern, words, matches",
    [
        ("jono", "jono", True),
        ("jono", "jonossa", False),
        ("jono*", "jonossa", True),
        ("*jono", "takaisinsoittojono", True),
        ("*hoitaj*", "lähihoitajien", True),
        ("ei kuunnel*", "ei minua kuunneltu", True),
        ("ei kuunnel*", "ei minua siellä koskaan kuunneltu", False),
        ("ei kuunnel*", "kuunneltiin eikä", False),
    ],
)
def test_an_entry_matches(pattern, words, matches):
    entry = Entry("access", "plain", tuple(pattern.split()))
    assert bool(found(words, entry)) == matches


GOOD = Entry("encounter", "good", ("ystäväl*",))
NOT = Entry("negator", "plain", ("ei",))
BUT = Entry("contrast", "plain", ("mutta",))


@pytest.mark.parametrize(
    "text, negated",
    [
        ("Hoitaja oli ystävällinen", False),
        ("Hoitaja ei ollut ystävällinen", True),
        ("Ei vastattu, mutta hoitaja ystävällinen", False),
        ("Ei. Ystävällinen hoitaja", False),
        ("Ei siitä sen enempää kuin että ystävällinen", False),
    ],
)
def test_negation_reaches_four_words_within_its_clause(text, negated):
    [praise] = [match for match in found(text, GOOD, NOT, BUT) if match[0] == "encounter"]
    assert praise[-1] is negated


@pytest.mark.parametrize(
    "language, text, clauses",
    [
        ("fi", "Hoito oli hyvää mutta jono pitkä.", ["Hoito oli hyvää", "mutta jono pitkä."]),
        ("fi", "Kiitos! Hyvä.", ["Kiitos!", "Hyvä."]),
        ("sv", "Bra vård, men lång kö", ["Bra vård,", "men lång kö"]),
        ("en", "Good care. However, expensive.", ["Good care.", "However, expensive."]),
    ],
)
def test_clauses_end_at_sentences_and_before_contrast(language, text, clauses):
    tokens = tokens_of(text)
    cut = [text[tokens[clause[0]].start : tokens[clause[-1]].end] for clause in clauses_of(tokens, language)]
    assert cut == clauses


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_every_theme_has_its_words_in_every_language(language):
    from spark_jobs.text.lexicon import RESOURCES

    entries = read(RESOURCES / f"themes_{language}.txt")
    for theme in THEMES:
        kinds = {entry.kind for entry in entries if entry.section == theme}
        assert kinds == {"plain", "good", "bad"}, theme
        assert sum(entry.section == theme for entry in entries) >= 70, theme
    assert lexicon(language) is lexicon(language)


def test_a_resource_that_breaks_the_notation_is_named_by_its_line(tmp_path):
    (tmp_path / "broken.txt").write_text("[access]\nplain: jono*\nsplendid: aika\n", encoding="utf-8")
    with pytest.raises(ValueError, match="broken.txt, line 3: needs a section above"):
        read(tmp_path / "broken.txt")


def test_a_placeholder_is_a_word_of_nobody():
    assert [token.word for token in tokens_of("Kiitos <NIMI>!")] == ["kiitos", "<>", "!"]
