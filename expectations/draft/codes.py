"""A region's own code values mapped to the national ones: by code, by label, by usual words, by the years of an age."""

import re

from rapidfuzz import fuzz, process

from expectations.names import plain
from expectations.usual_names import usual_names
from lake_layout.feedback_fields import FIELD
from lake_layout.reference import code_set, kept_while_in_force

NEAR = 85.0


@kept_while_in_force
def _known(set_name: str) -> dict[str, tuple[str, int]]:
    """Comparable text -> (national code, how sure in percent)."""
    found: dict[str, tuple[str, int]] = {}
    for code, entry in code_set(set_name).items():
        for label in (entry.name_fi, entry.name_sv, entry.name_en):
            if label:
                found.setdefault(plain(label), (code, 95))
    for code, said in usual_names()["codes"].get(set_name, {}).items():
        for text in said:
            found[plain(text)] = (code, 90)
    return {**found, **{plain(code): (code, 100) for code in code_set(set_name)}}


def _age_group(value: str) -> tuple[str, int] | None:
    """`alle 13`, `0–12 v`, `85+`, `yli 84`: the national group with these bounds."""
    numbers = [int(number) for number in re.findall(r"\d+", value)]
    text = plain(value)
    if len(numbers) == 2:
        wanted = f"{numbers[0]:02}-{numbers[1]:02}"
    elif len(numbers) == 1 and re.search(r"alle|under|less|below", text):
        wanted = f"00-{numbers[0] - 1:02}"
    elif len(numbers) == 1 and re.search(r"yli|over|above", text):
        wanted = f"{numbers[0] + 1}+"
    elif len(numbers) == 1 and ("+" in value or re.search(r"taytt|fyllda|vanhem|aldre|older", text)):
        wanted = f"{numbers[0]}+"
    else:
        return None
    return (wanted, 95) if wanted in code_set("age_groups") else None


def _without_number(value: str) -> str:
    """`1 Vastaanotto` and `2) koti` without the number that leads them."""
    return re.sub(r"^\s*\d+\s*[-.):]?\s+", "", value)


@kept_while_in_force
def national_code(field: str, value: str) -> tuple[str, int] | None:
    """The national code that a value seems to mean and how sure (percent); None where nothing is near."""
    set_name = FIELD[field].code_set
    known = _known(set_name)
    for text in (plain(value), plain(_without_number(value))):
        if text in known:
            return known[text]
    if set_name == "age_groups" and (group := _age_group(value)):
        return group
    text = plain(_without_number(value))
    if len(text) < 4 or not any(sign.isalpha() for sign in text):
        return None
    found = process.extractOne(text, list(known), scorer=fuzz.ratio, score_cutoff=NEAR)
    return (known[found[0]][0], round(found[1] * 0.8)) if found else None
