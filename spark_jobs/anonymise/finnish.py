"""Readings of Finnish word forms: Voikko's morphology first, then the name lists with Finnish endings taken off."""

import re
from functools import lru_cache

from lake_layout.reference import names as reference
from spark_jobs.anonymise.context import TITLE_FI, TITLE_FI_WORDS
from spark_jobs.anonymise.kept import is_kept_in_finnish
from spark_jobs.anonymise.knowledge import Known, Name, forms
from spark_jobs.anonymise.lexicon import family_names, given_names, zipf
from spark_jobs.anonymise.morphology import bases, stems, voikko

_NAMES = {"etunimi", "sukunimi"}
_OUTSIDE = {"ulkoolento", "ulkoeronto", "ulkotulento"}
_INSIDE = {"sisaolento", "sisaeronto", "sisatulento"}
_STREET = re.compile(
    r"\[(?:Les|Lee|Lep)\].*\[Bc\].*\[Xp\](?:tie|katu|kuja|polku|kaari|raitti|väylä|bulevardi|aukio|puistikko|ranta|rinne|portti|penger)\[X\]"
)
# What Finnish family names from the landscape end in; as a compound it may also be a village, so the model decides.
_SHAPES = (
    "mäki|mäe|niemi|nieme|järvi|järve|lahti|lahde|ranta|ranna|salo|saari|saare|koski|koske|oja|vaara|aho|lehto|lehdo|"
    "virta|virra|vuori|vuore|kylä|harju|lampi|lamme|pelto|pello|kallio|joki|joe|luoma|korpi|korve|viita|viida|kivi|kive"
)
_ENDINGS = "(?:n|a|ä|lle|lla|llä|lta|ltä|ksi|kin)?"
_LANDSCAPE = re.compile(f".{{2,}}(?:{_SHAPES}){_ENDINGS}")
_VILLAGE = re.compile(f".{{2,}}(?:{_SHAPES}|lä|la|maa|perä|suo|kangas|kanka){_ENDINGS}")
_NEN = re.compile(r"[a-zåäö]{3,}nen$")
# A title or greeting with a name behind it and no space: 'hoitajamäkinen'.
_GLUED = re.compile(
    "(?:[a-zåäö]*(?:hoitaja|lääkäri)|tohtori|kätilö|psykologi|fysioterapeutti|kiitos|terveisin|ystävällisesti|rouva|"
    "herra)([a-zåäö]{4,})"
)
# Family names after a farm's place: 'Ala-Kokko', 'Yli-Hukkala'.
_FARM = re.compile(
    "(?:ala|yli|ylä|iso|vähä|pikku|uusi|vanha|keski|perä|ranta|rinta|taka|etu|mäki|niemi|luoma|haapa)-([a-zåäö]{4,})"
)
_STREET_TAIL = re.compile(
    r".{4,}n(?:tie|tielle|tiellä|tieltä|tien)$|.{3,}(?:katu|kadu|kuja|kujal|polku|polul|raiti|raitti|bulevardi)[a-zåäö]{0,4}$"
)
_PERSONAL = re.compile("(?:ll[aeä]|lt[aä])(?:kin|k[aä]{2}n|h[aä]n)?$")
# Common misspellings and borrowings that Voikko knows only as a name; in lower case they are words.
LOWER_WORDS = forms(
    "mika erkkikään more will art green max park iron grand mark ray honda nobel elisa pirkka ferrari stubb "
    "disney juice trump hall leo aku manu tove jason ford rolex star lady king long best top hard rock soft free "
    "open alma lux miina"
)
COMMON = 5.0  # Zipf: about one word in ten thousand
_CUT = 3.5
_EVERYBODYS, _SELDOM, _HARDLY_EVER = 7, 3.8, 3.4  # how common a name; Zipf frequencies of a word
_EVERYDAY = 5.3  # the base form of a word like 'sama', which some list has as a family name


@lru_cache(maxsize=200_000)
def finnish(form: str) -> Known:
    """Readings of a lower-case Finnish form; a compound with a hyphen is also read part by part."""
    base = form.split(":")[0].replace("'", "")
    if is_kept_in_finnish(form, base):
        return Known(kept=True)
    if glued := _GLUED.fullmatch(base):
        rest = finnish(glued[1])
        if rest.name and (rest.name >= Name.USUALLY or glued[1] in family_names() or glued[1] in given_names()):
            return Known(name=Name.ONLY, given=rest.given, family=rest.family)
    if farm := _FARM.fullmatch(base):
        rest = finnish(farm[1])
        if (rest.family or rest.unknown) and not rest.town and not rest.inside:
            return Known(Name.MAYBE, family=True, word=True, nominative=rest.nominative, personal=rest.personal)
    analyses = voikko().analyze(base)
    if not analyses:
        return _unanalysed(base)
    classes = {analysis["CLASS"] for analysis in analyses}
    names = classes & _NAMES
    place = "paikannimi" in classes
    word = bool(classes - _NAMES - {"paikannimi"})
    cases = {analysis.get("SIJAMUOTO") for analysis in analyses}
    frequency = zipf(base, "fi")
    if (
        "-" in base
        and not names
        and any(
            finnish(part).name >= Name.USUALLY or finnish(part).name and finnish(part).given
            for part in base.split("-")
            if len(part) > 2
        )
    ):
        whole = all(_names_person(part) for part in base.split("-"))
        return Known(name=Name.USUALLY if whole else Name.MAYBE, given=True, word=True)
    listed = _listed(base) if not names else None
    strength = _strength(base, bool(names), word, place, frequency)
    # Voikko knows some family names as places or words only: 'Niemisen', 'Lahdelta', 'Koskea'.
    families = {one for one in bases(analyses) & family_names() if zipf(one, "fi") < _EVERYDAY}
    if families and not strength:
        strength = Name.USUALLY if all(_NEN.match(one) for one in families) else Name.MAYBE
    # … and some given names as words only, in forms that the lists don't hold: 'Helmeä', 'Pilven'.
    called = {one for one in bases(analyses) if given_names().get(one, (0, 0))[0] >= 3 and len(one) > 3}
    if called and not strength:
        strength = Name.MAYBE
    # What only cutting endings off makes a name of ('kantaan': Kant) must be a rare form.
    limit = COMMON if base in given_names() or base in family_names() else _CUT
    if not strength and listed and (listed[0] >= 3 or listed[1] >= 5) and frequency < limit:
        strength = Name.MAYBE
    return Known(
        name=strength,
        given="etunimi" in names or bool(strength and (listed or called)),
        family="sukunimi" in names or bool(families) or any(stem in family_names() for stem in stems(base)),
        landscape=frequency < 3
        and (word and bool(_LANDSCAPE.fullmatch(base)) or place and bool(_VILLAGE.fullmatch(base))),
        word=word,
        place=place,
        # One goes to Lahteen and Saloon: 'Lahdelta' and 'Salolle' are persons.
        town=_town(base, analyses)
        and not (families and cases <= _OUTSIDE and base not in reference.read("places.txt")),
        inside=cases <= _INSIDE,
        personal=bool(strength)
        and any(
            analysis.get("SIJAMUOTO") in _OUTSIDE
            and (analysis["CLASS"] in _NAMES or analysis.get("BASEFORM", "").lower() in families)
            for analysis in analyses
        ),
        rare=not frequency and not _of_another_word(analyses),
        common=frequency >= COMMON and word,
        nominative=any(a["CLASS"] in _NAMES | {"paikannimi"} and a.get("SIJAMUOTO") == "nimento" for a in analyses)
        or bool(strength and not names and frequency < COMMON and (base in given_names() or base in family_names())),
        street=any(_STREET.search(analysis.get("FSTOUTPUT", "")) for analysis in analyses)
        or bool(_STREET_TAIL.match(base)),
    )


def is_rather_name(form: str, capital: bool) -> bool:
    """A given name in its base form that is a word as well, but one that is hardly ever written: 'Orvokki', 'Usva'."""
    near, frequency = given_names().get(form, (0, 0))[0], zipf(form, "fi")
    if form in LOWER_WORDS or not near:
        return False
    return near >= _EVERYBODYS and frequency < _SELDOM or capital and frequency < _HARDLY_EVER


@lru_cache(maxsize=20_000)
def resembles(form: str) -> str | None:
    """What an unknown form is a slip of: a 'word', a 'name' (and no word), or None where it resembles nothing."""
    if len(form) < 4:
        return None
    suggested = voikko().suggest(form)
    if any(one.islower() and " " not in one and finnish(one).word for one in suggested):
        return "word"
    return "name" if any(finnish(one.lower()).name >= Name.USUALLY for one in suggested if one.istitle()) else None


def _names_person(part: str) -> bool:
    """A part of a compound that can be a given name or is a title: both of 'Jaana-hoitajalle'."""
    known = finnish(part)
    return bool(known.name and known.given) or bool(TITLE_FI.match(part)) or part in TITLE_FI_WORDS


def _of_another_word(analyses: list[dict]) -> bool:
    """Whether the form is one of a frequent word that is not spelled like the name: 'ovelle' is of ovi, not Ove."""
    names = {one.get("BASEFORM", "").lower() for one in analyses if one["CLASS"] in _NAMES}
    words = {one.get("BASEFORM", "").lower() for one in analyses if one["CLASS"] not in _NAMES}
    return any(zipf(word, "fi") >= 4 for word in words - names)


def _strength(form: str, name: bool, word: bool, place: bool, frequency: float) -> Name:
    if not name:
        return Name.NEVER
    if form in reference.read("usual_names.txt") or "-" in form:
        return Name.USUALLY
    if word or place:
        return Name.MAYBE
    return Name.MAYBE if form in LOWER_WORDS else Name.ONLY


def _town(form: str, analyses: list[dict]) -> bool:
    towns = reference.read("places.txt")
    return (
        form in towns
        or any(
            analysis["CLASS"] == "paikannimi" and analysis.get("BASEFORM", "").lower() in towns for analysis in analyses
        )
        or any(analysis.get("BASEFORM", "").lower() in towns for analysis in analyses if analysis["CLASS"] in _NAMES)
    )


def _unanalysed(form: str) -> Known:
    if "-" in form:
        parts = [finnish(part) for part in form.split("-") if part]
        names = [part for part in parts if part.name]
        if names and (len(names) == len(parts) or max(part.name for part in names) == Name.ONLY):
            return Known(
                max(part.name for part in names),
                any(part.given for part in names),
                any(part.family for part in names),
                nominative=True,
            )
        return Known(
            word=any(part.word or part.common or part.kept for part in parts), place=any(part.place for part in parts)
        )
    frequency = zipf(form, "fi")
    listed = _listed(form)
    if listed and (listed[0] or listed[1] >= 3):
        own = given_names().get(form, (0, 0))[0] >= 5
        doubtful = (
            max([frequency, *(zipf(stem, "fi") for stem in stems(form) if not own)]) >= 4.3
            or (zipf(form, "en") >= 5 or zipf(form, "sv") >= 5)
            or len(form) < 4
        )
        return Known(
            name=Name.MAYBE if doubtful else Name.ONLY,
            given=True,
            nominative=True,
            personal=bool(_PERSONAL.search(form)),
            rare=not frequency,
            common=frequency >= COMMON,
            word=doubtful,
        )
    if form in reference.read("places.txt"):
        return Known(place=True, town=True)
    if _NEN.match(form) and frequency < 4:
        return Known(name=Name.ONLY, family=True, nominative=True)
    return Known(
        street=bool(_STREET_TAIL.match(form)),
        personal=bool(_PERSONAL.search(form)),
        common=frequency >= 4.3 or zipf(form, "en") >= 5,
    )


def _listed(form: str) -> tuple[int, int] | None:
    """The best list entry of the form with Finnish endings taken off, as (frequency near, anywhere)."""
    best = None
    for stem in stems(form):
        entry = given_names().get(stem) or ((3, 3) if stem in family_names() else None)
        if entry and (best is None or entry > best):
            best = entry
    return best
