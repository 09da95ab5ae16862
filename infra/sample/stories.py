"""What there is to find in the invented data: differences between regions, and stories that unfold over months."""

# Satisfaction of a region against the country, in SD of the latent mood; 0.35 lifts NPS from about 70 to about 80.
REGION_MOOD: dict[str, float] = {
    "01": 0.05,
    "02": 0.08,
    "03": -0.02,
    "04": -0.22,
    "05": 0.00,
    "06": 0.10,
    "07": 0.30,
    "08": 0.02,
    "09": 0.06,
    "10": 0.29,
    "11": 0.14,
    "12": 0.12,
    "13": 0.04,
    "14": 0.10,
    "15": -0.04,
    "16": 0.16,
    "17": 0.08,
    "18": 0.12,
    "19": -0.04,
    "20": -0.08,
    "21": -0.10,
    "90": -0.16,
    "HUS": 0.10,
}

# Share of Swedish answers where it isn't the country's 2 %; English is 2 % everywhere.
SWEDISH_SHARE: dict[str, float] = {
    "01": 0.22,
    "03": 0.11,
    "05": 0.05,
    "17": 0.40,
    "18": 0.20,
    "90": 0.06,
    "HUS": 0.07,
}
SWEDISH_ELSEWHERE, ENGLISH_SHARE = 0.004, 0.02

DENTAL_QUEUE_REGION, DENTAL_QUEUE_STARTS = "18", (2026, 1)
DIP_REGION, DIP_PERIOD, DIP_MOOD = "14", "2026-04", -0.55


def _months_since(period: str, start: tuple[int, int]) -> int:
    year, month = map(int, period.split("-"))
    return (year - start[0]) * 12 + month - start[1]


def mood_of_month(region: str, period: str) -> float:
    """A region's month: its own level, and a winter that is a little worse."""
    month = int(period[5:])
    season = -0.05 if month in (1, 2, 12) else 0.03 if month in (6, 7, 8) else 0.0
    return REGION_MOOD[region] + season


def mood_of_unit(region: str, unit: str, period: str) -> tuple[float, dict[str, float]]:
    """A unit's story in a region: (shift of satisfaction, shifts of single statements).

    Keski-Pohjanmaa's oral health starts 2026 with long queues, which shrink month by month until midsummer.
    Pohjois-Karjala changes its booking system in April 2026: a bad month for all but its digital services.
    """
    if (region, period) == (DIP_REGION, DIP_PERIOD) and unit != "digipalvelut":
        return DIP_MOOD, {"access": -0.4}
    if region == DENTAL_QUEUE_REGION and unit == "hammashoitola":
        left = max(0.0, 1.0 - max(0, _months_since(period, DENTAL_QUEUE_STARTS)) / 6)
        return -0.45 * left, {"access": -1.1 * left}
    return 0.0, {}


def swedish_share(region: str) -> float:
    """Share of answers in Swedish."""
    return SWEDISH_SHARE.get(region, SWEDISH_ELSEWHERE)
