"""Finnish morphology: Voikko's analyses of a form, and what is left of it where endings are cut off without asking."""

import re
from functools import lru_cache

import libvoikko

from spark_jobs.anonymise.knowledge import forms
from spark_jobs.anonymise.lexicon import zipf

_INFINITIVE = re.compile(r"\((\w+)\)")  # of a participle's word bases: '+opetta(opettaa)+nut(+nut)'
_CLITICS = forms("kin kaan kään han hän kohan ko kö")
_CASES = forms(
    "ille illa illä ilta iltä issa issä ista istä iksi ina inä iin ien lle lla llä lta ltä ssa ssä sta stä ksi "
    "tta ttä seen nsa nsä aan ään een oon uun yyn in ia iä na nä ta tä n a ä t"
)


@lru_cache(maxsize=1)
def voikko() -> libvoikko.Voikko:
    """The process's one Voikko; raises where the library or its dictionary is missing."""
    return libvoikko.Voikko("fi")


def bases(analyses: list[dict]) -> frozenset[str]:
    """The lower-case base forms of Voikko's analyses."""
    return frozenset(analysis.get("BASEFORM", "").lower() for analysis in analyses)


@lru_cache(maxsize=100_000)
def baseforms(form: str) -> frozenset[str]:
    """Voikko's lower-case base forms of a form; empty where it knows none."""
    return bases(voikko().analyze(form.split(":")[0]))


@lru_cache(maxsize=50_000)
def acts(form: str, finite: bool = True) -> frozenset[str]:
    """Base forms of the verbs that a form can be of: finite in the third person ('opetti'), or what stands behind 'ei'
    and 'on' ('opeta', 'opettanut')."""
    found = set()
    for analysis in voikko().analyze(form):
        if analysis["CLASS"] == "teonsana":
            if not finite or analysis.get("PERSON") == "3":
                found.add(analysis["BASEFORM"])
        elif not finite and analysis.get("PARTICIPLE") == "past_active":
            found |= set(_INFINITIVE.findall(analysis.get("WORDBASES", "")))
    return frozenset(found)


@lru_cache(maxsize=50_000)
def cases(form: str) -> frozenset[str]:
    """The cases that a Finnish form can be in, by Voikko's names for them."""
    return frozenset(analysis.get("SIJAMUOTO", "") for analysis in voikko().analyze(form))


@lru_cache(maxsize=50_000)
def bases_of(form: str) -> frozenset[str]:
    """What a form can be an inflected form of, by Voikko or by cutting endings off."""
    return baseforms(form).union(stems(form))


@lru_cache(maxsize=20_000)
def is_rare_noun(form: str) -> bool:
    """A noun's or a place's base form that is hardly ever written: in a person's place it is a family name."""
    return not zipf(form, "fi") and any(
        analysis["CLASS"] in ("nimisana", "paikannimi") and analysis.get("SIJAMUOTO") == "nimento"
        for analysis in voikko().analyze(form)
    )


def stems(form: str) -> list[str]:
    """The form, and what is left of it without a clitic and a case ending; at least three letters."""
    found = [form]
    found += [form[:-length] for length in (2, 3, 4, 5) if len(form) >= length + 4 and form[-length:] in _CLITICS]
    for stem in tuple(found):
        found += [stem[:-length] for length in (1, 2, 3, 4) if len(stem) >= length + 3 and stem[-length:] in _CASES]
    return found
