"""The crosswalk from service classes to SOTE classes: applied as a whole or not at all.

A crosswalk with gaps would count some services under a SOTE class and leave their neighbours out; so it is hidden in
every report until each service class in force leads to a SOTE class in force, by official rows only.
"""

from lake_layout.reference import in_force, kept_while_in_force
from lake_layout.reference.sets import OFFICIAL, SETS


@kept_while_in_force
def lacking(day: str) -> tuple[str, ...]:
    """Service classes in force on a day that have no official SOTE class."""
    known = {row["code"] for row in in_force("sote_classes", day)}
    led = {
        row["service_class"]
        for row in in_force("sote_crosswalk", day)
        if row["status"] == OFFICIAL and row["sote_class"] in known
    }
    own = SETS["service_classes"].own
    classes = [row["code"] for row in in_force("service_classes", day) if row["code"] not in own]
    return tuple(code for code in classes if code not in led)


@kept_while_in_force
def sote_classes(day: str) -> dict[str, str]:
    """Service class -> SOTE class on a day; empty while a single one is lacking."""
    if lacking(day):
        return {}
    return {row["service_class"]: row["sote_class"] for row in in_force("sote_crosswalk", day)}
