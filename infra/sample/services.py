"""What the services of the invented regions are like: who visits them, how, whom they meet, and how content they leave.

Every profile's codes lead THL's stand-in grouper (lake_layout/reference/service_class_rules.csv) to the same class
that the cost centre maps to, so that a cost centre without a mapping is classified alike.
"""

from dataclasses import dataclass, field

Weights = dict[str | None, float]

_ADULTS: Weights = {"13-17": 3, "18-29": 12, "30-44": 18, "45-64": 29, "65-74": 21, "75-84": 13, "85+": 4}
_PARENTS: Weights = {"00-12": 4, "18-29": 36, "30-44": 57, "45-64": 3}
_YOUNG: Weights = {"13-17": 55, "18-29": 43, "30-44": 2}
_OLD: Weights = {"45-64": 4, "65-74": 17, "75-84": 42, "85+": 37}
_WORKING: Weights = {"13-17": 4, "18-29": 29, "30-44": 34, "45-64": 28, "65-74": 5}

VISIT, HOME, ELSEWHERE, REMOTE_LIVE, REMOTE, WARD, OTHER = "R10", "R20", "R41", "R52", "R56", "R80", "R90"
NURSE, HEALTH_NURSE, DOCTOR, SPECIALIST, PRACTICAL_NURSE = "32311", "32312", "22213", "22212", "51321"


@dataclass(frozen=True)
class Service:
    """One kind of unit; `mood` shifts its customers' satisfaction, `statement_moods` single statements (SD units)."""

    unit: str
    text_key: str
    share: float
    forms: Weights
    contacts: Weights
    professions: Weights
    ages: Weights
    mood: float = 0.0
    statement_moods: dict[str, float] = field(default_factory=dict)


_SERVICES = (
    Service(
        "terveysasema",
        "avosairaanhoito",
        26,
        {"T11": 90, "T29": 7, "T28": 3},
        {VISIT: 72, REMOTE_LIVE: 15, REMOTE: 9, OTHER: 4},
        {NURSE: 42, DOCTOR: 34, HEALTH_NURSE: 14, PRACTICAL_NURSE: 10},
        _ADULTS,
        0.0,
        {"access": -0.30},
    ),
    Service(
        "neuvola",
        "neuvola",
        8,
        {"T22": 52, "T21": 32, "T23": 11, "T25": 5},
        {VISIT: 86, HOME: 8, REMOTE_LIVE: 6},
        {HEALTH_NURSE: 76, DOCTOR: 12, "3232": 12},
        _PARENTS,
        0.30,
        {"encounter": 0.15},
    ),
    Service(
        "opiskeluterveydenhuolto",
        "kouluterveys",
        5,
        {"T26": 45, "T27": 55},
        {VISIT: 88, REMOTE_LIVE: 8, REMOTE: 4},
        {HEALTH_NURSE: 78, DOCTOR: 14, "24451": 8},
        _YOUNG,
        -0.10,
    ),
    Service(
        "kotihoito",
        "kotihoito",
        6,
        {"T40": 58, "T41": 24, "T42": 12, "T43": 6},
        {HOME: 93, REMOTE_LIVE: 7},
        {PRACTICAL_NURSE: 68, NURSE: 26, "51331": 6},
        _OLD,
        -0.12,
        {"participation": -0.25},
    ),
    Service(
        "kuntoutus",
        "kuntoutus",
        7,
        {"T51": 60, "T54": 14, "T52": 13, "T53": 6, "T55": 4, "T56": 3},
        {VISIT: 82, HOME: 8, REMOTE_LIVE: 10},
        {"32261": 70, "32262": 22, "24453": 8},
        _ADULTS,
        0.28,
        {"usefulness": 0.15},
    ),
    Service(
        "hammashoitola",
        "suunterveys",
        15,
        {"T60": 100},
        {VISIT: 97, REMOTE_LIVE: 3},
        {"2222": 58, "3225": 30, "51325": 12},
        _ADULTS,
        0.12,
        {"access": -0.25},
    ),
    Service(
        "mielenterveyspalvelut",
        "mielenterveys",
        7,
        {"T71": 100},
        {VISIT: 70, REMOTE_LIVE: 24, ELSEWHERE: 6},
        {NURSE: 52, "24451": 26, "24452": 8, DOCTOR: 14},
        _WORKING,
        -0.42,
        {"access": -0.40, "information": -0.20},
    ),
    Service(
        "päihdepalvelut",
        "paihde",
        2,
        {"T73": 100},
        {VISIT: 76, REMOTE_LIVE: 14, ELSEWHERE: 10},
        {NURSE: 66, PRACTICAL_NURSE: 16, DOCTOR: 18},
        _WORKING,
        -0.25,
    ),
    Service(
        "sosiaalipalvelut",
        "sosiaali",
        6,
        {None: 82, "T58": 18},
        {VISIT: 55, HOME: 15, REMOTE_LIVE: 20, ELSEWHERE: 10},
        {"24461": 58, "34601": 42},
        _WORKING,
        -0.48,
        {"participation": -0.20, "information": -0.15},
    ),
    Service(
        "ikäihmisten palvelut",
        "kotihoito",
        4,
        {"T80": 72, "T81": 28},
        {VISIT: 74, ELSEWHERE: 26},
        {PRACTICAL_NURSE: 70, NURSE: 30},
        _OLD,
        -0.05,
    ),
    Service(
        "keskussairaala",
        "erikoissairaanhoito",
        12,
        {None: 100},
        {VISIT: 74, WARD: 17, REMOTE_LIVE: 9},
        {SPECIALIST: 46, NURSE: 44, "32313": 6, "32261": 4},
        _ADULTS,
        0.08,
        {"safety": 0.10, "access": -0.15},
    ),
    Service(
        "digipalvelut",
        "digital",
        2,
        {None: 100},
        {REMOTE_LIVE: 58, REMOTE: 42},
        {NURSE: 64, DOCTOR: 24, HEALTH_NURSE: 12},
        {"13-17": 3, "18-29": 24, "30-44": 33, "45-64": 28, "65-74": 9, "75-84": 3},
        -0.05,
        {"access": 0.20},
    ),
)
SERVICE = {service.unit: service for service in _SERVICES}

# Specialty -> (share of specialised care, mood).
SPECIALTIES: dict[str, tuple[float, float]] = {
    "10": (10, 0.02),
    "10K": (7, 0.22),
    "10I": (2, 0.05),
    "15": (9, -0.60),
    "20": (7, 0.05),
    "20O": (9, 0.10),
    "20U": (4, 0.12),
    "25": (2, 0.20),
    "30": (9, 0.10),
    "40": (7, 0.18),
    "50": (9, 0.25),
    "55": (5, 0.08),
    "60": (4, -0.02),
    "65": (7, 0.42),
    "77": (5, -0.12),
    "80": (3, 0.08),
    "96": (1, -0.20),
}
PSYCHIATRY: dict[str, tuple[float, float]] = {"70": (66, -0.10), "74": (22, -0.22), "75": (12, -0.05)}

# A source that asks the customers of some units only.
SOURCE_UNITS: dict[str, tuple[str, ...]] = {
    "digipalvelut": ("digipalvelut",),
    "digitjanster": ("digipalvelut",),
    "hammaskysely": ("hammashoitola",),
    "laitepalaute": ("terveysasema", "neuvola", "hammashoitola"),
    "pappersenkat": ("kotihoito", "kuntoutus", "ikäihmisten palvelut", "keskussairaala"),
    "sosiaalipalaute": ("sosiaalipalvelut", "ikäihmisten palvelut", "kotihoito"),
}
