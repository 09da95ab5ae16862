"""The sets of reference data: what each is, what its rows are known by, where its national master lies.

A set ships as a CSV file in this folder and lives in the lake as rows of one Delta table
(`lake_layout.reference.table`), where a new version takes effect from a day (`spark_jobs.reference`). Every row has the
columns of `COMMON`; `attributes` are the set's own.
"""

from dataclasses import dataclass, field

from lake_layout.feedback_fields import FIELDS

NAMES = ("name_fi", "name_sv", "name_en")
DATED = ("valid_from", "valid_to")
COMMON = ("code", *NAMES, *DATED, "version", "status", "note", "source")
OFFICIAL, PLACEHOLDER = "official", "placeholder"
"""What `status` says: the national list, or an illustrative stand-in that the official list is to replace."""


@dataclass(frozen=True)
class ReferenceSet:
    """One set of reference data.

    `key` names the columns that a row is known by, `needs` the attributes that a file of the set can't leave out. A
    file of a set with a `scope` replaces only the rows whose value of that column it holds: a region's file its own
    cost centres. `refers_to` says which set a column's codes are of. `own` are codes that the platform adds to the
    national ones, which a file needn't hold. Silver is derived from a set that `classifies`. `oid` is the national code
    system's, where it is known.
    """

    name: str
    meaning: str
    folder: str = "codes/"
    key: tuple[str, ...] = ("code",)
    attributes: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    refers_to: dict[str, str] = field(default_factory=dict, hash=False)
    scope: str | None = None
    own: tuple[str, ...] = ()
    oid: str | None = None
    classifies: bool = False

    @property
    def file(self) -> str:
        """The shipped file, without its ending."""
        return f"{self.folder}{self.name}"

    @property
    def coded(self) -> bool:
        """Whether its rows are codes with names."""
        return self.key == ("code",)

    @property
    def shown(self) -> bool:
        """Whether reports say its names, or how its codes lead to others."""
        return self.coded or self.name in (CROSSWALK, OWN)

    @property
    def columns(self) -> tuple[str, ...]:
        """All columns that a row may have."""
        if self.coded:
            return (*COMMON, *self.attributes)
        named = [name for name in COMMON if name not in ("code", *NAMES)]
        return (*self.key, *self.attributes, *(name for name in named if name not in self.key))

    @property
    def needed(self) -> tuple[str, ...]:
        """Columns that a file of the set must have; version, status and source may be told beside it."""
        return (*self.key, *(("name_fi",) if self.coded else ()), *self.needs)


RULES = "service_class_rules"
CROSSWALK = "sote_crosswalk"
OWN = "own_statements"
CONDITIONS = tuple(field.name for field in FIELDS if field.kind == "code" and field.name != "language")
"""Codes of a feedback that a rule may look at: those that silver keeps, so that it can be classified anew."""

_ALL = (
    ReferenceSet("regions", "Organisers of health and social care", attributes=(
        "short_fi", "short_sv", "short_en", "population", "tile_row", "tile_column"), needs=("short_fi",)),
    ReferenceSet("municipalities", "Municipalities and their region", attributes=("region",), needs=("region",),
                 refers_to={"region": "regions"}, oid="1.2.246.537.6.21"),
    ReferenceSet("contact_types", "How the contact took place (yhteystapa)"),
    ReferenceSet("specialties", "Specialties of specialised care (erikoisala)", attributes=("parent",),
                 refers_to={"parent": "specialties"}, oid="1.2.246.537.6.24"),
    ReferenceSet("professions", "Professions (ammattiluokitus 2001)", attributes=("parent", "leaf"),
                 refers_to={"parent": "professions"}, oid="1.2.246.537.6.74"),
    ReferenceSet("professional_groups", "Reporting groups over professions, by the beginnings of their codes",
                 attributes=("profession_prefixes",), needs=("profession_prefixes",), own=("MUU",), classifies=True),
    ReferenceSet("service_forms", "Service forms of primary care (palvelumuoto)", oid="1.2.246.537.6.125"),
    ReferenceSet("production_modes", "Who produced the service (tuotantotapa)"),
    ReferenceSet("age_groups", "Age groups of customers"),
    ReferenceSet("sectors", "Sectors of health and social care (sektori)"),
    ReferenceSet("urgency", "Urgency of care (kiireellisyys)"),
    ReferenceSet("channels", "How the feedback was given"),
    ReferenceSet("languages", "Languages of the questionnaire"),
    ReferenceSet("questionnaires", "Questionnaires and their versions: who is asked, from which age to which",
                 attributes=("respondent", "age_from", "age_to")),
    ReferenceSet("statements", "The seven national statements", attributes=("thl_id", "wording_fi")),
    ReferenceSet(OWN, "Statements that regions ask besides the national ones", folder="",
                 key=("region", "statement"), attributes=("name_fi", "name_sv", "name_en"), needs=("name_fi",),
                 scope="region", refers_to={"region": "regions"}),
    ReferenceSet("service_classes", "Service classes (Aura palveluluokka)", attributes=("parent",), own=("EI-LUOK",),
                 refers_to={"parent": "service_classes"}),
    ReferenceSet("sote_classes", "SOTE classes (sosiaali- ja terveyspalvelujen luokitus)", oid="1.2.246.537.6.50"),
    ReferenceSet(CROSSWALK, "The SOTE class of each service class", folder="", key=("service_class",),
                 attributes=("sote_class",), needs=("sote_class",),
                 refers_to={"service_class": "service_classes", "sote_class": "sote_classes"}),
    ReferenceSet(RULES, "The grouper's rules, tried by their number", folder="", key=("rule",),
                 attributes=("service_class", *CONDITIONS), needs=("service_class",),
                 refers_to={"service_class": "service_classes"}, classifies=True),
    ReferenceSet("cost_centres", "Cost centres of each region, and the service class that each maps to", folder="",
                 key=("region", "cost_centre"), attributes=("name_fi", "service_class"), needs=("service_class",),
                 scope="region",
                 refers_to={"region": "regions", "service_class": "service_classes"}, classifies=True),
    ReferenceSet("places", "Places of performance of each region", folder="", key=("region", "place"),
                 attributes=("name_fi", "cost_centre"), scope="region", refers_to={"region": "regions"}),
    ReferenceSet("survey_rhythms", "How customers of a service are asked: once, at the end, as they come", folder="",
                 key=("service_class", "service_form", "contact_type"), attributes=("rhythm", "meaning"),
                 needs=("rhythm",)),
)  # fmt: skip
SETS = {one.name: one for one in _ALL}
