"""What is known of words: given and family names, ordinary words, places; from packages and small lists, read once.

Sources: Faker's person providers (MIT; names by country, some with frequencies), wordfreq's word lists (Apache-2.0,
data CC BY-SA 4.0), simplemma's dictionaries (MIT), and the lists in lake_layout/reference/names (written for this
project).
"""

import gzip
from functools import lru_cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import msgpack

from lake_layout.reference import names as _reference

# How much a name from a locale's list counts among names in Finland, 1 (rare) to 8 (everybody knows one).
_NEAR = {
    "fi_FI": 7,
    "sv_SE": 7,
    "en_US": 6,
    "en_GB": 6,
    "no_NO": 5,
    "da_DK": 5,
    "et_EE": 5,
    "en_IE": 3,
    "is_IS": 2,
    "en": 1,
}
_AWAY = (
    "az_AZ cs_CZ de_AT de_DE en_IN en_KE en_NG en_PK en_TH es_ES es_CO fr_FR hr_HR hu_HU id_ID it_IT lt_LT "
    "lv_LV nl_NL pl_PL pt_BR pt_PT ro_RO sk_SK sl_SI sw tr_TR tw_GH uz_UZ vi_VN yo_NG zu_ZA"
)
_FREQUENT = 100  # the most frequent of a list that has weights count one more
_FAMILIES = (
    "fi_FI sv_SE en_GB en_US et_EE tr_TR vi_VN de_DE nl_NL pl_PL es_ES no_NO da_DK fr_FR it_IT en_IN ro_RO "
    "hr_HR lv_LV lt_LT pt_BR en_NG en_KE en_PK en_TH is_IS"
)


def _package(name: str) -> Path:
    """Folder of an installed package, without importing it (importing wordfreq costs half a second)."""
    found = find_spec(name)
    if found is None:
        raise ModuleNotFoundError(f"the verification run's word lists need the package {name}", name=name)
    return Path(next(iter(found.submodule_search_locations)))


@lru_cache(maxsize=1)
def given_names() -> dict[str, tuple[int, int]]:
    """Lower-case given name → (how common in Finland and its neighbours, 0–8; how common anywhere, 0–8)."""
    names: dict[str, tuple[int, int]] = {}

    def add(name: str, near: int, anywhere: int) -> None:
        old = names.get(name, (0, 0))
        names[name] = (max(old[0], near), max(old[1], anywhere))

    for locale in _AWAY.split():
        for name in _listed(locale, "first_name"):
            add(name, 0, 4)
    for locale, near in _NEAR.items():
        for rank, name in enumerate(_listed(locale, "first_name")):
            extra = int(locale in ("fi_FI", "sv_SE", "en_US") and rank < _FREQUENT)
            add(name, near + extra, near + extra)
    for name in _reference.read("given_names.txt"):
        add(name, 3, 4)
    return names


@lru_cache(maxsize=1)
def family_names() -> frozenset[str]:
    """Lower-case family names of the languages spoken in Finland."""
    names = set(_reference.read("family_names.txt"))
    for locale in _FAMILIES.split():
        names.update(_listed(locale, "last_name"))
    return frozenset(names)


def _listed(locale: str, kind: str) -> list[str]:
    """Names of a Faker locale in lower case, the most frequent first where the locale knows frequencies."""
    provider = import_module(f"faker.providers.person.{locale}").Provider
    weights: dict[str, float] = {}
    for attribute in sorted(vars(provider)):
        if attribute.startswith(kind):
            listed = getattr(provider, attribute)
            if isinstance(listed, dict):
                weights.update(listed)
            elif not callable(listed):
                weights.update(dict.fromkeys(listed, 0.0))
    ordered = sorted(weights, key=weights.get, reverse=True)
    return [name.lower() for name in ordered if len(name) > 2 and " " not in name and name[0].isalpha()]


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
