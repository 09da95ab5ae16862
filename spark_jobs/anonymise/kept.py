"""Words that name no person and stay: organisations, services, products, medicines; listed, or told by their stem."""

import re

from lake_layout.reference import names as reference
from spark_jobs.anonymise.morphology import stems, voikko

_IN_S = re.compile(
    "(?<=[a-zåäö])ks(?:en|e[aä]|een|ess[aä]|est[aä]|ell[aä]|elt[aä]|elle|et|i[aä]|iin|in[aä])$"
)  # 'Eliquiksen'
_INTO = re.compile(r"([aeiouyåäö])\1n$")  # 'Lixianaan'
# The stems by which the generic names of medicines are formed (WHO): 'metoprololi', 'losartan', 'pantopratsolin'.
_SUBSTANCE = re.compile(
    "[a-zåäö]{2,12}(?:olol|pra[tz]s?ol|sarta+n|statin|statiin|kefalosporiin|mysiin|mycin|cillin|silliin|gliptiin|gliptin|"
    "flo[tz]s?iin|flozin|dipiin|dipin|oksetiin|oxetin|setron|traliin|tidiin|triptaan|triptan|tsepaam|zepam|tsolaam|zolam|"
    "kodon|codon|pariin|parin|gabalin|pentiin|pentin|tsapiin|zapin|tiapiin|tiapin|limumab|tuksimab|tuximab|tinib)"
    "(?:i|in|e|ia|iä|ista|istä|illa|illä|iin|n|a|et|in?kin)?"
)


def is_listed(*forms: str) -> bool:
    """Whether one of the forms stands in the list of what is kept."""
    return not reference.read("kept.txt").isdisjoint(forms)


def is_substance(form: str) -> bool:
    """Whether a form has the stem of a medicine's generic name."""
    return bool(_SUBSTANCE.fullmatch(form))


def is_kept_in_finnish(form: str, base: str) -> bool:
    """Whether a Finnish form stays, as listed or inflected; `base` is it without colon and apostrophe."""
    if is_listed(form, base, *(stem for stem in stems(base) if len(stem) > 3)):
        return True
    if is_listed(_IN_S.sub("s", base), _INTO.sub(r"\1", base)):
        return True
    return is_substance(base) and not voikko().analyze(base)
