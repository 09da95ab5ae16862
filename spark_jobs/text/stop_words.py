"""Words that say nothing by themselves, by language, from spaCy's lists (MIT licence)."""

from importlib import import_module

NEGATORS = {"fi": ("ei", "eivät", "en", "eikä"), "sv": ("inte", "ingen", "inga"), "en": ("not", "no", "never")}
"""Stop words that a phrase may begin with, since they turn it round."""


def stop_words(language: str) -> list[str]:
    """Stop words of fi, sv or en, in lower case."""
    listed = import_module(f"spacy.lang.{language}.stop_words").STOP_WORDS
    return sorted({word.lower() for entry in listed for word in entry.split()})
