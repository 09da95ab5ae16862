"""What is known of words: given and family names, ordinary words, places; from packages and small lists, read once.

Sources: gender-guesser's nam_dict.txt (J. Michael; GNU FDL 1.2; given names with a logarithmic frequency per country),
Faker's person providers (MIT; names in Finnish, Swedish, English and further languages of people in Finland), wordfreq's
word lists (Apache-2.0, data CC BY-SA 4.0), simplemma's dictionaries (MIT), and the lists in lake_layout/reference/names
(written for this project).
"""

import gzip
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

import msgpack

from lake_layout.reference import names as _reference

_COUNTRIES = slice(30, 85)  # columns of nam_dict.txt that hold a frequency 1–13 (hexadecimal) per country
_NEAR = (30, 31, 32, *range(45, 51))  # Great Britain, Ireland, USA; Iceland, Denmark, Norway, Sweden, Finland, Estonia


def _package(name: str) -> Path:
    """Folder of an installed package, without importing it (importing wordfreq costs half a second)."""
    return Path(next(iter(find_spec(name).submodule_search_locations)))


def _frequency(char: str) -> int:
    return int(char, 16) if char.strip() else 0


@lru_cache(maxsize=1)
def given_names() -> dict[str, tuple[int, int]]:
    """Lower-case given name → (highest frequency in the Nordic and English-speaking countries, highest anywhere)."""
    names: dict[str, tuple[int, int]] = {}
    with open(_package("gender_guesser") / "data" / "nam_dict.txt", encoding="utf-8") as lines:
        for line in lines:
            if line[0] in "#=" or len(line) < 80:
                continue
            near = max(_frequency(line[column]) for column in _NEAR)
            anywhere = max(_frequency(char) for char in line[_COUNTRIES] if char in "0123456789ABCD")
            for spelling in _spellings(line[3:29].strip().lower()):
                old = names.get(spelling, (0, 0))
                names[spelling] = (max(old[0], near), max(old[1], anywhere))
    for name in _reference.read("given_names.txt"):
        names[name] = (max(3, names.get(name, (0, 0))[0]), max(3, names.get(name, (0, 0))[1]))
    return names


def _spellings(name: str) -> tuple[str, ...]:
    """'jun+wei' is written Jun-Wei, Jun Wei and Junwei."""
    if "+" not in name:
        return (name,)
    return name.replace("+", "-"), name.replace("+", "")


@lru_cache(maxsize=1)
def family_names() -> frozenset[str]:
    """Lower-case family names of the languages spoken in Finland, from Faker's providers and the reference list."""
    names = set(_reference.read("family_names.txt"))
    for locale in ("fi_FI", "sv_SE", "en_GB", "en_US", "et_EE", "tr_TR", "vi_VN", "de_DE", "nl_NL", "pl_PL", "es_ES", "no_NO", "da_DK", "fr_FR", "it_IT", "en_IN", "ro_RO", "hr_HR", "sq_AL"):
        names.update(_from_faker(locale))
    return frozenset(names)


def _from_faker(locale: str) -> set[str]:
    from importlib import import_module

    try:
        provider = import_module(f"faker.providers.person.{locale}").Provider
    except ModuleNotFoundError:
        return set()
    found: set[str] = set()
    for attribute in ("last_names", "last_names_male", "last_names_female", "last_names_common", "prefixes_last_names"):
        listed = getattr(provider, attribute, ())
        found.update(name.lower() for name in listed if len(name) > 2 and " " not in name)
    return found


@lru_cache(maxsize=4)
def frequencies(language: str) -> dict[str, float]:
    """Lower-case word → Zipf frequency (log10 of occurrences per billion words) of at least 3, in fi, sv or en."""
    with gzip.open(_package("wordfreq") / "data" / f"small_{language}.msgpack.gz") as packed:
        bins = msgpack.load(packed, raw=False)[1:]
    return {word: 9 - centibels / 100 for centibels, words in enumerate(bins) for word in words}


def zipf(word: str, language: str) -> float:
    """Zipf frequency of a lower-case word, 0 where it is rarer than one in a million."""
    return frequencies(language).get(word, 0.0)


@lru_cache(maxsize=2)
def dictionary(language: str):
    """Membership test for ordinary inflected words of sv or en."""
    from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory

    return DefaultDictionaryFactory().get_dictionary(language)
